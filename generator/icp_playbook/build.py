"""The whole build, in the order it happens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from icp_playbook.history import read_history
from icp_playbook.languages import read_language
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.choices import in_own_words
from icp_playbook.model.entry import Entry, Passage
from icp_playbook.model.page import Plan
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.problems import ContentError, Problem
from icp_playbook.project import ASSETS, STYLE, Site, template_folders
from icp_playbook.reading import Progress, catalog_for, check_playbook, silent
from icp_playbook.stages.audience import files_named
from icp_playbook.stages.check import Context
from icp_playbook.stages.load.assets import asset_files
from icp_playbook.stages.plan import plan
from icp_playbook.stages.render import Drawing, redirect_files, render_missing
from icp_playbook.stages.render.as_markdown import page_as_markdown
from icp_playbook.stages.render.cards import card_files
from icp_playbook.stages.render.document import render_document
from icp_playbook.stages.render.feed import feed_files
from icp_playbook.stages.render.pages import RenderedPage, without_front_matter
from icp_playbook.stages.render.prosepage import render_prosepage
from icp_playbook.stages.search.entries import entries_of, passages_of


class Built:
    """A site without an engine; hand-written pages are by their Markdown file's path.

    Each page is drawn when it is first asked for, and so is what is made from all of them.
    """

    def __init__(
        self,
        catalog: Catalog,
        planned: Plan,
        site: Site,
        templates: list[Path],
        problems: Sequence[Problem] = (),
        only_here: frozenset[str] = frozenset(),
    ) -> None:
        """`only_here` are the hand-written pages that no other language has."""
        self.catalog, self.plan, self.site = catalog, planned, site
        self.problems = problems
        """What the rules found missing; no errors."""
        self.language = in_own_words(read_language(site.language, templates), catalog)
        self._templates, self._only_here = templates, only_here
        self._drawing = Drawing(planned, catalog, site, self.language, templates)
        self._by_source = {page.source: page for page in planned.pages}
        self._drawn: dict[str, RenderedPage] = {}
        self._matters: dict[str, Mapping[str, object]] = {}
        self._passages: dict[str, tuple[Passage, ...]] = {}

    @property
    def sources(self) -> KeysView[str]:
        """The path of each page's Markdown file, in the plan's order."""
        return self._by_source.keys()

    def page(self, source: str) -> RenderedPage:
        """Return a page; raise `ContentError` for a mistake in its template."""
        if (drawn := self._drawn.get(source)) is None:
            drawn = self._drawing.draw(self._by_source[source], self.matter(source))
            self._drawn[source] = drawn
        return drawn

    def matter(self, source: str) -> Mapping[str, object]:
        """Return the front matter of a page, which needs no drawing."""
        if (matter := self._matters.get(source)) is None:
            matter = self._matters[source] = self._drawing.matter(self._by_source[source])
        return matter

    def take(self, drawn: Iterable[tuple[RenderedPage, tuple[Passage, ...]]]) -> None:
        """Keep pages that another process has drawn, and what search finds of them."""
        for page, passages in drawn:
            self._drawn[page.source], self._passages[page.source] = page, passages

    def show_older(self, page: RenderedPage) -> None:
        """Keep a page as it was before a mistake in its template."""
        self._drawn[page.source] = page

    @property
    def pages(self) -> tuple[RenderedPage, ...]:
        """Every page that is made from definitions."""
        return tuple(self.page(source) for source in self.sources)

    def has_markdown(self, source: str) -> bool:
        """Tell whether a page is published as Markdown, too."""
        return self.site.has_markdown and (source in self._by_source or source in self._written)

    @cached_property
    def _written(self) -> Mapping[str, str]:
        """The file of each hand-written page by the path of its Markdown on the site."""
        return {page.source: page.path for page in self.catalog.pages}

    def markdown(self, source: str) -> str:
        """Return a page as Markdown; one that somebody wrote as they wrote it, with its links."""
        if (page := self._by_source.get(source)) is None:
            return without_front_matter(self.prosepages[self._written[source]])
        here = self.site.served(page.url, page.is_index)
        return page_as_markdown(self.page(source), here, self._served)

    @cached_property
    def _served(self) -> Mapping[str, str]:
        """The path of each page's Markdown by where the page is served."""
        found = {page.url: page.source for page in self.catalog.pages}
        found |= {page.url: page.source for page in self.plan.pages}
        if self.site.directory_urls:
            return found
        return {f"{url}.html" if url else "index.html": one for url, one in found.items()} | found

    @cached_property
    def prosepages(self) -> dict[str, str]:
        """The hand-written pages, with their links made."""
        return {
            page.path: render_prosepage(
                page, self.plan, self.catalog, self._site_of(page), self.language
            )
            for page in self.catalog.pages
            if not self.site.left_out(page.source)
        }

    def _site_of(self, page: Prosepage) -> Site:
        """Return the site that a hand-written page is in: one language may have it alone."""
        return replace(self.site, editions=()) if page.path in self._only_here else self.site

    @cached_property
    def beside(self) -> frozenset[str] | None:
        """What readers may have of what lies beside hand-written pages, by path; None: all of it.

        An audience gets the pictures that it sees, and no others.
        """
        if not self.site.audience:
            return None
        named = (files_named(self.catalog, docs) for docs in self.site.all_docs)
        return frozenset().union(*named)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What search finds of the pages that are made from definitions."""
        found = {source: self.passages(source) for source in self.sources}
        return entries_of(self.plan, found, self.catalog, self.site, self.language)

    def passages(self, source: str) -> tuple[Passage, ...]:
        """Return what search finds of a page."""
        if (found := self._passages.get(source)) is None:
            drawn = self.page(source).sections
            found = self._passages[source] = passages_of(self._by_source[source], drawn)
        return found

    @property
    def files(self) -> dict[str, str]:
        """Further files of the site by path: data for programs, redirects, cards, feeds.

        Made when they are asked for, and not kept: they hold as much as all that was read.
        """
        return {**self.plan.data(), **self.redirects, **self.cards, **self.feeds}

    @cached_property
    def data(self) -> Mapping[str, str]:
        """Files for programs by path."""
        return self.plan.data()

    @cached_property
    def skill(self) -> Mapping[str, str]:
        """What tells assistants how to use the playbook, by path. No engine takes such files."""
        return self.plan.skill()

    @cached_property
    def redirects(self) -> dict[str, str]:
        """What leads from old addresses to new ones, by path."""
        return dict(redirect_files(self.plan, self.catalog, self.site, self.language))

    @cached_property
    def cards(self) -> dict[str, str]:
        """What links show when they are pointed at, by path."""
        return card_files(self.plan, self.catalog, self.language)

    @cached_property
    def feeds(self) -> dict[str, str]:
        """What readers can subscribe to, by path."""
        return dict(feed_files(self.plan, self.site, self.language))

    @cached_property
    def assets(self) -> dict[str, bytes]:
        """Styles, scripts and pictures by path."""
        assets = asset_files(self._templates, self.language)
        assets[STYLE] += self.site.look.style(top="../../").encode()
        return {f"{ASSETS}/{path}": content for path, content in assets.items()}

    def document(self) -> Iterator[str]:
        """Yield the playbook as one document for paper, piece by piece."""
        return render_document(
            self.pages, self.plan, self.catalog, self.site, self.language, self._templates
        )

    def documents(self) -> dict[str, Iterator[str]]:
        """Return that document by its path in the site, where the site has one."""
        return {self.site.document: self.document()} if self.site.has_document else {}

    def let_go(self) -> None:
        """Keep no page that was drawn: one that is asked for again is drawn again."""
        self._drawn.clear()

    @cached_property
    def missing(self) -> str:
        """What the page for addresses that lead nowhere shows, with links as from home."""
        return render_missing(self.plan, self.catalog, self.site, self.language, self._templates)


Read = tuple[Catalog, tuple[Problem, ...]]
"""A catalog without errors and with its history, and what the rules found missing."""


def context_of_site(site: Site) -> Context:
    """Return what the check of a playbook needs to know of its site."""
    first = site.editions[0].docs if site.editions else site.docs
    docs = tuple(dict.fromkeys([first, *site.all_docs]))
    return Context(None, site.languages, docs, site.allow, site.folders)


def read_playbook(root: Path, site: Site, progress: Progress = silent) -> Read:
    """Read the playbook in `root`, for each language of its site.

    Raise `ContentError` with all errors when there are any.
    """
    context = context_of_site(site)
    checked = check_playbook(root, context, progress)
    if checked.errors:
        raise ContentError(checked.errors)
    return replace(checked.catalog, history=read_history(root, *site.all_docs)), checked.problems


def prepare_pages(root: Path, site: Site, progress: Progress = silent) -> Built:
    """Read and plan the playbook in `root`, and draw nothing yet.

    Raise `ContentError` with all errors when there are any.
    """
    return plan_pages(*read_playbook(root, site, progress), root, site)


def build_pages(root: Path, site: Site, progress: Progress = silent) -> Built:
    """Make every page of the playbook in `root`.

    Raise `ContentError` with all errors when there are any.
    """
    return _drawn(prepare_pages(root, site, progress))


def plan_pages(catalog: Catalog, gaps: Sequence[Problem], root: Path, site: Site) -> Built:
    """Plan the pages of a catalog without errors; the templates are those of the playbook."""
    if site.audience:
        catalog, gaps = catalog_for(catalog, site.audience), ()
    found = _pages_in(catalog, site)
    first = f"{site.editions[0].docs if site.editions else site.docs}/"
    everywhere = {page.url for page in catalog.pages if page.path.startswith(first)}
    only_here = frozenset(page.path for page in found if page.url not in everywhere)
    catalog = replace(catalog, pages=found)
    planned = plan(catalog, site, gaps)
    return Built(catalog, planned, site, template_folders(root), gaps, only_here)


def _pages_in(catalog: Catalog, site: Site) -> tuple[Prosepage, ...]:
    """Return the hand-written pages in the site's language, or in its first where there is none."""
    if len(site.editions) < 2:
        return catalog.pages
    found: dict[str, Prosepage] = {}
    for docs in (site.docs, site.editions[0].docs):
        for page in catalog.pages:
            if page.path.startswith(f"{docs}/"):
                found.setdefault(page.url, page)
    return tuple(found.values())


def make_pages(catalog: Catalog, gaps: Sequence[Problem], root: Path, site: Site) -> Built:
    """Make every page of a catalog without errors, with the templates of the playbook in `root`."""
    return _drawn(plan_pages(catalog, gaps, root, site))


def _drawn(built: Built) -> Built:
    """Return it with all pages drawn: what is wrong in a template is told now."""
    _ = built.pages, built.prosepages, built.missing
    return built


__all__ = [
    "Built",
    "build_pages",
    "check_playbook",
    "make_pages",
    "plan_pages",
    "prepare_pages",
    "read_playbook",
]

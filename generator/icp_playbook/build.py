"""The whole build, in the order it happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from icp_playbook.history import read_history
from icp_playbook.languages import read_language
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.choices import in_own_words
from icp_playbook.model.entry import Entry
from icp_playbook.model.page import Plan
from icp_playbook.problems import ContentError, Problem
from icp_playbook.project import ASSETS, STYLE, Site, template_folders
from icp_playbook.reading import Progress, check_playbook, silent
from icp_playbook.stages.check import Context
from icp_playbook.stages.load.assets import asset_files
from icp_playbook.stages.plan import plan
from icp_playbook.stages.render import redirect_files, render, render_missing
from icp_playbook.stages.render.cards import card_files
from icp_playbook.stages.render.document import render_document
from icp_playbook.stages.render.feed import feed_files
from icp_playbook.stages.render.pages import RenderedPage, front_matter
from icp_playbook.stages.render.prosepage import render_prosepage
from icp_playbook.stages.search.entries import entries_of


@dataclass(frozen=True, slots=True)
class Built:
    """A site without an engine; hand-written pages are by their Markdown file's path."""

    catalog: Catalog
    plan: Plan
    pages: tuple[RenderedPage, ...]
    prosepages: dict[str, str]
    entries: tuple[Entry, ...]
    """What search finds of the pages that are made from definitions."""
    files: dict[str, str]
    """Further files of the site by path: redirects from old addresses, data for programs, cards."""
    assets: dict[str, bytes]
    """Styles, scripts and pictures by path."""
    document: str
    """The playbook as one document for paper."""
    missing: str
    """What the page for addresses that lead nowhere shows, with links as from home."""


def build_pages(root: Path, site: Site, progress: Progress = silent) -> Built:
    """Make every page of the playbook in `root`.

    Raise `ContentError` with all errors when there are any.
    """
    context = Context(languages=site.languages, docs=(site.docs,), allow=site.allow)
    checked = check_playbook(root, context, progress)
    if checked.errors:
        raise ContentError(checked.errors)
    catalog = replace(checked.catalog, history=read_history(root, site.docs))
    return make_pages(catalog, root, site, checked.problems, progress)


def make_pages(
    catalog: Catalog,
    root: Path,
    site: Site,
    gaps: Sequence[Problem] = (),
    progress: Progress = silent,
) -> Built:
    """Make every page of a catalog without errors, with the templates of the playbook in `root`."""
    planned = plan(catalog, site, gaps)
    templates = template_folders(root)
    language = in_own_words(read_language(site.language, templates), catalog)
    pages = tuple(render(planned, catalog, site, language, templates, progress))
    prosepages = {
        page.path: render_prosepage(page, planned, catalog, site, language)
        for page in catalog.pages
        if not site.left_out(page.source)
    }
    files = dict(planned.data) | dict(redirect_files(planned, catalog, site, language))
    files |= card_files(planned, catalog, language)
    files |= dict(feed_files(planned, site, language))
    document = render_document(pages, planned, catalog, site, language, templates)
    if site.has_document:
        files[site.document] = document
    assets = asset_files(templates, language)
    assets[STYLE] += site.look.style(top="../../").encode()
    served = {f"{ASSETS}/{path}": content for path, content in assets.items()}
    shown = {page.source: page.sections for page in pages}
    entries = entries_of(planned, shown, catalog, site, language)
    missing = render_missing(planned, catalog, site, language, templates)
    return Built(catalog, planned, pages, prosepages, entries, files, served, document, missing)


def stub_of(page: RenderedPage) -> str:
    """Return a page's front matter alone, for an engine that is handed the rest later."""
    return front_matter(page.matter)


__all__ = ["Built", "build_pages", "check_playbook", "make_pages", "stub_of"]

"""The playbook as one document for paper: its pages as chapters, and links that lead inside it.

It is made from pages as they are shown, not drawn anew. Each id gets its page's address in front,
since two pages have sections of the same name.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from icp_playbook.messages import Language
from icp_playbook.model.addresses import is_outside, way
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.kinds import AREAS
from icp_playbook.model.page import Page, Plan
from icp_playbook.project import ASSETS, DOCUMENT, Site
from icp_playbook.stages.render.pages import RenderedPage
from icp_playbook.stages.render.sections import Section
from icp_playbook.stages.render.templates import make_environment, mistakes_as_problems

_LOGS = frozenset({"s-history"})
"""What stays on the site: which commits changed a definition is no part of what it says."""
_ASKED = re.compile(r'<div class="icp-asked" hidden>.*?</div>', re.DOTALL)
_ID = re.compile(r'\sid="([^"]+)"')
_NAMED = re.compile(
    r'(?P<before>\s(?:xlink:)?(?P<name>id|for|href|src|headers|aria-(?:labelledby|describedby|controls))=")'
    r'(?P<value>[^"]*)"'
    r"|(?P<url>url\(#)(?P<target>[^)]+)\)"
    r"|(?P<tag></?h)(?P<level>[2-5])\b"
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page as a part of the document: its id there, its title, and its text with headings."""

    id: str
    title: str
    look: str
    """What its styles go by: the name of its page's template."""
    is_below: bool
    """Whether it belongs to the list of its kind, which is the chapter before."""
    _draw: Callable[[], str]

    @property
    def body(self) -> Markup:
        """Its text, made when it is put in: all of them together are larger than the site."""
        return Markup(self._draw())  # noqa: S704 (made from pages)


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the method, and its chapters."""

    id: str
    title: str
    chapters: tuple[Chapter, ...]


def render_document(
    pages: Sequence[RenderedPage],
    plan: Plan,
    catalog: Catalog,
    site: Site,
    language: Language,
    templates: list[Path],
) -> Iterator[str]:
    """Yield the pieces of a page that needs no engine: HTML with its own style sheet."""
    shown = {page.source: page.sections for page in pages}
    chapters = {page.url: shown[page.source] for page in plan.pages if page.on_paper and page.url}
    places = _Places(chapters, plan, site)
    areas = tuple(_areas(plan, places, language))
    here = site.served(DOCUMENT, is_index=False)
    with mistakes_as_problems(templates):
        template = make_environment(templates, catalog, site, language).get_template(
            "partials/document.html"
        )
        yield from template.generate(
            language=language.tag,
            company=catalog.one(Company),
            areas=[area for area in areas if area.chapters],
            assets=way(posixpath.dirname(here), ASSETS),
            home=way(posixpath.dirname(here), site.served("", is_index=True)) or "./",
        )


class _Places:
    """Knows which address of the site is where in the document."""

    def __init__(self, chapters: Mapping[str, tuple[Section, ...]], plan: Plan, site: Site) -> None:
        self.chapters = chapters
        self._site = site
        self._served = {page.url: site.served(page.url, page.is_index) for page in plan.pages}
        self._urls = {_bare(served): url for url, served in self._served.items()}
        self._here = posixpath.dirname(site.served(DOCUMENT, is_index=False))
        self._ids = {
            f"{url}:{name}"
            for url, sections in chapters.items()
            for section in sections
            if section.anchor not in _LOGS
            for name in (section.anchor, *_ID.findall(section.html))
        }

    def moved(self, block: str, url: str) -> str:
        """Return a block of the page `url` with its ids, addresses and headings as they are here.

        Headings go one level down: a page's title is no longer the first one.
        """

        def move(found: re.Match[str]) -> str:
            if found["tag"]:
                return f"{found['tag']}{int(found['level']) + 1}"
            if found["url"]:
                return f"url(#{url}:{found['target']})"
            name, value = found["name"], found["value"]
            if name in ("href", "src"):
                return f'{found["before"]}{self._address(value, url, is_link=name == "href")}"'
            named = " ".join(f"{url}:{one}" for one in value.split())
            return f'{found["before"]}{named}"'

        return _NAMED.sub(move, _ASKED.sub("", block))

    def _address(self, address: str, url: str, *, is_link: bool) -> str:
        """Return an address as seen from the document: inside it where that is in it."""
        if not address or is_outside(html.unescape(address)):
            return address
        path, mark, anchor = address.partition("#")
        served = posixpath.normpath(posixpath.join(_folder(self._served[url]), path))
        there = self._urls.get(_bare(served)) if path else url
        if is_link and there in self.chapters:
            inside = f"{there}:{anchor}"
            return f"#{inside}" if inside in self._ids and anchor != "s-page" else f"#{there}"
        if there is not None and self._site.url:
            return f"{self._site.page_url(there)}{mark}{anchor}"
        slash = "/" if path.endswith("/") else ""
        return (
            f"{way(self._here, served.lstrip('./') if served != '.' else '')}{slash}{mark}{anchor}"
        )


def _bare(served: str) -> str:
    return served.removesuffix("index.html").strip("/").removeprefix("./").removesuffix(".")


def _folder(served: str) -> str:
    return served if served.endswith("/") else posixpath.dirname(served)


def _areas(plan: Plan, places: _Places, language: Language) -> Iterator[Area]:
    """Yield the parts of the method in the navigation's order."""
    indexes = {page.url for page in plan.pages if page.is_index and page.url}
    for number, area in enumerate(AREAS, 1):
        pages = [page for page in plan.pages if page.area == area and page.url in places.chapters]
        found = (
            _chapter(page, places, indexes, language)
            for page in sorted(pages, key=lambda page: not page.leads)
        )
        yield Area(f"part-{number}", language.text(area), tuple(filter(None, found)))


def _chapter(page: Page, places: _Places, indexes: set[str], language: Language) -> Chapter | None:
    sections = [part for part in places.chapters[page.url] if part.anchor not in _LOGS]
    title = language.text(page.title)
    above = page.url.rpartition("/")[0]

    def draw() -> str:
        return "\n".join(_drawn(part, page.url, places) for part in sections)

    return Chapter(page.url, title, page.template, above in indexes, draw)


def _drawn(section: Section, url: str, places: _Places) -> str:
    block = f'<div class="icp">\n{places.moved(section.html, url)}\n</div>' if section.html else ""
    if section.level == 1:
        return block
    name, level = f"{url}:{section.anchor}", min(section.level + 1, 6)
    return (
        f'<section>\n<h{level} id="{html.escape(name)}">{html.escape(section.title)}</h{level}>\n'
        f"{block}\n</section>"
    )

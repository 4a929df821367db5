"""What becomes of a drawn repository: its catalog, or its site, built strictly by MkDocs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

from drawn import draw
from icp_playbook.model.catalog import Catalog
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context
from sites import mkdocs

CONFIG = """\
site_name: A playbook
docs_dir: content/pages
theme: {name: material, font: false}
plugins: [search, icp]
markdown_extensions: [abbr, attr_list, md_in_html, toc]
validation:
  links: {anchors: warn}
"""

_HEADINGS = ("h1", "h2", "h3", "h4")
_SHOWN = ("svg", "img", "input", "button", "select", "textarea")
_VOID = (
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
)


def catalog_of(root: Path, drawing: str) -> Catalog:
    """Return the catalog of a drawn repository, which has no errors."""
    checked = check_playbook(draw(root, drawing), Context())
    assert not checked.errors, "\n".join(map(str, checked.errors))
    return checked.catalog


def site_of(root: Path, drawing: str, settings: str = "") -> Site:
    """Build the site of a drawn repository with `mkdocs build --strict` and more settings."""
    draw(root, drawing)
    (root / "mkdocs.yml").write_text(CONFIG + settings, encoding="utf-8")
    (root / "content/pages").mkdir(parents=True, exist_ok=True)
    done = mkdocs("build", "--strict", "--quiet", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(root / "site")


@dataclass(frozen=True)
class Site:
    """A built site, each of whose pages is read once."""

    folder: Path

    def page(self, url: str = "") -> HtmlPage:
        """Return the page at an address below the site, such as `segments/x`."""
        return self.pages[url or "."]

    @cached_property
    def pages(self) -> dict[str, HtmlPage]:
        """Every page by its address."""
        return {
            path.parent.relative_to(self.folder).as_posix(): HtmlPage.read(path)
            for path in sorted(self.folder.rglob("index.html"))
        }

    def has(self, url: str) -> bool:
        """Tell whether there is a page at an address."""
        return (self.folder / url / "index.html").is_file()

    def broken_links(self) -> list[str]:
        """Return every link inside the site that leads to no page, or to no place on one."""
        pages = self.pages
        found = []
        for url, page in pages.items():
            for href in page.links:
                path, anchor = urldefrag(href)
                target = (self.folder / url / unquote(path)).resolve()
                there = target.relative_to(self.folder.resolve()).as_posix()
                if there in pages and (not anchor or anchor in pages[there].ids):
                    continue
                is_there = target.is_file() or (target / "index.html").is_file()
                if not is_there or anchor:
                    found.append(f"{url}: {href}")
        return found


@dataclass(slots=True)
class Heading:
    """A heading, and whether anything is shown before the next one of its level or above."""

    level: int
    text: str = ""
    filled: bool = False


@dataclass(slots=True)
class HtmlPage(HTMLParser):
    """What a reader meets on a page: the article's text, headings and links, and every anchor."""

    headings: list[Heading] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    text: str = ""
    _open: list[str] = field(default_factory=list)
    _in_article: int = 0
    _in_heading: bool = False

    @classmethod
    def read(cls, path: Path) -> HtmlPage:
        """Read a page of a built site."""
        page = cls()
        HTMLParser.__init__(page)
        page.feed(path.read_text(encoding="utf-8"))
        return page

    @property
    def empty_headings(self) -> list[str]:
        """The headings below which nothing stands."""
        return [
            heading.text
            for heading in self.headings
            if not heading.filled or not heading.text.strip("¶ ")
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.add(str(found["id"]))
        if tag not in _VOID:
            self._open.append(tag)
            self._in_article += tag == "article" and not self._in_article
        if not self._in_article:
            return
        href = found.get("href") or found.get("xlink:href")
        if tag == "a" and href and not href.startswith(("http:", "https:", "mailto:")):
            self.links.append(href)
        if tag in _HEADINGS and found.get("class") != "icp-h":
            self._in_heading = True
            self.headings.append(Heading(int(tag[1])))
        if tag in _SHOWN:
            self._fill()

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag in _HEADINGS:
            self._in_heading = False
        if tag == "article" and "article" not in self._open:
            self._in_article = 0

    def handle_data(self, data: str) -> None:
        if (
            not self._in_article
            or not data.strip()
            or {"style", "script", "title", "desc"} & set(self._open)
        ):
            return
        if self._in_heading:
            self.headings[-1].text += data
        else:
            self._fill()
        self.text += data

    def _fill(self) -> None:
        level = 9
        for heading in reversed(self.headings):
            if heading.level < level:
                heading.filled = True
                level = heading.level

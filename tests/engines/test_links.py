"""Every link of the sample site leads somewhere, in both styles of addresses."""

from __future__ import annotations

import posixpath
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from shared import Shared

pytestmark = pytest.mark.slow


class _Links(HTMLParser):
    """Collects where a page leads, and the anchors in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.leads: list[str] = []
        self.anchors: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and tag != "link":
                self.leads.append(value or "")
            elif name == "id":
                self.anchors.append(value or "")


@pytest.mark.parametrize("directory_urls", ["true", "false"])
def test_every_link_and_anchor_is_there(shared: Shared, directory_urls: str) -> None:
    """Pages, files and places on pages; and no page has the same anchor twice."""
    site = shared.sample(directory_urls) / "site"
    pages = {
        file.relative_to(site).as_posix(): _Links(file.read_text())
        for file in sorted(site.rglob("*.html"))
    }
    assert len(pages) > 100
    broken = [
        f"{path}: {lead}"
        for path, page in pages.items()
        for lead in page.leads
        if not found(site, pages, path, lead)
    ]
    assert broken == []
    twice = {
        path: {one for one in page.anchors if page.anchors.count(one) > 1}
        for path, page in pages.items()
    }
    assert {path: anchors for path, anchors in twice.items() if anchors} == {}


def found(site: Path, pages: dict[str, _Links], here: str, lead: str) -> bool:
    """Tell whether a link on the page `here` leads to a file of the site and to its anchor."""
    parts = urlsplit(lead)
    if parts.scheme or parts.netloc:
        return True
    if here == "404.html":
        # It may be shown at any address, so its links begin at the root; one script is looked for
        # in each folder above.
        return (site / unquote(parts.path).lstrip("./")).exists()
    target = (
        posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path)))
        if parts.path
        else here
    )
    if (site / target).is_dir():
        target = posixpath.normpath(f"{target}/index.html")
    if target not in pages:
        return (site / target).is_file() and not parts.fragment
    return (
        not parts.fragment
        or parts.fragment.startswith("__")
        or (parts.fragment.startswith("v1.") and "assess" in target)  # answers, no anchor
        or unquote(parts.fragment) in pages[target].anchors
    )

"""What MkDocs alone needs to show exported pages; `icp export` copies this file beside them.

It leaves addresses in raw HTML as they are. These are written as seen from the Markdown file, as
Zensical wants them, and here become what a browser follows from where the page is served. And its
theme knows a page in a list by the page itself.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from mkdocs.utils import get_relative_url

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

_ADDRESS = re.compile(
    r'(?P<before><[a-z](?:[^<>"]|"[^"]*")*?\s(?:href|src)=")(?![a-z]+:|/)(?P<path>[^"#?]+)'
)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return a page made from definitions with its addresses as seen from where it is served.

    In hand-written pages MkDocs has changed those of Markdown itself.
    """
    if ' class="icp"' not in html:
        return html
    folder = posixpath.dirname(page.file.src_uri)

    def served(found: re.Match[str]) -> str:
        path = found["path"]
        there = posixpath.normpath(posixpath.join(folder, path))
        file = files.get_file_from_path(there)
        url = file.url if file is not None else there + ("/" if path.endswith("/") else "")
        return found["before"] + get_relative_url(url, page.url)

    return _ADDRESS.sub(served, html)


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Put a page that is in no navigation where its own front matter lists it."""
    place = page.meta.get("icp_place", {})
    if "section" in place:
        place["section"] = _with_page(place["section"], page)
    return context


def _with_page(entry: dict[str, Any], page: Page) -> dict[str, Any] | Page:
    if "children" in entry:
        return entry | {"children": [_with_page(child, page) for child in entry["children"]]}
    return page if entry.get("active") else entry

"""Addresses of exported pages, for MkDocs alone: it leaves those in raw HTML as they are.

`icp export` writes them as seen from the Markdown file, as Zensical wants them, and copies this
file beside the pages. Here they become what a browser follows from where the page is served.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from mkdocs.utils import get_relative_url

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_ADDRESS = re.compile(
    r'(?P<before><[a-z](?:[^<>"]|"[^"]*")*?\s(?:href|src)=")(?![a-z]+:|/)(?P<path>[^"#?]+)'
)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return a page made from definitions with its addresses as seen from where it is served.

    In hand-written pages MkDocs has changed those of Markdown itself.
    """
    if '<div class="icp">' not in html:
        return html
    folder = posixpath.dirname(page.file.src_uri)

    def served(found: re.Match[str]) -> str:
        path = found["path"]
        there = posixpath.normpath(posixpath.join(folder, path))
        file = files.get_file_from_path(there)
        url = file.url if file is not None else there + ("/" if path.endswith("/") else "")
        return found["before"] + get_relative_url(url, page.url)

    return _ADDRESS.sub(served, html)

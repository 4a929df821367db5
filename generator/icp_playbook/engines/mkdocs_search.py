"""What the search plugin is given to read of our pages: without what it would only throw away."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

# What Material's search keeps, divides a page by, or skips with all that is inside. Everything else
# it parses and drops, in Python and tag by tag, which takes a quarter of a build. A sign such as >
# stands in no attribute of ours.
_READ = "p|code|pre|li|ol|ul|sub|sup|h[1-6]|script|style|object|template|footer"
_PERMALINK = r'<a class="headerlink"[^>]*>[^<]*</a>'
_UNREAD = re.compile(rf"{_PERMALINK}|<!--.*?-->|</?(?!(?:{_READ})\b)[a-z][^>]*>", re.DOTALL)
_LEFT_OUT_OTHERWISE = re.compile(rf"<(?!(?:{_READ})\b)[a-z][^>]*data-search")
_ATTRIBUTES = re.compile(r"<(p|code|pre|li|ol|ul|sub|sup)\b(?![^>]*data-search)[^>]*>")


def index_less(config: MkDocsConfig, is_ours: Callable[[Page], bool]) -> None:
    """Have the search plugin, the theme's or MkDocs' own, read a lighter copy of each of our pages.

    The page itself stays as it is: other plugins change it in the same event, and may encrypt it.
    """
    for plugin in config.plugins.values():
        index = getattr(plugin, "search_index", None)
        if (read := getattr(index, "add_entry_from_context", None)) is not None:
            index.add_entry_from_context = _lighter(read, is_ours)  # type: ignore[union-attr]


def _lighter(
    read: Callable[[Page], None], is_ours: Callable[[Page], bool]
) -> Callable[[Page], None]:
    def read_less(page: Page) -> None:
        if is_ours(page):
            page = copy.copy(page)
            page.content = searchable(page.content or "")
        read(page)

    return read_less


def searchable(html: str) -> str:
    """Return as much of a page's HTML as makes the same entries of the search index.

    All of it when a template of the company leaves something out by a tag that we never do: its end
    is not to be lost.
    """
    if _LEFT_OUT_OTHERWISE.search(html):
        return html
    return _ATTRIBUTES.sub(r"<\1>", _UNREAD.sub("", html))

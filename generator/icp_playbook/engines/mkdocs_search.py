"""What the search plugin is given to read of our pages: their words, which we have already.

The site's own search does not read that index; portals that hold the sites of many teams do. The
plugin would parse each page again, tag by tag, to find what is text in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from icp_playbook.model.entry import Passage


def index_words(config: MkDocsConfig, words_of: Callable[[Page], Iterable[Passage] | None]) -> None:
    """Have the theme's search take the passages of each of our pages for its index.

    `words_of` gives None for a page that is not ours, which the plugin reads itself.
    """
    for plugin in config.plugins.values():
        index: Any = getattr(plugin, "search_index", None)
        known = getattr(index, "entries", None)
        if isinstance(known, list):
            index.add_entry_from_context = _adding(known, index.add_entry_from_context, words_of)


def _adding(
    known: list[dict[str, object]],
    read: Callable[[Page], None],
    words_of: Callable[[Page], Iterable[Passage] | None],
) -> Callable[[Page], None]:
    def add(page: Page) -> None:
        if (passages := words_of(page)) is None:
            read(page)
        else:
            known.extend(_entries(page, passages))

    return add


def _entries(page: Page, passages: Iterable[Passage]) -> Iterator[dict[str, object]]:
    """Yield a page's passages as the theme's search writes them into its index."""
    search = page.meta.get("search") or {}
    more = {"boost": search["boost"]} if "boost" in search else {}
    for one in passages:
        anchor = f"#{one.anchor}" if one.anchor else ""
        title = escape(one.heading) if one.anchor else str(page.meta.get("title", page.title))
        text = f"<p>{escape(one.text)}</p>" if one.text else ""
        yield {"location": f"{page.url}{anchor}", "title": title, "text": text, **more}

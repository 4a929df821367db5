"""What the search plugin is given to read of our pages: their words, which we have already.

The site's own search does not read that index; portals that hold the sites of many teams do. The
plugin would parse each page again, tag by tag, to find what is text in it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from icp_playbook.model.entry import Passage


def index_words(config: MkDocsConfig, words_of: Callable[[Page], Iterable[Passage] | None]) -> None:
    """Have the search plugin, the theme's or MkDocs' own, read the passages of each of our pages.

    The page itself stays as it is. `words_of` gives None for a page that is not ours.
    """
    for plugin in config.plugins.values():
        index = getattr(plugin, "search_index", None)
        if (read := getattr(index, "add_entry_from_context", None)) is not None:
            index.add_entry_from_context = _reader(read, words_of)  # type: ignore[union-attr]


def _reader(
    read: Callable[[Page], None], words_of: Callable[[Page], Iterable[Passage] | None]
) -> Callable[[Page], None]:
    def read_words(page: Page) -> None:
        if (passages := words_of(page)) is not None:
            page = copy.copy(page)
            page.content = "".join(map(_simple, passages))
        read(page)

    return read_words


def _simple(passage: Passage) -> str:
    text = f"<p>{escape(passage.text)}</p>\n"
    if not passage.anchor:
        return text
    return f'<h2 id="{escape(passage.anchor)}">{escape(passage.heading)}</h2>\n{text}'

"""Places of exported pages that are in no navigation: what the theme shows around them.

With MkDocs the plugin changes the navigation while a page is drawn (`mkdocs_places.py`). Of another
engine nobody can ask that, so each page says in its front matter what our overrides of the theme
then show: its tab with the list beside it, its trail, and the pages before and after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from icp_playbook.engines.mkdocs_files import title_of
from icp_playbook.engines.mkdocs_places import around
from icp_playbook.messages import Language
from icp_playbook.model.page import NavItem

Entry = dict[str, Any]
"""An entry as the theme's templates read it: title and url, and for a group its children."""


def places_of(
    nav: Sequence[NavItem], served: Callable[[str], str], language: Language
) -> Mapping[str, Entry]:
    """Return what pages say of their place, by their Markdown file.

    `served` gives the address of a Markdown file from the site's top.
    """
    drawn = _Drawn(served, language)
    found: dict[str, Entry] = {}
    for number, tab in enumerate(nav):
        for above in _with_unlisted(tab, ()):
            listed = above[-1]
            trail = [drawn.link(item) for item in above]
            for at, group in enumerate(listed.unlisted):
                for item in group.pages:
                    near = list(drawn.near(listed, at, item))
                    section = drawn.section(above, near)
                    found[str(item.source)] = {"tab": number, "section": section, "trail": trail}
    if found:
        for before, after in pairwise(_in_order(nav)):
            if {before.source, after.source} & found.keys():
                found.setdefault(str(before.source), {})["next"] = drawn.link(after)
                found.setdefault(str(after.source), {})["previous"] = drawn.link(before)
    return found


class _Drawn:
    """Makes entries."""

    def __init__(self, served: Callable[[str], str], language: Language) -> None:
        self._served, self._language = served, language

    def link(self, item: NavItem) -> Entry:
        """Return the way to a page."""
        return {"title": title_of(item.title, self._language), "url": self._url(item)}

    def section(self, above: Sequence[NavItem], near: list[Entry]) -> Entry:
        """Return the outermost of some groups, open down to the last, which lists what is near."""
        group, *inner = above
        if not inner:
            children = [*map(self._listed, group.children), *near]
        else:
            children = [
                self.section(inner, near) if item is inner[0] else self._listed(item)
                for item in group.children
            ]
        return self.link(group) | {"active": True, "children": [self._index(group), *children]}

    def near(self, listed: NavItem, at: int, here: NavItem) -> Iterator[Entry]:
        """Yield the pages of the group at hand that are near one, and the ways to other groups."""
        for number, group in around(list(enumerate(listed.unlisted)), at):
            heading = group.heading
            title = title_of(heading.title, self._language) if heading is not None else ""
            if number != at:
                if heading is not None:
                    yield {"title": title, "url": f"{self._url(listed)}#{heading.anchor}"}
                continue
            pages = [
                self.link(item) | ({"active": True} if item is here else {})
                for item in around(list(group.pages), group.pages.index(here))
            ]
            if heading is not None:
                yield {"title": title, "active": True, "children": pages}
            else:
                yield from pages

    def _listed(self, item: NavItem) -> Entry:
        if not item.children and not (item.source or "").endswith("/index.md"):
            return self.link(item)
        children = [self._index(item), *map(self._listed, item.children)]
        return self.link(item) | {"active": False, "children": children}

    def _index(self, item: NavItem) -> Entry:
        return self.link(item) | {"is_index": True, "meta": {}}  # asked for its icon

    def _url(self, item: NavItem) -> str:
        return self._served(item.source) if item.source else ""


def _with_unlisted(item: NavItem, above: tuple[NavItem, ...]) -> Iterator[tuple[NavItem, ...]]:
    """Yield each group with pages that it does not list, below those that it is in."""
    if item.unlisted:
        yield (*above, item)
    for child in item.children:
        yield from _with_unlisted(child, (*above, item))


def _in_order(items: Sequence[NavItem]) -> Iterator[NavItem]:
    """Yield all pages in the order of reading."""
    for item in items:
        if item.source:
            yield item
        for group in item.unlisted:
            yield from group.pages
        yield from _in_order(item.children)

"""Places of pages that are in no navigation: their tab, their trail, a list beside them.

Every page carries the whole navigation, so big collections are not in it. A page of one has its
section above it all the same, and while it is drawn that section lists what is near it: its own
group, and the way to the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from icp_playbook.engines.mkdocs_files import title_of
from icp_playbook.messages import Language
from icp_playbook.model.page import NavGroup, NavItem

_SHORT = 15
"""A group of so many pages is listed as a whole, as are so many groups."""
_NEAR = 4
"""Of more, so many before and after the one that is read: each costs time on each page."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The section of a list: what it lists on every page, and the groups that it does not."""

    section: Section
    listed: list[Any]
    groups: list[tuple[Link | None, list[Page]]]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page stands: its group on the shelf, and its place in that."""

    shelf: _Shelf
    group: int
    at: int


class Places:
    """Knows the place of each page that is not in the navigation."""

    def __init__(
        self, nav: Navigation, items: Sequence[NavItem], files: Files, language: Language
    ) -> None:
        self._files, self._language = files, language
        self._places: dict[str, _Place] = {}
        for item in _with_unlisted(items):
            index = self._page(item)
            if index is not None and isinstance(index.parent, Section):
                self._place(index, index.parent, item.unlisted)

    def enter(self, page: Page) -> None:
        """Let the section of a page list what is near it; the page is drawn next."""
        place = self._places.get(page.file.src_uri)
        if place is not None:
            place.shelf.section.children = [*place.shelf.listed, *_near(place)]

    def leave(self, page: Page) -> None:
        """Let the section list again what it lists on every page."""
        place = self._places.get(page.file.src_uri)
        if place is not None:
            place.shelf.section.children = place.shelf.listed

    def _place(self, index: Page, section: Section, groups: Sequence[NavGroup]) -> None:
        shelf = _Shelf(section, section.children, [])
        for number, group in enumerate(groups):
            pages = [page for item in group.pages if (page := self._page(item)) is not None]
            link = None
            if group.heading is not None:
                title = title_of(group.heading.title, self._language)
                link = Link(title, f"{index.url}#{group.heading.anchor}")
            for at, page in enumerate(pages):
                page.parent = section
                self._places[page.file.src_uri] = _Place(shelf, number, at)
            shelf.groups.append((link, pages))
        _chain(index, [page for _, pages in shelf.groups for page in pages])

    def _page(self, item: NavItem) -> Page | None:
        file = self._files.get_file_from_path(item.source or "")
        page = file.page if file is not None else None
        if type(page) is not Page:  # another plugin has its own idea of this page
            return None
        page.title = title_of(item.title, self._language)
        return page


def _near(place: _Place) -> Iterator[Section | Page | Link]:
    groups = list(enumerate(place.shelf.groups))
    for number, (link, pages) in around(groups, place.group):
        near = around(pages, place.at)
        if number != place.group:
            if link is not None:
                yield link
        elif link is None:
            yield from near
        else:
            group = Section(link.title, list(near))
            group.active = True
            yield group


def around(many: list[T], at: int) -> list[T]:
    """Return all when they are few, else those near the one that is read."""
    return many if len(many) <= _SHORT else many[max(0, at - _NEAR) : at + _NEAR + 1]


def _with_unlisted(items: Sequence[NavItem]) -> Iterator[NavItem]:
    for item in items:
        if item.unlisted:
            yield item
        yield from _with_unlisted(item.children)


def _chain(index: Page, pages: Sequence[Page]) -> None:
    """Put the pages between the list of their kind and what comes after it."""
    after = index.next_page
    chain = [index, *pages, *([after] if after is not None else [])]
    for one, other in pairwise(chain):
        one.next_page, other.previous_page = other, one

"""What of the navigation looks the same on many pages, drawn once.

An entry of the navigation that does not lead to the page, or to something around it, looks the same
from all pages of a folder. It is drawn by the theme's own template, and by the theme's own only:
what that reads is known. The contents beside a page are the same where headings are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from jinja2 import Environment
from jinja2.runtime import Context, Macro
from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

_ENTRIES = {Page, Section, Link}
_DRAWS_ENTRY: tuple[str, tuple[str, ...]] = ("render", ("nav_item", "path", "level", "parent"))
"""Name and arguments of the theme's macro for an entry."""


def remember_items(environment: Environment, addresses: Iterable[str]) -> None:
    """Have entries of the navigation drawn once for each folder of pages.

    `addresses` are all that entries lead to.
    """
    seen_from = _Folders(addresses)
    known: dict[object, tuple[object, Any]] = {}
    """What an entry looks like, with the entry: another one could get its number after it."""

    class Remembering(environment.context_class):  # type: ignore[misc,name-defined]
        def call(self, called: Any, *args: Any, **given: Any) -> Any:
            if called.__class__ is not Macro:
                return super().call(called, *args, **given)
            given.pop("_loop_vars", None)
            given.pop("_block_vars", None)
            place = None if given else _place(called, args, self.resolve("page"), seen_from)
            if place is None:
                return called(self.eval_ctx, *args, **given)
            if place not in known:
                known[place] = args[0], called(self.eval_ctx, *args)
            return known[place][1]

    environment.context_class = Remembering


def _place(
    macro: Macro, args: tuple[Any, ...], page: Any, seen_from: Callable[[str], str]
) -> object | None:
    """Return all that an entry's look depends on, or None where that is more than is known here."""
    if (macro.name, tuple(macro.arguments)) != _DRAWS_ENTRY or not 3 <= len(args) <= 4:
        return None
    entry, path, level = args[:3]
    if type(page) is not Page or type(entry) not in _ENTRIES or entry.active:
        return None
    is_open = bool(args[3].active) if len(args) == 4 else None
    own_path = path if entry.children else ""  # the path names boxes to open what is below
    code = id(macro.__dict__["_func"].__code__)  # the macro itself is another one on each page
    return code, id(entry), own_path, level, is_open, seen_from(page.url)


class _Folders:
    """Knows from where all other addresses look the same."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self._above = {
            address[: place + 1]
            for address in addresses
            for place, sign in enumerate(address)
            if sign == "/" and place + 1 < len(address)
        }

    def __call__(self, address: str) -> str:
        """Return the folder of a page that is one itself and holds no other, else its own place."""
        folder, _, name = address.rpartition("/")
        if "." in name:
            return folder
        if name or not folder or address in self._above:
            return address
        return f"{folder.rpartition('/')[0]}/*"


def remember_contents(
    draw: Callable[[Context], Iterator[str]],
) -> Callable[[Context], Iterator[str]]:
    """Return what draws the contents of a page, once for all pages with the same headings."""
    known: dict[object, str] = {}

    def drawn(context: Context) -> Iterator[str]:
        page = context.get("page")
        if page is None:
            yield from draw(context)
            return
        headings = tuple(map(_heading, page.toc))
        if len(headings) == 1 and headings[0][2] == 1:  # the title, which is not among them
            headings = headings[0][3]
        if headings not in known:
            known[headings] = "".join(draw(context))
        yield known[headings]

    return drawn


def _heading(link: AnchorLink) -> tuple[Any, ...]:
    return link.url, link.title, link.level, tuple(map(_heading, link.children))

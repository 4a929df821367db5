"""A block of a department's page: links to facts, each with the line that lets a reader choose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import TypeAlias, TypeVar

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.department import Department
from icp_playbook.model.kinds import BY_NAME

D = TypeVar("D", bound=Definition)

MOST = 12
"""More entries than this are left to the page that holds all of them."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A link to a fact, and its lines. Without a label the link says the definition's title."""

    ref: str
    lines: tuple[str, ...] = ()
    label: str | None = None
    note: str = ""
    look: str = ""
    """How the note's chip looks; see `icp-chip` in styles/10-pieces.css."""
    about: Definition | None = None
    """The definition that the fact stands in, when the link leads to a place on its page."""


@dataclass(frozen=True, slots=True)
class Block:
    """One selection of facts. `whole` is the page that holds all of them."""

    id: str
    title: str
    entries: tuple[Fact, ...]
    whole: str
    whole_label: str
    left_out: int = 0


Selection: TypeAlias = Callable[[Catalog, Department], Block]
Facts: TypeAlias = Callable[[Catalog, Department], Iterable[Fact]]


def selection(id: str, title: str, whole: str, whole_label: str) -> Callable[[Facts], Selection]:
    """Make a selection of a function that returns its entries."""

    def selecting(entries: Facts) -> Selection:
        @wraps(entries)
        def select(catalog: Catalog, department: Department) -> Block:
            return block(id, title, entries(catalog, department), whole, whole_label)

        return select

    return selecting


def block(id: str, title: str, entries: Iterable[Fact], whole: str, whole_label: str) -> Block:
    """Return a block of at most `MOST` entries that says how many more there are."""
    found = tuple(entries)
    return Block(id, title, found[:MOST], whole, whole_label, max(0, len(found) - MOST))


def sections(
    definitions: Iterable[D], anchor: str, lines: Callable[[D], Iterable[str]]
) -> Iterator[Fact]:
    """Yield a link to a section of the page of each definition that has lines to show there."""
    for one in definitions:
        if shown := tuple(lines(one)):
            url = f"page:{BY_NAME[one.kind].url}/{one.id}#{anchor}"
            yield Fact(url, shown, one.title, about=one)


def concerning(definitions: Iterable[D], department: Department) -> list[D]:
    """Return what a department owns, what names it, and what names no department."""
    return [
        one
        for one in definitions
        if not one.departments or department.id in one.departments or one.owner == department.id
    ]

"""A block of a department's page: links to facts, each with the line that lets a reader choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from icp_playbook.model.base import Definition
from icp_playbook.model.department import Department

D = TypeVar("D", bound=Definition)

MOST = 12
"""More entries than this are left to the page that holds all of them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact: where it stands, what the link says (the definition's title when None), and one line or several."""

    ref: str
    lines: tuple[str, ...] = ()
    label: str | None = None
    note: str = ""
    look: str = ""
    """How the note's chip looks; see `icp-chip` in icp.css."""
    about: Definition | None = None
    """The definition that the fact stands in, when the link leads to a place on its page."""


@dataclass(frozen=True, slots=True)
class Block:
    """One selection of facts. `whole` is the page that holds all of them."""

    id: str
    title: str
    entries: tuple[Entry, ...]
    whole: str
    whole_label: str
    left_out: int = 0


def block(id: str, title: str, entries: Iterable[Entry], whole: str, whole_label: str) -> Block:
    """Return a block of at most `MOST` entries that says how many more there are."""
    found = tuple(entries)
    return Block(id, title, found[:MOST], whole, whole_label, max(0, len(found) - MOST))


def concerning(definitions: Iterable[D], department: Department) -> list[D]:
    """Return what concerns a department: what it owns, what names it, and what names no department at all."""
    return [
        one
        for one in definitions
        if not one.departments or department.id in one.departments or one.owner == department.id
    ]


def worded(word: str) -> str:
    """Return an id of the method, such as `do-not-sell`, as readers see it."""
    return word.replace("-", " ").capitalize()

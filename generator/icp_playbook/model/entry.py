"""What search leads to: a page, or a word of the glossary and the like on one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading of a page and the plain text below it; the first has no heading."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that search may find, in the reader's language."""

    address: str
    """Where it is served, from the site's root: `plays/x/`, or `glossary/#term-x`."""
    title: str
    kind: str
    """What sort of thing it is: readers see it beside the title, and choose by it."""
    answer: str = ""
    """What it says in one sentence."""
    ways: tuple[str, ...] = ()
    """What else leads to it: questions that it answers, other words for it."""
    avoided: tuple[tuple[str, str], ...] = ()
    """Words that the company does not use for it, each with the one to use instead."""
    passages: tuple[Passage, ...] = ()
    weight: float = 1
    """How much more than others it counts."""
    ref: str = ""
    """The definition, or part of one, that it is about."""

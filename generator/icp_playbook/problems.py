"""What is wrong with a playbook, and where: the shape in which every stage reports a mistake."""

from __future__ import annotations

import difflib
import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import east_asian_width

from icp_playbook.messages import Message, say


class Severity(StrEnum):
    """An error makes the site wrong or unscorable.

    A gap is something that should be there and is not.
    """

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake at one place.

    `path` is relative to the repository, with forward slashes. `line` and `column` count from 1,
    columns in characters. `rule` is the stable kebab-case name that an author can silence;
    `message` says what is wrong in the author's own words, `hint` what to do about it.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Return the one-line form: `path:line:col: error|warning [rule] message; hint`."""
        wide = east_asian_width(self.message[-1:] or " ") in "WF"
        hint = f"{'；' if wide else '; '}{self.hint}" if self.hint else ""
        place = f"{self.path}:{self.line}:{self.column}"
        return f"{place}: {self.severity} [{self.rule}] {self.message}{hint}"


class ContentError(Exception):
    """Raised once, at the end of a run, with every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class ConfigurationError(Exception):
    """The configuration can't be used; the message says where, why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def inside(text: str, line: int, column: int) -> tuple[int, int]:
    """Return a place in `text`.

    One behind its last line, where parsers see its end, is that line's end.
    """
    lines = text.removesuffix("\n").split("\n")
    return (line, column) if line <= len(lines) else (len(lines), len(lines[-1]) + 1)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `did you mean "x"?` for the known word nearest to `word`, or an empty string."""
    near = nearest(word, known)
    return say('did you mean "{near}"?', near=near) if near else ""


def known_are(names: Iterable[str], most: int = 6) -> str:
    """Return `known are x, y and more`, to say of a word that is like none of them."""
    known = list(names)
    if len(known) > most:
        return say("known are {names} and more", names=known[:most])
    return say("known are {names}", names=known)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word nearest to `word`, or an empty string when none is near."""
    by_folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(
        word.casefold(), _likeliest(word.casefold(), list(by_folded)), n=1
    )
    return by_folded[near[0]] if near else ""


def _likeliest(word: str, names: list[str], most: int = 100) -> list[str]:
    """Return the names that share most pairs of letters with `word`: comparing all is slow."""
    if len(names) <= most:
        return names
    pairs = _pairs(word)
    return heapq.nlargest(
        most, names, key=lambda name: (len(pairs & _pairs(name)), -len(name), name)
    )


def _pairs(word: str) -> set[str]:
    return {word[start : start + 2] for start in range(len(word) - 1)}


def quoted(text: str, limit: int = 60) -> str:
    """Return `text` in quotes on one line: control characters visible, long text cut."""
    shown = visible(text[: limit + 1])
    return say('"{text}"', text=f"{shown[:limit]}…" if len(shown) > limit else shown)


def visible(text: str) -> str:
    """Return `text` with control characters as escapes: no terminal obeys them, no line breaks."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)

"""A question that was made from definitions: what is asked, what is true, and where it stands."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

LETTERS = 6
"""Thirty bits: of a thousand questions, two hardly ever share their letters."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of several answers; only one of a question's is true."""

    means: str
    """What it stands for in the catalog, for programs: a reference, a word, answers as JSON."""
    lines: tuple[str, ...]
    """What the reader sees, a line or several."""
    because: str = ""
    """What is true of it instead, where that is known."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, with all that tells whether somebody still knows the answer.

    Texts are plain, in one language, or messages of ours; they are never HTML.
    """

    kind: str
    """What sort of question it is, as `QUESTIONS` names it."""
    about: str
    """What it asks about, by earliest ids and first languages: the same as long as it asks the
    same, whatever the answer is."""
    prompt: str
    told: tuple[str, ...]
    """What is told before one answers, line by line."""
    options: tuple[Option, ...]
    """Two or more; none where a person wrote the question and judges the answer alone."""
    right: int
    """The place of the true one."""
    because: str
    """Why it is true."""
    place: str
    """The reference of where the answer stands."""
    behind: tuple[str, ...]
    """References of the definitions that it was made from."""
    letters: str
    """Changes with what the answer rests on: who learned it has to learn it anew."""
    departments: tuple[str, ...] = ()
    """Whom it concerns; everyone, where it names none."""

    @property
    def id(self) -> str:
        """A short name that stays while it asks the same, in each language of the site."""
        return f"{self.kind}-{letters_of([self.about])}"

    @property
    def answer(self) -> Option | None:
        """The true one."""
        return self.options[self.right] if self.options else None


def letters_of(meaning: Iterable[object]) -> str:
    """Return a few letters that are the same for the same meaning."""
    written = json.dumps([*meaning], ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(written.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode().lower()[:LETTERS]

"""What a survey is made of: parts of questions, each with its answers and what the profile says."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from icp_playbook.messages import Message, say

UNSURE = "not-sure"
"""The answer of whoever does not know: it agrees with nothing, and is no judgement."""
OTHER = "other"
"""The answer of whoever finds none of the options right."""
LETTERS = 6
"""Of a survey's version: thirty bits, as of the rules."""
ASKS_DEPARTMENT = say("Which department do you work in?")
MOST_WORDS = 500
"""Characters of an answer in own words."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to pick: how files name it, and what people read."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked; its id is the name of a column."""

    id: str
    text: str
    options: tuple[Option, ...]
    """The answers to pick from; without any it is answered in own words."""
    accepted: tuple[str, ...]
    """The answers that agree with the profile; several where the profile ranks things alike."""
    about: str
    """The reference of the definition that it is about."""
    facts: tuple[tuple[str, str], ...] = ()
    """What is known, for who judges an account: what it is, and the answer."""

    @property
    def in_own_words(self) -> bool:
        """Whether it is answered in own words."""
        return not self.options


@dataclass(frozen=True, slots=True)
class SurveyPart:
    """Questions that are asked alike."""

    id: str
    title: Message
    asks: Message
    """What is asked of each."""
    questions: tuple[Question, ...]
    measure: str = ""
    """How answers differ: `ordinal` where they have an order, `nominal`; empty where each question
    has answers of its own, so that no chance of agreeing can be known."""
    pooled: bool = False
    """Whether answers count for the agreement on all sentences: they are a yes or a no."""

    @property
    def options(self) -> tuple[Option, ...]:
        """The answers that all of its questions share, or none."""
        shared = {one.options for one in self.questions}
        return shared.pop() if len(shared) == 1 else ()


@dataclass(frozen=True, slots=True)
class Survey:
    """All that is asked, in one language."""

    version: str
    departments: tuple[Option, ...]
    parts: tuple[SurveyPart, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order in which they are asked."""
        return tuple(one for part in self.parts for one in part.questions)

    def asked(self) -> Iterator[tuple[SurveyPart, Question]]:
        """Yield each question with its part."""
        for part in self.parts:
            for one in part.questions:
                yield part, one


def version_of(rules: str, parts: tuple[SurveyPart, ...]) -> str:
    """Return the letters of a survey by these rules: the same wherever both are.

    No text counts, so that each language of a site has the same.
    """
    asked = [
        [one.id, [option.id for option in one.options], list(one.accepted)]
        for part in parts
        for one in part.questions
    ]
    written = json.dumps([rules, asked], separators=(",", ":"))
    digest = hashlib.sha256(written.encode()).digest()
    return base64.b32encode(digest).decode().lower()[:LETTERS]


def unsure() -> Option:
    """Return the answer of whoever does not know."""
    return Option(UNSURE, say("Not sure"))


def yes_no() -> tuple[Option, ...]:
    """Return the answers to a question of yes or no."""
    return Option("yes", say("Yes")), Option("no", say("No")), unsure()


def mixed(question: str, options: Iterable[Option]) -> tuple[Option, ...]:
    """Return options in an order that tells nothing and is the same in each build and language."""

    def place(one: Option) -> bytes:
        return hashlib.sha256(f"{question} {one.id}".encode()).digest()

    return tuple(sorted(options, key=place))

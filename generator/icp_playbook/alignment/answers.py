"""One person's answers, without a name, and how a saved file or a sent text holds them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from icp_playbook.alignment.known import Known
from icp_playbook.messages import say
from icp_playbook.problems import Problem, did_you_mean, known_are, quoted

SAVED = "icp_alignment"
"""The field that says that a text holds somebody's answers, and in which format."""
VERSION = 1
_MOST_ID = 64
_MOST_TRIES = 20
"""Objects that may stand before our field within the object around it."""
_HINT = say("save the answers again on the page of the survey")


@dataclass(frozen=True, slots=True)
class Answers:
    """What one person answered, by question; what was left out is not there."""

    given: Mapping[str, str]
    department: str = ""
    id: str = ""
    """Tells that the same answers came twice; it says nothing about who gave them."""
    version: str = ""
    """The letters of the survey that was answered, where they are known."""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file held, and what in it could not be used."""

    answers: tuple[Answers, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class AnswerReader:
    """Reads single answers of one file and collects what is wrong with others."""

    path: str
    known: Known
    problems: list[Problem] = field(default_factory=list)

    def answer(self, question: str, text: str, place: tuple[int, int]) -> str | None:
        """Return the answer to a question as files name it, or None where it can't be used."""
        found = self.known.answer(question, text)
        if found is None:
            said = say("{answer} is no answer to {question}", answer=quoted(text, 60),
                       question=quoted(question))  # fmt: skip
            options = self.known.options(question)
            hint = (did_you_mean(text, options) or known_are(options)) if options else _SHORTER
            self._tell(place, "alignment-answer", said, hint)
        return found

    def department(self, text: str, place: tuple[int, int]) -> str:
        """Return a department's id; answers of one that is not known count without one."""
        found = self.known.department(text)
        if found is None:
            said = say("no department is called {name}", name=quoted(text, 60))
            names = self.known.department_names
            self._tell(place, "alignment-department", said,
                       did_you_mean(text, names) or known_are(names))  # fmt: skip
        return found or ""

    def refuse(self, place: tuple[int, int], rule: str, message: str, hint: str = _HINT) -> None:
        """Note that something is no answers at all."""
        self._tell(place, rule, message, hint)

    def _tell(self, place: tuple[int, int], rule: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, *place, rule, message, hint))


_SHORTER = say("shorten it to 500 characters")


def read_texts(path: str, text: str, known: Known) -> Found:
    """Return the answers in a text: of one person or of several, one after another.

    Around and between them there may be anything, as in messages that were pasted together.
    """
    reading, found = AnswerReader(path, known), []
    for record, place in _records(reading, text):
        if (answers := _read(reading, record, place)) is not None:
            found.append(answers)
    if not found and not reading.problems:
        reading.refuse((1, 1), "alignment-file", say("nobody's answers are in this file"))
    return Found(tuple(found), tuple(reading.problems))


def _records(reading: AnswerReader, text: str) -> Iterator[tuple[Any, tuple[int, int]]]:
    """Yield each object of a text that says it holds answers, and where it begins."""
    end = 0
    while (at := text.find(f'"{SAVED}"', end)) >= 0:
        start, record, after = _around(text, end, at)
        before = text[: max(start, end)]
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        if record is None:
            reading.refuse(place, "alignment-broken", say("these answers are not whole"))
            end = at + len(SAVED) + 2
        else:
            end = after
            yield record, place


def _around(text: str, begin: int, at: int) -> tuple[int, Any, int]:
    """Return where the object around a place begins, what it is, and where it ends."""
    # Not strict: mail programs break lines within what somebody wrote.
    decoder, start, first = json.JSONDecoder(strict=False), at, at
    for _ in range(_MOST_TRIES):
        start = text.rfind("{", begin, start)
        if start < 0:
            break
        first = start
        try:
            record, after = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        if after > at and SAVED in record:
            return start, record, after
    return first, None, at


def _read(
    reading: AnswerReader, record: Mapping[str, Any], place: tuple[int, int]
) -> Answers | None:
    if str(record[SAVED]) != str(VERSION):
        said = say("format {version} is not known", version=quoted(str(record[SAVED])))
        reading.refuse(place, "alignment-version", said,
                       say("known is {version}", version=VERSION))  # fmt: skip
        return None
    given = record.get("answers")
    if not isinstance(given, dict):
        reading.refuse(place, "alignment-broken", say("these answers are not whole"))
        return None
    answers: dict[str, str] = {}
    for name, value in given.items():
        if not reading.known.is_question(name):
            said = say("nothing is asked under {name}", name=quoted(name, 60))
            reading.refuse(place, "alignment-question", said,
                           say("it was asked by other rules, and is not counted"))  # fmt: skip
        elif not isinstance(value, str):
            said = say("the answer to {question} is no text", question=quoted(name))
            reading.refuse(place, "alignment-answer", said)
        elif value.strip() and (one := reading.answer(name, value, place)) is not None:
            answers[name] = one
    named = _text(record, "department")
    department = reading.department(named, place) if named else ""
    return Answers(answers, department, _text(record, "id"), _text(record, "version"),
                   _text(record, "day"))  # fmt: skip


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    return value[:_MOST_ID] if isinstance(value, str) else ""

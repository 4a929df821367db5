"""What columns and cells of answers may be called: ids, or the words that people read.

A survey may have been answered in each language of the site, so the words of all of them are known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from icp_playbook.messages import Language
from icp_playbook.survey.questions import ASKS_DEPARTMENT, MOST_WORDS, Option, Survey

FIELDS = {
    "answers_id": "id",
    "id": "",
    "version": "version",
    "day": "day",
    "department": "department",
}
"""Columns of ours beside the questions. A form tool's own `ID` counts anew in each form, so it
tells nobody's answers from another's."""
_NUMBER = re.compile(r"^\d+[.)、]\s*")
_ROW = re.compile(r"(.*?)\s*\[(.*)\]", re.DOTALL)
RANKED = "ranked "
"""Before the id of a part: a column that holds all of its items in order."""


def written(text: str) -> str:
    """Return a text without what form tools and people change: spaces, letter case, width."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


class Known:
    """Finds what a column asks, what an answer is, and which department is meant."""

    def __init__(self, surveys: Sequence[tuple[Survey, Language]]) -> None:
        self.survey = surveys[0][0]
        self._questions = {one.id: one for one in self.survey.questions}
        self._columns: dict[str, set[str]] = {}
        self._rows: dict[tuple[str, str], str] = {}
        self._options: dict[str, dict[str, str]] = {}
        self._departments: dict[str, str] = {}
        self.department_columns: set[str] = set()
        """What a form asks for the department, in each language."""
        for survey, language in surveys:
            self._learn(survey, language)
        self.department_names = [one.id for one in self.survey.departments]

    def _learn(self, survey: Survey, language: Language) -> None:
        for part, question in survey.asked():
            text, asks = language.text(question.text), language.text(part.asks)
            self._columns.setdefault(written(text), set()).add(question.id)
            self._rows[written(asks), written(text)] = question.id
            self._options.setdefault(question.id, {}).update(_names(question.options, language))
            if part.measure == "ordinal":
                self._columns.setdefault(written(asks), set()).add(RANKED + part.id)
        self.department_columns.add(written(language.text(ASKS_DEPARTMENT)))
        self._departments.update(_names(survey.departments, language))

    def is_question(self, name: str) -> bool:
        """Tell whether a question has this id."""
        return name in self._questions

    def column(self, name: str) -> str | None:
        """Return the question that a column answers, by its id or its words, or None.

        A grid's column is called by what it asks and, in brackets, by the row.
        """
        name = name.strip()
        if name in self._questions:
            return name
        plain = written(_NUMBER.sub("", name))
        if (row := _ROW.fullmatch(plain)) and (found := self._rows.get((row[1], row[2]))):
            return found
        named = self._columns.get(plain, set())
        return next(iter(named)) if len(named) == 1 else None

    def field(self, name: str) -> str:
        """Return which of our own fields a column is, or an empty text."""
        return FIELDS.get(name.strip().casefold(), "")

    def answer(self, question: str, text: str) -> str | None:
        """Return an answer as files name it, or None where it is none."""
        asked = self._questions[question]
        if asked.in_own_words:
            plain = " ".join(text.split())
            return plain if len(plain) <= MOST_WORDS else None
        return self._options[question].get(written(text))

    def options(self, question: str) -> list[str]:
        """Return the answers to a question as files name them."""
        return [one.id for one in self._questions[question].options]

    def ranks(self, part: str, text: str) -> dict[str, str] | None:
        """Return the rank of each item of an ordered list, or None where one is not known."""
        items = [one.strip() for one in text.split(";") if one.strip()]
        found = {}
        for rank, item in enumerate(items, 1):
            question = self.column(item)
            if question is None or not question.startswith(f"{part}."):
                return None
            found[question] = str(rank)
        return found

    def department(self, text: str) -> str | None:
        """Return the id of a department, or None."""
        return self._departments.get(written(text))


def _names(options: Sequence[Option], language: Language) -> Mapping[str, str]:
    by_label = {written(language.text(one.label)): one.id for one in options}
    return {**by_label, **{written(one.id): one.id for one in options}}

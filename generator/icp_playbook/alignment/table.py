"""Answers as form tools export them: a row for each person, a column for each question."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from icp_playbook.accounts.crm_encoding import decode_export
from icp_playbook.accounts.crm_table import HEAD_WITHIN, Table, read_table
from icp_playbook.alignment.answers import AnswerReader, Answers, Found
from icp_playbook.alignment.known import RANKED, Known, written
from icp_playbook.messages import say, say_count
from icp_playbook.problems import ContentError, Problem, known_are, quoted

_TIMES = frozenset(
    map(
        written,
        ("Timestamp", "Start time", "Completion time", "時間戳記", "时间戳记", "開始時間",
         "完成時間", "开始时间", "完成时间"),
    )
)  # fmt: skip
"""Columns of form tools that tell two people with the same answers apart."""
_SHOWN = 6
_HEAD = 200_000
"""Characters within which the row of names is looked for."""


@dataclass(frozen=True, slots=True)
class _Column:
    """One column that is read: its place, from 0, and a question, a ranking or a field of ours."""

    at: int
    question: str = ""
    field: str = ""


def knows(known: Known, column: str) -> bool:
    """Tell whether a column answers something."""
    return (
        known.column(column) is not None
        or bool(known.field(column))
        or _is_department(known, column)
    )


def read_rows(path: str, data: bytes, known: Known) -> Found:
    """Return the answers in a CSV file. Raise `ContentError` where it is none."""

    def is_known(column: str) -> bool:
        return knows(known, column)

    text, notes = decode_export(path, data, is_known)
    table = read_table(path, _with_separator(text, is_known), is_known, notes_long=False)
    found = read_table_rows(path, table, known)
    return Found(found.answers, found.problems, (*notes, *found.notes))


def _with_separator(text: str, is_known: Callable[[str], bool]) -> str:
    """Say before a table what separates its cells: whatever gives most columns that are known.

    An answer that lists things has more of `;` in it than its row has commas.
    """
    if text.startswith("sep="):
        return text

    def known(sign: str) -> int:
        lines = csv.reader(io.StringIO(text[:_HEAD], newline=""), delimiter=sign)
        try:
            return max((sum(map(is_known, row)) for row in islice(lines, HEAD_WITHIN)), default=0)
        except csv.Error:
            return 0

    return f"sep={max(',;', key=known)}\n{text}" if known(",") or known(";") else text


def read_table_rows(path: str, table: Table, known: Known) -> Found:
    """Return the answers in a table. Raise `ContentError` where no column asks anything."""
    columns = list(_columns(path, table.columns, known))
    if not any(one.question for one in columns):
        said = say("no column is a question of the survey")
        names = [one.id for one in known.survey.questions]
        raise ContentError([Problem(path, 1, 1, "alignment-file", said, known_are(names))])
    reading = AnswerReader(path, known)
    for number, cells in table.too_long:
        said = say("this row has {cells} cells where the row of names has {width}",
                   cells=cells, width=len(table.columns))  # fmt: skip
        hint = say("put a text with {sign} in it in quotes", sign=quoted(table.separator))
        reading.refuse((number, len(table.columns) + 1), "alignment-row", said, hint)
    timed = [at for at, name in enumerate(table.columns) if written(name) in _TIMES]
    answers, seen, again, empty = [], set(), 0, 0
    for number, row in table.rows:
        if timed and tuple(row) in seen:
            again += 1
            continue
        seen.add(tuple(row))
        one = _person(reading, columns, number, row)
        if one.given:
            answers.append(one)
        else:
            empty += 1
    notes = [*table.notes, *_notes(table.columns, columns, timed, empty, again)]
    return Found(tuple(answers), tuple(reading.problems), tuple(notes))


def _columns(path: str, names: Sequence[str], known: Known) -> Iterator[_Column]:
    """Yield the columns that are read; a question that is there twice can't be counted."""
    taken: dict[str, int] = {}
    for at, name in enumerate(names):
        question = known.column(name)
        field = known.field(name) or ("department" if _is_department(known, name) else "")
        if question is not None:
            if question in taken:
                said = say("{question} is asked by two columns", question=quoted(question))
                hint = say("column {number} asks it, too; take one out", number=taken[question])
                raise ContentError([Problem(path, 1, at + 1, "alignment-column", said, hint)])
            taken[question] = at + 1
            yield _Column(at, question=question)
        elif field:
            yield _Column(at, field=field)


def _is_department(known: Known, name: str) -> bool:
    """Tell whether a column's name is what the form asks for the department."""
    return written(name) in known.department_columns


def _person(
    reading: AnswerReader, columns: Sequence[_Column], number: int, row: Sequence[str]
) -> Answers:
    given: dict[str, str] = {}
    fields: dict[str, str] = {}
    for column in columns:
        text, place = row[column.at].strip(), (number, column.at + 1)
        if not text:
            continue
        if column.question.startswith(RANKED):
            given |= _ranks(reading, column.question.removeprefix(RANKED), text, place)
        elif column.question:
            if (answer := reading.answer(column.question, text, place)) is not None:
                given[column.question] = answer
        elif column.field == "department":
            fields["department"] = reading.department(text, place)
        else:
            fields[column.field] = text
    return Answers(given, **fields)


def _ranks(reading: AnswerReader, part: str, text: str, place: tuple[int, int]) -> dict[str, str]:
    found = reading.known.ranks(part, text)
    if found is None:
        said = say("{text} is no order of what is asked", text=quoted(text, 60))
        reading.refuse(place, "alignment-answer", said, say("separate the names by ;"))
    return found or {}


def _notes(
    names: Sequence[str], columns: Sequence[_Column], timed: Sequence[int], empty: int, again: int
) -> Iterator[str]:
    read = {one.at for one in columns} | set(timed)
    unread = [quoted(name, 40) for at, name in enumerate(names) if at not in read and name.strip()]
    if len(unread) > _SHOWN:
        more = len(unread) - _SHOWN
        yield say_count("Not read: the columns {names} and {count} more.",
                        "Not read: the columns {names} and {count} more.",
                        count=more, names=unread[:_SHOWN])  # fmt: skip
    elif unread:
        yield say("Not read: {names}.", names=unread)
    if empty:
        yield say_count("{count} row without an answer is left out.",
                        "{count} rows without an answer are left out.", count=empty)  # fmt: skip
    if again:
        yield say_count("{count} row is there twice, to the second; it is counted once.",
                        "{count} rows are there twice, to the second; each is counted once.",
                        count=again)  # fmt: skip

"""The table in a CRM's export: the row that names the columns, and the rows of accounts below it.

What stands around it is left out and counted: title lines above, totals, and footers such as a
copyright line below.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from icp_playbook.messages import say, say_count
from icp_playbook.problems import ContentError, Problem, quoted

_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")
HEAD_WITHIN = 10
"""The row that names the columns is looked for in so many."""
_FULL_WIDTH_SIGN = re.compile("[，；、｜]")
"""What a Chinese keyboard types for a separator; no program reads it as one."""
TOTAL = re.compile(
    r"(?:grand |sub-?)?totals?(?: \([0-9,. ]+ (?:records?|rows?)\))?:?"
    r"|summe:?|gesamt(?:summe)?:?|(?:[总總合小][计計]|[汇彙][总總])[:：]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Table:
    """The columns' names as typed, as many cells in each row, and what was left out."""

    columns: list[str]
    rows: list[tuple[int, list[str]]]
    """Each with the number of its row in the file, from 1."""
    separator: str
    notes: list[str]
    too_long: tuple[tuple[int, int], ...] = ()
    """Rows with more cells than there are columns, which are left out: the number, and how many."""


def read_table(
    path: str, text: str, is_known: Callable[[str], bool], notes_long: bool = True
) -> Table:
    """Return the table in `text`; `is_known` tells the name of a column that answers something.

    Without `notes_long`, whoever asks tells of each row that is too long. Raise `ContentError` when
    the text is not CSV.
    """
    separator, text = separator_of(text)
    rows = list(enumerate(_rows(path, text, separator), 1))
    return table_of(path, rows, is_known, separator, notes_long)


def table_of(
    path: str,
    rows: Sequence[tuple[int, list[str]]],
    is_known: Callable[[str], bool],
    separator: str = ",",
    notes_long: bool = True,
) -> Table:
    """Return the table in rows of cells, each with its number."""
    head = head_of(path, rows, is_known)
    columns = list(rows[head][1]) if rows else []
    while columns and not columns[-1].strip():
        columns.pop()
    kept, left_out, too_long = _accounts(rows[head + 1 :], len(columns), notes_long)
    return Table(columns, kept, separator, [*lines_above(head), *left_out], too_long)


def lines_above(count: int) -> Iterator[str]:
    """Yield what to say about rows above the one that names the columns."""
    if count:
        yield say_count(
            "Left out: the line above the names of the columns.",
            "Left out: the {count} lines above the names of the columns.",
            count=count,
        )


def separator_of(text: str) -> tuple[str, str]:
    """Return what separates cells, and the text without its line `sep=…`.

    Without such a line it is the sign that stands most often outside quotes.
    """
    if said := _SEPARATOR_LINE.match(text):
        return said[1], text[said.end() :]
    lines = text.split("\n", HEAD_WITHIN)[:HEAD_WITHIN]
    fullest = max((re.sub(r'"[^"]*"', "", line) for line in lines), key=_cells, default="")
    return max(",;\t|", key=fullest.count), text


def _cells(line: str) -> int:
    return max(line.count(sign) for sign in ",;\t|")


def _rows(path: str, text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        line = max(reader.line_num, 1)
        problem = Problem(
            path,
            line,
            1,
            "not-csv",
            say("this is not CSV: {fault}", fault=str(error)),
            say("export it again"),
        )
        raise ContentError([problem]) from None


def head_of(
    path: str, rows: Sequence[tuple[int, list[str]]], is_known: Callable[[str], bool]
) -> int:
    """Return which row names the columns: the first with a known name, else the first of all.

    Raise `ContentError` where known names stand between full-width separators: they may be part of
    what a cell says, so the file is not cut there.
    """
    begin = rows[:HEAD_WITHIN]
    known = next((at for at, (_, row) in enumerate(begin) if any(map(is_known, row))), None)
    if known is not None:
        return known
    for number, row in begin:
        for cell in row:
            sign = _FULL_WIDTH_SIGN.search(cell)
            if sign and any(map(is_known, _FULL_WIDTH_SIGN.split(cell))):
                message = say("the columns are separated by {sign}", sign=quoted(sign[0]))
                hint = say('separate cells by the "," of an English keyboard')
                raise ContentError([Problem(path, number, 1, "not-csv", message, hint)])
    return 0


def _accounts(
    rows: Sequence[tuple[int, list[str]]], width: int, notes_long: bool
) -> tuple[list[tuple[int, list[str]]], list[str], tuple[tuple[int, int], ...]]:
    """Return the rows of accounts, each of `width` cells, what was left out, and long rows."""
    kept: list[tuple[int, list[str]]] = []
    totals: list[str] = []
    footers = 0
    too_long: list[tuple[int, int]] = []
    for number, row in rows:
        filled = [cell.strip() for cell in row if cell.strip()]
        if not filled:
            continue
        if TOTAL.fullmatch(filled[0]):
            totals.append(filled[0])
        elif len(row) == 1 < width:
            footers += 1
        elif any(cell.strip() for cell in row[width:]):
            too_long.append((number, len(row)))
        else:
            kept.append((number, [*row, *[""] * width][:width]))
    noted = too_long if notes_long else []
    return kept, list(left_out_notes(totals, footers, noted, width)), tuple(too_long)


def left_out_notes(
    totals: Sequence[str], footers: int, too_long: Sequence[tuple[int, int]], width: int
) -> Iterator[str]:
    """Yield what to say about rows that are no accounts."""
    if too_long:
        number, cells = too_long[0]
        first = say(
            "Row {row} is left out: it has {cells} cells where the row of names has {width}",
            row=number,
            cells=cells,
            width=width,
        )
        if more := len(too_long) - 1:
            first = say_count(
                "{first}, and {number} more such row",
                "{first}, and {number} more such rows",
                count=more,
                number=f"{more:,}",
                first=first,
            )
        yield say("{said}.", said=first)
    if totals:
        yield say_count(
            "Left out: the row “{total}”.",
            "Left out: {count} rows such as “{total}”.",
            count=len(totals),
            total=totals[0],
        )
    if footers:
        yield say_count(
            "Left out: a line of one cell only.",
            "Left out: {number} lines of one cell only.",
            count=footers,
            number=f"{footers:,}",
        )

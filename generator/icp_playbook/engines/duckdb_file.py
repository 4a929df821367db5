"""The table in a file, as DuckDB may read it: nothing is sniffed, and no row is lost.

DuckDB gets columns, separator and line ends from us, so that a line it cannot read is an error and
not fewer rows. A file with such lines (footers of one cell, short rows) is read here, row by row,
and written again as a table that has none.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from icp_playbook.accounts.crm_encoding import reading_of, sample_of
from icp_playbook.accounts.crm_names import names_account
from icp_playbook.accounts.crm_table import (
    HEAD_WITHIN,
    TOTAL,
    head_of,
    left_out_notes,
    lines_above,
    separator_of,
)
from icp_playbook.accounts.utf_8 import decoded
from icp_playbook.messages import say
from icp_playbook.problems import ContentError, Problem
from icp_playbook.scoring.sql.dialects import DIALECTS

_DUCKDB = DIALECTS["duckdb"]
_HEAD = 1_000_000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class TableFile:
    """Where the rows of a table are, and what its columns are called as typed."""

    path: Path
    columns: list[str]
    separator: str
    above: int
    """Lines above the first account."""
    line_end: str
    notes: tuple[str, ...] = ()
    typed: bool = False
    """Whether numbers have a type in the file, so that texts like them prove no decimal sign."""


def open_table(path: Path, folder: Path, is_known: Callable[[str], bool]) -> TableFile:
    """Return the table in a file of text; what has to be written again is put in `folder`.

    Raise `ContentError` where it is no table.
    """
    notes: list[str] = []
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(_UTF_16):
        path = _in_utf_8(path, folder, "utf-16")
        head = head.decode("utf-16", "ignore").encode()
    elif not _is_utf_8(head):
        path, notes = _found_out(path, path.name, folder, is_known)
        with path.open("rb") as file:
            head = file.read(_HEAD)
    text = head.decode("utf-8-sig", "replace")
    separator, rest = separator_of(text)
    rows, lines = _first_rows(path, rest, separator)
    if not rows:
        raise _problem(path, say("the file is empty"), say("export it again"))
    place = head_of(path.name, rows, is_known)
    columns = list(rows[place][1])
    while columns and not columns[-1].strip():
        columns.pop()
    above = lines[place] + (text != rest)
    line_end = "\r\n" if "\r\n" in text else "\n" if "\n" in text else "\r"
    return TableFile(path, columns, separator, above, line_end, (*notes, *lines_above(place)))


def read_csv(table: TableFile) -> str:
    """Return the expression that reads a table: columns h0, h1, … of text, and nothing sniffed."""
    cells = ", ".join(f"'h{at}': 'VARCHAR'" for at in range(len(table.columns)))
    line_end = {"\r\n": "\\r\\n", "\n": "\\n", "\r": "\\r"}[table.line_end]
    path, separator = (_DUCKDB.text_of(one) for one in (str(table.path), table.separator))
    return (
        f"read_csv({path}, auto_detect=false, columns={{{cells}}}, delim={separator}, quote='\"',"
        f" escape='\"', header=false, skip={table.above}, new_line='{line_end}')"
    )


def _first_rows(
    path: Path, text: str, separator: str
) -> tuple[list[tuple[int, list[str]]], list[int]]:
    """Return the first rows, and how many lines end with each of them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, lines = [], []
    try:
        for number, row in enumerate(itertools.islice(reader, HEAD_WITHIN), 1):
            rows.append((number, row))
            lines.append(reader.line_num)
    except csv.Error as error:
        if not rows:
            raise _not_csv(path, reader.line_num, error) from None
    return rows, lines


def _in_utf_8(path: Path, folder: Path, codec: str) -> Path:
    target = folder / "utf-8.csv"
    try:
        with (
            path.open(encoding=codec, newline="") as read,
            target.open("w", encoding="utf-8", newline="") as written,
        ):
            shutil.copyfileobj(read, written)
    except UnicodeError:
        raise _problem(path, say("the file is not UTF-8"), say("save it as UTF-8")) from None
    return target


def _is_utf_8(head: bytes) -> bool:
    """Tell whether the beginning of a file is UTF-8; its last letter may be cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _found_out(
    path: Path, name: str, folder: Path, is_known: Callable[[str], bool]
) -> tuple[Path, list[str]]:
    """Return the file in UTF-8, and what to say where its encoding had to be found out.

    Raise `ContentError` where no encoding is sure.
    """
    sample = sample_of(path)
    if sample is None:
        return path, []
    reading = reading_of(sample, lambda one: names_account(one) or is_known(one))
    if reading is None:
        decoded(name, sample)
        raise _problem(Path(name), say("the file is not UTF-8"), say("save it as UTF-8"))
    return _in_utf_8(path, folder, reading.codec), [reading.note]


def rewritten(
    table: TableFile, name: str, folder: Path, is_known: Callable[[str], bool]
) -> TableFile:
    """Return the table as a file in which every row has each column and nothing else stands.

    Raise `ContentError` where it cannot be read as CSV.
    """
    path, read_as = _found_out(table.path, name, folder, is_known)
    table = replace(table, path=path, notes=(*read_as, *table.notes))
    target = folder / "table.csv"
    left_out = LeftOut()
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows(left_out.kept(_rows(table, name), len(table.columns)))
    notes = left_out_notes(left_out.totals, left_out.footers, left_out.too_long, len(table.columns))
    return TableFile(target, table.columns, ",", 0, "\n", (*table.notes, *notes))


def _rows(table: TableFile, name: str) -> Iterator[tuple[int, list[str]]]:
    with table.path.open(encoding="utf-8-sig", newline="") as file:
        lines = itertools.islice(file, table.above, None)
        reader = csv.reader(lines, delimiter=table.separator, strict=True)
        try:
            yield from enumerate(reader, 2)
        except csv.Error as error:
            line = table.above + reader.line_num
            raise _not_csv(Path(name), line, error) from None


class LeftOut:
    """Sorts rows into accounts and what stands around them, which it counts."""

    def __init__(self) -> None:
        self.totals: list[str] = []
        self.footers = 0
        self.too_long: list[tuple[int, int]] = []

    def kept(self, rows: Iterable[tuple[int, list[str]]], width: int) -> Iterator[list[str]]:
        """Yield the accounts, each with as many cells as the row of names."""
        for number, row in rows:
            filled = next((cell.strip() for cell in row if cell.strip()), "")
            if not filled:
                continue
            if TOTAL.fullmatch(filled):
                self.totals.append(filled)
            elif len(row) == 1 < width:
                self.footers += 1
            elif any(cell.strip() for cell in row[width:]):
                self.too_long.append((number, len(row)))
            else:
                yield [*row, *[""] * (width - len(row))][:width]


def _not_csv(path: Path, line: int, error: csv.Error) -> ContentError:
    said = say("this is not CSV: {fault}", fault=str(error))
    return _problem(path, said, say("export it again"), line)


def _problem(path: Path, message: str, hint: str, line: int = 1) -> ContentError:
    return no_table(path.name, message, hint, line)


def no_table(name: str, message: str, hint: str, line: int = 1) -> ContentError:
    """Return what says that a file holds no table, and what to do."""
    return ContentError([Problem(name, max(line, 1), 1, "not-csv", message, hint)])

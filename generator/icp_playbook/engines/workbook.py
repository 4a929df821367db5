"""Workbooks (XLSX): a sheet as a table of text, and scored accounts as a sheet."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from icp_playbook.accounts.crm_table import HEAD_WITHIN, Table, table_of
from icp_playbook.accounts.file_kinds import refuse_other_archives
from icp_playbook.engines.duckdb_file import TableFile, no_table
from icp_playbook.engines.table_cells import cell_of, number_of, write_table
from icp_playbook.engines.table_records import no_such_table
from icp_playbook.messages import say, say_count
from icp_playbook.problems import ContentError, quoted

MOST_ROWS = 1_048_576
"""Rows that a sheet can have, with the one that names the columns."""
_MOST_UNPACKED = 4_000_000_000
_MOST_TEXTS = 500_000_000
"""Bytes of the texts that cells share: they are all kept."""
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_HIDDEN = re.compile(rb"<(?:\w+:)?row [^>]*\bhidden=[\"'](?:1|true)[\"']")
_LITERAL = re.compile(r'"[^"]*"|\\.')
_LONGEST = 32_767
_CHUNK = 1 << 20
_MOST_READ = 50_000
"""Rows of a sheet that is read as a whole."""


@dataclass(slots=True)
class _Odd:
    """What cells hold that is no value."""

    errors: Counter[str] = field(default_factory=Counter)
    unstored: int = 0

    def notes(self) -> Iterator[str]:
        if self.errors:
            yield say_count(
                "Not known: 1 cell holds an error of the workbook: {error}.",
                "Not known: {number} cells hold an error of the workbook, such as {error}.",
                count=(count := sum(self.errors.values())),
                number=f"{count:,}",
                error=quoted(self.errors.most_common(1)[0][0]),
            )
        if self.unstored:
            yield say_count(
                "Not known: 1 formula has no stored value; open the workbook in a spreadsheet"
                " program and save it.",
                "Not known: {number} formulas have no stored value; open the workbook in a"
                " spreadsheet program and save it.",
                count=self.unstored,
                number=f"{self.unstored:,}",
            )


def read_workbook(
    path: Path, name: str, folder: Path, is_known: Callable[[str], bool], wanted: str = ""
) -> TableFile:
    """Return the sheet `wanted`, or the one with most known columns, as a table of text.

    Raise `ContentError` where it can't be read, `ImportError` without what reads it.
    """
    load = import_module("openpyxl").load_workbook
    try:
        with zipfile.ZipFile(path) as archive:
            has_formulas = _look_through(archive, name)
        # Given the open files: of a name, openpyxl wants another ending than a stream has.
        with path.open("rb") as file, path.open("rb") as again:
            sheet, notes = _sheet_of(_loaded(load, file, data_only=True), name, is_known, wanted)
            typed = _loaded(load, again)[sheet.title] if has_formulas else None
            odd = _Odd()
            table = write_table(name, _rows_of(sheet, typed, odd), folder, is_known)
        # Where the sheet lies in the archive, openpyxl keeps to itself.
        notes += _hidden_note(path, sheet._worksheet_path)  # noqa: SLF001
        return replace(table, notes=(*notes, *table.notes, *odd.notes()))
    except (ContentError, MemoryError):
        raise
    # A broken workbook makes openpyxl, zipfile or the XML parser raise nearly anything.
    except Exception as error:  # noqa: BLE001
        said = say("the workbook can't be read: {fault}", fault=f"{error}"[:200])
        raise no_table(name, said, say("save it again, or as CSV (UTF-8)")) from None


def read_sheet(path: Path, name: str, is_known: Callable[[str], bool]) -> Table:
    """Return the sheet with most known columns, each row with its number in the sheet.

    Its notes do not tell of rows that are too long. Raise `ContentError` where it can't be read,
    `ImportError` without what reads it.
    """
    load = import_module("openpyxl").load_workbook
    odd = _Odd()
    try:
        with zipfile.ZipFile(path) as archive:
            _look_through(archive, name)
        with path.open("rb") as file:
            sheet, notes = _sheet_of(_loaded(load, file, data_only=True), name, is_known, "")
            rows = list(enumerate(islice(_rows_of(sheet, None, odd), _MOST_READ), 1))
    # A broken workbook makes openpyxl, zipfile or the XML parser raise nearly anything.
    except Exception as error:
        if isinstance(error, ContentError | MemoryError):
            raise
        said = say("the workbook can't be read: {fault}", fault=f"{error}"[:200])
        raise no_table(name, said, say("save it again, or as CSV (UTF-8)")) from None
    table = table_of(name, rows, is_known, notes_long=False)
    return replace(table, notes=[*notes, *table.notes, *odd.notes()])


def _loaded(load: Callable[..., Any], file: BinaryIO, data_only: bool = False) -> Any:
    return load(file, read_only=True, data_only=data_only, keep_links=False)


def _look_through(archive: zipfile.ZipFile, name: str) -> bool:
    """Tell whether any sheet has a formula; raise `ContentError` where it is too much to unpack."""
    parts = archive.infolist()
    refuse_other_archives(name, archive.namelist())
    texts = sum(one.file_size for one in parts if one.filename.endswith("sharedStrings.xml"))
    if texts > _MOST_TEXTS or sum(one.file_size for one in parts) > _MOST_UNPACKED:
        raise no_table(name, say("the workbook is too large"), say("save the sheet as CSV (UTF-8)"))
    sheets = [one for one in parts if _SHEET.fullmatch(one.filename)]
    return any(_FORMULA.search(chunk) for one in sheets for chunk in _chunks(archive, one.filename))


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield a part of an archive in pieces that end with a tag."""
    with archive.open(part) as file:
        rest = b""
        while read := file.read(_CHUNK):
            whole, tag, rest = (rest + read).rpartition(b">")
            yield whole + tag
        yield rest


def _sheet_of(
    book: Any, name: str, is_known: Callable[[str], bool], wanted: str
) -> tuple[Any, list[str]]:
    sheets = list(book.worksheets)
    if wanted:
        found = [one for one in sheets if one.title.casefold() == wanted.casefold()]
        if not found:
            raise no_such_table(name, wanted, [one.title for one in sheets])
        sheets = found
    for one in sheets:
        one.reset_dimensions()  # what a file says of its size is often wrong
    ranked = sorted(
        sheets,
        key=lambda one: (_known_columns(one, is_known), one.sheet_state == "visible"),
        reverse=True,
    )
    if not ranked:
        raise no_table(name, say("there is no sheet in it"), say("export it again"))
    first = ranked[0]
    if len(sheets) == 1:
        return first, []
    return first, [say("Read: the sheet {sheet}.", sheet=quoted(first.title, 40))]


def _known_columns(sheet: Any, is_known: Callable[[str], bool]) -> int:
    rows = islice(sheet.iter_rows(values_only=True), HEAD_WITHIN)
    return max((sum(1 for cell in row if is_known(cell_of(cell))) for row in rows), default=0)


def _rows_of(sheet: Any, typed: Any, odd: _Odd) -> Iterator[list[str]]:
    """Yield each row's cells as text; `typed` is the same sheet with its formulas."""
    if typed is None:
        for row in sheet.iter_rows():
            yield [_text_of(cell, odd) for cell in row]
        return
    typed.reset_dimensions()
    for row, formulas in zip(sheet.iter_rows(), typed.iter_rows(), strict=True):
        yield [_text_of(cell, odd) for cell in row]
        odd.unstored += sum(
            1
            for cell, formula in zip(row, formulas, strict=True)
            if cell.value is None and formula.data_type == "f"
        )


def _text_of(cell: Any, odd: _Odd) -> str:
    value, kind = cell.value, cell.data_type
    if kind == "e":
        odd.errors[str(value)] += 1
        return "#N/A"
    if kind != "n" or not isinstance(value, (int, float)) or isinstance(value, bool):
        return cell_of(value)
    if "%" in _LITERAL.sub("", cell.number_format):
        return number_of(Decimal(format(value, ".15g")) * 100) + "%"
    return cell_of(value)


def _hidden_note(path: Path, part: str) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        count = sum(len(_HIDDEN.findall(chunk)) for chunk in _chunks(archive, part.lstrip("/")))
    if not count:
        return []
    return [
        say_count(
            "Read as well: 1 hidden row.",
            "Read as well: {number} hidden rows.",
            count=count,
            number=f"{count:,}",
        )
    ]


def write_workbook(target: Path, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows as a sheet in which a text is a text, whatever it begins with."""
    openpyxl = import_module("openpyxl")
    cells = import_module("openpyxl.cell.cell")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("accounts")
    sheet.freeze_panes = "A2"

    def given(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = cells.ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
        if not text.startswith(("=", "#")):
            return text
        cell = cells.WriteOnlyCell(sheet, text)
        cell.data_type = "s"
        return cell

    sheet.append([given(name) for name in names])
    for row in rows:
        sheet.append([given(value) for value in row])
    book.save(target)

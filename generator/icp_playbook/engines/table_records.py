"""Records of JSON lines and of SQLite as a table of text."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

from icp_playbook.engines.duckdb_file import TableFile, no_table
from icp_playbook.engines.table_cells import cell_of
from icp_playbook.messages import say
from icp_playbook.problems import ContentError, quoted

_LONGEST = 10_000_000
_MOST_NAMES = 5000


def read_json_lines(path: Path, name: str, folder: Path) -> TableFile:
    """Return the objects of a file, one a line, as a table of text.

    What lies in an inner object has its name behind that of the object: `properties: industry`.
    Raise `ContentError` where a line is no object.
    """
    columns: dict[str, None] = {}
    for record in _objects(path, name):
        columns.update(dict.fromkeys(record))
        if len(columns) > _MOST_NAMES:
            said = say("the objects have more than {most} names", most=f"{_MOST_NAMES:,}")
            raise no_table(name, said, say("export fewer fields"))
    rows = ([record.get(one) for one in columns] for record in _objects(path, name))
    return write_records(list(columns), rows, folder)


def _objects(path: Path, name: str) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(_LONGEST):
            number += 1
            if not line.strip():
                continue
            try:
                found = json.loads(line.decode("utf-8-sig"), parse_float=Decimal)
            except (ValueError, RecursionError):
                found = None
            if not isinstance(found, dict):
                said = say("this line is no object of JSON")
                raise no_table(name, said, say("write one account on each line"), number)
            yield dict(_flat(found))


def _flat(found: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in found.items():
        if isinstance(value, dict) and not within:
            yield from _flat(value, f"{key}: ")
        else:
            yield f"{within}{key}", value


def write_records(columns: list[str], rows: Iterable[Sequence[Any]], folder: Path) -> TableFile:
    """Write rows of values as a table of text in `folder` and return it."""
    target = folder / "table.csv"
    with target.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(map(cell_of, row) for row in rows)
    return TableFile(target, columns, ",", 0, "\n", typed=True)


def read_sqlite(
    path: Path, name: str, folder: Path, is_known: Callable[[str], bool], wanted: str
) -> TableFile:
    """Return a table of an SQLite database as a table of text.

    Raise `ContentError` where it can't be read.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
            base.text_factory = lambda found: found.decode("utf-8", "replace")
            kinds = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
            tables = {
                table: [one[1] for one in base.execute(f"PRAGMA table_info({_quoted(table)})")]
                for (table,) in base.execute(f"{kinds} AND name NOT LIKE 'sqlite_%' ORDER BY name")
            }
            chosen = table_of(name, tables, is_known, wanted)
            rows = base.execute(f"SELECT * FROM {_quoted(chosen)}")  # noqa: S608 (quoted)
            return write_records(tables[chosen], rows, folder)
    except sqlite3.Error as error:
        said = say("the database can't be read: {fault}", fault=str(error))
        raise no_table(name, said, say("export the table as CSV (UTF-8)")) from None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def table_of(
    name: str, tables: Mapping[str, Sequence[str]], is_known: Callable[[str], bool], wanted: str
) -> str:
    """Return which table is meant: the one that is said, else the one that has known columns.

    Raise `ContentError` where there is no such table, or where several have as many.
    """
    if wanted:
        if found := next((one for one in tables if one.casefold() == wanted.casefold()), None):
            return found
        raise no_such_table(name, wanted, list(tables))
    if not tables:
        raise no_table(name, say("there is no table in it"), say("export it again"))
    known = {table: sum(map(is_known, columns)) for table, columns in tables.items()}
    most = [table for table, count in known.items() if count == max(known.values())]
    if len(most) == 1:
        return most[0]
    said = say("accounts may be in {tables}", tables=[quoted(one, 40) for one in most])
    raise no_table(name, said, say("say which with --table"))


def no_such_table(name: str, wanted: str, known: Sequence[str]) -> ContentError:
    """Return what says that a file has no table, or sheet, of this name."""
    said = say("there is no table {name} in it", name=quoted(wanted, 40))
    return no_table(name, said, say("it has {tables}", tables=[quoted(one, 40) for one in known]))

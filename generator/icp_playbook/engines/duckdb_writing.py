"""The file of answers: texts in it do no harm, and nothing half-written takes a file's place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from icp_playbook.engines.duckdb_columns import DUCKDB
from icp_playbook.engines.duckdb_giving import defused, harmless, texts_in
from icp_playbook.engines.whole_file import whole_file
from icp_playbook.engines.workbook import MOST_ROWS, write_workbook
from icp_playbook.messages import say
from icp_playbook.scoring.sql.program import told
from icp_playbook.scoring.sql.spelling import Dialect
from icp_playbook.scoring.sql.tree import Node
from icp_playbook.spreadsheets import is_formula

FORMS = {
    ".csv": "FORMAT csv, HEADER, PRESERVE_ORDER true",
    ".xlsx": "",
    ".parquet": "FORMAT parquet, COMPRESSION zstd, PRESERVE_ORDER true",
    ".jsonl": "FORMAT json, PRESERVE_ORDER true",
    ".ndjson": "FORMAT json, PRESERVE_ORDER true",
}
"""What can be written, by the ending of its name."""
TIME = "scored_at"
"""The column that says when accounts were judged."""
_BATCH = 10_000


class TooManyRowsError(Exception):
    """A sheet has not so many rows."""


def given_names(
    columns: Sequence[str], kept: Sequence[int], outputs: Mapping[str, Node]
) -> dict[str, str]:
    """Return what each kept column is called in the answers: as typed, and no two the same."""
    taken = {name.casefold() for name in [*outputs, TIME]}
    names: dict[str, str] = {}
    for at in kept:
        name = columns[at].strip() or say("column {number}", number=at + 1)
        while name.casefold() in taken:
            name += " (2)"
        taken.add(name.casefold())
        names[f"k{at}"] = name
    return names


@dataclass(frozen=True, slots=True)
class JudgedTable:
    """Judged accounts: what the file's own columns are called in them, and what else they say."""

    names: Mapping[str, str]
    outputs: Mapping[str, Node]
    time: str
    only: str = ""
    """What holds of the rows that are given, as an expression over `told`; nothing for all."""
    dialect: Dialect = DUCKDB

    def select(self, form: str) -> str:
        """Return the SELECT of the rows in a form."""
        name_of, columns = self.dialect.name_of, list[str]()
        for kept, name in self.names.items():
            written = defused(kept, self.dialect) if form == ".csv" else kept
            columns.append(f"{written} AS {name_of(harmless(name, form))}")
        for name, node in self.outputs.items():
            own = name_of(name)
            may_be_formula = form == ".csv" and any(is_formula(one) for one in texts_in(node))
            columns.append(f"{defused(own, self.dialect)} AS {own}" if may_be_formula else own)
        columns.append(f"{self.dialect.text_of(self.time)} AS {TIME}")
        return f"SELECT {', '.join(columns)} FROM {self.told}"  # noqa: S608 (names of our own)

    @property
    def told(self) -> str:
        """Return what the rows are read from."""
        rows = told(self.outputs, self.dialect, "judged", list(self.names))
        return f"({rows}) AS told" + (f" WHERE {self.only}" if self.only else "")


def write_answers(
    target: Path, answers: JudgedTable, execute: Callable[[str], None], connection: Any
) -> None:
    """Write judged accounts in the form that `target` ends with.

    Raise `TooManyRowsError` where a sheet can't hold them.
    """
    form = target.suffix.lower()
    select = answers.select(form)
    with whole_file(target) as part:
        if form == ".xlsx":
            found = connection.execute(select)
            names = [*answers.names.values(), *answers.outputs, TIME]
            write_workbook(part, names, _fetched(found))
        else:
            execute(f"COPY ({select}) TO {DUCKDB.text_of(str(part))} ({FORMS[form]})")


def _fetched(found: Any) -> Iterator[Sequence[Any]]:
    count = 0
    while rows := found.fetchmany(_BATCH):
        count += len(rows)
        if count >= MOST_ROWS:
            raise TooManyRowsError
        yield from rows

"""The file of answers: texts in it do no harm, and nothing half-written takes a file's place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from icp_playbook.engines.duckdb_columns import DUCKDB
from icp_playbook.engines.duckdb_giving import defused, harmless, is_formula, texts_in
from icp_playbook.engines.workbook import MOST_ROWS, write_workbook
from icp_playbook.messages import say
from icp_playbook.scoring.sql.program import told
from icp_playbook.scoring.sql.tree import Node

FORMS = {
    ".csv": "FORMAT csv, HEADER, PRESERVE_ORDER true",
    ".xlsx": "",
    ".parquet": "FORMAT parquet, COMPRESSION zstd, PRESERVE_ORDER true",
    ".jsonl": "FORMAT json, PRESERVE_ORDER true",
    ".ndjson": "FORMAT json, PRESERVE_ORDER true",
}
"""What can be written, by the ending of its name."""
_BATCH = 10_000


class TooManyRowsError(Exception):
    """A sheet has not so many rows."""


def given_names(
    columns: Sequence[str], kept: Sequence[int], outputs: Mapping[str, Node]
) -> dict[str, str]:
    """Return what each kept column is called in the answers: as typed, and no two the same."""
    taken = {name.casefold() for name in outputs}
    names: dict[str, str] = {}
    for at in kept:
        name = columns[at].strip() or say("column {number}", number=at + 1)
        while name.casefold() in taken:
            name += " (2)"
        taken.add(name.casefold())
        names[f"k{at}"] = name
    return names


def write_answers(
    target: Path, names: Mapping[str, str], outputs: Mapping[str, Node],
    execute: Callable[[str], None], connection: Any,
) -> None:  # fmt: skip
    """Write judged accounts with what the file has of them, in the form that `target` ends with.

    Raise `TooManyRowsError` where a sheet can't hold them.
    """
    form = target.suffix.lower()
    columns = [
        f"{defused(kept) if form == '.csv' else kept} AS {DUCKDB.name_of(harmless(name, form))}"
        for kept, name in names.items()
    ]
    for name, node in outputs.items():
        own = DUCKDB.name_of(name)
        may_be_formula = form == ".csv" and any(is_formula(one) for one in texts_in(node))
        columns.append(f"{defused(own)} AS {own}" if may_be_formula else own)
    last = told(outputs, DUCKDB, "judged", list(names))
    answers = f"SELECT {', '.join(columns)} FROM ({last})"  # noqa: S608 (names of our own)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if form == ".xlsx":
            [[count]] = connection.execute("SELECT count(*) FROM judged").fetchall()
            if count >= MOST_ROWS:
                raise TooManyRowsError
            found = connection.execute(answers)
            write_workbook(part, [*names.values(), *outputs], _fetched(found))
        else:
            execute(f"COPY ({answers}) TO {DUCKDB.text_of(str(part))} ({FORMS[form]})")
        part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _fetched(found: Any) -> Iterator[Sequence[Any]]:
    while rows := found.fetchmany(_BATCH):
        yield from rows

"""Which accounts are judged otherwise than in the answers of earlier runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from icp_playbook.engines.duckdb_columns import DUCKDB
from icp_playbook.engines.duckdb_file import TableFile, no_table, read_csv
from icp_playbook.engines.duckdb_writing import JudgedTable
from icp_playbook.engines.table_source import Source, open_source
from icp_playbook.messages import say, say_count
from icp_playbook.problems import quoted

_SAME = frozenset({"rules"})
"""What may differ while an account is judged the same."""


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The answers of one run: where each of its columns is."""

    table: TableFile
    places: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Changed:
    """What holds of the rows that differ, and of those among them that are not there before."""

    only: str
    is_new: str


def only_changed(
    before: Sequence[Path], answers: JudgedTable, folder: Path, duckdb: Any, connection: Any
) -> Changed:
    """Read earlier answers, the oldest first, and return what holds of rows that differ from them.

    Of several runs, the last that has an account says how it was judged, so that each but the first
    may be of changed rows only. Compared is what all have; an account is known by the columns that
    come back as they are. Raise `ContentError` where those are not in a file.
    """
    runs = list(_opened(before, answers, folder, duckdb))
    compared = [
        name
        for name in answers.outputs
        if name not in _SAME and all(name in run.places for run in runs)
    ]
    keys = list(answers.names)
    rows = " UNION ALL ".join(
        _rows(run, at, [*((key, _plain(answers.names[key])) for key in keys),
                        *((name, name) for name in compared)])
        for at, run in enumerate(runs)
    )  # fmt: skip
    account = ", ".join(keys)
    connection.execute(
        f"CREATE TABLE before AS SELECT * FROM ({rows})"  # noqa: S608 (names of our own)
        + (f" QUALIFY run = max(run) OVER (PARTITION BY {account})" if len(runs) > 1 else "")
    )
    same = [f"before.{key} = {_text(key)}" for key in keys]
    own = [DUCKDB.name_of(name) for name in compared]
    judged = [*same, *(f"before.{name} = {_text(name)}" for name in own)]
    return Changed(
        f"NOT EXISTS (FROM before WHERE {' AND '.join(judged)})",
        f"NOT EXISTS (FROM before WHERE {' AND '.join(same)})",
    )


def _opened(
    before: Sequence[Path], answers: JudgedTable, folder: Path, duckdb: Any
) -> Iterator[_Earlier]:
    known = {name.casefold() for name in answers.outputs}
    for at, path in enumerate(before):
        own = folder / f"before-{at}"
        own.mkdir()
        table = open_source(Source(path), own, lambda one: one.strip().casefold() in known, duckdb)
        places = {_plain(name): at for at, name in reversed(list(enumerate(table.columns)))}
        lacking = [name for name in answers.names.values() if _plain(name) not in places]
        if lacking:
            said = say("it has no column {columns}", columns=[quoted(one, 40) for one in lacking])
            raise no_table(path.name, said, say("give the answers of an earlier run"))
        yield _Earlier(table, places)


def changed_notes(before: Sequence[Path], count: int, new: int) -> Iterator[str]:
    """Yield what to say of so many changed accounts, and of those that were not there before."""
    yield say_count(
        "Changed since {file}: 1 account.",
        "Changed since {file}: {number} accounts.",
        count=count,
        number=f"{count:,}",
        file=before[-1].name,
    )
    if new:
        yield say_count(
            "1 of them is not in the earlier answers: it is new, or they are not of a whole run."
            " Then give the whole run first, and each later file with --changed-since, too.",
            "{number} of them are not in the earlier answers: they are new, or those are not of a"
            " whole run. Then give the whole run first, and each later file with --changed-since,"
            " too.",
            count=new,
            number=f"{new:,}",
        )


def _plain(name: str) -> str:
    """Return the name of a column without what keeps it from being a formula."""
    return name.strip().removeprefix("'").casefold()


def _text(column: str) -> str:
    return f"coalesce(CAST(told.{column} AS VARCHAR), '')"


def _rows(run: _Earlier, number: int, columns: Sequence[tuple[str, str]]) -> str:
    """Return the SELECT of the earlier cells, as they were before they were made harmless."""
    cells = ", ".join(
        f"regexp_replace(coalesce(h{run.places[name]}, ''), '^''([=+@\t\r-])', '\\1')"
        f" AS {DUCKDB.name_of(column)}"
        for column, name in columns
    )
    return f"SELECT {number} AS run, {cells} FROM {read_csv(run.table)}"  # noqa: S608 (names of our own)

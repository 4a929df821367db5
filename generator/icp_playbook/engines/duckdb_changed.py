"""Which accounts are judged otherwise than in the answers of an earlier run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from icp_playbook.engines.duckdb_columns import DUCKDB
from icp_playbook.engines.duckdb_file import TableFile, no_table, read_csv
from icp_playbook.engines.duckdb_writing import Answers
from icp_playbook.engines.table_source import Source, open_source
from icp_playbook.messages import say, say_count
from icp_playbook.problems import quoted

_SAME = frozenset({"rules"})
"""What may differ while an account is judged the same."""


def only_changed(before: Path, answers: Answers, folder: Path, duckdb: Any, connection: Any) -> str:
    """Read the earlier answers and return what holds of the rows that differ from them.

    Compared is what both have; an account is known by the columns that come back as they are. Raise
    `ContentError` where those are not in the file.
    """
    known = {name.casefold() for name in answers.outputs}
    table = open_source(Source(before), folder, lambda one: one.strip().casefold() in known, duckdb)
    places = {_plain(name): at for at, name in reversed(list(enumerate(table.columns)))}
    lacking = [name for name in answers.names.values() if _plain(name) not in places]
    if lacking:
        said = say("it has no column {columns}", columns=[quoted(one, 40) for one in lacking])
        raise no_table(before.name, said, say("give the answers of an earlier run"))
    same = [f"before.h{places[_plain(name)]} = {_text(k)}" for k, name in answers.names.items()]
    same += [
        f"before.h{places[name]} = {_text(DUCKDB.name_of(name))}"
        for name in answers.outputs
        if name in places and name not in _SAME
    ]
    connection.execute(f"CREATE TABLE before AS {_rows(table)}")
    return f"NOT EXISTS (FROM before WHERE {' AND '.join(same)})"


def changed_note(before: Path, count: int) -> str:
    """Return what to say of so many changed accounts."""
    return say_count(
        "Changed since {file}: 1 account.",
        "Changed since {file}: {number} accounts.",
        count=count,
        number=f"{count:,}",
        file=before.name,
    )


def _plain(name: str) -> str:
    """Return the name of a column without what keeps it from being a formula."""
    return name.strip().removeprefix("'").casefold()


def _text(column: str) -> str:
    return f"coalesce(CAST(told.{column} AS VARCHAR), '')"


def _rows(table: TableFile) -> str:
    """Return the SELECT of the earlier cells, as they were before they were made harmless."""
    cells = ", ".join(
        f"regexp_replace(coalesce(h{at}, ''), '^''([=+@\t\r-])', '\\1') AS h{at}"
        for at in range(len(table.columns))
    )
    return f"SELECT {cells} FROM {read_csv(table)}"  # noqa: S608 (names of our own)

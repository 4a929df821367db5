"""Parquet, and tables of a DuckDB database, as tables of text."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from icp_playbook.engines.duckdb_columns import DUCKDB
from icp_playbook.engines.duckdb_file import TableFile, no_table
from icp_playbook.engines.table_records import table_of
from icp_playbook.messages import say

_TABLES = """\
SELECT table_name, list(column_name ORDER BY ordinal_position) FROM information_schema.columns
WHERE table_schema = 'main' AND table_catalog = current_database() GROUP BY 1 ORDER BY 1"""


def read_parquet(duckdb: Any, path: Path, name: str, folder: Path) -> TableFile:
    """Return a Parquet file as a table of text; raise `ContentError` where it can't be read."""
    try:
        with closing(duckdb.connect()) as base:
            return _written(base, f"read_parquet({DUCKDB.text_of(str(path))})", folder)
    except duckdb.Error as error:
        raise _unreadable(name, error) from None


def read_database(
    duckdb: Any, path: Path, name: str, folder: Path, is_known: Callable[[str], bool], wanted: str
) -> TableFile:  # fmt: skip
    """Return a table of a DuckDB database as a table of text.

    A view in it reads no other file. Raise `ContentError` where it can't be read.
    """
    try:
        with closing(duckdb.connect(str(path), read_only=True)) as base:
            base.execute(f"SET allowed_directories = [{DUCKDB.text_of(str(folder))}]")
            base.execute("SET enable_external_access = false")
            tables = dict(base.execute(_TABLES).fetchall())
            chosen = table_of(name, tables, is_known, wanted)
            return _written(base, DUCKDB.name_of(chosen), folder)
    except duckdb.Error as error:
        raise _unreadable(name, error) from None


def _unreadable(name: str, error: Exception) -> Exception:
    said = say("the file can't be read: {fault}", fault=str(error).partition("\n")[0])
    return no_table(name, said, say("export it again, or as CSV (UTF-8)"))


def _written(base: Any, source: str, folder: Path) -> TableFile:
    """Write what DuckDB reads as a table of text, without a type that would change a number."""
    target = folder / "table.csv"
    described = base.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608
    columns = {name: kind for name, kind, *_ in described}
    texts = ", ".join(_text_of(DUCKDB.name_of(name), kind) for name, kind in columns.items())
    base.execute(
        f"COPY (SELECT {texts} FROM {source}) TO {DUCKDB.text_of(str(target))}"  # noqa: S608
        " (FORMAT csv, HEADER false, DELIMITER ',', QUOTE '\"', ESCAPE '\"')"
    )
    return TableFile(target, list(columns), ",", 0, "\n", typed=True)


def _text_of(column: str, kind: str) -> str:
    """Return the expression of a column as text; a fraction has the six places that rules know."""
    if not kind.startswith(("FLOAT", "DOUBLE", "DECIMAL")) or kind.endswith("]"):
        return f"CAST({column} AS VARCHAR)"
    return (
        f"CASE WHEN NOT isfinite(CAST({column} AS DOUBLE)) THEN NULL"
        f" WHEN abs({column}) >= 1e15 THEN CAST({column} AS VARCHAR)"
        f" WHEN {column} = trunc({column}) THEN CAST(CAST({column} AS BIGINT) AS VARCHAR)"
        f" ELSE CAST(CAST({column} AS DECIMAL(38, 6)) AS VARCHAR) END"
    )

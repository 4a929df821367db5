"""The accounts that Spark reads: nothing is inferred of a text, and no row is lost in silence."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from icp_playbook.accounts.crm_table import HEAD_WITHIN, head_of, separator_of
from icp_playbook.engines.duckdb_file import no_table
from icp_playbook.messages import say, say_count
from icp_playbook.scoring.sql.dialects import DIALECTS

SPARK = DIALECTS["spark"]
_FORMATS = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv",
    ".json": "json", ".jsonl": "json", ".ndjson": "json",
    ".parquet": "parquet",
}  # fmt: skip
_ONLY_HERE = (".xlsx", ".xlsm", ".xls", ".sqlite", ".sqlite3", ".db", ".duckdb")
_PACKED = (".gz", ".bz2", ".zst")
_BARE = "TRIM(TRAILING '\\r\\n' FROM uneven)"
"""An uneven row without its line end."""
_BEYOND = 20
"""Cells beyond the last column that are looked at."""


@dataclass(frozen=True, slots=True)
class SparkTable:
    """A table whose columns are h0, h1, … of text, and what these are called as typed."""

    frame: Any
    columns: list[str]
    separator: str = ""
    typed: bool = True
    """Whether numbers have a type in the source, so that texts like them prove no decimal sign."""
    notes: tuple[str, ...] = ()


def open_on_spark(spark: Any, place: str, is_known: Callable[[str], bool]) -> SparkTable:
    """Return the accounts in a file, a folder of files, or a table that Spark knows.

    Raise `ContentError` for what Spark does not read.
    """
    ending = _ending_of(place)
    if place == "-" or ending in _ONLY_HERE:
        said = say("Spark reads CSV, JSON lines, Parquet, and tables by their names")
        raise no_table(place, said, say("leave out --spark, or export CSV"))
    form = _FORMATS.get(ending)
    if form == "csv":
        return _from_csv(spark, place, is_known)
    if form == "json":
        return _from_types(spark.read.option("prefersDecimal", "true").json(place))
    if form == "parquet":
        return _from_types(spark.read.parquet(place))
    return _from_types(spark.read.table(place))


def _ending_of(place: str) -> str:
    name = place.rstrip("/").lower()
    for packed in _PACKED:
        name = name.removesuffix(packed)
    last = name.rpartition("/")[2]
    return last[last.rindex(".") :] if "." in last else ""


def _from_csv(spark: Any, place: str, is_known: Callable[[str], bool]) -> SparkTable:
    separator, names = _names_in(spark, place, is_known)
    columns = list(names)
    while columns and not columns[-1].strip():
        columns.pop()
    reading = {
        "sep": separator, "quote": '"', "escape": '"', "multiLine": "true",
        "mode": "PERMISSIVE", "columnNameOfCorruptRecord": "uneven",
    }  # fmt: skip
    cells = ", ".join(f"h{at} STRING" for at in range(len(names)))
    read = spark.read.schema(f"{cells}, uneven STRING").options(header="true", **reading)
    read.csv(place).createOrReplaceTempView("read")
    # A row with more or fewer cells than names is read once more, with room for more.
    wide = ", ".join(f"h{at} STRING" for at in range(len(names) + _BEYOND))
    options = ", ".join(f"'{name}', {SPARK.text_of(value)}" for name, value in reading.items())
    again = f"from_csv({_BARE}, {SPARK.text_of(wide)}, map({options}))"
    spark.sql(f"SELECT *, {again} AS wide FROM read").createOrReplaceTempView("widened")  # noqa: S608
    beyond = " OR ".join(
        f"trim(coalesce(wide.h{at}, '')) > ''" for at in range(len(columns), len(names) + _BEYOND)
    )
    filled = " OR ".join(
        f"trim(coalesce(h{at}, '')) > ''" for at in range(len(columns), len(names))
    )
    one_cell = SPARK.text_of(f'^([^"{_in_class(separator)}]*|"([^"]|"")*")\\z')
    bare = f"{_BARE} RLIKE {one_cell}" if len(columns) > 1 else "FALSE"
    left_out = (
        f"CASE WHEN {filled or 'FALSE'} THEN 'long' WHEN uneven IS NULL THEN ''"
        f" WHEN {beyond} THEN 'long' WHEN {bare} THEN 'footer' ELSE '' END"
    )
    own = ", ".join(f"nullif(h{at}, '') AS h{at}" for at in range(len(columns)))
    frame = spark.sql(f"SELECT {own}, {left_out} AS left_out FROM widened")  # noqa: S608
    return SparkTable(frame, columns, separator, typed=False)


def _in_class(separator: str) -> str:
    return "\\" + separator if separator in "|^]\\-" else separator


def _names_in(spark: Any, place: str, is_known: Callable[[str], bool]) -> tuple[str, list[str]]:
    """Return the sign between cells and the names of columns, which the first line has to hold."""
    lines = [row[0] for row in spark.read.text(place).limit(5 * HEAD_WITHIN).collect()]
    text = "\n".join(lines).removeprefix("\ufeff")
    if "\x00" in text or "\ufffd" in text:
        said = say("the file is not UTF-8")
        raise no_table(place, said, say("save it as UTF-8, or leave out --spark"))
    separator, rest = separator_of(text)
    reader = csv.reader(io.StringIO(rest, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        rows += enumerate(itertools.islice(reader, HEAD_WITHIN), 1)
    except csv.Error as error:
        if not rows:
            raise no_table(
                place, say("this is not CSV: {fault}", fault=str(error)), say("export it again")
            ) from None
    if not rows:
        raise no_table(place, say("the file is empty"), say("export it again"))
    above = head_of(place, rows, is_known) + (rest != text)
    if above:
        said = say("Spark takes the first line for the names of the columns; here it is another")
        hint = say("remove what stands above the names, or leave out --spark")
        raise no_table(place, said, hint, above + 1)
    return separator, rows[0][1]


def left_out_of(counts: dict[str, int]) -> Iterator[str]:
    """Yield what to say about rows that are no accounts, by why they are left out."""
    if count := counts.get("long", 0):
        yield say_count(
            "Left out: a row with more cells than the row of names.",
            "Left out: {number} rows with more cells than the row of names.",
            count=count,
            number=f"{count:,}",
        )
    if count := counts.get("footer", 0):
        yield say_count(
            "Left out: a line of one cell only.",
            "Left out: {number} lines of one cell only.",
            count=count,
            number=f"{count:,}",
        )


def _from_types(frame: Any) -> SparkTable:
    """Return a table whose columns have types as one of text, without a number becoming another."""
    names, texts = list[str](), list[str]()
    for at, field in enumerate(frame.schema.fields):
        own, kind = f"x{at}", field.dataType
        if kind.typeName() == "struct":
            for inner in kind.fields:
                names.append(f"{field.name}: {inner.name}")
                column = f"{own}.{SPARK.name_of(inner.name)}"
                texts.append(_text_of(column, inner.dataType.typeName()))
        else:
            names.append(field.name)
            texts.append(_text_of(own, kind.typeName()))
    renamed = frame.toDF(*(f"x{at}" for at in range(len(frame.columns))))
    cells = [f"nullif({text}, '') AS h{at}" for at, text in enumerate(texts)]
    return SparkTable(renamed.selectExpr(*cells, "'' AS left_out"), names)


def _text_of(column: str, kind: str) -> str:
    """Return the expression of a column as text; a fraction has the six places that rules know."""
    if kind in ("struct", "array", "map"):
        return f"to_json({column})"
    if kind not in ("float", "double", "decimal"):
        return f"CAST({column} AS STRING)"
    # Half to even, as elsewhere; Spark's own cast of a fraction rounds half up.
    six = f"bround(CAST({column} AS DECIMAL(38, 15)), 6)"
    if kind == "decimal":
        six = column
    return (
        f"CASE WHEN isnan(CAST({column} AS DOUBLE)) OR abs(CAST({column} AS DOUBLE)) > 1e308"
        f" THEN NULL WHEN abs({column}) >= 1e15 THEN CAST({column} AS STRING)"
        f" WHEN {column} = CAST({column} AS BIGINT) THEN CAST(CAST({column} AS BIGINT) AS STRING)"
        f" ELSE CAST(CAST({six} AS DECIMAL(38, 6)) AS STRING) END"
    )

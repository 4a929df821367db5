"""Score a table of accounts with Spark, by the rules compiled to SQL, as DuckDB does here.

Spark reads the cells that are plain. Any other cell comes here once, however often it stands there,
is read by what reads a CRM's export elsewhere, and its answer goes back.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from icp_playbook.accounts.crm_columns import (
    attributes_by_name,
    no_column,
    numbers_of,
    settle_numbers,
    unanswered,
)
from icp_playbook.engines.duckdb_columns import AnswerColumn, answer_columns, is_total
from icp_playbook.engines.duckdb_giving import (
    count_unused,
    kept_columns,
    left_out_totals,
    missing_reasons,
    parts_of,
    tiers_without_reason,
    unusable_note,
)
from icp_playbook.engines.duckdb_picture import Scored
from icp_playbook.engines.duckdb_writing import JudgedTable, given_names
from icp_playbook.engines.spark_engine import session
from icp_playbook.engines.spark_table import SPARK, SparkTable, left_out_of, open_on_spark
from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.catalog import Catalog
from icp_playbook.scoring.rules import Rules
from icp_playbook.scoring.sql.compiled import Compiled, compile_scoring
from icp_playbook.scoring.sql.tree import Node

SPARK_FORMS = {
    ".csv": ("csv", {"header": "true", "escape": '"', "emptyValue": "",
                     "ignoreLeadingWhiteSpace": "false", "ignoreTrailingWhiteSpace": "false"}),
    ".parquet": ("parquet", {"compression": "zstd"}),
    ".jsonl": ("json", {"ignoreNullFields": "false"}),
    ".ndjson": ("json", {"ignoreNullFields": "false"}),
}  # fmt: skip
"""What can be written, by the ending of its name: how Spark calls it, and the options it takes."""

Odd = dict[int, list[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class OnSpark:
    """Where Spark is, what it reads and writes; places are as Spark sees them."""

    master: str
    source: str
    target: str = ""
    brief: bool = False


def score_on_spark(wanted: OnSpark, catalog: Catalog, rules: Rules, version: str) -> Scored:
    """Score the accounts of a table and write the answers into a folder.

    Raise `ContentError` where the table can't be read or answers nothing, and `CannotScoreError`.
    """
    attributes = catalog.one(AccountAttributes)
    asked = attributes.attributes if attributes else ()
    known = attributes_by_name(asked)
    with session(wanted.master) as spark:
        table = open_on_spark(spark, wanted.source, lambda one: known.of_column(one) is not None)
        columns = answer_columns(table.columns, asked, rules)
        if not columns:
            raise no_column(wanted.source, table.columns, asked)
        run = _Run(spark, table, columns)
        run.read()
        run.settle()
        compiled = compile_scoring(rules, version, {one.input.path for one in columns})
        count, without = run.judge(compiled, parts_of(compiled, columns, wanted.brief))
        if wanted.target:
            run.write(wanted.target)
        kept = [one.attribute for one in columns if one.attribute is not None]
        notes = [*unanswered(table.columns, asked, kept), *run.notes]
        return Scored(count, without, tuple(notes))


class _Run:
    """One table on its way: its cells, the answers in them, and the judged accounts."""

    def __init__(self, spark: Any, table: SparkTable, columns: Sequence[AnswerColumn]) -> None:
        self._spark, self._table, self._columns = spark, table, columns
        self._kept = kept_columns(table.columns)
        self._outputs: dict[str, Node] = {}
        self._answered: list[AnswerColumn] = []
        """Columns whose odd cells hold answers."""
        self.notes: list[str] = [*table.notes]

    def read(self) -> None:
        """Keep the read answers and odd cells, and note which rows are no accounts."""
        self._table.frame.createOrReplaceTempView("table_of_cells")
        answers = ", ".join(["*", *(one.reading(SPARK) for one in self._columns)])
        columns = [f"h{at} AS k{at}" for at in self._kept]
        for one in self._columns:
            one.keeps_odd = True
            columns += [one.value, *one.marking()]
        first = f"coalesce({', '.join(f'h{at}' for at in range(len(self._table.columns)))})"
        total = f"CASE WHEN {is_total(first, SPARK)} THEN {first} END AS total"
        read = self._spark.sql(
            f"SELECT {', '.join([*columns, total])}, left_out"  # noqa: S608 (names of our own)
            f" FROM (SELECT {answers} FROM table_of_cells) WHERE {first} IS NOT NULL"
        )
        read.persist().createOrReplaceTempView("cells")
        self._note_left_out()

    def _note_left_out(self) -> None:
        counts: dict[str, int] = {}
        totals, example = 0, ""
        reason = "CASE WHEN total IS NOT NULL AND left_out = '' THEN 'total' ELSE left_out END"
        counted = f"SELECT {reason} AS why, count(*), min(total) FROM cells GROUP BY 1"  # noqa: S608
        for why, count, one in self._rows(counted):
            if why == "total":
                totals, example = count, one
            elif why:
                counts[why] = count
        self.notes += left_out_of(counts)
        if totals:
            self.notes.append(left_out_totals(totals, example))
        only = "SELECT * FROM cells WHERE left_out = '' AND total IS NULL"
        self._spark.sql(only).createOrReplaceTempView("accounts")

    def settle(self) -> None:
        """Read the odd cells, each once, and note those that cannot be used."""
        odd, points = self._odd_cells(), self._points()
        numbers = []
        for one in self._columns:
            if one.attribute is not None:
                cells = [cell for cell, _ in odd[one.at]]
                proofs = [*(["0.5"] if points.get(one.at) else []), *cells]
                own = [] if self._table.typed else proofs
                one.attribute.numbers = numbers_of(one.attribute, own)
                numbers.append(one.attribute)
        settle_numbers(numbers, self._table.separator)
        for one in self._columns:
            found = list(_answers_in(one, odd[one.at]))
            if found:
                self._answered.append(one)
                frame = self._spark.createDataFrame(
                    found, f"cell STRING, answer {one.type_in(SPARK)}"
                )
                frame.createOrReplaceTempView(f"m{one.at}")
            self.notes += unusable_note(one)

    def _points(self) -> dict[int, bool]:
        """Return which columns of decimals hold a point that is a decimal sign for sure."""
        decimals = [one.at for one in self._columns if one.input.kind == "decimal"]
        if not decimals:
            return {}
        asked = ", ".join(f"bool_or(p{at})" for at in decimals)
        [proofs] = self._rows(f"SELECT {asked} FROM accounts")  # noqa: S608
        return {at: bool(has) for at, has in zip(decimals, proofs, strict=True)}

    def _odd_cells(self) -> Odd:
        """Return the odd cells of each column, with how often each stands there."""
        pairs = ", ".join(f"{one.at}, {one.odd}" for one in self._columns)
        found: Odd = defaultdict(list)
        for at, cell, count in self._spark.sql(
            f"SELECT at, cell, count(*) FROM (SELECT stack({len(self._columns)}, {pairs})"  # noqa: S608
            " AS (at, cell) FROM accounts) WHERE cell IS NOT NULL GROUP BY at, cell"
        ).toLocalIterator():
            found[at].append((cell, count))
        return found

    def judge(self, compiled: Compiled, outputs: dict[str, Node]) -> tuple[int, int]:
        """Judge every account; return how many there are, and how many could not be judged."""
        self._outputs = outputs
        kept = [f"k{at}" for at in self._kept]
        source = self._source(kept)
        statement = compiled.program.judged(
            {**outputs, "unjudged": compiled.unjudged}, SPARK, source, kept
        )
        judged = self._spark.sql(statement).persist()
        judged.createOrReplaceTempView("judged")
        unjudged = SPARK.write(compiled.unjudged)
        [(count, without)] = self._rows(f"SELECT count(*), sum({unjudged}) FROM judged")  # noqa: S608
        self._note_missing_reasons(source)
        return count, int(without or 0)

    def _source(self, kept: Sequence[str]) -> str:
        """Return what the read answers of accounts are selected from."""
        by_input: dict[str, list[str]] = defaultdict(list)
        joins = ""
        for one in self._columns:
            by_input[one.input.column].append(f"accounts.{one.value}")
            if one in self._answered:
                by_input[one.input.column].append(f"m{one.at}.answer")
                joins += f" LEFT JOIN m{one.at} ON accounts.{one.odd} = m{one.at}.cell"
        answers = [
            f"coalesce({', '.join(read)}) AS {SPARK.name_of(name)}"
            for name, read in by_input.items()
        ]
        return f"(SELECT {', '.join([*kept, *answers])} FROM accounts{joins}) AS answered"  # noqa: S608

    def _note_missing_reasons(self, source: str) -> None:
        held = tiers_without_reason([one.input for one in self._columns], SPARK)
        if held:
            [(count,)] = self._rows(f"SELECT count(*) FROM {source} WHERE {held}")  # noqa: S608
            if count:
                self.notes.append(missing_reasons(count))

    def write(self, target: str) -> None:
        """Write the answers as a folder of files, which must not be there yet."""
        names = given_names(self._table.columns, self._kept, self._outputs)
        now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        ending = target[target.rindex(".") :].lower()
        form, options = SPARK_FORMS[ending]
        select = JudgedTable(names, self._outputs, now, dialect=SPARK).select(ending)
        self._spark.sql(select).write.format(form).options(**options).save(target)

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._spark.sql(query).collect()]


def _answers_in(
    one: AnswerColumn, cells: Sequence[tuple[str, int]]
) -> Iterator[tuple[str, int | str | Decimal]]:
    """Yield the odd cells that hold an answer with its value; count those that can't be used."""
    for cell, count in cells:
        value = one.value_of(cell)
        if value is None:
            count_unused(one, cell.strip(), count)
        elif value != "":
            kind = one.input.kind
            yield (
                cell,
                int(value) if kind == "whole" else Decimal(value) if kind == "decimal" else value,
            )

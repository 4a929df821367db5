"""One table of accounts on its way through DuckDB."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from icp_playbook.accounts.crm_columns import (
    no_column,
    numbers_of,
    settle_numbers,
    unanswered,
)
from icp_playbook.engines.duckdb_changed import changed_notes, only_changed
from icp_playbook.engines.duckdb_columns import DUCKDB, AnswerColumn, answer_columns, is_total
from icp_playbook.engines.duckdb_engine import (
    CannotScoreError,
    TellPercent,
    engine,
    run_watched,
    without,
)
from icp_playbook.engines.duckdb_file import TableFile, read_csv, rewritten
from icp_playbook.engines.duckdb_giving import (
    count_unused,
    kept_columns,
    left_out_totals,
    missing_reasons,
    tiers_without_reason,
    unusable_note,
)
from icp_playbook.engines.duckdb_picture import ROW, Scored
from icp_playbook.engines.duckdb_writing import (
    JudgedTable,
    TooManyRowsError,
    given_names,
    write_answers,
)
from icp_playbook.engines.opened_table import Opened, opened_table
from icp_playbook.engines.table_source import Source
from icp_playbook.messages import say
from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.catalog import Catalog
from icp_playbook.scoring.rules import Rules
from icp_playbook.scoring.sql.compiled import Compiled
from icp_playbook.scoring.sql.tree import Node

_BATCH = 10_000
_BROKEN_OFF = ("Query interrupted",)
"""What DuckDB says in place of the interrupt that it was broken off by."""
_MEMORY = "512MB"
_READING, _JUDGING, _WRITING = (0, 40), (40, 70), (70, 100)
"""From which percent of all to which each step goes."""


class Run:
    """One table on its way: its cells, read answers, judged accounts, and the file of answers."""

    def __init__(
        self, duckdb: Any, connection: Any, opened: Opened, columns: Sequence[AnswerColumn],
        progress: TellPercent | None,
    ) -> None:  # fmt: skip
        self._duckdb, self.connection, self._opened = duckdb, connection, opened
        self._table, self.columns, self._progress = opened.table, columns, progress
        self._part = _READING
        self._outputs: dict[str, Node] = {}
        self._kept = kept_columns(opened.table.columns)
        self.notes: list[str] = []
        self.counts = False  # whether what is not known is counted
        self._unknown: dict[str, int] = {}

    @property
    def names(self) -> Sequence[str]:
        """Return what the columns of the file are called."""
        return self._table.columns

    def read(self) -> None:
        """Read the file into a table of answers and of odd cells."""
        try:
            self._read(self._table)
        except self._duckdb.Error:
            # Which line DuckDB could not read, it may not say; what reads row by row does.
            self._table = rewritten(
                self._table, self._opened.name, self._opened.folder, self._opened.is_known
            )
            self._read(self._table)
        # To keep every odd cell would take most of the memory, and mostly there are few columns.
        marked = ", ".join(f"bool_or({one.odd})" for one in self.columns)
        found = self.rows(f"SELECT {marked} FROM cells WHERE total IS NULL")[0]  # noqa: S608
        for one, has_odd in zip(self.columns, found, strict=True):
            one.keeps_odd = bool(has_odd)
        if any(found):
            self._read(self._table)
        self.notes += self._table.notes
        totals = self.rows("SELECT count(total), any_value(total) FROM cells")[0]
        if totals[0]:
            self.notes.append(left_out_totals(*totals))

    def _read(self, table: TableFile) -> None:
        cells = [f"h{at}" for at in range(len(table.columns))]
        first = f"coalesce({', '.join(cells)})"
        answers = ", ".join(["*", *(one.reading() for one in self.columns)])
        columns = [f"h{at} AS k{at}" for at in self._kept]
        for one in self.columns:
            columns += [one.value, *one.marking()]
        total = is_total(first)
        # Names of our own, and a pattern of theirs as a constant.
        self.execute(
            f"CREATE OR REPLACE TABLE cells AS SELECT {', '.join(columns)},"  # noqa: S608
            f" CASE WHEN {total} THEN {first} END AS total"
            f" FROM (SELECT {answers} FROM {read_csv(table)}) WHERE {first} IS NOT NULL"
        )

    def settle(self) -> None:
        """Read the odd cells, each once, and note those that cannot be used."""
        decimals = [one for one in self.columns if one.input.kind == "decimal"]
        points: dict[int, bool] = {}
        if decimals:
            asked = ", ".join(f"bool_or(p{one.at})" for one in decimals)
            proofs = self.rows(f"SELECT {asked} FROM cells WHERE total IS NULL")[0]  # noqa: S608
            points = {one.at: bool(has) for one, has in zip(decimals, proofs, strict=True)}
        numbers = []
        for one in self.columns:
            if one.attribute is not None:
                proof = ["0.5"] if points.get(one.at) else []
                odd = (cell for cell, _ in self._odd_cells(one)) if one.keeps_odd else iter(())
                proofs_of = [] if self._table.typed else [*proof, *odd]
                one.attribute.numbers = numbers_of(one.attribute, proofs_of)
                numbers.append(one.attribute)
        settle_numbers(numbers, "" if self._table.typed else self._table.separator)
        for one in self.columns:
            self.execute(f"CREATE TABLE m{one.at} (cell VARCHAR, answer {one.type})")
            if one.keeps_odd:
                self._read_odd(one)
            self.notes += unusable_note(one)

    def _odd_cells(self, one: AnswerColumn) -> Iterator[tuple[str, int]]:
        cursor = self.connection.cursor()
        cursor.execute(
            f"SELECT {one.odd}, count(*) FROM cells"  # noqa: S608 (names of our own)
            f" WHERE {one.odd} IS NOT NULL AND total IS NULL GROUP BY 1"
        )
        while rows := cursor.fetchmany(_BATCH):
            yield from rows

    def _read_odd(self, one: AnswerColumn) -> None:
        found: list[tuple[str, int | str]] = []
        for cell, count in self._odd_cells(one):
            value = one.value_of(cell)
            if value is None:
                count_unused(one, cell.strip(), count)
            elif value != "":
                found.append((cell, value))
            if len(found) >= _BATCH:
                self._insert(one, found)
                found = []
        self._insert(one, found)

    def _insert(self, one: AnswerColumn, found: Sequence[tuple[str, int | str]]) -> None:
        if found:
            cells, values = [cell for cell, _ in found], [str(value) for _, value in found]
            self.connection.execute(
                f"INSERT INTO m{one.at} SELECT c, CAST(v AS {one.type}) FROM"  # noqa: S608
                " (SELECT unnest(CAST(? AS VARCHAR[])) AS c, unnest(CAST(? AS VARCHAR[])) AS v)",
                [cells, values],
            )

    def source(self) -> str:
        """Return what the read answers of accounts are selected from, a column for each question.

        Beside them are the columns that come back, and the place of each row.
        """
        kept = [f"k{at}" for at in self._kept]
        by_input: dict[str, list[str]] = {}
        joins = []
        for one in self.columns:
            read = by_input.setdefault(one.input.column, [])
            read.append(f"cells.{one.value}")
            if self.rows(f"SELECT count(*) FROM m{one.at}")[0][0]:  # noqa: S608
                read.append(f"m{one.at}.answer")
                joins.append(f" LEFT JOIN m{one.at} ON cells.{one.odd} = m{one.at}.cell")
        answers = [
            f"coalesce({', '.join(read)}) AS {DUCKDB.name_of(name)}"
            for name, read in by_input.items()
        ]
        columns = ", ".join([*kept, f"cells.rowid AS {ROW}", *answers])
        return f"(SELECT {columns} FROM cells{''.join(joins)} WHERE total IS NULL) AS answered"  # noqa: S608

    def judge(self, compiled: Compiled, outputs: dict[str, Node]) -> Scored:
        """Judge every account by rules over the questions that are answered."""
        self._outputs, self._part = outputs, _JUDGING
        source, by_input = self.source(), {one.input.column: one for one in self.columns}
        judged = {**outputs, "unjudged": compiled.unjudged}
        kept = [f"k{at}" for at in self._kept]
        statement = compiled.program.judged(judged, DUCKDB, source, [*kept, ROW])
        self.execute(f"CREATE TABLE judged AS {statement}")
        counted = ", ".join(f"count(*) - count({DUCKDB.name_of(name)})" for name in by_input)
        counts = self.rows(f"SELECT {counted} FROM {source}")[0] if self.counts else ()  # noqa: S608
        self._unknown = dict(zip(by_input, counts, strict=False))
        self.note_missing_reasons()
        self.execute("DROP TABLE cells")
        unjudged = DUCKDB.write(compiled.unjudged)
        count, without = self.rows(f"SELECT count(*), sum({unjudged}) FROM judged")[0]  # noqa: S608
        return Scored(count, int(without or 0), ())

    def note_missing_reasons(self) -> None:
        """Note how many tiers are set by hand without the reason that it takes."""
        held = tiers_without_reason([one.input for one in self.columns], DUCKDB)
        if held:
            [[count]] = self.rows(f"SELECT count(*) FROM {self.source()} WHERE {held}")  # noqa: S608
            if count:
                self.notes.append(missing_reasons(count))

    def unknown(self, attributes: Sequence[str]) -> dict[str, int]:
        """Return of how many accounts each attribute is not known."""
        paths = {one.input.path: one.input.column for one in self.columns}
        [[whole]] = self.rows("SELECT count(*) FROM judged")
        found = {name: paths.get(("attributes", name)) for name in attributes}
        return {name: self._unknown[at] if at else whole for name, at in found.items()}

    def answers(self) -> JudgedTable:
        """Return what is given of the judged accounts."""
        names = given_names(self._table.columns, self._kept, self._outputs)
        now = datetime.datetime.now(datetime.UTC)
        return JudgedTable(names, self._outputs, now.strftime("%Y-%m-%dT%H:%M:%SZ"))

    def write(self, target: Path, answers: JudgedTable) -> None:
        """Write the answers."""
        self._part = _WRITING
        write_answers(target, answers, self.execute, self.connection)

    def all_notes(self) -> tuple[str, ...]:
        """Return what is to be said of the columns, and of what could not be used."""
        kept = [one.attribute for one in self.columns if one.attribute is not None]
        asked = self._opened.asked
        return (*unanswered(self._table.columns, asked, kept), *self.notes)

    def changed(self, answers: JudgedTable, before: Sequence[Path]) -> JudgedTable:
        """Return the answers that differ from earlier ones, and note how many these are."""
        folder = self._opened.folder
        changed = only_changed(before, answers, folder, self._duckdb, self.connection)
        found = replace(answers, only=changed.only)
        [[count, new]] = self.rows(
            f"SELECT count(*), count(*) FILTER ({changed.is_new}) FROM {found.told}"  # noqa: S608
        )
        self.notes += changed_notes(before, count, new)
        return found

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        rows: list[tuple[Any, ...]] = self.connection.execute(query).fetchall()
        return rows

    def execute(self, statement: str) -> None:
        """Run a statement; meanwhile tell how far it is."""
        run_watched(self.connection, statement, self._progress and self._tell)

    def _tell(self, percent: float) -> None:
        begin, end = self._part
        if self._progress is not None:
            self._progress(begin + (end - begin) * percent / 100)


@contextmanager
def table_of_answers(
    source: Source, catalog: Catalog, rules: Rules, progress: TellPercent | None
) -> Iterator[Run]:
    """Give the table of a file, to be read and judged; what it needs on the way is deleted.

    Raise `ContentError` where the file is no table or answers nothing, and `CannotScoreError`.
    """
    duckdb = engine()
    attributes = catalog.one(AccountAttributes)
    asked = attributes.attributes if attributes else ()
    with tempfile.TemporaryDirectory(prefix="icp-score-") as name:
        folder = Path(name)
        try:
            opened = opened_table(source, folder, asked, duckdb)
            columns = answer_columns(opened.table.columns, asked, rules)
            if not columns:
                raise no_column(source.name, opened.table.columns, asked)
            config = {"memory_limit": _MEMORY, "temp_directory": str(folder / "spilled")}
            with closing(duckdb.connect(config=config)) as connection:
                yield Run(duckdb, connection, opened, columns, progress)
        except TooManyRowsError:
            raise CannotScoreError(say("a sheet has not so many rows; write .csv")) from None
        except ImportError:
            raise without("openpyxl") from None
        except duckdb.Error as error:
            raise CannotScoreError(str(error).partition("\n")[0]) from error
        except RuntimeError as error:
            if error.args == _BROKEN_OFF:
                raise KeyboardInterrupt from None
            raise

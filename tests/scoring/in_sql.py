"""Rules and accounts in SQL and in Python: cells, and what a row of the answer has to hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random
from typing import Any

import duckdb

from icp_playbook.scoring.results import Assessment
from icp_playbook.scoring.sql.compiled import Compiled
from icp_playbook.scoring.sql.dialects import DIALECTS
from icp_playbook.scoring.sql.inputs import Input
from icp_playbook.scoring.sql.rows import row_of
from scoring.companies import JUNK

ODD = (
    "1,234", "1.234,50", " 60 ", "\u00a060", "60.0", "60.5", "6e1", "0x3C", "６０", "1_000", "1__0",
    "+5", "-0", "60d", "NaN", "nan", "Infinity", "-inf", "1e400", "", " ", "60\n", "\t60", "007",
    "5.", ".5", "+.5", "--5", "999999999999999", "9999999999999999", "999999999999999.999999",
    "0.1234567", "74.999999", "true", "Yes", "yes ", " no", "'", "''", "\\", "\\'", "ZOO", " zoo\t",
    "straße", "İ", "中型企業", "e\u0301", "é",
    *(str(one) for one in JUNK if isinstance(one, str | int | float)),
)  # fmt: skip

Cells = dict[str, str | None]
DUCKDB = DIALECTS["duckdb"]


def cells_of(rng: Random, inputs: Sequence[Input], given: Any, odd: float) -> Cells:
    """Return the answers as cells, some of which hold odd things instead."""
    return {one.column: _cell(rng, one, given, odd) for one in inputs}


def _cell(rng: Random, one: Input, given: Any, odd: float) -> str | None:
    value = given
    for name in one.path:
        value = value.get(name) if isinstance(value, dict) else None
    if rng.random() < odd:
        return rng.choice(ODD)
    if value is None or isinstance(value, dict | list):
        return None
    cell = (
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )
    cell = cell.replace("\x00", "")
    return f" {cell}  " if rng.random() < odd / 4 else cell


class InDuckDB:
    """Scores cells by compiled rules."""

    def __init__(self) -> None:
        self._connection = duckdb.connect(config={"threads": 1})

    def score(self, compiled: Compiled, accounts: Sequence[Cells]) -> list[dict[str, Any]]:
        """Return a row of outputs for each account."""
        run = self._connection.execute
        columns = ["place", *(one.column for one in compiled.inputs)]
        run("DROP TABLE IF EXISTS accounts")
        types = ", ".join(f'"{name}" VARCHAR' for name in columns)
        run(f"CREATE TABLE accounts ({types})")
        rows = [
            f"({', '.join(DUCKDB.text_of(v) if v is not None else 'NULL' for v in values)})"
            for values in (
                [f"{at:09}", *(cells[name] for name in columns[1:])]
                for at, cells in enumerate(accounts)
            )
        ]
        run(f"INSERT INTO accounts VALUES {', '.join(rows)}")  # noqa: S608
        statement = compiled.statement(DUCKDB, "accounts", ["place"])
        found = run(f"SELECT * FROM ({statement}) ORDER BY place")  # noqa: S608
        names = [one[0] for one in found.description or ()]
        return [dict(zip(names[1:], row[1:], strict=True)) for row in found.fetchall()]


def differences(
    row: dict[str, Any], rules: Any, result: Assessment, *, is_ordered: bool = True
) -> list[str]:
    """Return where a row says something else than a result.

    What to find out is compared without its order where SQL does not tell it.
    """
    row = {**row}
    wanted = row_of(rules, result, is_ordered=is_ordered) | dict(_exact(rules, result))
    for name in [name for name in row if name.endswith("score_part")]:
        part, of = row.pop(name), row.pop(name.replace("part", "whole"))
        row[name] = None if part is None else Fraction(int(part), int(of))
    return [
        f"{name}: {row.get(name)!r} is not {value!r}"
        for name, value in wanted.items()
        if row.get(name, "no column") != value
    ]


def _exact(rules: Any, result: Assessment) -> Iterator[tuple[str, Fraction | None]]:
    """Yield the exact scores by their columns."""
    fit = result["fit"]
    if fit:
        about = {one["segment"]: one for one in fit["segments"]}.get(fit["about"] or "")
        yield "score_part", Fraction(about["score"]["exact"]) if about and about["score"] else None
    for score, one in zip(rules["scores"], result["scores"], strict=True):
        exact = one["score"]
        yield f"score_{score['id']}_score_part", Fraction(exact["exact"]) if exact else None

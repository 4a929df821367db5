"""The rules in PostgreSQL give the answers of Python: 2,000 random pairs, edges and odd cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from icp_playbook.scoring import assess
from icp_playbook.scoring.sql.compiled import Compiled
from icp_playbook.scoring.sql.dialects import DIALECTS
from icp_playbook.scoring.sql.rows import answers_in
from postgres import Ask, postgres
from scoring import in_sql
from scoring.same_answers import differing, pairs

POSTGRES = DIALECTS["postgres"]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """PostgreSQL, in a process of its own."""
    with postgres() as run:
        yield run


def _rows(ask: Ask, compiled: Compiled, accounts: Sequence[in_sql.Cells]) -> list[dict[str, Any]]:
    columns = [one.column for one in compiled.inputs]
    types = ", ".join(f"{POSTGRES.name_of(name)} TEXT" for name in ["place", *columns])
    rows = ", ".join(
        "(" + ", ".join("NULL" if v is None else POSTGRES.text_of(v) for v in values) + ")"
        for values in ([f"{at:09}", *(one[c] for c in columns)] for at, one in enumerate(accounts))
    )
    ask(f"DROP TABLE IF EXISTS accounts; CREATE TABLE accounts ({types})")
    ask(f"INSERT INTO accounts VALUES {rows}")  # noqa: S608
    statement = compiled.statement(POSTGRES, "accounts", ["place"])
    names, found = ask(f"SELECT * FROM ({statement}) AS told ORDER BY place")  # noqa: S608
    return [{n: _value(n, v) for n, v in zip(names, row, strict=True)} for row in found]


def _value(name: str, value: Any) -> Any:
    """Return a number as one: wide ones come as text."""
    is_number = name.endswith(("score", "score_part", "score_whole")) and value is not None
    return int(value) if is_number else value


def test_it_is_postgresql_that_answers(ask: Ask) -> None:
    """No stand-in: its own name, and its own division of numbers that are no whole ones."""
    assert ask("SELECT version()")[1][0][0].startswith("PostgreSQL ")
    assert ask("SELECT 7.0 / 2, 7 / 2, 9007199254740993::BIGINT")[1] == [
        ["3.5000000000000000", 3, "9007199254740993"]
    ]


@pytest.mark.parametrize("seed", range(3000, 3020, 5))
def test_random_companies_get_the_answers_of_python(ask: Ask, seed: int) -> None:
    """Random rules and cells, edges hit exactly, give rows equal to what `assess` says."""
    for one in range(seed, seed + 5):
        rules, compiled, accounts = pairs(one)
        results = [assess(rules, answers_in(compiled.inputs, cells)) for cells in accounts]
        assert differing(rules, compiled, _rows(ask, compiled, accounts), results) == [], one

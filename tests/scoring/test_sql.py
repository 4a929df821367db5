"""The rules in SQL give the answers of Python and JavaScript: cases, edges, odd cells."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from icp_playbook.scoring import assess
from icp_playbook.scoring.sql.compiled import compile_scoring
from icp_playbook.scoring.sql.dialects import DIALECTS
from icp_playbook.scoring.sql.rows import answers_in
from icp_playbook.scoring.sql.tree import TooLargeError
from scoring import companies, in_sql
from scoring.same_answers import differing, pairs
from scoring.table import Case, cases

CASES = [case for case in cases() if isinstance(case.answers, dict)]


@pytest.fixture(scope="module")
def in_duckdb() -> in_sql.InDuckDB:
    """DuckDB, in memory."""
    return in_sql.InDuckDB()


@pytest.mark.parametrize("seed", range(0, 30, 10))
def test_random_companies_get_the_answers_of_python(in_duckdb: in_sql.InDuckDB, seed: int) -> None:
    """Random rules and cells, edges hit exactly, give rows equal to what `assess` says."""
    for one in range(seed, seed + 10):
        rules, compiled, accounts = pairs(one)
        results = [assess(rules, answers_in(compiled.inputs, cells)) for cells in accounts]
        assert differing(rules, compiled, in_duckdb.score(compiled, accounts), results) == [], one


def test_random_companies_get_the_answers_of_javascript(
    in_duckdb: in_sql.InDuckDB, assess_in_javascript: Callable[[list[Any]], list[Any]]
) -> None:
    """The same against the twin that runs in pages."""
    for seed in range(100, 106):
        rules, compiled, accounts = pairs(seed)
        given = [answers_in(compiled.inputs, cells) for cells in accounts]
        theirs = assess_in_javascript([(rules, answers) for answers in given])
        for row, result in zip(in_duckdb.score(compiled, accounts), theirs, strict=True):
            assert in_sql.differences(row, rules, result) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_shared_case_has_the_same_answer(in_duckdb: in_sql.InDuckDB, case: Case) -> None:
    """The one table of cases holds for SQL, too."""
    compiled = compile_scoring(case.rules)
    cells = in_sql.cells_of(Random(0), compiled.inputs, case.answers, 0)
    [row] = in_duckdb.score(compiled, [cells])
    result = assess(case.rules, answers_in(compiled.inputs, cells))
    assert in_sql.differences(row, case.rules, result) == []


def test_a_wrong_statement_is_noticed(in_duckdb: in_sql.InDuckDB) -> None:
    """The comparison itself sees a row that says something else."""
    rules, compiled, accounts = pairs(3)
    rows = in_duckdb.score(compiled, accounts)
    results = [assess(rules, answers_in(compiled.inputs, cells)) for cells in accounts]
    wrong = [{**row, "verdict": "sold", "score_part": 1, "score_whole": 7} for row in rows]
    assert all(
        in_sql.differences(*one) for one in zip(wrong, [rules] * len(rows), results, strict=True)
    )


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_dialect_says_the_same_columns(dialect: str) -> None:
    """Every engine gets one statement, without a division, a double or a fraction of its own."""
    _, compiled, _ = pairs(1)
    written = compiled.statement(DIALECTS[dialect], "accounts", ["id"])
    quote = DIALECTS[dialect].quote
    assert all(f" AS {quote}{name}{quote}" in written for name in compiled.outputs)
    for word in (" DOUBLE", " FLOAT", "IS NOT TRUE", "GREATEST", "LEAST(", "ILIKE"):
        assert word not in written


def test_numbers_that_no_engine_holds_are_refused() -> None:
    """Points of fifteen digits, times weights of fifteen, are too many to be compared crosswise."""
    rules: Any = companies.company(Random(1)) | {"scores": [], "flags": [], "grid": []}
    rules["attributes"] = [{"id": "a", "question": "?", "type": "yes-no"}]
    criterion = {
        "attribute": "a", "weight": "999999999999999.999999", "required": False, "why": "",
        "options": {"yes": "999999999999999.999999", "no": "0"},
    }  # fmt: skip
    segment = {
        "id": "s", "name": "S", "focus": "develop", "mode": "share", "min_coverage": "0.6",
        "criteria": [criterion], "disqualifiers": [], "bands": [],
    }  # fmt: skip
    rules["segments"] = [segment, {**segment, "id": "t", "name": "T"}]
    with pytest.raises(TooLargeError):
        compile_scoring(rules)

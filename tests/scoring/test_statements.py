"""The statement for each engine: as somebody last read it, and as sqlglot reads it.

DuckDB, Spark and PostgreSQL run theirs in other tests. For the others this is all that is known. A
change that is meant: `make goldens`, then read the difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlglot
from sqlglot import exp

from icp_playbook.scoring.sql.compiled import compile_scoring
from icp_playbook.scoring.sql.dialects import DIALECTS
from scoring.same_answers import pairs

KEPT = Path(__file__).parent / "statements"
RULES: Any = {
    "version": 1,
    "attributes": [
        {"id": "employees", "question": "How many?", "type": "number", "form": "count"},
        {"id": "rate", "question": "Which rate?", "type": "number", "min": "-50"},
        {"id": "shop", "question": "Which shop?", "type": "choice",
         "options": [{"value": "hosted", "label": "Hosted"}, {"value": "none", "label": "None"}]},
        {"id": "agency", "question": "Which agency?", "type": "text"},
    ],
    "segments": [{
        "id": "mid-market", "name": "Mid-market", "focus": "beachhead", "mode": "share",
        "min_coverage": "0.6",
        "criteria": [
            {"attribute": "employees", "weight": "3", "required": True, "why": "Size.",
             "bands": [{"to": "50", "points": "5"}, {"from": "50", "points": "1"}]},
            {"attribute": "rate", "weight": "0.5", "required": False, "why": "It's the rate.",
             "bands": [{"to": "24.5", "points": "0"}, {"from": "24.5", "points": "2.5"}]},
        ],
        "disqualifiers": [{"when": {"attribute": "shop", "is": "none"},
                           "why": "No shop, no \\ 'returns'.", "exception": "never"}],
        "bands": [{"from": "0", "name": "Poor"}, {"from": "75", "name": "Good"}],
    }],
    "scores": [],
    "flags": [{"id": "partner", "name": "Partner", "do": "Ask them.",
               "when": {"attribute": "agency", "in-list": "l", "list": "Agencies",
                        "entries": ["tern & co"]}}],
    "qualification": {
        "criteria": [{"id": "need", "name": "Need", "questions": ["Do they?"]}],
        "share": "0.75", "must_have": ["need"], "verdicts": [],
    },
    "maturity": {
        "levels": [{"level": 1, "name": "Low"}, {"level": 2, "name": "High"}],
        "rule": {"kind": "threshold", "share": "0.75", "max_gap": 1, "min_known": "0.75"},
        "tiers": [{"id": "low", "level": 1, "name": "Low"},
                  {"id": "high", "level": 2, "name": "High"}],
        "dimensions": [{"id": "tools", "name": "Tools", "question": "Which?", "method": "rubric",
                        "levels": [{"level": 1, "label": "None", "signs": [], "items": []},
                                   {"level": 2, "label": "Some", "signs": [], "items": []}]}],
    },
    "further": [],
    "grid": [{"verdict": "pursue", "tier": "high", "text": "Sell."}],
}  # fmt: skip
"""A company that has a little of everything, so that a person can read what it becomes."""

_ITS_OWN = {"strlen"}
"""Functions that sqlglot does not know; DuckDB has this one."""


def _statement(dialect: str) -> str:
    return compile_scoring(RULES, "abcdef").statement(DIALECTS[dialect], "accounts", ["account_id"])


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_statement_is_what_somebody_last_read(dialect: str) -> None:
    """What an engine is given changes only on purpose."""
    assert _statement(dialect) + "\n" == (KEPT / f"{dialect}.sql").read_text("utf-8")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_statement_is_sql_of_its_engine(dialect: str) -> None:
    """It parses as that engine's SQL, with functions of that engine alone, of any rules."""
    _, random, _ = pairs(4001, 0)
    for statement in (
        _statement(dialect),
        random.statement(DIALECTS[dialect], "accounts", ["account_id"]),
    ):
        [parsed] = sqlglot.parse(statement, read=dialect)
        assert isinstance(parsed, exp.Select)
        assert {one.name for one in parsed.find_all(exp.Anonymous)} <= _ITS_OWN
        names = [one.alias_or_name for one in parsed.selects]
        assert names[0] == "account_id"
        assert len(names) == len(set(names))


def _write() -> None:
    KEPT.mkdir(exist_ok=True)
    for dialect in DIALECTS:
        (KEPT / f"{dialect}.sql").write_text(_statement(dialect) + "\n", "utf-8")


if __name__ == "__main__":
    _write()

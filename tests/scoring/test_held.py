"""Which rules are too large for what databases add up."""

from __future__ import annotations

from random import Random
from typing import Any

from icp_playbook.scoring.sql.held import too_large_to_add
from scoring import companies


def _rules() -> Any:
    nothing: Any = {"segments": [], "scores": [], "flags": [], "qualification": None, "further": []}
    return companies.company(Random(1)) | nothing | {"maturity": None, "grid": []}


def _fit(points: str, name: str = "s") -> Any:
    criterion = {
        "attribute": "a", "weight": "1000", "required": False, "why": "",
        "options": {"yes": points, "no": "0"},
    }  # fmt: skip
    return {
        "id": name, "name": name, "focus": "develop", "mode": "share", "min_coverage": "0.6",
        "criteria": [criterion] * 11, "disqualifiers": [], "bands": [],
    }  # fmt: skip


def _model(items: int) -> Any:
    asked = [{"id": f"i{at}", "text": "?"} for at in range(items)]
    levels = [{"level": at, "label": str(at), "items": asked if at == 1 else []} for at in (0, 1)]
    dimension = {"id": "d", "name": "D", "question": "?", "method": "coverage", "levels": levels}
    return {
        "levels": [{"level": at, "name": str(at)} for at in (0, 1)], "tiers": [], "groups": [],
        "dimensions": [dimension], "rule": {"kind": "mean", "min_known": "0.5"},
    }  # fmt: skip


def test_each_part_that_is_too_large_is_named() -> None:
    """By where it stands in the rules, also where only two together are too large."""
    rules = _rules() | {"attributes": [{"id": "a", "question": "?", "type": "yes-no"}]}
    long = "999999999999999.999999"
    rules["segments"] = [_fit("5"), _fit(long, "t")]
    assert list(too_large_to_add(rules)) == []
    rules["segments"] = [_fit(long), _fit("5", "u"), _fit(long, "t")]
    assert list(too_large_to_add(rules)) == [("segments", 0), ("segments", 2)]
    rules["segments"] = []
    rules["maturity"], rules["further"] = _model(100), [{"id": "f", "ability": _model(5)}]
    assert list(too_large_to_add(rules)) == [("maturity",)]

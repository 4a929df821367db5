"""Accounts on the edges of rules: they can be used, and lie where the rules begin to differ."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from icp_playbook.scoring import assess
from icp_playbook.scoring.sql.compiled import compile_scoring
from icp_playbook.scoring.sql.rows import answers_in, cells_of
from icp_playbook.scoring.trials import trials_of
from scoring import companies, in_sql

RULES: Any = {
    "version": 1,
    "attributes": [
        {"id": "people", "question": "?", "type": "number", "form": "count", "max": "900"},
        {"id": "rate", "question": "?", "type": "number"},
        {"id": "shop", "question": "?", "type": "choice",
         "options": [{"value": "own", "label": "Own"}, {"value": "none", "label": "None"}]},
    ],
    "segments": [
        {"id": "s", "name": "S", "focus": "develop", "mode": "share", "min_coverage": "0.6",
         "criteria": [
             {"attribute": "people", "weight": "3", "required": True, "why": "",
              "bands": [{"to": "50", "points": "1"}, {"from": "50", "points": "5"}]},
             {"attribute": "shop", "weight": "1", "required": False, "why": "",
              "options": {"own": "2", "none": "0"},
              "when": {"attribute": "rate", "at-least": "24.5"}},
         ],
         "disqualifiers": [
             {"when": {"attribute": "rate", "below": "1"}, "why": "", "exception": "ask"}],
         "bands": [{"from": "0", "name": "Poor"}, {"from": "70", "name": "Good"}]},
    ],
    "scores": [], "flags": [],
    "qualification": {
        "criteria": [{"id": name, "name": name, "questions": []} for name in "ab"],
        "share": "0.75", "must_have": ["a"], "verdicts": []},
    "maturity": None, "further": [], "grid": [],
}  # fmt: skip


def test_each_number_of_the_rules_is_tried_and_the_last_one_below_it() -> None:
    """Of bands, conditions and limits; everything else is answered so that the account fits."""
    numbers = trials_of(RULES)["numbers"]
    assert [*numbers] == [
        "people -1", "people 0", "people 49", "people 50", "people 899", "people 900",
        "rate -0.000001", "rate 0", "rate 0.999999", "rate 1", "rate 24.499999", "rate 24.5",
    ]  # fmt: skip
    assert numbers["people 49"] == {"attributes": {"people": "49", "shop": "own", "rate": "24.5"}}
    statuses = {name: _segment(answers)["status"] for name, answers in numbers.items()}
    assert statuses["people -1"] == "not-enough-known"
    assert statuses["rate 0.999999"] == "disqualified"
    assert statuses["rate 1"] == "scored"


def test_scores_go_from_the_best_band_to_the_worst() -> None:
    """So an account lies on each side of every edge of a band."""
    bands = [_segment(answers)["band"] for answers in trials_of(RULES)["bands"].values()]
    assert bands[0] == 1
    assert bands[-1] == 0


def test_each_number_of_confirmed_criteria_is_tried() -> None:
    """With all states of the others, and each criterion alone absent."""
    trials = trials_of(RULES)["verdicts"].values()
    judged = [assess(RULES, answers)["motivation"] for answers in trials]
    verdicts = [one["verdict"] for one in judged if one]
    assert set(verdicts) == {None, "qualified", "pursue", "nurture"}


def test_what_a_person_may_decide_is_tried() -> None:
    """Each segment, and each tier, which does not count without a reason."""
    rules: Any = companies.company(Random(1))
    tiers = [one["id"] for one in rules["maturity"]["tiers"]]
    trials = trials_of(rules)["decided"]
    for segment in (one["id"] for one in rules["segments"]):
        fit = assess(rules, trials[f"{segment} chosen"])["fit"]
        assert fit
        assert fit["about"] == segment
    for tier in tiers:
        with_reason = assess(rules, trials[f"{tier} for a reason"])["ability"]
        without = assess(rules, trials[f"{tier} without a reason"])["ability"]
        assert with_reason
        assert without
        assert (with_reason["status"], without["status"]) == ("overridden", "tier")
        assert with_reason["tier"] == next(
            one for one in rules["maturity"]["tiers"] if one["id"] == tier
        )


def test_what_a_company_does_not_use_is_not_tried() -> None:
    """No maturity: no tiers."""
    assert [*trials_of(RULES)] == ["numbers", "choices", "bands", "verdicts", "decided"]
    nothing: Any = {**RULES, "segments": [], "attributes": [], "qualification": None}
    assert trials_of(nothing) == {}


@pytest.mark.parametrize("seed", range(3))
def test_random_rules_judge_their_trials_alike_in_sql(seed: int) -> None:
    """Each trial is a row, and SQL says of it what Python says."""
    rules: Any = companies.company(Random(seed))
    compiled = compile_scoring(rules)
    accounts: list[in_sql.Cells] = []
    for trials in trials_of(rules).values():
        for answers in trials.values():
            cells = cells_of(compiled.inputs, answers)
            accounts.append({one.column: cells.get(one.column) for one in compiled.inputs})
    assert len(accounts) > 10
    for account, row in zip(accounts, in_sql.InDuckDB().score(compiled, accounts), strict=True):
        result = assess(rules, answers_in(compiled.inputs, account))
        assert in_sql.differences(row, rules, result) == []


def _segment(answers: Any) -> Any:
    fit = assess(RULES, answers)["fit"]
    assert fit
    return fit["segments"][0]

"""Every case of the table, in Python and in JavaScript."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from icp_playbook.scoring import assess
from icp_playbook.scoring.defects import find_defects
from scoring.table import Case, cases, look_up

CASES = cases()
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@each_case
def test_python_answers_as_the_table_says(case: Case) -> None:
    """The rules of a case can be scored, and each expected part is in the answer."""
    assert find_defects(case.rules) == []
    result = json.loads(json.dumps(assess(case.rules, case.answers), allow_nan=False))
    assert {path: look_up(result, path) for path in case.expect} == case.expect


@pytest.fixture(scope="session")
def javascript_answers(assess_in_javascript: Callable[[list[Any]], list[Any]]) -> dict[str, Any]:
    """All cases, assessed once."""
    results = assess_in_javascript([(case.rules, case.answers) for case in CASES])
    return {case.name: result for case, result in zip(CASES, results, strict=True)}


@each_case
def test_javascript_answers_as_the_table_says(
    javascript_answers: dict[str, Any], case: Case
) -> None:
    """The same parts are in the answer of the JavaScript twin."""
    result = javascript_answers[case.name]
    assert {path: look_up(result, path) for path in case.expect} == case.expect


def test_case_names_are_unique() -> None:
    """A second case of one name would hide the first one's answer."""
    assert len({case.name for case in CASES}) == len(CASES)

"""Python and JavaScript give the same answer, whatever the company and whatever was answered."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icp_playbook import scoring as scoring_package
from icp_playbook.scoring import assess, format_message
from icp_playbook.scoring.defects import find_defects
from javascript import Call
from scoring import companies

SCORING = Path(scoring_package.__file__).parent


def _sentences(*modules: str) -> set[str]:
    """Return what the modules say."""
    calls = (
        call
        for module in modules
        for call in ast.walk(ast.parse((SCORING / f"{module}.py").read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "say"
    )
    return {str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)}


SENTENCES = _sentences(
    "__init__", "ability", "answers", "deciding", "fit_described", "flags", "motivation", "ranking",
    "scores", "way_up",
)  # fmt: skip
"""All that a result can say."""
WORDS = _sentences("wording", "units")
"""What may stand within such a sentence."""
BATCH = 150
_SETTINGS = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

Assess = Callable[[list[tuple[Any, Any]]], list[Any]]


def _pair(rng: Random) -> tuple[Any, Any]:
    rules = companies.company(rng)
    return rules, companies.answers(rng, rules, rng.choice((0, 0, 0.1, 0.5)))


@settings(_SETTINGS, max_examples=14)
@given(seed=st.integers(0, 2**32))
def test_thousands_of_random_companies_get_equal_answers(
    assess_in_javascript: Assess, seed: int
) -> None:
    """Sound rules and any answers give results equal as JSON, explanations included."""
    rng = Random(seed)
    pairs = [_pair(rng) for _ in range(BATCH)]
    for pair, theirs in zip(pairs, assess_in_javascript(pairs), strict=True):
        ours = json.loads(json.dumps(assess(*pair), allow_nan=False))
        assert ours == theirs, json.dumps(pair)


@settings(_SETTINGS, max_examples=100)
@given(rng=st.randoms(use_true_random=False))
def test_one_random_company_gets_equal_answers(assess_in_javascript: Assess, rng: Random) -> None:
    """The same for one company at a time, which Hypothesis can make small when the twins differ."""
    pair = _pair(rng)
    assert find_defects(pair[0]) == []
    assert assess_in_javascript([pair]) == [json.loads(json.dumps(assess(*pair)))]


def test_random_companies_have_no_defects_and_reach_every_outcome() -> None:
    """The generator makes sound rules; answers reach each status, verdict and explanation."""
    said: set[str] = set()
    for seed in range(3000):
        if seed > 500 and said >= SENTENCES:
            break
        rules, answers = _pair(Random(seed))
        assert find_defects(rules) == []
        said |= _messages(json.loads(json.dumps(assess(rules, answers))))
    assert SENTENCES <= said <= SENTENCES | WORDS


def _messages(part: Any) -> set[str]:
    """Return the keys of all messages in a result; each text must find its parameters."""
    if isinstance(part, list):
        return set().union(*map(_messages, part))
    if not isinstance(part, dict):
        return set()
    if set(part) == {"key", "params"}:
        assert set(re.findall(r"\{([a-z_]+)\}", part["key"])) <= set(part["params"]), part
        return {part["key"]} | _messages(list(part["params"].values()))
    return set().union(*map(_messages, part.values()))


@pytest.mark.parametrize(
    ("text", "params", "expected"),
    [
        ("{a} of {b}.", {"a": 3, "b": "4"}, "3 of 4."),
        ("{names}", {"names": ["x", "y"]}, "x, y"),
        ("{a}", {"a": "{b} $& $1 \\1", "b": "no"}, "{b} $& $1 \\1"),
    ],
)
def test_a_message_is_formatted_alike(
    javascript: Call, text: str, params: dict[str, Any], expected: str
) -> None:
    """Names are replaced once, lists joined, and no author's text is read as a template."""
    assert format_message({"key": text, "params": params}) == expected
    assert javascript("texts.js", "say", text, params) == expected

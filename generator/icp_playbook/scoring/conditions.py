"""Conditions: what holds of an account, and what is still missing to tell."""

from __future__ import annotations

import string
from collections.abc import Mapping

from icp_playbook.scoring.exact import exact_number
from icp_playbook.scoring.rules import Condition

Known = Mapping[str, str]

_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def holds(condition: Condition, known: Known) -> bool | None:
    """Return whether the condition holds for what is known, or None when that does not decide it.

    Unknown is never false: `not` leaves it unknown; so do `all` and `any`, unless another part
    decides.
    """
    if "all" in condition:
        return _all([holds(part, known) for part in condition["all"]])
    if "any" in condition:
        outcome = _all([_not(holds(part, known)) for part in condition["any"]])
        return _not(outcome)
    value = known.get(condition["attribute"])
    return None if value is None else _compare(condition, value)


def undecided_by(condition: Condition, known: Known) -> list[str]:
    """Return the attributes that leave a condition open, each once, in the order of the rule."""
    if holds(condition, known) is not None:
        return []
    parts = condition.get("all", condition.get("any"))
    if parts is None:
        return [condition["attribute"]]
    return list(dict.fromkeys(name for part in parts for name in undecided_by(part, known)))


def leaves(condition: Condition) -> list[str]:
    """Return the attributes that a condition compares, as often as it does."""
    parts = condition.get("all", condition.get("any"))
    if parts is None:
        return [condition["attribute"]]
    return [name for part in parts for name in leaves(part)]


def folded(text: str) -> str:
    """Return a text as lists compare it: without blanks around it, and with a to z for A to Z."""
    return text.strip(" \t\r\n").translate(_SMALL)


def _compare(condition: Condition, value: str) -> bool:
    if "in-list" in condition:
        return folded(value) in condition["entries"]
    if "not-in-list" in condition:
        return folded(value) not in condition["entries"]
    if "below" in condition:
        return exact_number(value) < exact_number(condition["below"])
    if "at-least" in condition:
        return exact_number(value) >= exact_number(condition["at-least"])
    if "is-not" in condition:
        return value != condition["is-not"]
    return value in condition["one-of"] if "one-of" in condition else value == condition["is"]


def _all(outcomes: list[bool | None]) -> bool | None:
    if False in outcomes:
        return False
    return None if None in outcomes else True


def _not(outcome: bool | None) -> bool | None:
    return None if outcome is None else not outcome

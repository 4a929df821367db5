"""A rule is asked only where there is what it needs to judge by."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from icp_playbook.stages.check import RULES, Context
from icp_playbook.stages.check.rule import Need

EVERYTHING = Context(datetime.date(2026, 6, 1), languages=("en", "zh"), allow=frozenset())
WITHOUT = {
    Need.WHOLE: replace(EVERYTHING, complete=False),
    Need.TODAY: replace(EVERYTHING, today=None),
    Need.LANGUAGES: replace(EVERYTHING, languages=("en",)),
    Need.ALLOWED: replace(EVERYTHING, allow=None),
}


def test_every_rule_is_asked_where_nothing_is_lacking() -> None:
    """Each need can be met, so no rule is skipped for good."""
    assert all(rule.judges(EVERYTHING) for rule in RULES)


@pytest.mark.parametrize("need", Need)
def test_rules_that_need_what_is_lacking_are_not_asked_and_all_others_are(need: Need) -> None:
    """What is not asked has not passed; and some rule has each need, or it would be none."""
    skipped = {rule.name for rule in RULES if not rule.judges(WITHOUT[need])}
    assert skipped == {rule.name for rule in RULES if need in rule.needs}
    assert skipped

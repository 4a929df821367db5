"""Check: the house rules, one function each. A definition can silence some, with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icp_playbook.model.catalog import Catalog
from icp_playbook.problems import Problem
from icp_playbook.stages.check.rule import Context, Finding, Rule
from icp_playbook.stages.check.rules import RULES


def check(catalog: Catalog, context: Context, rules: Sequence[Rule] = RULES) -> list[Problem]:
    """Return what the rules find, except where a definition says that it is meant so."""
    asked = [rule for rule in rules if rule.judges(context)]
    return [problem for rule in asked for problem in _apply(rule, catalog, context)]


def _apply(rule: Rule, catalog: Catalog, context: Context) -> Iterator[Problem]:
    for finding in rule.find(catalog, context):
        if not isinstance(finding, Finding):  # a finding about no definition in particular
            yield finding
        elif not (rule.silenceable and rule.name in finding.definition.silenced):
            path, message, hint = finding.definition.path, finding.message, finding.hint
            line, column = finding.definition.place(finding.loc, finding.at_key)
            yield Problem(path, line, column, rule.name, message, hint, rule.severity)


__all__ = ["RULES", "Context", "check"]

"""Check: the house rules, one function each; what they find is an error or a gap, silenced only with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.model.catalog import Catalog
from icp_playbook.problems import Problem
from icp_playbook.stages.check.rule import Context, Finding, Rule
from icp_playbook.stages.check.rules import RULES


def check(catalog: Catalog, context: Context) -> list[Problem]:
    """Return what every rule finds, except where a definition says that it is meant so."""
    return [problem for rule in RULES for problem in _apply(rule, catalog, context)]


def _apply(rule: Rule, catalog: Catalog, context: Context) -> Iterator[Problem]:
    for finding in rule.find(catalog, context):
        if not isinstance(finding, Finding):  # a finding about no definition in particular
            yield finding
        elif rule.name not in finding.definition.silenced:
            line, column = finding.definition.place(finding.loc, finding.at_key)
            yield Problem(
                finding.definition.path, line, column, rule.name, finding.message, finding.hint, rule.severity
            )


__all__ = ["RULES", "Context", "check"]

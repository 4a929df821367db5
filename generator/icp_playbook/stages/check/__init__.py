"""Check: the house rules, one function each; what they find is an error or a gap, silenced only with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.model.catalog import Catalog
from icp_playbook.problems import Problem
from icp_playbook.stages.check.rule import Context, Finding, Rule
from icp_playbook.stages.check.rules import RULES


def check(catalog: Catalog, context: Context, complete: bool = True) -> list[Problem]:
    """Return what every rule finds, except where a definition says that it is meant so.

    While some definitions can't be read, the catalog isn't `complete`, and what seems to be missing may stand in
    them: then only the rules are asked that judge what is there.
    """
    asked = [rule for rule in RULES if (complete or not rule.whole) and rule.judges(context)]
    return [problem for rule in asked for problem in _apply(rule, catalog, context)]


def _apply(rule: Rule, catalog: Catalog, context: Context) -> Iterator[Problem]:
    for finding in rule.find(catalog, context):
        if not isinstance(finding, Finding):  # a finding about no definition in particular
            yield finding
        elif not (rule.silenceable and rule.name in finding.definition.silenced):
            line, column = finding.definition.place(finding.loc, finding.at_key)
            yield Problem(
                finding.definition.path, line, column, rule.name, finding.message, finding.hint, rule.severity
            )


__all__ = ["RULES", "Context", "check"]

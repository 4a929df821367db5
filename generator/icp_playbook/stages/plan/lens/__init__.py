"""A department's lens: links to facts, in the order and selection that the department needs.

Each word in `model.department.FOCUSES` has a selection here. A selection copies no fact: it gives
a link to its place, with the line that lets a reader choose.
"""

from __future__ import annotations

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.department import Department
from icp_playbook.stages.plan.lens import customers, doing, saying
from icp_playbook.stages.plan.lens.block import Block, Selection

SELECTIONS: dict[str, Selection] = {
    "segments": customers.segments,
    "personas": customers.personas,
    "scenarios": customers.scenarios,
    "usual-days": customers.usual_days,
    "deals": customers.deals,
    "triggers": customers.triggers,
    "disqualifiers": customers.disqualifiers,
    "economics": customers.economics,
    "insights": customers.insights,
    "outcomes": customers.outcomes,
    "value-propositions": saying.value_propositions,
    "messages": saying.messages,
    "objections": saying.objections,
    "proof": saying.proof,
    "glossary": saying.glossary,
    "tiers": doing.tiers,
    "qualification": doing.qualification,
    "strategies": doing.strategies,
    "plays": doing.plays,
    "best-practices": doing.best_practices,
    "exceptions": doing.exceptions,
    "not-built": doing.not_built,
}


def lens(catalog: Catalog, department: Department) -> list[Block]:
    """Return the blocks of a department's page in the order of its `focuses`, but no empty one."""
    blocks = [SELECTIONS[focus](catalog, department) for focus in department.focuses]
    return [block for block in blocks if block.entries]

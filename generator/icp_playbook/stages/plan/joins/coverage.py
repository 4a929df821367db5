"""Coverage: what is there, what is missing, what is empty on purpose; persona by segment by tier, and by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from icp_playbook.model.base import Definition, Intentional
from icp_playbook.model.best_practice import BestPractice
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import KINDS, REFERENCE
from icp_playbook.model.maturity import Tier
from icp_playbook.model.page import Page
from icp_playbook.model.references import Target
from icp_playbook.model.value_proposition import Reliever, ValueProposition
from icp_playbook.problems import Problem
from icp_playbook.stages.plan.joins.completeness import completeness
from icp_playbook.stages.plan.joins.four_things import four_things
from icp_playbook.stages.plan.joins.matrix import covers, holes

_ASKS = ("What is missing, what is still thin?",)
_SHOWN_APART = ("orphan", "pain-without-reliever")


@dataclass(frozen=True, slots=True)
class Gap:
    """What a rule found, and in which definition (None: in none in particular)."""

    definition: Definition | None
    problem: Problem


@dataclass(frozen=True, slots=True)
class PainRow:
    """A pain, what relieves it, and which best practices solve it."""

    proposition: ValueProposition
    pain: Target
    relievers: tuple[Reliever, ...]
    practices: tuple[BestPractice, ...]


def page(catalog: Catalog, found: Sequence[Problem]) -> Page:
    """Return the page of coverage. `found` is what the rules found: gaps, since errors end the build."""
    covered = covers(catalog)
    gaps = _gaps(catalog, found)
    view = {
        "things": four_things(catalog, covered, found),
        "tiers": catalog.all(Tier),
        "covers": covered,
        "holes": holes(covered),
        "pains": _pains(catalog),
        "kinds": [
            completeness(kind, catalog.by_kind[kind.name]) for kind in KINDS if catalog.by_kind[kind.name]
        ],
        "absent": [kind for kind in KINDS if not catalog.by_kind[kind.name]],
        "gaps": [gap for gap in gaps if gap.problem.rule not in _SHOWN_APART],
        "orphans": [gap for gap in gaps if gap.problem.rule == "orphan"],
        "unrelieved": [gap for gap in gaps if gap.problem.rule == "pain-without-reliever"],
        "on_purpose": _on_purpose(catalog),
    }
    return Page("coverage", "Coverage", "coverage", view, area=REFERENCE, asks=_ASKS, boost=0.8)


def _gaps(catalog: Catalog, found: Sequence[Problem]) -> list[Gap]:
    by_path = {definition.path: definition for definition in catalog.definitions()}
    return [Gap(by_path.get(problem.path), problem) for problem in found]


def _on_purpose(catalog: Catalog) -> list[tuple[Definition, Intentional]]:
    return [(definition, entry) for definition in catalog.definitions() for entry in definition.intentional]


def _pains(catalog: Catalog) -> list[PainRow]:
    rows = []
    for proposition in catalog.all(ValueProposition):
        for pain in proposition.pains:
            target = catalog.targets[f"pain:{proposition.id}#{pain.id}"]
            relievers = tuple(one for one in proposition.relievers if one.pain == pain.id)
            rows.append(
                PainRow(proposition, target, relievers, catalog.users(target.ref, BestPractice, "solves"))
            )
    return rows

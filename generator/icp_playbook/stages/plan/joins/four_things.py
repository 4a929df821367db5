"""The four things to be clear about before anything else, and which of them is still thin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.base import Definition
from icp_playbook.model.best_practice import BestPractice
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.kinds import BY_NAME, Kind
from icp_playbook.model.persona import Persona
from icp_playbook.model.segment import Segment
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.problems import Problem
from icp_playbook.stages.plan.joins.completeness import completeness
from icp_playbook.stages.plan.joins.matrix import SegmentCover

ENOUGH = 75
"""Percent of recommended fields: with fewer filled, a thing is still thin."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One of the four: its kinds with how many definitions each has, and why it is thin (nothing: it is clear)."""

    name: str
    question: str
    kinds: tuple[tuple[Kind, int], ...]
    filled: int | None
    thin_because: tuple[str, ...]

    @property
    def state(self) -> str:
        """Missing, thin or clear."""
        return (
            "missing"
            if not any(count for _, count in self.kinds)
            else "thin"
            if self.thin_because
            else "clear"
        )


def four_things(catalog: Catalog, covered: Sequence[SegmentCover], gaps: Sequence[Problem]) -> list[Thing]:
    """Return customer profile, segmentation, value proposition and best practice, in the method's order."""
    served = [cover for cover in covered if cover.served]
    unspoken = [row for cover in served for row in cover.rows if row.spoken.state == "missing"]
    unsolved = _unsolved(catalog)
    return [
        _thing(catalog, gaps, "Customer profile", "Who is the customer?", (Company, Persona, AccountAttributes), []),
        _thing(catalog, gaps, "Segmentation", "Which groups are there, and whom do we serve?", (Segment,), []),
        _thing(
            catalog, gaps, "Value proposition", "What value does each get?", (ValueProposition,),
            [_counted(len(unspoken), "persona hears nothing from us", "personas hear nothing from us")],
        ),
        _thing(
            catalog, gaps, "Best practice", "How do good customers get it?", (BestPractice,),
            [_counted(unsolved, "pain has no best practice", "pains have no best practice")],
        ),
    ]  # fmt: skip


def _thing(
    catalog: Catalog,
    gaps: Sequence[Problem],
    name: str,
    question: str,
    models: tuple[type[Definition], ...],
    reasons: list[str],
) -> Thing:
    kinds = [BY_NAME[model.kind] for model in models]
    done = [completeness(kind, catalog.by_kind[kind.name]) for kind in kinds]
    shares = [one.filled for one in done if one.filled is not None and one.count]
    filled = min(shares, default=None)
    paths = {definition.path for kind in kinds for definition in catalog.by_kind[kind.name]}
    count, guesses = sum(one.count for one in done), sum(one.guesses for one in done)
    reasons = [
        *reasons,
        _counted(sum(gap.path in paths for gap in gaps), "gap that a rule found", "gaps that rules found"),
        f"only {filled} % of the recommended fields are filled"
        if filled is not None and filled < ENOUGH
        else "",
        f"{guesses} of {count} are guesses" if guesses * 2 > count else "",
    ]
    counted = tuple((kind, one.count) for kind, one in zip(kinds, done, strict=True))
    return Thing(name, question, counted, filled, tuple(reason for reason in reasons if reason))


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def _unsolved(catalog: Catalog) -> int:
    pains = [ref for ref in catalog.targets if ref.startswith("pain:")]
    return sum(not catalog.users(ref, BestPractice, "solves") for ref in pains)

"""The level of each dimension as expressions: the twin of `scoring.levels`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from icp_playbook.scoring.answers import scale_of
from icp_playbook.scoring.exact import exact_number
from icp_playbook.scoring.levels import own_levels
from icp_playbook.scoring.rules import DimensionLevelRules, DimensionRules, Item
from icp_playbook.scoring.sql.inputs import NOT_APPLICABLE, Input, scaled
from icp_playbook.scoring.sql.program import Program
from icp_playbook.scoring.sql.tree import (
    Node,
    added,
    as_count,
    chosen,
    compare,
    every,
    is_known,
    is_one_of,
    most_of,
    negated,
    or_else,
    times,
    whole,
)

Inputs = Mapping[tuple[str, ...], Input]


@dataclass(frozen=True, slots=True)
class CompiledDimension:
    """One dimension: its level at worst and at best, and its exact value times `unit`."""

    dimension: DimensionRules
    worst: Node
    best: Node
    low: Node
    high: Node
    unit: int
    answered: Node
    """Whether anything of it is known."""

    @property
    def is_level_known(self) -> Node:
        """Return whether no missing answer can change the level."""
        return compare(self.worst, "=", self.best)


def read_dimension(
    program: Program, dimension: DimensionRules, inputs: Inputs
) -> CompiledDimension:
    """Return what the answers say about one dimension."""
    levels, name = own_levels(dimension), dimension["id"]
    if dimension["method"] == "rubric":
        ref = inputs["maturity", name].ref
        worst, best = or_else(ref, levels[0]), or_else(ref, levels[-1])
        worst, best = program.define(worst), program.define(best)
        return CompiledDimension(dimension, worst, best, worst, best, 1, is_known(ref))
    steps = sorted(dimension["levels"], key=lambda step: step["level"])
    refs = [inputs["maturity", name, one["id"]].ref for step in steps for one in step["items"]]
    answered = program.define(negated(every(negated(is_known(ref)) for ref in refs)))
    if dimension["method"] == "checklist":
        worst = program.define(_checklist(steps, inputs, name, is_best=False))
        best = program.define(_checklist(steps, inputs, name, is_best=True))
        return CompiledDimension(dimension, worst, best, worst, best, 1, answered)
    unit = _unit(dimension, steps)
    low = program.define(_coverage(dimension, steps, inputs, unit, is_best=False))
    high = program.define(_coverage(dimension, steps, inputs, unit, is_best=True))
    worst, best = (program.define(reached(levels, one, unit)) for one in (low, high))
    return CompiledDimension(dimension, worst, best, low, high, unit, answered)


def reached(levels: Sequence[int], total: Node, unit: int) -> Node:
    """Return the highest level that a value reaches, else the lowest."""
    whens = [(compare(total, ">=", whole(level * unit)), whole(level)) for level in levels[:0:-1]]
    return chosen(whens, whole(levels[0]))


def _checklist(
    steps: Sequence[DimensionLevelRules], inputs: Inputs, name: str, *, is_best: bool
) -> Node:
    """Return the highest level up to which all criteria of each level hold; else the lowest."""
    whens = []
    below = steps[0]["level"]
    for step in steps:
        refs = [inputs["maturity", name, item["id"]].ref for item in step["items"]]
        if is_best:
            holds = every(negated(is_one_of(ref, [0])) for ref in refs)
        else:
            holds = every(is_one_of(ref, [1, NOT_APPLICABLE]) for ref in refs)
        whens.append((negated(holds), whole(below)))
        below = step["level"]
    return chosen(whens, whole(below))


def _unit(dimension: DimensionRules, steps: Sequence[DimensionLevelRules]) -> int:
    values = scaled(
        answer["value"]
        for step in steps
        for item in step["items"]
        for answer in scale_of(dimension, item)
    )
    counts = [count for step in steps for count in range(1, len(step["items"]) + 1)]
    return values * math.lcm(*counts, 1)


def _coverage(
    dimension: DimensionRules,
    steps: Sequence[DimensionLevelRules],
    inputs: Inputs,
    unit: int,
    *,
    is_best: bool,
) -> Node:
    """Return the sum of the levels' means; see `scoring.levels`."""
    below = steps[0]["level"] - 1
    parts = [whole(below * unit)]
    for step in steps:
        rise = step["level"] - below
        below = step["level"]
        refs = [(inputs["maturity", dimension["id"], i["id"]].ref, i) for i in step["items"]]
        if not refs:
            parts.append(whole(rise * unit))
            continue
        values = scaled(v["value"] for _, i in refs for v in scale_of(dimension, i))
        total = added(_value(dimension, i, ref, values, is_best=is_best) for ref, i in refs)
        counted = added(as_count(negated(is_one_of(ref, [NOT_APPLICABLE]))) for ref, _ in refs)
        whens = [
            (compare(counted, "=", whole(n)), times(total, rise * unit // (values * n)))
            for n in range(1, len(refs) + 1)
        ]
        parts.append(chosen(whens, whole(rise * unit)))
    return most_of(added(parts), whole(0))


def _value(dimension: DimensionRules, item: Item, ref: Node, scale: int, *, is_best: bool) -> Node:
    steps = scale_of(dimension, item)
    whens = [(negated(is_known(ref)), whole(scale if is_best else 0))]
    whens += [
        (is_one_of(ref, [code]), whole(int(exact_number(step["value"]) * scale)))
        for code, step in enumerate(steps)
    ]
    return chosen(whens, whole(0))

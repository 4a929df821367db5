"""Profile, tier and what caps it as expressions: the twin of `scoring.ability` and `units`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from icp_playbook.scoring.exact import part_of
from icp_playbook.scoring.rules import AbilityRules, LevelsToTier
from icp_playbook.scoring.sql.dimensions import CompiledDimension, Inputs, read_dimension
from icp_playbook.scoring.sql.program import Program
from icp_playbook.scoring.sql.tree import (
    NULL_WHOLE,
    TRUE,
    Node,
    added,
    as_count,
    chosen,
    compare,
    every,
    is_known,
    is_one_of,
    least_of,
    most_of,
    negated,
    or_else,
    some,
    times,
    whole,
)
from icp_playbook.scoring.units import takes_values


@dataclass(frozen=True, slots=True)
class CompiledUnit:
    """A dimension or a group as the rule takes it; numbers are times the model's unit."""

    value: Node
    """Null while it is not known."""
    at_worst: Node
    at_best: Node
    readings: tuple[CompiledDimension, ...]


@dataclass(frozen=True, slots=True)
class CompiledAbility:
    """What a model says; a tier is its level, null where there is none."""

    readings: tuple[CompiledDimension, ...]
    tier: Node
    capped: tuple[tuple[Node, str], ...]
    """Whether each dimension keeps the tier from the next."""


class AbilityCompiler:
    """Compiles one maturity model."""

    def __init__(self, program: Program, model: AbilityRules, inputs: Inputs) -> None:
        self._define, self._model, self._rule = program.define, model, model["rule"]
        levels = [one["level"] for one in model["levels"]]
        self._lowest, self._top = min(levels), max(levels)
        self._readings = [read_dimension(program, one, inputs) for one in model["dimensions"]]
        self._exact = takes_values(self._rule)
        self._base = math.lcm(*(one.unit for one in self._readings), 1) if self._exact else 1
        self._over_groups = self._rule.get("over", "dimensions") == "groups"
        counts = [n for group in self._groups() for n in range(1, len(group) + 1)]
        self._parts = math.lcm(*counts, 1) if self._exact and self._over_groups else 1
        self._unit = self._base * self._parts

    def judged(self) -> CompiledAbility:
        """Return profile, tier and caps."""
        units = [self._unit_of(one) for one in self._readings]
        if self._over_groups:
            units = [self._rolled_up([units[at] for at in group]) for group in self._groups()]
        if self._rule["kind"] == "none":
            return CompiledAbility(tuple(self._readings), NULL_WHOLE, ())
        tier = self._define(self._enough_level(units))
        return CompiledAbility(tuple(self._readings), tier, tuple(self._capped(units, tier)))

    def _groups(self) -> list[list[int]]:
        return [
            [a for a, r in enumerate(self._readings) if r.dimension.get("group") == group["id"]]
            for group in self._model.get("groups", [])
        ]

    def _unit_of(self, reading: CompiledDimension) -> CompiledUnit:
        if self._exact:
            scale = self._base // reading.unit
            low, high = (self._define(times(one, scale)) for one in (reading.low, reading.high))
        else:
            low, high = reading.worst, reading.best
        known = reading.is_level_known
        if self._rule["kind"] == "mean":
            known = compare(reading.low, "=", reading.high)
        value = self._define(chosen([(known, low)], NULL_WHOLE))
        return CompiledUnit(value, low, high, (reading,))

    def _rolled_up(self, units: Sequence[CompiledUnit]) -> CompiledUnit:
        readings = tuple(one.readings[0] for one in units)
        lows, highs = [one.at_worst for one in units], [one.at_best for one in units]
        if not self._exact:
            worst, best = self._level_of(lows), self._level_of(highs)
            return CompiledUnit(self._define(self._enough_level(units)), worst, best, readings)
        values = [one.value for one in units]
        count = self._count(values)
        needed = self._needed(len(units))
        mean = self._mean(added(or_else(v, 0) for v in values), count, len(units))
        enough = compare(count, ">=", whole(needed))
        value = self._define(chosen([(enough, mean)], NULL_WHOLE))
        every_one = whole(len(units))
        low, high = (self._mean(added(many), every_one, len(units)) for many in (lows, highs))
        return CompiledUnit(value, self._define(low), self._define(high), readings)

    def _mean(self, total: Node, count: Node, most: int) -> Node:
        """Return a mean of values, in the finer unit of groups."""
        whens = [
            (compare(count, "=", whole(n)), times(total, self._parts // n))
            for n in range(1, most + 1)
        ]
        return chosen(whens, whole(0))

    def _needed(self, of: int) -> int:
        return max(part_of(self._rule["min_known"], of), 1)

    def _count(self, values: Sequence[Node]) -> Node:
        return self._define(added(as_count(is_known(one)) for one in values))

    def _enough_level(self, units: Sequence[CompiledUnit]) -> Node:
        """Return the level of what is known, if that is enough; never one out of reach."""
        values = [one.value for one in units]
        worst = self._level_of([one.at_worst for one in units])
        best = self._level_of([one.at_best for one in units])
        level = least_of(self._define(most_of(self._level_of(values), worst)), best)
        enough = compare(self._count(values), ">=", whole(self._needed(len(units))))
        return chosen([(enough, level)], NULL_WHOLE)

    def _level_of(self, values: Sequence[Node]) -> Node:
        """Return the level that the rule makes of the values that are known."""
        count, kind = self._count(values), self._rule["kind"]
        if kind == "minimum":
            whens = [
                (some(self._is(one, "<", level + 1) for one in values), whole(level))
                for level in range(self._lowest, self._top)
            ]
            return self._define(chosen(whens, whole(self._top)))
        levels = range(self._top, self._lowest, -1)
        if kind == "threshold":
            whens = [(self._threshold(values, count, level), whole(level)) for level in levels]
            return self._define(chosen(whens, whole(self._lowest)))
        total = self._define(added(or_else(one, 0) for one in values))
        extra = self._unit if kind == "mean" else 0
        left = self._define(added([times(total, 2), times(count, extra)]))
        whens = [
            (compare(left, ">=", times(count, 2 * level * self._unit)), whole(level))
            for level in levels
        ]
        return self._define(chosen(whens, whole(self._lowest)))

    def _threshold(self, values: Sequence[Node], count: Node, level: int) -> Node:
        there = self._there(values, level)
        lags = some(self._is(one, "<", level - self._rule["max_gap"]) for one in values)
        enough = compare(there, ">=", self._part(count, len(values)))
        return every([enough, negated(lags)])

    def _there(self, values: Sequence[Node], level: int) -> Node:
        return self._define(added(as_count(self._is(one, ">=", level)) for one in values))

    def _part(self, count: Node, most: int) -> Node:
        """Return how many of those known make up the share."""
        return self._define(_parts(self._rule, count, most))

    def _is(self, value: Node, operator: str, level: int) -> Node:
        known = is_known(value)
        bound = whole(level * self._unit)
        return every([known, compare(value, operator, bound)])  # type: ignore[arg-type]

    def _capped(self, units: Sequence[CompiledUnit], tier: Node) -> list[tuple[Node, str]]:
        """Return whether each dimension has to climb for the next tier."""
        values = [one.value for one in units]
        count = self._count(values)
        found: list[tuple[Node, str]] = []
        is_threshold = self._rule["kind"] == "threshold"
        for unit in units:
            below: list[list[Node]] = [[] for _ in unit.readings]
            for wanted in range(self._lowest + 1, self._top + 1):
                is_next = is_one_of(tier, [wanted - 1])
                targets = [(wanted, is_next)]
                if is_threshold:
                    missing = compare(
                        self._there(values, wanted), "<", self._part(count, len(values))
                    )
                    targets = [
                        (wanted, every([is_next, missing])),
                        (wanted - self._rule["max_gap"], every([is_next, negated(missing)])),
                    ]
                for to, when in targets:
                    capped = self._is(unit.value, "<", to)
                    for at, reading in enumerate(unit.readings):
                        below[at].append(every([when, capped, self._steps(unit, reading, to)]))
            found += [
                (self._define(some(truths)), reading.dimension["id"])
                for reading, truths in zip(unit.readings, below, strict=True)
            ]
        return found

    def _steps(self, unit: CompiledUnit, reading: CompiledDimension, to: int) -> Node:
        """Return whether a dimension of a group is known and below; a dimension alone is."""
        if not self._over_groups:
            return TRUE
        own = self._unit_of(reading)
        return every([is_known(own.value), compare(own.at_worst, "<", whole(to * self._base))])


def _parts(rule: LevelsToTier, count: Node, most: int) -> Node:
    whens = [(compare(count, "=", whole(n)), whole(part_of(rule["share"], n))) for n in range(most)]
    return chosen(whens, whole(part_of(rule["share"], most)))

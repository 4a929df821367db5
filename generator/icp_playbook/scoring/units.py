"""What a tier is made of, dimensions or groups of them, and the rule from those to a level."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.scoring.exact import exact_text, part_of
from icp_playbook.scoring.levels import DimensionReading
from icp_playbook.scoring.results import GroupRow
from icp_playbook.scoring.rules import AbilityRules, GroupRules, LevelsToTier


def tier_level(rule: LevelsToTier, values: Sequence[Fraction | int], lowest: int, top: int) -> int:
    """Return the level whose tier these have; `values` are known, at least one.

    A mean takes exact values; the others take levels. Without a tier it is the level that the mean
    has reached.
    """
    if rule["kind"] == "none":
        return min(max(math.floor(mean(values)), lowest), top)
    if rule["kind"] == "minimum":
        return math.floor(min(values))
    if rule["kind"] == "mean":
        return min(max(math.floor(mean(values) + Fraction(1, 2)), lowest), top)
    enough = part_of(rule["share"], len(values))
    for level in range(top, lowest, -1):
        if (
            sum(value >= level for value in values) >= enough
            and min(values) >= level - rule["max_gap"]
        ):
            return level
    return lowest


def level_of(model: AbilityRules, values: Sequence[Fraction]) -> int:
    """Return the level that the model's rule makes of known values."""
    levels = [level["level"] for level in model["levels"]]
    return tier_level(model["rule"], values, min(levels), max(levels))


def mean(values: Sequence[Fraction | int]) -> Fraction:
    """Return the exact mean of at least one value."""
    return sum(map(Fraction, values), Fraction(0)) / len(values)


def takes_values(rule: LevelsToTier) -> bool:
    """Tell whether the rule takes a mean of exact values; the others take whole levels."""
    return rule["kind"] in ("mean", "none")


def is_known(rule: LevelsToTier, reading: DimensionReading) -> bool:
    """Tell whether no missing answer can change what the rule takes of a dimension."""
    if rule["kind"] == "mean":
        return reading.low == reading.high
    return reading.level is not None


@dataclass(frozen=True, slots=True)
class Unit:
    """A dimension or a group as the rule takes it.

    `value` is a level, or exact where a mean decides; None while it is not known.
    """

    id: str
    name: str
    value: Fraction | None
    at_worst: Fraction
    at_best: Fraction
    readings: tuple[DimensionReading, ...]


def unit_of(rule: LevelsToTier, reading: DimensionReading) -> Unit:
    """Return a dimension as the rule takes it."""
    exact = takes_values(rule)
    low = reading.low if exact else Fraction(reading.worst)
    high = reading.high if exact else Fraction(reading.best)
    value = low if is_known(rule, reading) else None
    return Unit(reading.dimension["id"], reading.dimension["name"], value, low, high, (reading,))


def roll_up(
    model: AbilityRules, group: GroupRules, readings: Sequence[DimensionReading]
) -> tuple[Unit, GroupRow]:
    """Return a group as the rule takes it, and its line in the profile."""
    rule = model["rule"]
    own = [one for one in readings if one.dimension.get("group") == group["id"]]
    units = [unit_of(rule, one) for one in own]
    lows, highs = [unit.at_worst for unit in units], [unit.at_best for unit in units]
    values = [unit.value for unit in units if unit.value is not None]
    needed = max(part_of(rule["min_known"], len(own)), 1)
    worst, best = level_of(model, lows), level_of(model, highs)
    enough, exact = len(values) >= needed, takes_values(rule)
    level = min(max(level_of(model, values), worst), best) if enough else None
    value = mean(values) if enough else None
    low, high = (value, value) if value is not None else (mean(lows), mean(highs))
    row: GroupRow = {
        "group": group["id"],
        "name": group["name"],
        "level": level,
        "worst": worst,
        "best": best,
        "value": {"worst": exact_text(low), "best": exact_text(high)} if exact else None,
        "known": len(values),
        "needed": needed,
        "of": len(own),
    }
    if exact:
        unit = Unit(group["id"], group["name"], value, mean(lows), mean(highs), tuple(own))
    else:
        whole = None if level is None else Fraction(level)
        unit = Unit(group["id"], group["name"], whole, Fraction(worst), Fraction(best), tuple(own))
    return unit, row

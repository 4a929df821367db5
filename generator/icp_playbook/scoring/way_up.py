"""The way up: what keeps an account from the next tier, and what each step takes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.scoring.exact import decimals_up, exact_text, part_of
from icp_playbook.scoring.levels import DimensionReading, own_levels
from icp_playbook.scoring.messages import Explanation, say
from icp_playbook.scoring.results import Next, NextStep, StepLevel
from icp_playbook.scoring.rules import AbilityRules, DimensionLevelRules, LevelsToTier, TierRules
from icp_playbook.scoring.units import Unit, is_known, mean, unit_of


@dataclass(frozen=True, slots=True)
class Cap:
    """What is below the next tier: the level to reach, and the one that it must have."""

    unit: Unit
    to: int
    must: int | None


def caps_of(model: AbilityRules, known: Sequence[Unit], tier: TierRules) -> list[Cap]:
    """Return all that keeps the tier from the next one, of units that are known.

    Under `threshold` these are all below the next tier, while too few have reached it; once
    enough have, those that lag too far behind.
    """
    rule, wanted = model["rule"], tier["level"] + 1
    if wanted > max(level["level"] for level in model["levels"]):
        return []
    least = wanted - rule["max_gap"] if rule["kind"] == "threshold" else wanted
    to = least if rule["kind"] == "threshold" and _missing(rule, known, wanted) <= 0 else wanted
    return [
        Cap(unit, to, least if rule["kind"] != "mean" and _value(unit) < least else None)
        for unit in known
        if _value(unit) < to
    ]


def _value(unit: Unit) -> Fraction:
    """Return the value of a unit that is known."""
    return unit.at_worst if unit.value is None else unit.value


def _missing(rule: LevelsToTier, known: Sequence[Unit], level: int) -> int:
    """Return how many more units the threshold wants at this level."""
    return part_of(rule["share"], len(known)) - sum(_value(unit) >= level for unit in known)


def next_tier(
    model: AbilityRules, known: Sequence[Unit], tier: TierRules, caps: Sequence[Cap]
) -> Next | None:
    """Return the next tier and the way there; None where nothing keeps it from one."""
    if not caps:
        return None
    rule, wanted = model["rule"], tier["level"] + 1
    missing = _missing(rule, known, wanted) if rule["kind"] == "threshold" else 0
    total = Fraction(0)
    if rule["kind"] == "mean":
        total = (Fraction(wanted) - Fraction(1, 2) - mean([*map(_value, known)])) * len(known)
        if all(_value(unit).denominator == 1 and _is_whole(unit) for unit in known):
            total = Fraction(math.ceil(total))
    return {
        "tier": next(one for one in model["tiers"] if one["level"] == wanted),
        "needed": None if rule["kind"] == "mean" else missing if missing > 0 else len(caps),
        "levels_up": {"exact": exact_text(total), "shown": decimals_up(total)}
        if rule["kind"] == "mean"
        else None,
        "steps": [step for cap in caps for step in _steps(rule, cap)],
    }


def _is_whole(unit: Unit) -> bool:
    """Tell whether a unit can rise by whole levels only."""
    return len(unit.readings) == 1 and unit.readings[0].dimension["method"] != "coverage"


def next_levels(readings: Sequence[DimensionReading]) -> Next:
    """Return the next level of each dimension that is known, for a profile without a tier."""
    steps = []
    for reading in readings:
        above = [level for level in own_levels(reading.dimension) if level > reading.worst]
        if reading.level is not None and above:
            steps.append(_step(reading, above[0], None))
    return {"tier": None, "needed": None, "levels_up": None, "steps": steps}


def _steps(rule: LevelsToTier, cap: Cap) -> list[NextStep]:
    """Return the step of a dimension, or those of a group's dimensions that are below the level."""
    readings = cap.unit.readings
    if len(readings) == 1 and readings[0].dimension["id"] == cap.unit.id:
        return [_step(readings[0], cap.to, cap.must)]
    return [
        _step(reading, cap.to, None)
        for reading in readings
        if is_known(rule, reading) and unit_of(rule, reading).at_worst < cap.to
    ]


def _step(reading: DimensionReading, wanted: int, must: int | None) -> NextStep:
    """Return what is missing on every level from where the dimension is to where it should be.

    Where it does not describe that level, it is the next that it describes.
    """
    above = (level for level in own_levels(reading.dimension) if level >= wanted)
    to = next(above, wanted)
    climb: list[StepLevel] = [
        {"level": level["level"], "label": level["label"], "signs": _open_signs(level, reading)}
        for level in reading.dimension["levels"]
        if reading.worst < level["level"] <= to
    ]
    name = reading.dimension["id"]
    return {"dimension": name, "level": reading.worst, "to": to, "must": must, "levels": climb}


def _open_signs(level: DimensionLevelRules, reading: DimensionReading) -> list[str]:
    """Return the signs that are not there yet; without items nobody knows which those are."""
    open_items = [item["text"] for item in level["items"] if item["id"] not in reading.held]
    return open_items if level["items"] else level["signs"]


def way_up(following: Next | None, caps: Sequence[Cap]) -> list[Explanation]:
    """Return what caps the tier, and which of it can't be made up for by the others."""
    if following is None or following["tier"] is None:
        return [say("That is the top tier.")]
    names, tier = [cap.unit.name for cap in caps], following["tier"]["name"]
    if following["levels_up"] is not None:
        return [
            say(
                "What keeps it from {tier}: {dimensions}."
                " Levels to climb, taken together: {levels}.",
                dimensions=names,
                tier=tier,
                levels={"number": following["levels_up"]["shown"]},
            )
        ]
    said = [
        say(
            "What keeps it from {tier}: {dimensions}. {needed} of these must reach level {level}.",
            dimensions=names,
            tier=tier,
            needed=following["needed"] or 0,
            level=caps[0].to,
        )
    ]
    must = [cap for cap in caps if cap.must is not None and cap.must < cap.to]
    if must:
        said.append(
            say(
                "These lag too far and have to reach level {level} in any case: {dimensions}.",
                dimensions=[cap.unit.name for cap in must],
                level=must[0].must or 0,
            )
        )
    return said

"""Ability: how mature are they? Levels, tier, what caps it and what the next tier takes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.scoring.answers import Answers
from icp_playbook.scoring.exact import exact_text, part_of
from icp_playbook.scoring.messages import Explanation, say
from icp_playbook.scoring.results import Ability, Next, NextStep, ProfileRow, StepLevel, Value
from icp_playbook.scoring.rules import (
    AbilityRules,
    DimensionLevelRules,
    DimensionRules,
    LevelsToTier,
    TierRules,
)


def judge_ability(model: AbilityRules | None, answers: Answers) -> Ability | None:
    """Return profile, tier and the way to the next one; None without a maturity model."""
    if model is None or not model["dimensions"]:
        return None
    readings = [read_dimension(dimension, model, answers) for dimension in model["dimensions"]]
    known = [reading for reading in readings if reading.level is not None]
    needed = max(part_of(model["rule"]["min_known"], len(readings)), 1)
    values = [reading.worst for reading in known]
    computed = _tier(model, values) if len(known) >= needed else None
    override = answers.override
    caps = _caps(model, known, computed) if computed else []
    result: Ability = {
        "status": "overridden" if override else "tier" if computed else "not-enough-evidence",
        "tier": override.tier if override else computed,
        "computed": computed,
        "override": {"tier": override.tier, "reason": override.reason} if override else None,
        "worst": _tier(model, [reading.worst for reading in readings]),
        "best": _tier(model, [reading.best for reading in readings]),
        "known": len(known),
        "needed": needed,
        "of": len(readings),
        "profile": [reading.row for reading in readings],
        "capped_by": [cap.reading.dimension["id"] for cap in caps],
        "next": _next(model, known, computed, caps) if computed and caps else None,
        "find_out": [
            {"dimension": reading.dimension["id"], "items": list(reading.unanswered)}
            for reading in readings
            if reading.level is None
        ],
        "trend": exact_text(Fraction(sum(values), len(values))) if values else None,
        "messages": [],
    }
    return {**result, "messages": _messages(result, caps)}


def tier_level(rule: LevelsToTier, values: list[int], lowest: int, top: int) -> int:
    """Return the level whose tier these dimensions have; `values` are known, at least one."""
    if rule["kind"] == "minimum":
        return min(values)
    if rule["kind"] == "mean":
        return min(
            max(math.floor(Fraction(sum(values), len(values)) + Fraction(1, 2)), lowest), top
        )
    enough = part_of(rule["share"], len(values))
    for level in range(top, lowest, -1):
        if (
            sum(value >= level for value in values) >= enough
            and min(values) >= level - rule["max_gap"]
        ):
            return level
    return lowest


def _tier(model: AbilityRules, values: list[int]) -> TierRules:
    levels = [level["level"] for level in model["levels"]]
    return _tier_at(model, tier_level(model["rule"], values, min(levels), max(levels)))


def _tier_at(model: AbilityRules, level: int) -> TierRules:
    return next(tier for tier in model["tiers"] if tier["level"] == level)


@dataclass(frozen=True, slots=True)
class _Cap:
    """A dimension below the next tier: the level to reach, and the one that it must have."""

    reading: DimensionReading
    to: int
    must: int | None


def _caps(model: AbilityRules, known: list[DimensionReading], tier: TierRules) -> list[_Cap]:
    """Return all the dimensions that keep the tier from the next one.

    Under `threshold` these are all below the next tier, while too few have reached it; once
    enough have, those that lag too far behind.
    """
    rule, wanted = model["rule"], tier["level"] + 1
    if wanted > max(level["level"] for level in model["levels"]):
        return []
    least = wanted - rule["max_gap"] if rule["kind"] == "threshold" else wanted
    to = least if rule["kind"] == "threshold" and _missing(rule, known, wanted) <= 0 else wanted
    return [
        _Cap(reading, to, least if rule["kind"] != "mean" and reading.worst < least else None)
        for reading in known
        if reading.worst < to
    ]


def _missing(rule: LevelsToTier, known: list[DimensionReading], level: int) -> int:
    """Return how many more dimensions the threshold wants at this level."""
    return part_of(rule["share"], len(known)) - sum(reading.worst >= level for reading in known)


def _next(
    model: AbilityRules, known: list[DimensionReading], tier: TierRules, caps: list[_Cap]
) -> Next:
    """Return the next tier and the way there."""
    rule, wanted = model["rule"], tier["level"] + 1
    missing = _missing(rule, known, wanted) if rule["kind"] == "threshold" else 0
    total = (Fraction(wanted) - Fraction(1, 2)) * len(known) - sum(
        reading.worst for reading in known
    )
    return {
        "tier": _tier_at(model, wanted),
        "needed": None if rule["kind"] == "mean" else missing if missing > 0 else len(caps),
        "levels_up": math.ceil(total) if rule["kind"] == "mean" else None,
        "steps": [_step(cap) for cap in caps],
    }


def _step(cap: _Cap) -> NextStep:
    """Return what is missing on every level from where the dimension is to where it should be."""
    reading = cap.reading
    climb: list[StepLevel] = [
        {"level": level["level"], "label": level["label"], "signs": _open_signs(level, reading)}
        for level in reading.dimension["levels"]
        if reading.worst < level["level"] <= cap.to
    ]
    name = reading.dimension["id"]
    return {
        "dimension": name,
        "level": reading.worst,
        "to": cap.to,
        "must": cap.must,
        "levels": climb,
    }


def _open_signs(level: DimensionLevelRules, reading: DimensionReading) -> list[str]:
    """Return the signs that are not there yet; without items nobody knows which those are."""
    open_items = [item["text"] for item in level["items"] if item["id"] not in reading.held]
    return open_items if level["items"] else level["signs"]


def _messages(result: Ability, caps: list[_Cap]) -> list[Explanation]:
    said, override, computed = [], result["override"], result["computed"]
    if override:
        said.append(
            say(
                "Tier set by hand: {tier}. Reason: {reason}",
                tier=override["tier"]["name"],
                reason=override["reason"],
            )
        )
    if computed is None:
        counts = {"known": result["known"], "of": result["of"], "needed": result["needed"]}
        said.append(
            say(
                "Not enough evidence for a tier:"
                " {known} of {of} dimensions known, {needed} needed.",
                **counts,
            )
        )
    else:
        tier, known, of = computed["name"], result["known"], result["of"]
        said.append(
            say(
                "The answers alone give: {tier}, from {known} of {of} dimensions.",
                tier=tier,
                known=known,
                of=of,
            )
            if override
            else say(
                "Tier: {tier}, from {known} of {of} dimensions.", tier=tier, known=known, of=of
            )
        )
    if result["worst"] != result["best"]:
        said.append(
            say(
                "With what is still unknown: {worst} at worst, {best} at best.",
                worst=result["worst"]["name"],
                best=result["best"]["name"],
            )
        )
    if computed:
        said.extend(_way_up(result["next"], caps))
    return said


def _way_up(following: Next | None, caps: list[_Cap]) -> list[Explanation]:
    """Return what caps the tier, and which of it can't be made up for by the others."""
    if following is None:
        return [say("That is the top tier.")]
    names, tier = [cap.reading.dimension["name"] for cap in caps], following["tier"]["name"]
    if following["levels_up"] is not None:
        return [
            say(
                "What keeps it from {tier}: {dimensions}."
                " Levels to climb, taken together: {levels}.",
                dimensions=names,
                tier=tier,
                levels=following["levels_up"],
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
        lagging = [cap.reading.dimension["name"] for cap in must]
        said.append(
            say(
                "These lag too far and have to reach level {level} in any case: {dimensions}.",
                dimensions=lagging,
                level=must[0].must or 0,
            )
        )
    return said


@dataclass(frozen=True, slots=True)
class DimensionReading:
    """One dimension: its level at worst and at best; `held` items need no more work."""

    dimension: DimensionRules
    worst: int
    best: int
    value: Value | None
    items: int
    unanswered: tuple[str, ...]
    held: frozenset[str]

    @property
    def level(self) -> int | None:
        """Return the level once no missing answer can change it."""
        return self.worst if self.worst == self.best else None

    @property
    def row(self) -> ProfileRow:
        """Return the dimension's line in the profile."""
        return {
            "dimension": self.dimension["id"],
            "level": self.level,
            "worst": self.worst,
            "best": self.best,
            "value": self.value,
            "answered": self.items - len(self.unanswered),
            "of": self.items,
        }


def read_dimension(
    dimension: DimensionRules, model: AbilityRules, answers: Answers
) -> DimensionReading:
    """Return what the answers say about one dimension."""
    levels = sorted(level["level"] for level in model["levels"])
    if dimension["method"] == "rubric":
        level = answers.rubric.get(dimension["id"])
        worst, best = (levels[0], levels[-1]) if level is None else (level, level)
        return DimensionReading(dimension, worst, best, None, 0, (), frozenset())
    given = answers.items.get(dimension["id"], {})
    by_level = {level["level"]: level for level in dimension["levels"]}
    steps = [by_level.get(level, _nothing(level)) for level in levels]
    ids = [item["id"] for step in steps for item in step["items"]]
    value = None
    if dimension["method"] == "checklist":
        worst, best = (_checklist(steps, given, assumed) for assumed in ("no", "yes"))
    else:
        low, high = (_coverage(steps, given, assumed) for assumed in ("0", "1"))
        worst, best = (min(max(math.floor(total), levels[0]), levels[-1]) for total in (low, high))
        value = Value(worst=exact_text(low), best=exact_text(high))
    held = frozenset(name for name in ids if given.get(name) in ("yes", "1", "not-applicable"))
    unanswered = tuple(name for name in ids if name not in given)
    return DimensionReading(dimension, worst, best, value, len(ids), unanswered, held)


def _nothing(level: int) -> DimensionLevelRules:
    return {"level": level, "label": "", "signs": [], "items": []}


def _checklist(steps: list[DimensionLevelRules], given: Mapping[str, str], assumed: str) -> int:
    """Return the highest level up to which all criteria of each level hold; else the lowest."""
    reached = steps[0]["level"]
    for step in steps:
        answers = [given.get(item["id"], assumed) for item in step["items"]]
        if "no" in answers:
            break
        reached = step["level"]
    return reached


def _coverage(steps: list[DimensionLevelRules], given: Mapping[str, str], assumed: str) -> Fraction:
    """Return the sum of the levels' means, so that a full answer up to level L is L.

    A level of which nothing is asked, or nothing applies, is held: it counts 1. Where levels
    start at 0, level 0 itself adds nothing to the sum.
    """
    total = Fraction(steps[0]["level"] - 1)
    for step in steps:
        values = [given.get(item["id"], assumed) for item in step["items"]]
        counted = [Fraction(value) for value in values if value != "not-applicable"]
        total += sum(counted, Fraction(0)) / len(counted) if counted else 1
    return max(total, Fraction(0))

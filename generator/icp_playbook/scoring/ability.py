"""Ability: how mature are they? Profile, groups, tier, and what caps it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from icp_playbook.scoring.answers import Answers
from icp_playbook.scoring.exact import exact_text, part_of
from icp_playbook.scoring.levels import DimensionReading, read_dimension
from icp_playbook.scoring.messages import Explanation, say
from icp_playbook.scoring.results import Ability, FurtherAbility, Next, OverrideResult
from icp_playbook.scoring.rules import AbilityRules, FurtherRules, TierRules
from icp_playbook.scoring.units import Unit, is_known, level_of, mean, roll_up, unit_of
from icp_playbook.scoring.way_up import Cap, caps_of, next_levels, next_tier, way_up


def judge_ability(model: AbilityRules | None, answers: Answers) -> Ability | None:
    """Return profile, tier and the way to the next one; None without a maturity model."""
    if model is None or not model["dimensions"]:
        return None
    rule = model["rule"]
    readings = [read_dimension(dimension, answers) for dimension in model["dimensions"]]
    groups = [roll_up(model, group, readings) for group in model.get("groups", [])]
    over = rule.get("over", "dimensions")
    units = [unit_of(rule, reading) for reading in readings]
    if over == "groups":
        units = [unit for unit, _ in groups]
    judged = _JudgedProfile(model, readings, units)
    override, computed, following = _override(model, answers), judged.computed, judged.following
    result: Ability = {
        "status": "overridden"
        if override
        else "tier"
        if computed
        else "not-enough-evidence"
        if judged.has_tiers
        else "profile-only",
        "tier": override["tier"] if override else computed,
        "computed": computed,
        "override": override,
        "worst": judged.tier([unit.at_worst for unit in units]),
        "best": judged.tier([unit.at_best for unit in units]),
        "over": over,
        "known": len(judged.known),
        "needed": judged.needed,
        "of": len(units),
        "profile": [reading.row for reading in readings],
        "groups": [row for _, row in groups],
        "capped_by": [step["dimension"] for step in following["steps"]]
        if following and computed
        else [],
        "capped_by_groups": [cap.unit.id for cap in judged.caps] if over == "groups" else [],
        "next": following,
        "find_out": [
            {"dimension": reading.dimension["id"], "items": list(reading.unanswered)}
            for reading in readings
            if not is_known(rule, reading)
        ],
        "trend": judged.trend,
        "messages": [],
    }
    return {**result, "messages": _messages(result, judged.caps)}


def _override(model: AbilityRules, answers: Answers) -> OverrideResult | None:
    """Return the tier set by hand, if it is one of this model."""
    given = answers.override
    if given is None or given.tier not in model["tiers"]:
        return None
    return {"tier": given.tier, "reason": given.reason}


def judge_further(models: list[FurtherRules], answers: Answers) -> list[FurtherAbility]:
    """Return what each further model says that has dimensions."""
    judged = ((model, judge_ability(model["ability"], answers)) for model in models)
    return [
        {"model": model["id"], "name": model["name"], "ability": ability}
        for model, ability in judged
        if ability is not None
    ]


class _JudgedProfile:
    """The tier of a profile, if there is one, and what lies between it and the next."""

    def __init__(
        self, model: AbilityRules, readings: list[DimensionReading], units: list[Unit]
    ) -> None:
        self._model, self._readings, self._units = model, readings, units
        self.has_tiers = model["rule"]["kind"] != "none"
        self.known = [unit for unit in units if unit.value is not None]
        self.needed = max(part_of(model["rule"]["min_known"], len(units)), 1)
        self._values = [unit.value for unit in self.known if unit.value is not None]
        self.computed = self._computed() if self.has_tiers else None
        self.caps = caps_of(model, self.known, self.computed) if self.computed else []

    @property
    def following(self) -> Next | None:
        """Return the way to the next tier; without tiers, to the next level of each dimension."""
        if not self.has_tiers:
            return next_levels(self._readings)
        return (
            next_tier(self._model, self.known, self.computed, self.caps) if self.computed else None
        )

    def tier(self, values: Sequence[Fraction]) -> TierRules | None:
        """Return the tier that these values have, None where there are no tiers."""
        return self._tier_at(level_of(self._model, values)) if self.has_tiers else None

    @property
    def trend(self) -> str | None:
        """Return the mean of what is known exactly, of groups where a mean of those decides."""
        values = [one.low for one in self._readings if one.low == one.high]
        if self._model["rule"]["kind"] == "mean":
            values = self._values
        return exact_text(mean(values)) if values else None

    def _computed(self) -> TierRules | None:
        """Return the tier of what is known, if that is enough; never one that is out of reach."""
        if len(self._values) < self.needed:
            return None
        worst = level_of(self._model, [unit.at_worst for unit in self._units])
        best = level_of(self._model, [unit.at_best for unit in self._units])
        return self._tier_at(min(max(level_of(self._model, self._values), worst), best))

    def _tier_at(self, level: int) -> TierRules:
        return next(tier for tier in self._model["tiers"] if tier["level"] == level)


def _messages(result: Ability, caps: list[Cap]) -> list[Explanation]:
    said, override, computed = [], result["override"], result["computed"]
    if override:
        said.append(
            say(
                "Tier set by hand: {tier}. Reason: {reason}",
                tier=override["tier"]["name"],
                reason=override["reason"],
            )
        )
    said.append(_evidence(result))
    worst, best = result["worst"], result["best"]
    if worst and best and worst != best:
        said.append(
            say(
                "With what is still unknown: {worst} at worst, {best} at best.",
                worst=worst["name"],
                best=best["name"],
            )
        )
    if computed:
        said.extend(way_up(result["next"], caps))
    return said


def _evidence(result: Ability) -> Explanation:
    """Return how much is known, and the tier that it gives."""
    known, of, computed = result["known"], result["of"], result["computed"]
    counts = {"known": known, "of": of}
    by_group = result["over"] == "groups"
    if result["status"] == "profile-only":
        return say(
            "The levels of the dimensions are the answer: {known} of {of} are known.",
            **counts,
        )
    if computed is None:
        counts["needed"] = result["needed"]
        if by_group:
            return say(
                "Not enough evidence for a tier: {known} of {of} groups known, {needed} needed.",
                **counts,
            )
        return say(
            "Not enough evidence for a tier: {known} of {of} dimensions known, {needed} needed.",
            **counts,
        )
    tier = computed["name"]
    if result["override"] and by_group:
        return say(
            "The answers alone give: {tier}, from {known} of {of} groups.", tier=tier, **counts
        )
    if result["override"]:
        return say(
            "The answers alone give: {tier}, from {known} of {of} dimensions.", tier=tier, **counts
        )
    if by_group:
        return say("Tier: {tier}, from {known} of {of} groups.", tier=tier, **counts)
    return say("Tier: {tier}, from {known} of {of} dimensions.", tier=tier, **counts)

"""The periodic review with a customer (QBR), from model, tiers, outcomes and strategies.

What depends on the tier or the segment is there once for each, and a script shows what was chosen:
the page grows with tiers plus segments, not with one times the other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import DO
from icp_playbook.model.lifecycle import Stage
from icp_playbook.model.maturity import (
    Dimension,
    DimensionLevel,
    FurtherModel,
    MaturityModel,
    Tier,
    of_model,
)
from icp_playbook.model.outcome import Outcome
from icp_playbook.model.play import Play
from icp_playbook.model.segment import Segment
from icp_playbook.model.strategy import Strategy
from icp_playbook.numbers import shown
from icp_playbook.stages.plan.pages import JoinedPage, View, current
from icp_playbook.stages.plan.pages.plays import stages_of, strategy_for

REVIEW_STAGES = ("review", "qbr")
"""Ids of the lifecycle stage at which the review is held."""


@dataclass(frozen=True, slots=True)
class NextTier:
    """From one tier to the next. `signs` are the levels of each dimension, here and there."""

    tier: Tier
    following: Tier | None
    rule: str
    """What the next tier takes, by the model's tier rule; empty at the top."""
    signs: tuple[tuple[Dimension, DimensionLevel | None, DimensionLevel | None], ...]
    plays: tuple[Play, ...]
    """What to run at the stage of the review."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What we do at the review with customers of one tier, and the segments in which it holds."""

    tier: Tier
    segments: tuple[Segment, ...]
    strategy: Strategy
    text: object
    """The strategy's text for the stage of the review, or None."""


def has_qbr(catalog: Catalog, _: object = None) -> bool:
    """Tell whether there is a maturity model with dimensions and tiers to review by."""
    dimensions, tiers = of_model(catalog.all(Dimension)), of_model(catalog.all(Tier))
    return bool(catalog.all(MaturityModel) and dimensions and tiers)


def show_qbr(catalog: Catalog, *_: object) -> View:
    """Return what the review is made of."""
    model = catalog.all(MaturityModel)[0]
    dimensions, tiers = of_model(catalog.all(Dimension)), of_model(catalog.all(Tier))
    segments = [one for one in current(catalog, Segment) if one.focus != "avoid"]
    stage = _stage(catalog)
    return {
        "levels": sorted(model.levels, key=lambda level: level.level),
        "tiers": tiers,
        "chosen": next((tier for tier in tiers if tier.ideal), tiers[0]),
        "segments": segments,
        "others": [
            (one, found)
            for one in current(catalog, FurtherModel)
            if (found := of_model(current(catalog, Dimension), one.id))
        ],
        "ways": [_way(catalog, model, dimensions, tier, stage) for tier in tiers],
        "stances": _stances(catalog, tiers, segments, stage),
        "stage": stage,
        "outcomes": [(segment, _outcomes(catalog, segment)) for segment in segments],
    }


def _stage(catalog: Catalog) -> Stage | None:
    stages = {stage.id: stage for stage in stages_of(catalog)}
    return next((stages[id] for id in REVIEW_STAGES if id in stages), None)


def _way(
    catalog: Catalog,
    model: MaturityModel,
    dimensions: Sequence[Dimension],
    tier: Tier,
    stage: Stage | None,
) -> NextTier:
    following = next((one for one in of_model(catalog.all(Tier)) if one.level > tier.level), None)
    return NextTier(
        tier,
        following,
        next_tier_rule(model, len(dimensions), following) if following else "",
        tuple((one, *_levels_around(one, tier, following)) for one in dimensions),
        tuple(
            play
            for play in catalog.users(tier.ref, Play, "tiers")
            if stage is not None and play.stage == stage.id
        ),
    )


def _levels_around(
    dimension: Dimension, tier: Tier, following: Tier | None
) -> tuple[DimensionLevel | None, DimensionLevel | None]:
    """Return what a dimension describes at a tier, or below, and at the next, or above."""
    levels = sorted(dimension.levels, key=lambda one: one.level)
    here = [one for one in levels if one.level <= tier.level]
    there = [one for one in levels if following and one.level >= following.level]
    return (here[-1] if here else None), (there[0] if there else None)


def next_tier_rule(model: MaturityModel, dimensions: int, following: Tier) -> str:
    """Return in words what it takes to reach a tier (scoring: the tier rule)."""
    rule, level = model.tier_rule, int(following.level)
    by_group = rule.over == "groups"
    if rule.method == "minimum":
        return (
            say("every group at level {level}", level=level)
            if by_group
            else say("every dimension at level {level}", level=level)
        )
    if rule.method == "mean":
        mean = shown(Fraction(level) - Fraction(1, 2))
        return (
            say("a mean of {mean} or more over the groups", mean=mean)
            if by_group
            else say("a mean of {mean} or more over the dimensions", mean=mean)
        )
    count = len(model.groups) if by_group else dimensions
    enough = math.ceil(Fraction(rule.share) * count)
    floor = level - int(rule.max_gap)
    lowest = min(int(one.level) for one in model.levels)
    numbers = {"enough": enough, "all": count, "level": level}
    if enough == count or floor <= lowest:
        return (
            say("{enough} of {all} groups at level {level}", **numbers)
            if by_group
            else say("{enough} of {all} dimensions at level {level}", **numbers)
        )
    numbers["floor"] = floor
    if by_group:
        return say(
            "{enough} of {all} groups at level {level}, and none below level {floor}", **numbers
        )
    return say(
        "{enough} of {all} dimensions at level {level}, and none below level {floor}", **numbers
    )


def _stances(
    catalog: Catalog, tiers: Sequence[Tier], segments: Sequence[Segment], stage: Stage | None
) -> list[Stance]:
    found = []
    for tier in tiers:
        held: dict[str, list[Segment]] = {}
        for segment in segments:
            if (strategy := strategy_for(tier.id, segment.id, catalog.all(Strategy))) is not None:
                held.setdefault(strategy.id, []).append(segment)
        for id, where in held.items():
            strategy = catalog.get(Strategy, id)
            texts = {entry.stage: entry.text for entry in strategy.by_stage}
            found.append(
                Stance(tier, tuple(where), strategy, texts.get(stage.id) if stage else None)
            )
    return found


def _outcomes(catalog: Catalog, segment: Segment) -> list[Outcome]:
    return [one for one in catalog.all(Outcome) if segment.id in (one.segments or (segment.id,))]


PAGES = (
    JoinedPage(
        "qbr",
        say("QBR: the review with a customer"),
        DO,
        show_qbr,
        has_qbr,
        order=2,
        asks=(say("QBR"), say("What goes into the plan for the next quarter?")),
        boost=2,
        on_paper=False,
        tells=say("The sheet for a review with a customer, and what goes into the next plan."),
    ),
)

"""The least profile that makes each tier, by the rule of its model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.messages import Message, say
from icp_playbook.model.maturity import MaturityModel, Tier, TierRule
from icp_playbook.numbers import shown
from icp_playbook.scoring.current import plain
from icp_playbook.scoring.exact import part_of
from icp_playbook.stages.plan.pictures.maturity_profile import ProfilePicture, draw_least

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class TierShape:
    """A tier, the least profile that makes it, and the same in words."""

    tier: Tier
    drawn: ProfilePicture
    text: Message


def least_shapes(model: MaturityModel, tiers: Sequence[Tier], dimensions: int) -> list[TierShape]:
    """Return the shape of each tier; none where no rule makes tiers, or there is no shape to see.

    What counts are the dimensions, or their groups where the rule goes over those.
    """
    rule = model.tier_rule
    if rule.method == "none":
        return []
    count = len(model.groups) if rule.over == "groups" else dimensions
    levels = sorted(int(one.level) for one in model.levels)
    found = [(tier, least_of(rule, int(tier.level), count, levels[0])) for tier in tiers]
    return [
        TierShape(tier, drawn, _text(rule, int(tier.level), asked, levels[0]))
        for tier, asked in found
        if int(tier.level) in levels and (drawn := draw_least(levels, asked))
    ]


def least_of(rule: TierRule, level: int, count: int, lowest: int) -> tuple[int, ...]:
    """Return the lowest levels that make a tier, the highest of them first."""
    if level <= lowest:
        return (lowest,) * count
    reached, others = count, level
    if rule.method == "threshold":
        reached = part_of(plain(rule.share), count)
        others = max(level - int(rule.max_gap), lowest)
    elif rule.method == "mean":
        reached, others = part_of("1/2", count), level - 1
    return (level,) * reached + (others,) * (count - reached)


def _text(rule: TierRule, level: int, asked: Sequence[int], lowest: int) -> Message:
    reached, count = sum(one == level for one in asked), len(asked)
    if level <= lowest:
        return say("Whoever has not reached the next one.")
    if rule.method == "mean":
        return say("A mean of {mean} or more.", mean=shown(level - _HALF))
    if reached == count:
        return say("All {count} at level {level} or above.", count=count, level=level)
    if asked[-1] == lowest:
        return say(
            "{reached} of {count} at level {level} or above.",
            reached=reached,
            count=count,
            level=level,
        )
    return say(
        "{reached} of {count} at level {level} or above, none below level {least}.",
        reached=reached,
        count=count,
        level=level,
        least=asked[-1],
    )

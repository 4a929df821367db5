"""Tiers and dimensions in their order, and the strategy that holds for a tier."""

from __future__ import annotations

from collections.abc import Iterable

from icp_playbook.model.maturity import Dimension, Tier
from icp_playbook.model.strategy import Strategy


def tiers_in_order(tiers: Iterable[Tier]) -> list[Tier]:
    """Return the tiers from low to high."""
    return sorted(tiers, key=lambda tier: (tier.level, tier.id))


def dimensions_in_order(dimensions: Iterable[Dimension]) -> list[Dimension]:
    """Return the dimensions as the company orders them, the others after them by id."""
    return sorted(dimensions, key=lambda one: (one.order is None, one.order or 0, one.id))


def general_strategy(tier: Tier, strategies: Iterable[Strategy]) -> Strategy | None:
    """Return the strategy of a tier that is not for one segment only."""
    return next((one for one in strategies if one.tier == tier.id and one.segment is None), None)


def strategy_for(tier: str, segment: str | None, strategies: Iterable[Strategy]) -> Strategy | None:
    """Return the strategy of a tier in a segment: the segment's own, or else the general one."""
    found = [one for one in strategies if one.tier == tier and one.segment in (None, segment)]
    return next((one for one in found if one.segment is not None), next(iter(found), None))

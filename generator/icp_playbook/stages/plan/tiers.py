"""The strategy that holds for a tier, in general or in a segment."""

from __future__ import annotations

from collections.abc import Iterable

from icp_playbook.model.maturity import Tier
from icp_playbook.model.strategy import Strategy


def general_strategy(tier: Tier, strategies: Iterable[Strategy]) -> Strategy | None:
    """Return the strategy of a tier that is not for one segment only."""
    return next((one for one in strategies if one.tier == tier.id and one.segment is None), None)


def strategy_for(tier: str, segment: str | None, strategies: Iterable[Strategy]) -> Strategy | None:
    """Return the strategy of a tier in a segment: the segment's own, or else the general one."""
    found = [one for one in strategies if one.tier == tier and one.segment in (None, segment)]
    return next((one for one in found if one.segment is not None), next(iter(found), None))

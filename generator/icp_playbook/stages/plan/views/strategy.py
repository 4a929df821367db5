"""Strategies: cut by stage, with the plays of each."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.maturity import Tier
from icp_playbook.model.play import Play
from icp_playbook.model.strategy import Strategy
from icp_playbook.stages.plan.views.tier import stages


def page(catalog: Catalog, strategy: Strategy) -> Mapping[str, object]:
    """Return what a strategy's page shows beyond its own fields."""
    plays = catalog.users(f"tier:{strategy.tier}", Play, "tiers")
    fitting = tuple(
        play
        for play in plays
        if strategy.segment is None or not play.segments or strategy.segment in play.segments
    )
    return {"tier": catalog.get(Tier, strategy.tier), "stages": stages(catalog, strategy, fitting)}


def index(catalog: Catalog) -> Mapping[str, object]:
    """Return the strategies of each tier, the general one first."""
    return {
        "by_tier": [
            (
                tier,
                sorted(
                    catalog.users(tier.ref, Strategy, "tier"),
                    key=lambda one: (one.segment is not None, one.id),
                ),
            )
            for tier in catalog.all(Tier)
        ]
    }

"""Strategies: cut by stage, with the plays of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.maturity import Tier
from icp_playbook.model.play import Play
from icp_playbook.model.strategy import Strategy
from icp_playbook.stages.plan.views.tier import stages


def pages(catalog: Catalog) -> Callable[[Strategy], Mapping[str, object]]:
    """Return what a strategy's page shows beyond its own fields."""
    anywhere = [play for play in catalog.all(Play) if not play.segments]

    def page(strategy: Strategy) -> Mapping[str, object]:
        plays: Iterable[Play] = catalog.all(Play)
        if strategy.segment is not None:
            own = catalog.users(f"segment:{strategy.segment}", Play, "segments")
            plays = sorted((*anywhere, *own), key=lambda play: play.rank)
        fitting = tuple(play for play in plays if strategy.tier in play.tiers)
        return {"tier": catalog.get(Tier, strategy.tier), "stages": stages(catalog, strategy, fitting)}

    return page


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

"""Tiers: what they ask beside what we do, cut by stage, with the plays of each and the risks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from icp_playbook.model.best_practice import BestPractice
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.lifecycle import Lifecycle
from icp_playbook.model.maturity import Dimension, Tier
from icp_playbook.model.play import Play
from icp_playbook.model.strategy import Strategy
from icp_playbook.stages.plan.decisions import decisions
from icp_playbook.stages.plan.joins import risks
from icp_playbook.stages.plan.tiers import general_strategy


def page(catalog: Catalog, tier: Tier) -> Mapping[str, object]:
    """Return what a tier's page shows beyond its own fields."""
    strategies = catalog.users(tier.ref, Strategy, "tier")
    general = general_strategy(tier, strategies)
    plays = catalog.users(tier.ref, Play, "tiers")
    return {
        "strategy": general,
        "overrides": overrides(tier, strategies),
        "stages": stages(catalog, general, plays),
        "risks": [(risk, found) for risk in risks.risks(catalog, [tier]) if (found := risk.plays[0][1])],
        "decisions": [(row, row.cells[0][1]) for row in decisions(catalog, [tier])],
        "practices": catalog.users(tier.ref, BestPractice, "tiers"),
        "recognised": [
            (dimension, level)
            for dimension in catalog.all(Dimension)
            for level in dimension.levels
            if level.level == tier.level
        ],
    }


def stages(catalog: Catalog, strategy: Strategy | None, plays: tuple[Play, ...]) -> list[object]:
    """Return each lifecycle stage with the strategy's text for it and the plays that belong there."""
    lifecycle = catalog.one(Lifecycle)
    texts = {entry.stage: entry.text for entry in strategy.by_stage} if strategy else {}
    rows = [
        (stage, texts.get(stage.id), [play for play in plays if play.stage == stage.id])
        for stage in (lifecycle.stages if lifecycle else ())
    ]
    return [row for row in rows if row[1] is not None or row[2]]


def index(catalog: Catalog) -> Mapping[str, object]:
    """Return the tiers from low to high, each with its general strategy and those that a segment has of its own."""
    strategies = catalog.all(Strategy)
    return {
        "tiers": [
            (tier, general_strategy(tier, strategies), overrides(tier, strategies))
            for tier in catalog.all(Tier)
        ]
    }


def overrides(tier: Tier, strategies: Iterable[Strategy]) -> list[Strategy]:
    """Return the strategies that hold at this tier for one segment only."""
    return [one for one in strategies if one.tier == tier.id and one.segment is not None]

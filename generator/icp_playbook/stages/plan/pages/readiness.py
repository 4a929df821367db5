"""Readiness: motivation, maturity from rubric to tier, and the grid that decides on both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.grid import Cell, Grid
from icp_playbook.model.maturity import Dimension, DimensionLevel, MaturityModel, Tier
from icp_playbook.model.play import Play
from icp_playbook.model.qualification import VERDICTS, Qualification
from icp_playbook.model.strategy import Strategy
from icp_playbook.scoring.compile import needed_dimensions
from icp_playbook.stages.plan.pages import KindPages, View
from icp_playbook.stages.plan.pages.plays import by_stage, general_strategy, list_risks

_VERDICTS = {
    "qualified": say("Qualified"),
    "pursue": say("Pursue"),
    "nurture": say("Nurture"),
}


def show_qualification(_: Catalog, qualification: Qualification) -> View:
    """Return how many criteria must be confirmed (or not absent); scoring rounds up, too."""
    share = qualification.rule.share * len(qualification.criteria)
    return {"needed": int(-(-share // 1))}


def show_model(catalog: Catalog, model: MaturityModel) -> View:
    """Return the rubric, dimension by level, and what each tier asks beside what we do."""
    levels = sorted(model.levels, key=lambda level: level.level)
    dimensions, strategies = catalog.all(Dimension), catalog.all(Strategy)
    return {
        "levels": levels,
        "needed": needed_dimensions(model.tier_rule, len(dimensions)),
        "rubric": [
            (dimension, [level_of(dimension, level.level) for level in levels])
            for dimension in dimensions
        ],
        "tiers": [(tier, general_strategy(tier, strategies)) for tier in catalog.all(Tier)],
    }


def level_of(dimension: Dimension, level: Decimal) -> DimensionLevel | None:
    """Return what a dimension says of a level."""
    return next((one for one in dimension.levels if one.level == level), None)


def show_tier(catalog: Catalog, tier: Tier) -> View:
    """Return what a tier asks beside what we do, cut by stage, with the risks and the decisions."""
    strategies = catalog.users(tier.ref, Strategy, "tier")
    general = general_strategy(tier, strategies)
    recognised = [(one, level_of(one, tier.level)) for one in catalog.all(Dimension)]
    return {
        "strategy": general,
        "overrides": _overrides(tier, strategies),
        "stages": by_stage(catalog, general, catalog.users(tier.ref, Play, "tiers")),
        "risks": [
            (risk, found) for risk in list_risks(catalog, [tier]) if (found := risk.plays[0][1])
        ],
        "decisions": [(row, row.cells[0][1]) for row in list_decisions(catalog, [tier])],
        "recognised": [(one, level) for one, level in recognised if level],
    }


def list_tiers(catalog: Catalog) -> View:
    """Return the tiers from low to high, each with its general strategy and the segments' own."""
    strategies = catalog.all(Strategy)
    return {
        "tiers": [
            (tier, general_strategy(tier, strategies), _overrides(tier, strategies))
            for tier in catalog.all(Tier)
        ]
    }


def _overrides(tier: Tier, strategies: Iterable[Strategy]) -> list[Strategy]:
    return [one for one in strategies if one.tier == tier.id and one.segment is not None]


def show_grid(catalog: Catalog, _: Grid) -> View:
    """Return the rows of the grid, its tiers from low to high, and how many cells are undecided."""
    tiers = catalog.all(Tier)
    rows = list_decisions(catalog, tiers)
    return {
        "tiers": tiers,
        "rows": rows,
        "undecided": sum(cell is None for row in rows for _, cell in row.cells),
        "asked": bool(catalog.all(Qualification)),
        "scored": bool(catalog.all(MaturityModel)),
    }


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the grid: a verdict as the company calls it, and its cell for each tier.

    A cell that nobody has decided is None.
    """

    id: str
    verdict: str
    meaning: str | None
    cells: tuple[tuple[Tier, Cell | None], ...]


def list_decisions(catalog: Catalog, tiers: Sequence[Tier]) -> list[Decision]:
    """Return the grid's rows for these tiers, the best verdict first; none without a grid."""
    grid, qualification = catalog.one(Grid), catalog.one(Qualification)
    if grid is None:
        return []
    named = {one.id: one for one in qualification.verdicts} if qualification else {}
    decided = {(cell.verdict, cell.tier): cell for cell in grid.cells}
    return [
        Decision(
            verdict,
            named[verdict].name if verdict in named else _VERDICTS[verdict],
            named[verdict].meaning if verdict in named else None,
            tuple((tier, decided.get((verdict, tier.id))) for tier in tiers),
        )
        for verdict in VERDICTS
    ]


PAGES = (
    KindPages(Qualification, show_qualification),
    KindPages(MaturityModel, show_model),
    KindPages(Tier, show_tier, index=list_tiers),
    KindPages(Grid, show_grid),
)

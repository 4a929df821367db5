"""Readiness: motivation, maturity from rubric to tier, and the grid that decides on both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.grid import Cell, Grid
from icp_playbook.model.maturity import (
    Dimension,
    DimensionGroup,
    DimensionLevel,
    FurtherModel,
    MaturityModel,
    Tier,
    id_of,
    of_model,
)
from icp_playbook.model.play import Play
from icp_playbook.model.qualification import VERDICTS, Qualification
from icp_playbook.model.strategy import Strategy
from icp_playbook.project import Site
from icp_playbook.scoring.compile_ability import needed_dimensions, needed_groups
from icp_playbook.scoring.current import plain
from icp_playbook.scoring.exact import part_of
from icp_playbook.stages.plan.pages import KindPages, View
from icp_playbook.stages.plan.pages.plays import by_stage, general_strategy, list_risks
from icp_playbook.stages.plan.pictures.heat_map import HeatMap, draw_heat_map
from icp_playbook.stages.plan.pictures.least_profile import least_shapes
from icp_playbook.stages.plan.pictures.tier_ladder import LadderPicture, draw_ladder

Ladder: TypeAlias = tuple[LadderPicture | None, LadderPicture | None]
"""The picture of tiers for a wide screen, and for a phone."""

_VERDICTS = {
    "qualified": say("Qualified"),
    "pursue": say("Pursue"),
    "nurture": say("Nurture"),
}


def show_qualification(_: Catalog, qualification: Qualification) -> View:
    """Return how many criteria must be confirmed (or not absent), and what verdicts are called."""
    share = plain(qualification.rule.share)
    return {
        "needed": part_of(share, len(qualification.criteria)),
        "names": names_of_verdicts(qualification),
    }


def names_of_verdicts(qualification: Qualification | None) -> dict[str, str]:
    """Return the company's own name of each verdict, else the method's."""
    own = {one.id: one.name for one in qualification.verdicts} if qualification else {}
    return {**_VERDICTS, **own}


@dataclass(frozen=True, slots=True)
class RubricPart:
    """The dimensions of one group, or those of none: each with what it says of each level."""

    group: DimensionGroup | None
    rows: tuple[tuple[Dimension, tuple[DimensionLevel | None, ...]], ...]


def show_models(catalog: Catalog, site: Site) -> Callable[[MaturityModel], View]:
    """Return what shows a model: its rubric, and what each tier asks beside what we do."""
    return lambda model: {
        **show_model(catalog, model),
        "ladder": _ladder(catalog, site, id_of(model)),
        "heat": heat_maps(catalog, site, model),
    }


def _ladder(catalog: Catalog, site: Site, model: str | None) -> Ladder:
    """Return the picture of the tiers of a further model or the main one, wide and narrow."""
    strategies = catalog.all(Strategy)
    tiers = [
        (tier, general_strategy(tier, strategies)) for tier in of_model(catalog.all(Tier), model)
    ]
    return draw_ladder(tiers, 760, site.language), draw_ladder(tiers, 340, site.language)


def heat_maps(
    catalog: Catalog,
    site: Site,
    model: MaturityModel,
    here: Mapping[str, int | None] | None = None,
) -> tuple[HeatMap | None, HeatMap | None]:
    """Return what each level of a model looks like, wide and narrow; `here` marks an account's."""
    levels = sorted(model.levels, key=lambda level: level.level)
    found = of_model(catalog.all(Dimension), id_of(model))
    groups = [group.id for group in model.groups]
    rows = sorted(found, key=lambda one: groups.index(one.group) if one.group in groups else 99)
    return (
        draw_heat_map(rows, levels, 800, site.language, here),
        draw_heat_map(rows, levels, 356, site.language, here),
    )


def show_model(catalog: Catalog, model: MaturityModel) -> View:
    """Return the rubric, dimension by level, and what each tier asks beside what we do."""
    levels = sorted(model.levels, key=lambda level: level.level)
    dimensions = of_model(catalog.all(Dimension), id_of(model))
    strategies, tiers = catalog.all(Strategy), of_model(catalog.all(Tier), id_of(model))
    rubric = [
        RubricPart(
            group,
            tuple(
                (one, tuple(level_of(one, level.level) for level in levels))
                for one in dimensions
                if one.group == (group.id if group else None)
            ),
        )
        for group in (*model.groups, None)
    ]
    return {
        "levels": levels,
        "needed": needed_dimensions(model.tier_rule, len(dimensions)),
        "needed_groups": needed_groups(model.tier_rule, len(dimensions), len(model.groups)),
        "all": len(dimensions),
        "rubric": [part for part in rubric if part.rows],
        "methods": {
            method: [one for one in dimensions if one.method == method]
            for method in dict.fromkeys(one.method for one in dimensions)
        },
        "by_coverage": any(one.method == "coverage" for one in dimensions),
        "tiers": [(tier, general_strategy(tier, strategies)) for tier in tiers],
        "shapes": least_shapes(model, tiers, len(dimensions)),
        "others": [one for one in _models(catalog) if one is not model],
    }


def _models(catalog: Catalog) -> list[MaturityModel]:
    return [*catalog.all(MaturityModel), *catalog.all(FurtherModel)]


def show_dimension(catalog: Catalog, dimension: Dimension) -> View:
    """Return the model of a dimension, its group, and what the levels are called there."""
    model = next((one for one in _models(catalog) if id_of(one) == dimension.model), None)
    groups = model.groups if model else ()
    asked = [one for level in dimension.levels for one in level.questions]
    return {
        "model": model,
        "group": next((one for one in groups if one.id == dimension.group), None),
        "own_scale": any(one.scale for one in asked),
        "usual_scale": not dimension.scale and any(not one.scale for one in asked),
        "skips": model is not None
        and len({level.level for level in dimension.levels}) < len(model.levels),
    }


def level_of(dimension: Dimension, level: Decimal) -> DimensionLevel | None:
    """Return what a dimension says of a level."""
    return next((one for one in dimension.levels if one.level == level), None)


def show_tier(catalog: Catalog, tier: Tier) -> View:
    """Return what a tier asks beside what we do, cut by stage, with the risks and the decisions."""
    strategies = catalog.users(tier.ref, Strategy, "tier")
    general = general_strategy(tier, strategies)
    dimensions = of_model(catalog.all(Dimension), tier.model)
    recognised = [(one, level_of(one, tier.level)) for one in dimensions]
    model = next((one for one in _models(catalog) if id_of(one) == tier.model), None)
    decisions = list_decisions(catalog, [tier]) if tier.model is None else []
    return {
        "model": model,
        "situations": [
            situation
            for level in (model.levels if model else ())
            if level.level == tier.level
            for situation in level.situations
        ],
        "strategy": general,
        "overrides": _overrides(tier, strategies),
        "stages": by_stage(catalog, general, catalog.users(tier.ref, Play, "tiers")),
        "risks": [
            (risk, found) for risk in list_risks(catalog, [tier]) if (found := risk.plays[0][1])
        ],
        "decisions": [(row, *row.cells[0][1:]) for row in decisions],
        "recognised": [(one, level) for one, level in recognised if level],
    }


def show_tiers(catalog: Catalog, site: Site) -> Callable[[Tier], View]:
    """Return what shows a tier, and its place among the others."""
    ladders: dict[str | None, Ladder] = {}

    def show(tier: Tier) -> View:
        if tier.model not in ladders:
            ladders[tier.model] = _ladder(catalog, site, tier.model)
        return {**show_tier(catalog, tier), "ladder": ladders[tier.model]}

    return show


def list_tiers(catalog: Catalog, site: Site) -> View:
    """Return the tiers of each model from low to high.

    Each comes with its general strategy and the segments' own.
    """
    strategies = catalog.all(Strategy)
    by_model = [
        (
            model,
            [
                (tier, general_strategy(tier, strategies), _overrides(tier, strategies))
                for tier in of_model(catalog.all(Tier), id_of(model) if model else None)
            ],
        )
        for model in (catalog.one(MaturityModel), *catalog.all(FurtherModel))
    ]
    shown = [(model, tiers) for model, tiers in by_model if tiers]
    return {
        "by_model": shown,
        "ladders": {
            model and model.id: _ladder(catalog, site, id_of(model) if model else None)
            for model, _ in shown
        },
    }


def _overrides(tier: Tier, strategies: Iterable[Strategy]) -> list[Strategy]:
    return [one for one in strategies if one.tier == tier.id and one.segment is not None]


def show_grid(catalog: Catalog, _: Grid) -> View:
    """Return the rows of the grid, its tiers from low to high, and how many cells are undecided."""
    tiers = of_model(catalog.all(Tier))
    rows = list_decisions(catalog, tiers)
    return {
        "tiers": tiers,
        "rows": rows,
        "undecided": sum(cell is None for row in rows for _, cell, _ in row.cells),
        "asked": bool(catalog.all(Qualification)),
        "scored": bool(catalog.all(MaturityModel)),
    }


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the grid: a verdict as the company calls it, and its cell for each tier.

    A cell that nobody has decided is None; cells for single segments stand beside it.
    """

    id: str
    verdict: str
    meaning: str | None
    cells: tuple[tuple[Tier, Cell | None, tuple[Cell, ...]], ...]


def list_decisions(catalog: Catalog, tiers: Sequence[Tier]) -> list[Decision]:
    """Return the grid's rows for these tiers, the best verdict first; none without a grid."""
    grid, qualification = catalog.one(Grid), catalog.one(Qualification)
    if grid is None:
        return []
    named = {one.id: one for one in qualification.verdicts} if qualification else {}
    names = names_of_verdicts(qualification)
    decided = {(one.verdict, one.tier): one for one in grid.cells if one.segment is None}
    return [
        Decision(
            verdict,
            names[verdict],
            named[verdict].meaning if verdict in named else None,
            tuple(
                (tier, decided.get((verdict, tier.id)), _own_cells(grid, verdict, tier))
                for tier in tiers
            ),
        )
        for verdict in VERDICTS
    ]


def _own_cells(grid: Grid, verdict: str, tier: Tier) -> tuple[Cell, ...]:
    return tuple(
        one for one in grid.cells if one.segment and (one.verdict, one.tier) == (verdict, tier.id)
    )


PAGES = (
    KindPages(Qualification, show_qualification),
    KindPages(MaturityModel, sited=show_models),
    KindPages(FurtherModel, sited=show_models),
    KindPages(Dimension, show_dimension),
    KindPages(Tier, sited=show_tiers, sited_index=list_tiers),
    KindPages(Grid, show_grid),
)

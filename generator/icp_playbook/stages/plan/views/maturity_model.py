"""The maturity model: the rubric, dimension by level, and what each tier asks beside what we do."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.maturity import Dimension, MaturityModel, Tier
from icp_playbook.model.strategy import Strategy
from icp_playbook.scoring.compile import needed_dimensions
from icp_playbook.stages.plan.tiers import general_strategy


def page(catalog: Catalog, model: MaturityModel) -> Mapping[str, object]:
    """Return the rubric and the tiers of the model."""
    levels = sorted(model.levels, key=lambda level: level.level)
    dimensions = catalog.all(Dimension)
    return {
        "levels": levels,
        "needed": needed_dimensions(model.tier_rule, len(dimensions)),
        "rubric": [
            (dimension, [_at(dimension, int(level.level)) for level in levels]) for dimension in dimensions
        ],
        "tiers": [(tier, general_strategy(tier, catalog.all(Strategy))) for tier in catalog.all(Tier)],
    }


def _at(dimension: Dimension, level: int) -> object:
    return next((one for one in dimension.levels if one.level == level), None)

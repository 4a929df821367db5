"""Dimensions in the company's order."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.maturity import Dimension, MaturityModel, Tier


def page(catalog: Catalog, dimension: Dimension) -> Mapping[str, object]:
    """Return the names of the levels and the tier that each stands for."""
    model = catalog.one(MaturityModel)
    return {
        "level_names": {int(level.level): level.name for level in model.levels} if model else {},
        "tiers": {int(tier.level): tier for tier in catalog.all(Tier)},
    }

"""The grid: motivation by ability, every cell a stance with its plays, or a hole that says so."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.grid import Grid
from icp_playbook.model.maturity import Tier
from icp_playbook.stages.plan.decisions import decisions


def page(catalog: Catalog, _: Grid) -> Mapping[str, object]:
    """Return the rows of the grid, its tiers from low to high, and how many cells are undecided."""
    tiers = catalog.all(Tier)
    rows = decisions(catalog, tiers)
    return {
        "tiers": tiers,
        "rows": rows,
        "undecided": sum(cell is None for row in rows for _, cell in row.cells),
        "asked": bool(catalog.by_kind["qualification"]),
        "scored": bool(catalog.by_kind["maturity-model"]),
    }

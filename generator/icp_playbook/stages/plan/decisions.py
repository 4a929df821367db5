"""What we do for each verdict and tier: the grid's cells, and where nothing has been decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.grid import Cell, Grid
from icp_playbook.model.maturity import Tier
from icp_playbook.model.qualification import VERDICTS, Qualification


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the grid: a verdict as the company calls it, and its cell for each tier (None: undecided)."""

    id: str
    verdict: str
    meaning: str | None
    cells: tuple[tuple[Tier, Cell | None], ...]


def decisions(catalog: Catalog, tiers: Sequence[Tier]) -> list[Decision]:
    """Return the grid's rows for these tiers, the best verdict first; none when the company has no grid."""
    grid, qualification = catalog.one(Grid), catalog.one(Qualification)
    if grid is None:
        return []
    named = {one.id: one for one in qualification.verdicts} if qualification else {}
    decided = {(cell.verdict, cell.tier): cell for cell in grid.cells}
    return [
        Decision(
            verdict,
            named[verdict].name if verdict in named else verdict.capitalize(),
            named[verdict].meaning if verdict in named else None,
            tuple((tier, decided.get((verdict, tier.id))) for tier in tiers),
        )
        for verdict in VERDICTS
    ]

"""The grid's rows: what was decided, under the company's own names."""

from __future__ import annotations

from pathlib import Path

from drawn_site import catalog_of
from icp_playbook.model.maturity import Tier
from icp_playbook.stages.plan.decisions import decisions

GRID = """
    --- + minimal
    --- + tiers
    --- playbooks/grid.yml
    owner: sales
    cells:
      - {verdict: pursue, tier: expert, stance: One more call., plays: [champion-left]}
"""


def test_a_cell_nobody_decided_is_a_hole(tmp_path: Path) -> None:
    """Every verdict has a cell for every tier, most of them empty here."""
    catalog = catalog_of(tmp_path, GRID)
    rows = decisions(catalog, catalog.all(Tier))
    assert [(row.id, [cell and cell.stance for _, cell in row.cells]) for row in rows] == [
        ("qualified", [None, None]),
        ("pursue", [None, "One more call."]),
        ("nurture", [None, None]),
    ]


def test_verdicts_go_by_the_company_s_names(tmp_path: Path) -> None:
    """What qualification calls a verdict is what the grid calls it; an unnamed one goes by its id."""
    named = """
    --- content/qualification.yml
    owner: sales
    criteria: [{id: pain, name: Pain, questions: [Where does it hurt?], confirmed: They say it.}]
    verdicts: [{id: qualified, name: Go, meaning: They want it., next_action: Call.}]
"""
    catalog = catalog_of(tmp_path, GRID + named)
    rows = decisions(catalog, catalog.all(Tier))
    assert [(row.verdict, row.meaning) for row in rows] == [
        ("Go", "They want it."),
        ("Pursue", None),
        ("Nurture", None),
    ]


def test_without_a_grid_there_are_no_rows(tmp_path: Path) -> None:
    """A company that has not begun to decide has no grid full of holes."""
    catalog = catalog_of(tmp_path, GRID + "    --- playbooks/grid.yml -\n")
    assert decisions(catalog, catalog.all(Tier)) == []

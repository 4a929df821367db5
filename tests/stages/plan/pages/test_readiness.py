"""The maturity model says its own rule, as scoring reads it; the grid says what was decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn_site import catalog_of
from icp_playbook.model.maturity import MaturityModel, Tier
from icp_playbook.stages.plan.pages.readiness import list_decisions, show_model

DIMENSIONS = "".join(
    f"--- content/maturity/dimensions/d{number}.yml\n"
    f"{{name: Side {number}, owner: sales, question: How far?,"
    " levels: [{level: 1, label: A, descriptor: B.},"
    " {level: 2, label: C, descriptor: D.}]}\n"
    for number in range(4)
)


@pytest.mark.parametrize(
    ("rule", "needed"),
    [("", 4), ("tier_rule: {min_known: 2}", 2), ("tier_rule: {min_known: 5}", 5)],
)
def test_the_page_says_how_many_dimensions_must_be_known(
    tmp_path: Path, rule: str, needed: int
) -> None:
    """Three quarters of five, rounded up, or what the company says."""
    model = f"--- content/maturity/model.yml +\n{rule}\n" if rule else ""
    catalog = catalog_of(tmp_path, f"--- + minimal\n--- + tiers\n{DIMENSIONS}{model}")
    found = catalog.one(MaturityModel)
    assert found is not None
    assert show_model(catalog, found)["needed"] == needed


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
    rows = list_decisions(catalog, catalog.all(Tier))
    assert [(row.id, [cell and cell.stance for _, cell, _ in row.cells]) for row in rows] == [
        ("qualified", [None, None]),
        ("pursue", [None, "One more call."]),
        ("nurture", [None, None]),
    ]


def test_verdicts_go_by_the_company_s_names(tmp_path: Path) -> None:
    """The grid says what qualification calls a verdict; an unnamed one has the method's name."""
    named = """
    --- content/qualification.yml
    owner: sales
    criteria: [{id: pain, name: Pain, questions: [Where does it hurt?], confirmed: They say it.}]
    verdicts: [{id: qualified, name: Go, meaning: They want it., next_action: Call.}]
"""
    catalog = catalog_of(tmp_path, GRID + named)
    rows = list_decisions(catalog, catalog.all(Tier))
    assert [(row.verdict, row.meaning) for row in rows] == [
        ("Go", "They want it."),
        ("Pursue", None),
        ("Nurture", None),
    ]


def test_without_a_grid_there_are_no_rows(tmp_path: Path) -> None:
    """A company that has not begun to decide has no grid full of holes."""
    catalog = catalog_of(tmp_path, GRID + "    --- playbooks/grid.yml -\n")
    assert list_decisions(catalog, catalog.all(Tier)) == []

"""The maturity model says its own rule, as scoring reads it; the grid says what was decided."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest

from drawn_site import catalog_of
from icp_playbook.model.grid import Grid
from icp_playbook.model.maturity import FurtherModel, MaturityModel, Tier
from icp_playbook.stages.plan.pages.readiness import list_decisions, show_grid, show_model

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


FURTHER = """
    --- + minimal
    --- + tiers
    --- content/maturity/models/use.yml
    name: Use
    owner: sales
    levels: [{level: 1, name: Little}, {level: 2, name: Some}, {level: 3, name: Much}]
    groups: [{id: people, name: People}, {id: screens, name: Screens}]
    tier_rule: {method: none}
    --- content/maturity/dimensions/logins.yml
    name: Logins
    owner: sales
    model: use
    group: people
    question: How often are they there?
    levels:
      - {level: 1, label: Rarely, descriptor: Rarely.}
      - {level: 3, label: Daily, descriptor: Daily., situations: [Each morning at nine.]}
    --- content/maturity/dimensions/reports.yml
    name: Reports
    owner: sales
    model: use
    group: screens
    question: Which reports?
    levels:
      - {level: 1, label: None, descriptor: None.}
      - {level: 2, label: All, descriptor: All.}
"""


def test_each_model_shows_its_own_dimensions_and_tiers(tmp_path: Path) -> None:
    """Dimensions of a further model stand in their groups there, and not with the main model's."""
    catalog = catalog_of(tmp_path, FURTHER)
    main, further = catalog.one(MaturityModel), catalog.one(FurtherModel)
    assert main is not None
    assert further is not None
    shown: Any = show_model(catalog, main)
    assert [[row.id for row, _ in part.rows] for part in shown["rubric"]] == [["tools"]]
    assert [tier.id for tier, _ in shown["tiers"]] == ["beginner", "expert"]
    shown = show_model(catalog, further)
    assert [(part.group.id, *(row.id for row, _ in part.rows)) for part in shown["rubric"]] == [
        ("people", "logins"),
        ("screens", "reports"),
    ]
    ((_, levels),) = shown["rubric"][0].rows
    assert [level and level.label for level in levels] == ["Rarely", None, "Daily"]
    assert shown["tiers"] == []
    assert shown["others"] == [main]


def test_a_tier_goes_by_its_full_name_where_it_stands_alone(tmp_path: Path) -> None:
    """Its page and links to it say the full name; beside others of its kind the name will do."""
    named = "--- content/maturity/tiers/expert.yml +\nfull_name: Expert maturity\n"
    catalog = catalog_of(tmp_path, f"--- + minimal\n--- + tiers\n{named}")
    assert [(tier.name, tier.title) for tier in catalog.all(Tier)] == [
        ("Beginner", "Beginner"),
        ("Expert", "Expert maturity"),
    ]


def test_a_cell_of_one_segment_stands_beside_the_one_for_all(tmp_path: Path) -> None:
    """It fills no hole: in other segments nothing has been decided still."""
    catalog = catalog_of(
        tmp_path,
        f"{textwrap.dedent(GRID)}"
        "  - {verdict: nurture, tier: expert, segment: mid-market, stance: Wait here.}\n",
    )
    rows = list_decisions(catalog, [catalog.get(Tier, "expert")])
    assert [
        (cell and cell.stance, [own.stance for own in cells])
        for row in rows
        for _, cell, cells in row.cells
    ] == [
        (None, []),
        ("One more call.", []),
        (None, ["Wait here."]),
    ]
    grid = catalog.one(Grid)
    assert grid is not None
    assert show_grid(catalog, grid)["undecided"] == 5


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

"""Risks by tier: each risk with its plays, and the tiers where nobody has decided."""

from __future__ import annotations

from pathlib import Path

from drawn_site import catalog_of
from icp_playbook.model.maturity import Tier
from icp_playbook.stages.plan.pages.plays import has_risks, list_risks

PRICE = """
    --- + minimal
    --- + tiers
    --- playbooks/plays/price.yml
    situation: They ask for a discount
    owner: sales
    stage: adoption
    type: risk
    tiers: [beginner]
    objective: The list price.
    run_by: sales
    steps: [{do: Say no.}]
    exit: They have signed.
"""


def test_a_risk_has_a_row_with_the_plays_of_each_tier(tmp_path: Path) -> None:
    """A tier without a play has an empty cell; a play without a risk is under its situation."""
    catalog = catalog_of(tmp_path, PRICE)
    rows = list_risks(catalog, catalog.all(Tier))
    assert [
        (row.name, [[play.id for play in plays] for _, plays in row.plays]) for row in rows
    ] == [
        ("Champion lost", [["champion-left"], ["champion-left"]]),
        ("They ask for a discount", [["price"], []]),
    ]


def test_two_plays_on_the_same_risk_share_its_row(tmp_path: Path) -> None:
    """The risk is what one looks for; the plays are the answers."""
    second = "    risk: champion-lost\n"
    catalog = catalog_of(tmp_path, PRICE + second)
    (row,) = list_risks(catalog, catalog.all(Tier))
    assert [[play.id for play in plays] for _, plays in row.plays] == [
        ["champion-left", "price"],
        ["champion-left"],
    ]


def test_a_company_without_risk_plays_has_no_page_of_risks(tmp_path: Path) -> None:
    """An empty matrix would be a heading without anything below."""
    drawing = """
    --- + minimal
    --- + tiers
    --- playbooks/plays/champion-left.yml -
"""
    assert not has_risks(catalog_of(tmp_path, drawing))

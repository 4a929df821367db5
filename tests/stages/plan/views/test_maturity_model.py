"""The page of the maturity model says its own rule, as scoring reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn_site import catalog_of
from icp_playbook.model.maturity import MaturityModel
from icp_playbook.stages.plan.views import maturity_model

DIMENSIONS = "".join(
    f"--- content/maturity/dimensions/d{number}.yml\n"
    f"{{name: Side {number}, owner: sales, question: How far?, levels: [{{level: 1, label: A, descriptor: B.}},"
    " {level: 2, label: C, descriptor: D.}]}\n"
    for number in range(4)
)


@pytest.mark.parametrize(
    ("rule", "needed"), [("", 4), ("tier_rule: {min_known: 2}", 2), ("tier_rule: {min_known: 5}", 5)]
)
def test_the_page_says_how_many_dimensions_must_be_known(tmp_path: Path, rule: str, needed: int) -> None:
    """Three quarters of five, rounded up, or what the company says."""
    model = f"--- content/maturity/model.yml +\n{rule}\n" if rule else ""
    catalog = catalog_of(tmp_path, f"--- + minimal\n--- + tiers\n{DIMENSIONS}{model}")
    found = catalog.one(MaturityModel)
    assert found is not None
    assert maturity_model.page(catalog, found)["needed"] == needed

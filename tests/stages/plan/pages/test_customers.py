"""A segment's page explains its score; the register holds customers outside the profile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from drawn import draw
from drawn_site import catalog_of
from icp_playbook.build import build_pages
from icp_playbook.project import Site
from icp_playbook.stages.plan.pages.customers import list_exceptions


def exception(name: str, review_on: str, more: str = "") -> str:
    """Draw an exception."""
    return f"""
    --- playbooks/exceptions/{name}.yml
    account: {name}
    owner: sales
    tier: beginner
    failed_criteria: [Too small]
    category: strategic-logo
    reason: They are known.
    approved_by: Founders
    limits: {{effort: Ten hours., features_not_promised: [Any], price: List.}}
    review_on: {review_on}
    ends_when: They grow.
    {more}
"""


REGISTER = (
    "    --- + minimal\n    --- + tiers\n"
    + exception("ant", "2026-12-01", "results: {tickets: Twelve}")
    + exception("bee", "2026-11-01", "lesson: Ask first.")
)


def test_the_next_to_be_looked_at_comes_first(tmp_path: Path) -> None:
    """By the day of the review, not by name; results and lessons only where there are any."""
    view: Any = list_exceptions(catalog_of(tmp_path, REGISTER), Site())
    found = {key: [one.id for one in view[key]] for key in ("register", "with_results", "lessons")}
    assert found == {"register": ["bee", "ant"], "with_results": ["ant"], "lessons": ["bee"]}


def test_without_numbers_of_new_customers_there_is_no_picture(tmp_path: Path) -> None:
    """The register stands alone."""
    assert list_exceptions(catalog_of(tmp_path, REGISTER), Site())["outside"] is None


CRITERION = (
    "- {attribute: employees, weight: 1, bands: [{to: 50, points: 0}, {from: 50, points: 1}]"
)


@pytest.mark.parametrize(
    ("fit", "said"),
    [
        ("criteria: [" + CRITERION[2:] + "}]", "before 60 % of the weight are known"),
        (
            "criteria: [" + CRITERION[2:] + ", required: yes}]",
            "before all that is required and 60 % of the weight are known",
        ),
        (
            "min_coverage: 75\n  criteria: [" + CRITERION[2:] + "}]",
            "before 75 % of the weight are known",
        ),
        ("mode: raw\n  criteria: [" + CRITERION[2:] + "}]", "The score is the sum of the points"),
        ("criteria: [" + CRITERION[2:] + "}]", "The score is the share, out of 100, of the points"),
    ],
)
def test_the_page_says_how_the_score_comes_about(tmp_path: Path, fit: str, said: str) -> None:
    """So that nobody has to know the program to read a score."""
    segment = (
        "--- content/segments/mid-market.yml\n"
        f"name: Mid-market\nowner: sales\ndefinition: Brands.\nfocus: beachhead\nfit:\n  {fit}\n"
    )
    built = build_pages(draw(tmp_path, f"--- + minimal\n{segment}"), Site())
    page = next(one.markdown() for one in built.pages if one.source == "segments/mid-market.md")
    assert said in page.replace("\u00a0", " ")

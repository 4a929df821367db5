"""A segment's page says how its score comes about, and what must be known before there is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.build import build_pages
from icp_playbook.project import Site

CRITERION = "- {attribute: employees, weight: 1, bands: [{to: 50, points: 0}, {from: 50, points: 1}]"


@pytest.mark.parametrize(
    ("fit", "said"),
    [
        ("criteria: [" + CRITERION[2:] + "}]", "before 60 % of the weight are known"),
        (
            "criteria: [" + CRITERION[2:] + ", required: yes}]",
            "before all that is required and 60 % of the weight are known",
        ),
        ("min_coverage: 75\n  criteria: [" + CRITERION[2:] + "}]", "before 75 % of the weight are known"),
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

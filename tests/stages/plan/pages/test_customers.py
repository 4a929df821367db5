"""A segment's page explains its score; the register holds customers outside the profile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from drawn import draw
from drawn_site import catalog_of
from icp_playbook.build import build_pages
from icp_playbook.model.segment import Segment
from icp_playbook.project import Site
from icp_playbook.stages.plan.fit_tables import FitTable, asked_of, fit_table
from icp_playbook.stages.plan.pages.customers import list_exceptions, show_segments


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
        ("criteria: [" + CRITERION[2:] + "}]", "until 60 % of everything is known"),
        (
            "criteria: [" + CRITERION[2:] + ", required: yes}]",
            "until all that must be known is known, and 60 % of everything",
        ),
        (
            "min_coverage: 75\n  criteria: [" + CRITERION[2:] + "}]",
            "until 75 % of everything is known",
        ),
        ("mode: raw\n  criteria: [" + CRITERION[2:] + "}]", "The score is the sum of the points"),
        ("criteria: [" + CRITERION[2:] + "}]", "The score goes from 0 to 100: it is the part"),
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


WEIGHED = """
    --- + minimal
    --- content/account.yml
    owner: sales
    attributes:
      - {id: people, question: How many?, type: number}
      - {id: shop, question: Which shop?, type: choice,
         options: [{id: own, label: Their own}, {id: hosted, label: Hosted}]}
      - {id: owned, question: Who owns it?, type: yes-no}
    --- content/segments/mid-market.yml
    name: Mid-market
    owner: sales
    definition: Brands.
    focus: beachhead
    fit:
      criteria:
        - {attribute: owned, weight: OWNED, options: {yes: 5, no: 5}}
        - {attribute: people, weight: 1, bands: [{to: 50, points: 0}, {from: 50, points: 5}]}
        - {attribute: shop, weight: 1, options: {own: 1, hosted: 5}}
"""


def _table(root: Path, owned: int) -> FitTable:
    """Return how the fit of the drawn segment comes about; `owned` is the weight of one answer."""
    catalog = catalog_of(root, WEIGHED.replace("OWNED", str(owned)))
    fit = catalog.get(Segment, "mid-market").fit
    assert fit is not None
    return fit_table(fit, asked_of(catalog))


def test_what_adds_most_comes_first_with_its_best_answer(tmp_path: Path) -> None:
    """Where no answer is better than another, none is named."""
    table = _table(tmp_path, 2)
    rows = [(row.criterion.attribute, share, row.best) for row, share in table.by_weight]
    assert rows == [
        ("owned", 100, ()),
        ("people", 50, ("50 or more",)),
        ("shop", 50, ("Hosted",)),
    ]
    assert table.weighed


def test_weights_that_are_all_the_same_are_not_mentioned(tmp_path: Path) -> None:
    """Neither as numbers nor as bars."""
    table = _table(tmp_path, 1)
    assert not table.weighed
    assert {share for _, share in table.by_weight} == {0}


def test_who_signs_before_all_else_comes_first(tmp_path: Path) -> None:
    """Those whose first role it is, then those who also do."""
    person = "owner: sales\ntitles: [Head]\nside: decision\nsegments: [mid-market]\n"
    person += "job_to_be_done: Save.\nmotivations: [More.]\nfrustrations: [Less.]\n"
    drawn = "--- + minimal\n" + "".join(
        f"--- content/personas/{name}.yml\nname: {name}\n{person}buying_roles: {roles}\n"
        for name, roles in (
            ("ann", "[champion, economic-buyer]"),
            ("bob", "[economic-buyer]"),
            ("cyd", "[champion]"),
        )
    )
    catalog = catalog_of(tmp_path, drawn)
    shown: Any = show_segments(catalog)(catalog.get(Segment, "mid-market"))
    signing = [one.id for one in shown["signing"] if one.id in ("ann", "bob", "cyd")]
    assert signing == ["bob", "ann"]


def test_no_button_leads_to_a_page_that_is_not_there(tmp_path: Path) -> None:
    """A company of one segment has nothing to compare and no plays."""
    built = build_pages(draw(tmp_path, "--- + minimal"), Site())
    page = next(one.markdown() for one in built.pages if one.source == "segments/mid-market.md")
    for missing in ("Compare segments", "/plays/"):
        assert missing not in page

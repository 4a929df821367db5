"""The register of customers outside the profile."""

from __future__ import annotations

from pathlib import Path

from drawn_site import catalog_of
from icp_playbook.stages.plan.views.exception import index


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
    view = index(catalog_of(tmp_path, REGISTER))
    found = {key: [one.id for one in view[key]] for key in ("register", "with_results", "lessons")}  # type: ignore[attr-defined]
    assert found == {"register": ["bee", "ant"], "with_results": ["ant"], "lessons": ["bee"]}


def test_without_numbers_of_new_customers_there_is_no_picture(tmp_path: Path) -> None:
    """The register stands alone."""
    assert index(catalog_of(tmp_path, REGISTER))["outside"] is None

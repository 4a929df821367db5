"""Home: who the customer is, where to begin, and nothing that a company does not have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from drawn_site import catalog_of
from icp_playbook.project import Site
from icp_playbook.stages.plan import plan
from icp_playbook.stages.plan.home import MOST, WISHES

FORTY_SEGMENTS = "--- + minimal\n" + "".join(
    f"--- content/segments/s{number}.yml\n"
    f"{{name: Segment {number}, owner: sales, definition: Those of {number}., "
    f"focus: {focus}}}\n"
    for number, focus in enumerate(["avoid"] * 20 + ["develop"] * 20)
)


def home(root: Path, drawing: str) -> dict[str, Any]:
    """Return what the home page of a drawn playbook is given."""
    return dict(plan(catalog_of(root, drawing), Site()).pages[0].view())


def test_each_way_in_leads_to_a_page_that_is_there(tmp_path: Path) -> None:
    """Groups without any are left out; each wish is in one group only."""
    catalog = catalog_of(tmp_path, "--- + minimal\n--- + tiers\n")
    pages = plan(catalog, Site()).pages
    there = {f"page:{page.url}" for page in pages} | {f"page:{page.url}" for page in catalog.pages}
    groups: Any = pages[0].view()["groups"]
    refs = [way.ref for group in groups for way in group.ways]
    assert len(groups) == 4
    assert all(group.ways for group in groups)
    assert set(refs) <= there
    assert len(set(refs)) == len(refs)


def test_no_two_wishes_lead_to_one_page() -> None:
    """The lead is one of them, and stands in no group again."""
    urls = [url for _, url in WISHES]
    assert len(set(urls)) == len(urls)


def test_a_company_with_one_segment_has_no_method_to_draw(tmp_path: Path) -> None:
    """One step would be no picture; and where nothing is asked, no account can be assessed."""
    view = home(tmp_path, "--- + bare\n")
    assert view["steps"] == []
    assert view["lead"] is None
    assert view["method"] is None


def test_the_method_has_the_steps_that_a_company_has_pages_of(tmp_path: Path) -> None:
    """In the method's order; a step without a page is left out."""
    steps = home(tmp_path, "--- + minimal\n--- + tiers\n")["steps"]
    assert [(str(step.name), step.ref) for step in steps] == [
        ("Fit", "page:segments"), ("Able", "page:maturity"), ("Stance", "page:strategies"),
        ("Play", "page:plays"), ("Review", "page:qbr"),
    ]  # fmt: skip


def test_forty_segments_do_not_bury_the_page(tmp_path: Path) -> None:
    """A few of each stand there, with the way to all of them."""
    view = home(tmp_path, FORTY_SEGMENTS)
    assert (len(view["others"]), len(view["avoided"]), view["all_segments"]) == (MOST, MOST, 41)
    assert len(view["not_served"]) == 1

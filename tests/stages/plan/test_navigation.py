"""The navigation: the method's order, and only what a page can carry."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn_site import catalog_of
from icp_playbook.model.page import NavItem
from icp_playbook.project import Site
from icp_playbook.stages.plan import plan

SIX_SEGMENTS = "--- + minimal\n" + "".join(
    f"--- content/segments/s{number}.yml\n"
    f"{{name: Segment {number}, owner: sales, definition: Those of {number}., focus: develop}}\n"
    for number in range(5)
)


def navigation(root: Path, drawing: str, site: Site) -> tuple[NavItem, ...]:
    """Return the navigation of a drawn playbook."""
    return plan(catalog_of(root, drawing), site).nav


def titles(items: tuple[NavItem, ...]) -> list[str]:
    """Return the titles of these entries."""
    return [str(item.title) for item in items]


def test_the_navigation_follows_the_method(tmp_path: Path) -> None:
    """Who, why, how ready, what we do, for you, reference; home in front."""
    assert titles(navigation(tmp_path, "--- + minimal\n--- + tiers\n", Site())) == [
        "Home", "Who we serve", "Why they buy", "How ready they are", "What we do", "For you",
        "Reference",
    ]  # fmt: skip


def test_an_area_without_pages_is_left_out(tmp_path: Path) -> None:
    """A company of one segment has no empty entries."""
    found = titles(navigation(tmp_path, "--- + bare", Site()))
    assert found[:2] == ["Home", "Who we serve"]
    assert {"Why they buy", "What we do", "For you"}.isdisjoint(found)


@pytest.mark.parametrize(("most", "shown"), [(6, 6), (5, 0)])
def test_a_big_collection_is_reached_through_its_index(
    tmp_path: Path, most: int, shown: int
) -> None:
    """Every page carries the navigation, so more than that many are left out of it."""
    groups = {
        item.title: item for item in navigation(tmp_path, SIX_SEGMENTS, Site(big_collection=most))
    }
    entries = {item.title: item for item in groups["Who we serve"].children}
    assert len(entries["Segments"].children) == shown


def test_pages_of_a_big_collection_keep_their_order_and_headings(tmp_path: Path) -> None:
    """Whoever draws a page of one knows what stands beside it."""
    drawing = "--- + minimal\n--- + tiers\n" + "".join(
        f"--- playbooks/plays/p{number}.yml\n{{situation: P{number}, owner: sales, type: risk, "
        "stage: adoption, tiers: [expert], objective: O., run_by: sales, steps: [{do: Call.}], "
        "exit: Done.}\n"
        for number in range(2)
    )
    areas = {item.title: item for item in navigation(tmp_path, drawing, Site(big_collection=2))}
    plays = next(item for item in areas["What we do"].children if item.title == "Plays")
    (group,) = plays.unlisted
    assert (plays.children, group.heading) == ((), ("Adoption", "s-adoption"))
    assert titles(group.pages) == ["My champion left", "P0", "P1"]


def test_an_area_is_opened_by_its_overview(tmp_path: Path) -> None:
    """And not by the first of its tools."""
    found = {item.title: item for item in navigation(tmp_path, "--- + minimal", Site())}
    assert found["Who we serve"].source == "who-we-serve/index.md"
    assert found["Who we serve"].children[0].title == "Assess an account"

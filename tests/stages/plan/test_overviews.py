"""Overviews of the areas: what is there, in a sentence for each page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from drawn_site import catalog_of
from icp_playbook.model.kinds import AREAS, KINDS
from icp_playbook.project import Site
from icp_playbook.stages.plan import plan
from icp_playbook.stages.plan.overviews import overview_urls
from icp_playbook.stages.plan.pages import joined_pages


def rows(root: Path, drawing: str, url: str, site: Site | None = None) -> dict[str, Any]:
    """Return the rows of an overview by their titles; none where there is no such page."""
    pages = plan(catalog_of(root, drawing), site or Site()).pages
    views: list[Any] = [page.view() for page in pages if page.url == url]
    return {str(row.title): row for view in views for row in view["rows"]}


def test_an_overview_lists_the_pages_of_its_area(tmp_path: Path) -> None:
    """What leads comes first; a kind of few definitions names them."""
    found = rows(tmp_path, "--- + minimal\n", "who-we-serve")
    assert list(found)[:3] == ["Assess an account", "About Parcelmoor", "Segments"]
    assert [one.id for one in found["Segments"].members] == ["mid-market"]
    assert all(row.tells for row in found.values())


def test_a_kind_of_many_definitions_says_how_many(tmp_path: Path) -> None:
    """Names of a hundred segments are no overview."""
    many = "".join(
        f"--- content/segments/s{number}.yml\n"
        f"{{name: S{number}, owner: sales, definition: D., focus: develop}}\n"
        for number in range(20)
    )
    segments = rows(tmp_path, f"--- + minimal\n{many}", "who-we-serve")["Segments"]
    assert (segments.members, segments.count) == ((), 21)


def test_an_area_of_one_page_has_no_overview(tmp_path: Path) -> None:
    """Its tab opens that page."""
    value = "--- content/outcomes/o.yml\n{name: O, owner: sales, outcome: O., baseline: B., "
    value += "success_criteria: S., business_impact: B., timeline: T.}\n"
    assert rows(tmp_path, f"--- + bare\n{value}", "why-they-buy") == {}


def test_hand_written_pages_are_in_the_overview_with_their_description(tmp_path: Path) -> None:
    """Those of no area are in the reference."""
    page = "--- content/pages/how.md\n---\ndescription: How we work together.\n---\n# How\n"
    found = rows(tmp_path, f"--- + bare\n{page}", "reference")
    assert found["How"].tells == "How we work together."


def test_pages_that_are_unlisted_are_in_no_overview(tmp_path: Path) -> None:
    """The company has left them out of its lists."""
    site = Site(unlisted=lambda path: path == "coverage.md")
    assert "Coverage" not in rows(tmp_path, "--- + bare\n", "reference", site)


def test_every_area_has_an_address_and_every_page_a_sentence() -> None:
    """A kind or a joined page that is added later says what one finds there."""
    assert len(set(overview_urls())) == len(AREAS)
    assert [kind.name for kind in KINDS if not kind.tells] == []
    assert [page.url for page in joined_pages() if not page.tells] == []

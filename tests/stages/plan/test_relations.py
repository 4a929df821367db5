"""The map around a definition: both sides, by kind, whole."""

from __future__ import annotations

from pathlib import Path

from drawn import draw
from icp_playbook.build import build_pages
from icp_playbook.project import Site
from icp_playbook.stages.plan.relations import AT_ONCE, Relations, relations_in

PLAYBOOK = """
--- + minimal
--- + tiers
--- content/lifecycle.yml
owner: sales
stages: [{id: adoption, name: Adoption, goal: The first return works.}]
"""


def relations(root: Path, ref: str) -> Relations:
    """Return the map around what `ref` names."""
    catalog = build_pages(root, Site()).catalog
    return relations_in(catalog)(catalog.targets[ref].definition)


def names(groups: object) -> dict[str, list[str]]:
    """Return the titles of what is in groups, by kind."""
    assert isinstance(groups, tuple)
    return {group.kind.name: [str(one.title) for one in group.things] for group in groups}


def test_a_relation_is_on_both_maps(tmp_path: Path) -> None:
    """The persona refers to the segment, so the segment is used by the persona."""
    root = draw(tmp_path, "--- + minimal")
    assert names(relations(root, "persona:founder").refers_to)["segment"] == ["Mid-market"]
    assert names(relations(root, "segment:mid-market").used_by)["persona"] == ["Founder"]


def test_a_stage_is_on_the_map_itself(tmp_path: Path) -> None:
    """Of what a company has once, the part is meant and not the whole."""
    catalog = build_pages(draw(tmp_path, PLAYBOOK), Site()).catalog
    find = relations_in(catalog)
    to = [names(find(play).refers_to) for play in catalog.by_kind["play"]]
    assert to
    assert all(one["lifecycle"] == ["Adoption"] for one in to)


def test_whom_it_concerns_is_no_relation(tmp_path: Path) -> None:
    """That stands beside the owner, on every page."""
    root = draw(
        tmp_path,
        """
        --- + minimal
        --- content/departments/sales.yml
        name: Sales
        owner: sales
        optimises_for: Deals.
        --- content/personas/founder.yml +
        departments: [sales]
        """,
    )
    assert "department" not in names(relations(root, "persona:founder").refers_to)


def test_of_forty_all_are_there_and_few_are_seen_at_once(tmp_path: Path) -> None:
    """The others fold, and none is lost; one alone is never folded away."""
    root = draw(tmp_path, "--- + minimal")
    persona = (root / "content/personas/founder.yml").read_text()
    for number in range(39):
        (root / f"content/personas/p{number:02}.yml").write_text(persona)
    groups = {group.kind.name: group for group in relations(root, "segment:mid-market").used_by}
    found = groups["persona"]
    assert len(found.things) == 40
    assert len(found.shown) == AT_ONCE - 1
    assert (*found.shown, *found.folded) == found.things
    assert all(len(group.folded) != 1 for group in groups.values())


def test_hostile_and_chinese_names_are_shown_whole(tmp_path: Path) -> None:
    """Escaped on the page, and never cut."""
    name = "<script>alert(1)</script>" + "退貨經理" * 20
    root = draw(tmp_path, "--- + minimal")
    file = root / "content/personas/founder.yml"
    file.write_text(file.read_text().replace("name: Founder", f"name: {name!r}"))
    built = build_pages(root, Site())
    page = next(one for one in built.pages if one.source == "segments/mid-market.md").markdown()
    used = page[page.index("data-icp-map") :]
    assert "<script>" not in page
    assert "退貨經理" * 20 in used

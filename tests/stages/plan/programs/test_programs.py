"""The playbook for programs: complete, the same each time, at addresses that stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drawn_site import catalog_of
from icp_playbook.project import Site
from icp_playbook.stages.plan import plan
from icp_playbook.stages.plan.programs.as_json import SCHEMA_VERSION

DRAWING = """
    --- + minimal
    --- content/segments/mid-market.yml +
    aliases: [middle]
    share_of_effort: 55
    why_they_matter: "We like [[persona:founder|founders]]."
    --- content/value_propositions/exchanges.yml +
    pains: [{id: refunds, pain: We refund too much.}]
    relievers: [{pain: refunds, how: The exchange comes first.}]
    gains: [{en: A sale kept, zh-Hant: 留住一筆訂單}]
"""


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """The files for programs of the drawn repository."""
    return dict(plan(catalog_of(tmp_path, DRAWING), Site()).data())


def test_each_definition_has_its_json_and_its_markdown(files: dict[str, str]) -> None:
    """Beside the file with all of them and the list for assistants; an old id keeps its address."""
    assert {"llms.txt", "icp.json"} <= set(files)
    for name in (
        "company",
        "segments/mid-market",
        "segments/middle",
        "personas/founder",
        "value-propositions/exchanges",
    ):
        assert f"data/{name}.json" in files
        assert f"data/{name}.md.txt" in files
    assert files["data/segments/middle.json"] == files["data/segments/mid-market.json"]
    assert not [path for path in files if path.endswith(".md")], "an engine would make a page of it"


def test_relations_are_told_on_both_sides(files: dict[str, str]) -> None:
    """What refers to a definition is listed there, with the field and the part."""
    everything = json.loads(files["icp.json"])
    assert everything["schema_version"] == SCHEMA_VERSION
    by_ref = {one["ref"]: one for one in everything["definitions"]}
    for one in by_ref.values():
        for relation in one["refers_to"]:
            if relation["ref"] != one["ref"]:
                back = {"ref": one["ref"], "field": relation["field"]}
                back |= {"part": relation["part"]} if "part" in relation else {}
                assert back in by_ref[relation["ref"]]["used_by"]
    assert {"ref": "persona:founder", "field": "segments"} in by_ref["segment:mid-market"][
        "used_by"
    ]
    assert {"ref": "segment:mid-market", "field": "why_they_matter"} in by_ref["persona:founder"][
        "used_by"
    ]


def test_fields_are_as_authored(files: dict[str, str]) -> None:
    """Numbers are numbers, texts in several languages are maps, what is empty is left out."""
    segment = json.loads(files["data/segments/mid-market.json"])["fields"]
    assert segment["share_of_effort"] == 55
    assert segment["fit"]["criteria"][0]["bands"][0] == {"to": 50, "points": 0}
    assert "triggers" not in segment
    gains = json.loads(files["data/value-propositions/exchanges.json"])["fields"]["gains"]
    assert gains == [{"en": "A sale kept", "zh-Hant": "留住一筆訂單"}]


def test_markdown_stands_alone_and_links_to_markdown(files: dict[str, str]) -> None:
    """A heading for each field; links and references lead to the other definitions' Markdown."""
    text = files["data/segments/mid-market.md.txt"]
    assert text.startswith(
        "# Mid-market\n\nSegment `segment:mid-market`; status: active; confidence: hypothesis; "
        "owner: sales"
    )
    assert "We like [founders](../personas/founder.md.txt)." in text
    assert "- **Attribute:** [How many people work there?](../account.md.txt)\n" in text
    assert "## Used by\n\n" in text
    assert "- [Exchanges first](../value-propositions/exchanges.md.txt)" in text
    assert "- A sale kept" in files["data/value-propositions/exchanges.md.txt"]


def test_the_list_names_each_definition_in_a_line(files: dict[str, str]) -> None:
    """In the form that assistants look for."""
    assert files["llms.txt"].startswith(
        "# Parcelmoor\n\n> Returns software for online retailers.\n"
    )
    assert (
        "- [Mid-market](data/segments/mid-market.md.txt): Brands with 50 to 500 people.\n"
        in files["llms.txt"]
    )


def test_the_same_content_gives_the_same_bytes(tmp_path: Path, files: dict[str, str]) -> None:
    """Read from another folder, later."""
    assert dict(plan(catalog_of(tmp_path / "again", DRAWING), Site()).data()) == files

"""The cards of links: what each says, and in which file it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from drawn import draw
from icp_playbook.build import build_pages
from icp_playbook.project import Site
from icp_playbook.stages.render.cards import FOLDER, MOST, place_of

HOSTILE = '</script><img src=x onerror="alert(1)">'


def cards(root: Path, site: Site | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the head tells, and all cards by their address, each from the right file."""
    files = build_pages(root, site or Site()).files
    told = {
        path.removeprefix(f"{FOLDER}/"): json.loads(text[text.index("detail:") + 7 : -5])
        for path, text in files.items()
        if path.startswith(FOLDER)
    }
    head = told.pop("head.js")
    found = {}
    for name, file in told.items():
        folder, _, number = name.removesuffix(".js").rpartition("-")
        for address, card in file["cards"].items():
            assert place_of(address, head["counts"][folder]) == int(number)
            found[address] = card
    return head, found


def test_a_card_says_what_it_is_and_only_what_is_unusual(tmp_path: Path) -> None:
    """A guess and a draft are marked; what is in use and was researched needs no mark."""
    root = draw(
        tmp_path,
        """
        --- + minimal
        --- content/personas/founder.yml +
        status: draft
        --- content/segments/mid-market.yml +
        confidence: validated
        """,
    )
    _, found = cards(root)
    assert found["personas/founder"] == {
        "title": "Founder",
        "kind": "Persona",
        "text": "Keep the sale.",
        "marks": [["draft", "Draft"], ["hypothesis", "Hypothesis"]],
        "owner": "Owner: Sales",
    }
    assert "marks" not in found["segments/mid-market"]


def test_a_part_has_a_card_of_its_own(tmp_path: Path) -> None:
    """A stage of the lifecycle says what it is for."""
    root = draw(
        tmp_path,
        """
        --- + minimal
        --- content/lifecycle.yml
        owner: sales
        stages: [{id: onboarding, name: Onboarding, goal: The first return works.}]
        """,
    )
    found = cards(root)[1]["lifecycle#stage-onboarding"]
    assert (found["title"], found["text"]) == ("Onboarding", "The first return works.")


def test_a_page_that_is_left_out_has_no_card(tmp_path: Path) -> None:
    """What a company does not publish stands in no file either."""
    root = draw(tmp_path, "--- + minimal")
    hidden = Site(left_out=lambda source: source == "personas/founder.md")
    assert "personas/founder" in cards(root)[1]
    assert "personas/founder" not in cards(root, hidden)[1]


def test_many_definitions_of_a_kind_are_in_several_files(tmp_path: Path) -> None:
    """Pointing at one link of a thousand loads a small part of them."""
    root = draw(tmp_path, "--- + minimal")
    persona = (root / "content/personas/founder.yml").read_text()
    for number in range(MOST * 2):
        (root / f"content/personas/p{number}.yml").write_text(persona)
    head, found = cards(root)
    assert head["counts"]["personas"] == 3
    assert sum(address.startswith("personas/") for address in found) == MOST * 2 + 1


def test_what_authors_type_stays_text(tmp_path: Path) -> None:
    """The file is data, whatever stands in it, and a long text is cut."""
    root = draw(tmp_path, "--- + minimal")
    file = root / "content/personas/founder.yml"
    text = file.read_text().replace("name: Founder", f"name: '{HOSTILE}'")
    file.write_text(text.replace("Keep the sale.", "開拓" * 400))
    found = cards(root)[1]["personas/founder"]
    assert found["title"] == HOSTILE
    assert 100 < len(found["text"]) < 250

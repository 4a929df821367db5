"""The company's own words: its names for ours, and its own lists in place of ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commands import icp
from drawn import draw
from drawn_site import catalog_of
from icp_playbook.build import build_pages
from icp_playbook.project import Site
from icp_playbook.scoring.document import document

WORDS = """
--- + minimal
--- content/company.yml +
words: {beachhead: {en: core market, zh-Hant: 核心市場}, decision: signs, use: works with it}
--- content/segments/others.yml
{name: Others, owner: sales, definition: Some., focus: develop}
"""

ROLES = """
--- + minimal
--- content/company.yml +
buying_roles:
  - {id: voice, name: {en: Voice, zh-Hant: 聲音}, meaning: Speaks for us.}
  - {id: signer, name: Who signs}
--- content/personas/zoe.yml
{name: Zoe, owner: sales, side: use, segments: [mid-market], titles: [Clerk], buying_roles: [voice],
 job_to_be_done: Save., motivations: [More.], frustrations: [Less.]}
--- content/personas/ann.yml
{name: Ann, owner: sales, side: use, segments: [mid-market], titles: [Head],
 buying_roles: [signer, voice], job_to_be_done: Save., motivations: [More.], frustrations: [Less.]}
"""


def pages(root: Path, drawing: str, language: str = "en") -> dict[str, str]:
    """Return the pages of a drawn company as Markdown, by the path of their source."""
    built = build_pages(draw(root, drawing), Site(language=language))
    return {page.source: page.markdown() for page in built.pages}


@pytest.mark.parametrize(
    ("language", "alone", "inside"),
    [("en", "Core market", "core market"), ("zh-Hant", "核心市場", "核心市場")],
)
def test_what_we_call_a_word_gives_way_to_what_the_company_calls_it(
    language: str, alone: str, inside: str, tmp_path: Path
) -> None:
    """On chips and in sentences, in the reader's language; other words keep their label."""
    shown = pages(tmp_path, WORDS, language)
    everything = re.sub('class="[^"]*"', "", "\n".join(shown.values()))
    assert "beachhead" not in everything.replace('"focus": "beachhead"', "").casefold()
    assert f">{alone}</span>" in shown["segments/mid-market.md"]
    other, first = (
        ("Develop", f"The {inside} comes first") if language == "en" else ("培育", f"{inside}優先")
    )
    assert f">{other}</span>" in shown["segments/others.md"]
    assert first in shown["segments/index.md"]
    assert ">Signs</span>" in shown["personas/founder.md"]
    assert ">Works with it</span>" in shown["personas/founder.md"]


def test_without_words_of_its_own_the_company_speaks_ours(tmp_path: Path) -> None:
    """As before there were any."""
    shown = pages(tmp_path, "--- + minimal\n")
    assert ">Beachhead</span>" in shown["segments/mid-market.md"]
    assert "The beachhead comes first" in shown["segments/index.md"]


def test_commands_speak_the_company_s_words(tmp_path: Path) -> None:
    """What YAML has to say stays: nobody writes another word there."""
    root = draw(tmp_path, WORDS)
    for name in ("mid-market", "others"):
        file = root / f"content/segments/{name}.yml"
        file.write_text(file.read_text("utf-8").replace("focus: develop", "focus: beachhead"))
    assert "error [second-beachhead] a second core market" in icp(root, "check").out
    for name in ("mid-market", "others"):
        file = root / f"content/segments/{name}.yml"
        file.write_text(file.read_text("utf-8").replace("focus: beachhead", "focus: focus"))
    found = icp(root, "check").out
    assert 'no segment is the core market; write "focus: beachhead" in one of' in found


def test_a_company_s_own_list_stands_in_place_of_ours(tmp_path: Path) -> None:
    """Its order is the order in which people are asked for; its page says what each means."""
    shown = pages(tmp_path, ROLES)
    assert ">Voice</a>" in shown["personas/zoe.md"]
    company = shown["company.md"]
    assert '<tr id="buying-role-voice">' in company
    assert "Speaks for us." in company
    assert "Champion" not in company
    catalog = catalog_of(tmp_path, ROLES)
    onward = document(catalog, "en")["onward"]["segments"]["mid-market"]
    assert onward["personas"] == ["zoe", "ann", "founder"]


def test_of_our_list_a_page_shows_what_is_used(tmp_path: Path) -> None:
    """A link to a word leads somewhere, and words that nobody uses are no table."""
    ours = ROLES.partition("--- content/company.yml")[0] + ROLES[ROLES.index("--- content/pers") :]
    ours = ours.replace("signer, voice", "economic-buyer").replace("[voice]", "[champion]")
    company = pages(tmp_path, ours)["company.md"]
    assert '<tr id="buying-role-champion">' in company
    assert '<tr id="buying-role-economic-buyer">' in company
    assert "gatekeeper" not in company
    assert "exception-category" not in company


def test_our_words_are_said_in_the_reader_s_language(tmp_path: Path) -> None:
    """As the name of a file that gives itself none; no author has written either."""
    drawing = """
    --- + minimal
    --- content/personas/founder.yml +
    buying_roles: [champion]
    --- site_templates/texts/de.po
    msgid ""
    msgstr "Content-Type: text/plain; charset=utf-8\\n"

    msgid "Champion"
    msgstr "Fürsprecher"

    msgid "Account attributes"
    msgstr "Was wir fragen"
    """
    shown = pages(tmp_path, drawing, "de")
    assert ">Fürsprecher</a>" in shown["personas/founder.md"]
    assert "Fürsprecher</th>" in shown["company.md"]
    assert 'title: "Was wir fragen"' in shown["account.md"]


def test_an_own_word_can_be_renamed_and_ours_can_not(tmp_path: Path) -> None:
    """Ours stands in no file; the message says what to do."""
    root = draw(tmp_path, ROLES)
    assert icp(root, "rename", "buying-role:voice", "speaker").code == 0
    assert "buying_roles: [signer, speaker]" in (root / "content/personas/ann.yml").read_text()
    assert "id: speaker" in (root / "content/company.yml").read_text()
    assert icp(root, "check").code == 0
    for words in (("rename", "delivery:session", "class"), ("remove", "delivery:session")):
        ran = icp(root, *words)
        assert ran.code == 2
        assert '"delivery:session" is a word of ours; list your own under "deliveries:"' in ran.err
    used = icp(root, "refs", "buying-role:signer").out
    assert used == "content/personas/ann.yml:2:17: buying_roles.1: signer\n"

"""No two pages of a site bear one name."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn_site import catalog_of
from icp_playbook.languages import read_language
from icp_playbook.model.text import said
from icp_playbook.project import Site
from icp_playbook.stages.plan import plan

OUTCOME = (
    "--- content/outcomes/{id}.yml\n{{name: {name}, owner: sales, outcome: O., baseline: B., "
    "success_criteria: S., business_impact: B., timeline: T.}}\n"
)


def titles(root: Path, drawing: str, language: str = "en") -> dict[str, str]:
    """Return the titles of a company's pages by address."""
    site = Site(language=language)
    spoken = read_language(language, [])
    pages = plan(catalog_of(root, drawing), site).pages
    return {page.url: spoken.text(said(page.title, language)) for page in pages}


@pytest.mark.parametrize(
    ("play", "outcome"),
    [
        ("My champion left", "My champion left"),
        ("My champion left", "my  Champion LEFT"),
        ("客戶的推手離開了", "客戶的推手離開了"),
    ],
)
def test_definitions_of_one_name_have_their_kind_in_the_title(
    tmp_path: Path, play: str, outcome: str
) -> None:
    """A play and an outcome that are called alike, capitals and blanks aside."""
    drawing = (
        "--- + minimal\n--- + tiers\n"
        + OUTCOME.format(id="o", name=f'"{outcome}"')
        + "--- playbooks/plays/champion-left.yml\n"
        f'situation: "{play}"\n'
        "owner: sales\nstage: adoption\ntype: risk\ntiers: [beginner]\nobjective: O.\n"
        "run_by: sales\nsteps: [{do: Call.}]\nexit: Done.\n"
    )
    found = titles(tmp_path, drawing, "zh-Hant")
    assert found["plays/champion-left"] == f"{play} (Play)"
    assert found["outcomes/o"].endswith(" (Outcome)")


def test_definitions_of_one_kind_and_name_have_their_ids_in_the_title(tmp_path: Path) -> None:
    """Their kind does not tell them apart."""
    drawing = "--- + minimal\n" + "".join(OUTCOME.format(id=id, name="Less") for id in ("a", "b"))
    found = titles(tmp_path, drawing)
    assert found["outcomes/a"] == "Less (Outcome): a"
    assert found["outcomes/b"] == "Less (Outcome): b"


def test_a_definition_called_as_a_hand_written_page_has_its_kind_in_the_title(
    tmp_path: Path,
) -> None:
    """What an author called a page stays."""
    drawing = "--- + minimal\n--- content/pages/founder.md\n# Founder\n"
    assert titles(tmp_path, drawing)["personas/founder"] == "Founder (Persona)"


def test_the_page_of_the_company_is_not_called_as_home(tmp_path: Path) -> None:
    """Home bears the company's name."""
    found = titles(tmp_path, "--- + bare\n")
    assert (found[""], found["company"]) == ("Parcelmoor", "About Parcelmoor")


def test_names_that_no_other_page_has_stay_as_they_are(tmp_path: Path) -> None:
    """Nothing is added that nobody needs."""
    found = titles(tmp_path, "--- + minimal\n--- + tiers\n")
    assert [title for title in found.values() if "(" in title] == []
    assert len(set(found.values())) == len(found)

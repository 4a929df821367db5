"""The glossary in the order of its language, with short forms as entries of their own."""

from __future__ import annotations

from pathlib import Path

from drawn_site import catalog_of
from icp_playbook.model.glossary import Glossary
from icp_playbook.stages.plan.pages.glossary import FEW, Letter, group_by_letter

START = """
    --- + minimal
    --- content/glossary.yml
    owner: sales
    terms:
"""


def letters(root: Path, terms: list[str], language: str = "en") -> list[Letter]:
    """Return the letters of a drawn glossary."""
    lines = "".join(
        f"      - {{id: t{number}, definition: What it means., {term}}}\n"
        for number, term in enumerate(terms)
    )
    glossary = catalog_of(root, START + lines).one(Glossary)
    assert glossary is not None
    return group_by_letter(glossary, language)


def many(*terms: str) -> list[str]:
    """Return these terms, and so many others under Z that letters are needed."""
    return [*terms, *(f"term: z{number}" for number in range(FEW))]


def words(found: list[Letter]) -> list[tuple[str, list[str]]]:
    """Return each letter with the words under it."""
    return [(one.letter, [entry.word for entry in one.entries]) for one in found]


def test_few_words_need_no_letters(tmp_path: Path) -> None:
    """A heading for each of three words would be more headings than words."""
    assert words(letters(tmp_path, ["term: tier", "term: Ability"])) == [("", ["Ability", "tier"])]


def test_accents_and_capitals_make_no_other_letter(tmp_path: Path) -> None:
    """People look an écart up under E."""
    found = words(letters(tmp_path, many("term: écart", "term: Exit", "term: early")))
    assert found[0] == ("E", ["early", "écart", "Exit"])


def test_a_short_form_is_an_entry_that_leads_to_its_term(tmp_path: Path) -> None:
    """Unless it is the word itself."""
    found = letters(
        tmp_path,
        many("term: ideal customer profile, abbreviation: ICP", "term: BANT, abbreviation: BANT"),
    )
    short = [entry for one in found for entry in one.entries if entry.short]
    assert [(one.word, one.term.term) for one in short] == [("ICP", "ideal customer profile")]
    assert [one.letter for one in found] == ["B", "I", "Z"]


def test_words_without_an_alphabet_stand_under_no_letter(tmp_path: Path) -> None:
    """A group for each Chinese character would hold a word each; they follow the letters."""
    found = words(letters(tmp_path, many("term: 客戶", "term: 客群", "term: 7 days"), "zh-Hant"))
    assert [letter for letter, _ in found] == ["Z", ""]
    assert found[1][1] == ["7 days", "客戶", "客群"]

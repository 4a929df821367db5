"""A department's lens: the same facts in the order and selection that it asks for."""

from __future__ import annotations

from pathlib import Path

from drawn_site import catalog_of
from icp_playbook.messages import Language
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.department import FOCUSES, Department
from icp_playbook.stages.plan.lens import SELECTIONS, lens
from icp_playbook.stages.plan.lens.block import MOST, Block

PLACES = """
    --- + minimal
    --- content/personas/clerk.yml
    name: Clerk
    owner: sales
    departments: [support]
    side: use
    segments: [mid-market]
    titles: [Clerk]
    job_to_be_done: Empty the table by noon.
    motivations: [A short queue.]
    frustrations: [Parcels without a number.]
    scenarios: [{situation: A parcel without a number., need: Its order by name.}]
    objections: [{says: It is slower than my list., answer: Only in the first week.}]
    --- content/departments/support.yml
    name: Support
    owner: sales
    optimises_for: Answers that end the matter.
"""


def blocks(root: Path, drawing: str) -> list[Block]:
    """Return the lens of the drawn company's support department."""
    return _lens(catalog_of(root, drawing))


def _lens(catalog: Catalog) -> list[Block]:
    return lens(catalog, catalog.get(Department, "support"))


def test_each_word_that_a_department_may_focus_on_has_a_selection() -> None:
    """A word in the model without a selection would be accepted and then ignored."""
    assert set(SELECTIONS) == set(FOCUSES)


def test_facts_come_in_the_order_of_the_focuses(tmp_path: Path) -> None:
    """What a department puts first stands first on its page."""
    found = blocks(tmp_path, PLACES + "    focuses: [disqualifiers, personas, segments]\n")
    assert [block.id for block in found] == ["disqualifiers", "personas", "segments"]


def test_a_focus_without_facts_is_left_out(tmp_path: Path) -> None:
    """A company without plays, outcomes and exceptions has no empty blocks for them."""
    found = blocks(
        tmp_path, PLACES + "    focuses: [plays, outcomes, exceptions, not-built, segments]\n"
    )
    assert [block.id for block in found] == ["segments"]


def test_what_concerns_other_departments_only_is_left_out(tmp_path: Path) -> None:
    """A persona for sales is not support's; one that names no department is everybody's."""
    drawing = (
        PLACES
        + "    focuses: [personas]\n"
        + """
    --- content/departments/sales.yml
    name: Sales
    owner: sales
    optimises_for: Contracts.
    --- content/personas/buyer.yml
    name: Buyer
    owner: sales
    departments: [sales]
    side: decision
    segments: [mid-market]
    titles: [Buyer]
    job_to_be_done: Buy well.
    motivations: [Price.]
    frustrations: [Surprises.]
"""
    )
    (personas,) = blocks(tmp_path, drawing)
    assert [entry.ref for entry in personas.entries] == ["persona:founder", "persona:clerk"]


def test_an_entry_leads_to_the_place_and_copies_no_fact(tmp_path: Path) -> None:
    """Objections are named; their answers stand on the persona's page only."""
    (objections,) = blocks(tmp_path, PLACES + "    focuses: [objections]\n")
    (entry,) = objections.entries
    assert entry.ref == "page:personas/clerk#s-objections"
    assert entry.lines == ("It is slower than my list.",)


def test_whom_to_turn_away_is_every_reason_to_decline(tmp_path: Path) -> None:
    """Disqualifiers of served segments, segments we avoid, and whom the company does not serve."""
    drawing = (
        PLACES
        + "    focuses: [disqualifiers]\n"
        + """
    --- content/segments/hobby.yml
    name: Hobby shops
    owner: sales
    definition: Shops without employees.
    focus: avoid
"""
    )
    (away,) = blocks(tmp_path, drawing)
    assert [(entry.label, entry.lines) for entry in away.entries] == [
        ("Mid-market", ("The answer to “How many people work there?” is below 5",)),
        (None, ("Shops without employees.",)),
        ("Sellers without a shop of their own", ("The return is not theirs to decide.",)),
    ]


def test_a_long_selection_is_cut_and_says_how_much_is_left(tmp_path: Path) -> None:
    """Forty segments do not bury the rest of the page."""
    many = "".join(
        f"    --- content/segments/s-{number}.yml\n"
        f"    {{name: S{number}, owner: sales, definition: One., focus: develop}}\n"
        for number in range(39)
    )
    (segments,) = blocks(tmp_path, PLACES + "    focuses: [segments]\n" + many)
    assert (len(segments.entries), segments.left_out) == (MOST, 40 - MOST)
    assert segments.entries[0].ref == "segment:mid-market"


def test_a_condition_is_said_in_each_language_its_words_have(tmp_path: Path) -> None:
    """An option's label in two languages makes the whole condition readable in both."""
    drawing = """
    --- + bare
    --- content/account.yml
    owner: sales
    attributes:
      - id: shop
        question: {en: Which shop?, de: Welcher Shop?}
        type: choice
        options: [{id: none, label: {en: None at all, de: Gar keiner}}, {id: own, label: Own}]
    --- content/segments/mid-market.yml +
    fit:
      criteria: [{attribute: shop, weight: 1, options: {none: 0, own: 1}}]
      disqualifiers: [{when: {attribute: shop, is: none}, why: Nothing to return to.}]
    --- content/departments/support.yml
    {name: Support, owner: sales, optimises_for: Answers., focuses: [disqualifiers]}
"""
    (away,) = blocks(tmp_path, drawing)
    (condition,) = away.entries[0].lines
    assert [Language(tag).text(condition) for tag in ("en", "de")] == [
        "The answer to “Which shop?” is “None at all”",
        "The answer to “Welcher Shop?” is “Gar keiner”",
    ]


def test_what_makes_a_deal_stands_beside_what_breaks_it(tmp_path: Path) -> None:
    """Each is told from the other; a persona of whom only one is known has only that."""
    one = """
    --- content/personas/head.yml
    {name: Head, owner: sales, departments: [support], side: use, segments: [mid-market],
     titles: [Head], job_to_be_done: Grow., motivations: [More.], frustrations: [Less.],
     deal_makers: [A sum of their own.], deal_breakers: [A start in December.]}
    --- content/personas/other.yml
    {name: Other, owner: sales, departments: [support], side: use, segments: [mid-market],
     titles: [Other], job_to_be_done: Save., motivations: [More.], frustrations: [Less.],
     usual_day: [{when: "9:00", what: Opens the post.}], deal_breakers: [A call.]}
"""
    found = blocks(tmp_path, PLACES + "    focuses: [deals, usual-days]\n" + one)
    assert [[(fact.label, fact.lines, fact.note) for fact in block.entries] for block in found] == [
        [
            ("Head", ("A sum of their own.",), "Makes it"),
            ("Head", ("A start in December.",), "Breaks it"),
            ("Other", ("A call.",), "Breaks it"),
        ],
        [("Other", ("Opens the post.",), "")],
    ]

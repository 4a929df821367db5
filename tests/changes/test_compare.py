"""What a change is called: by the names that people use, and only if it is one."""

from __future__ import annotations

from pathlib import Path

from drawn import draw
from icp_playbook.changes.compare import Changes, compare
from icp_playbook.changes.looks import TextLook, told
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context

FIT = """\
--- + minimal
--- content/account.yml
owner: sales
attributes:
  - {id: employees, name: Employees, question: How many people work there?, type: number, \
form: count, unit: people}
  - {id: shop, name: Shop platform, question: Which shop?, type: choice, \
options: [{id: hosted, label: Hosted}, {id: own, label: Their own}]}
--- content/segments/mid-market.yml
name: Mid-market
owner: sales
definition: Brands with 50 to 500 people.
focus: beachhead
share_of_effort: 60
fit:
  criteria:
    - attribute: employees
      weight: 3
      bands: [{to: 50, points: 1}, {from: 50, to: 500, points: 5}, {from: 500, points: 2}]
    - attribute: shop
      weight: 2
      options: {hosted: 5, own: 3}
  disqualifiers:
    - when: {attribute: employees, below: 5}
      why: Nobody there owns returns.
triggers:
  - A bad January.
  - A new director.
"""

WORDS = """\
--- + minimal
--- content/glossary.yml
owner: sales
terms:
  - {id: champion, term: {en: Champion, zh-Hant: 推手}, \
definition: Wants it for a reason of their own.}
  - {id: buyer, term: Buyer, definition: Signs.}
--- content/lifecycle.yml
owner: sales
stages:
  - {id: adoption, name: Adoption, goal: They use it.}
  - {id: renewal, name: Renewal, goal: They stay.}
--- content/value_propositions/exchanges.yml +
pains:
  - {id: chaos, pain: "Nobody knows the rules"}
relievers:
  - {pain: chaos, how: Rules decide.}
"""


def changes(tmp_path: Path, old: str, new: str) -> Changes:
    """Return what differs between two drawings."""
    read = [
        check_playbook(draw(tmp_path / name, drawing), Context())
        for name, drawing in (("old", old), ("new", new))
    ]
    return compare(read[0].catalog, read[1].catalog, read[0].unread | read[1].unread)


def lines(tmp_path: Path, old: str, new: str) -> list[str]:
    """Return the lines of the only definition that changed."""
    (changed,) = changes(tmp_path, old, new).changed
    return list(told(changed.fields, TextLook()))


def test_layout_is_no_change(tmp_path: Path) -> None:
    """Comments, quotes, the order of fields, folded text and the form of lists say nothing new."""
    new = FIT.replace(
        "focus: beachhead\nshare_of_effort: 60\n",
        "share_of_effort: '60' # percent\nfocus: beachhead\n",
    )
    new = new.replace(
        "definition: Brands with 50 to 500 people.",
        "definition: >-\n  Brands with 50\n  to 500 people.",
    )
    new = new.replace(
        "  - A bad January.\n  - A new director.", "  [A bad January., A new director.]"
    )
    assert new != FIT
    assert not changes(tmp_path, FIT, new)


def test_a_moved_band_is_told_with_its_points(tmp_path: Path) -> None:
    """Only the bands that did not stay, in numbers with their thousands set apart."""
    new = FIT.replace("to: 500, points: 5}, {from: 500", "to: 1000, points: 5}, {from: 1000")
    assert lines(tmp_path, FIT, new) == [
        (
            "Employees: bands: 50 to 499 people: 5 points, 500 people or more: 2 points → "
            "50 to 999 people: 5 points, 1,000 people or more: 2 points"
        )
    ]


def test_weights_answers_focus_and_shares_are_told_in_the_words_of_the_profile(
    tmp_path: Path,
) -> None:
    """Attributes and answers go by their labels, percent by their sign."""
    new = (
        FIT.replace("weight: 2", "weight: 4")
        .replace("own: 3", "own: 1")
        .replace("share_of_effort: 60", "share_of_effort: 52.5")
    )
    assert lines(tmp_path, FIT, new) == [
        "Share of effort: 60 % → 52.5 %",
        "Shop platform: weight: 2 → 4",
        "Shop platform: Their own: points: 3 → 1",
    ]


def test_what_points_depend_on_is_told_in_words(tmp_path: Path) -> None:
    """Conditions, other points, groups and other weights, by what readers call the criteria."""
    new = FIT.replace(
        "      options: {hosted: 5, own: 3}\n",
        "      options: {hosted: 5, own: 3}\n"
        "      group: reach\n"
        "      when: {attribute: employees, at-least: 20}\n"
        "      otherwise: 1\n"
        "    - {name: Large, id: large, weight: 2, points: 4, "
        "when: {attribute: employees, at-least: 900}}\n",
    ).replace(
        "  disqualifiers:\n",
        "  groups: [{id: reach, name: Reach, most: 9}]\n"
        "  other_weights:\n"
        "    - {name: Small ones, when: {attribute: employees, below: 30}, weights: {shop: 7}}\n"
        "  disqualifiers:\n",
    )
    assert lines(tmp_path, FIT, new) == [
        "Shop platform: group: added reach",
        "Shop platform: counts only if: added 20 people or more",
        "Shop platform: otherwise: added 1",
        "Fit: criteria: added Large, weight 2",
        "Groups: added Reach, most: 9",
        "Other weights: added Small ones, count if: fewer than 30 people, weights: shop: 7",
    ]
    moved = new.replace("shop: 7}", "shop: 8, large: 1}").replace("at-least: 900", "at-least: 800")
    assert lines(tmp_path, new, moved.replace("most: 9", "most: 8")) == [
        "Large: counts only if: 900 people or more → 800 people or more",
        "Groups: Reach: most: 9 → 8",
        "Other weights: Small ones: Shop platform: 7 → 8",
        "Other weights: Small ones: large: added 1",
    ]


def test_a_disqualifier_is_told_as_a_comparison(tmp_path: Path) -> None:
    """A changed condition is one change, although it is what the disqualifier goes by."""
    assert lines(tmp_path, FIT, FIT.replace("below: 5}", "below: 10}")) == [
        "Disqualifiers: fewer than 5 people → fewer than 10 people"
    ]
    joined = FIT.replace(
        "when: {attribute: employees, below: 5}",
        "when: {any: [{attribute: employees, below: 5}, {attribute: shop, one-of: [own]}]}",
    )
    assert lines(tmp_path, FIT, joined) == [
        "Disqualifiers: fewer than 5 people → fewer than 5 people, or Shop platform is “Their own”"
    ]


def test_an_item_put_above_the_others_is_one_change(tmp_path: Path) -> None:
    """The others did not move."""
    new = FIT.replace("triggers:\n", "triggers:\n  - The carrier said no.\n")
    assert lines(tmp_path, FIT, new) == ["Triggers: added The carrier said no."]


def test_an_edited_item_is_not_one_that_left_and_one_that_came(tmp_path: Path) -> None:
    """Texts that are much alike are the same item."""
    assert lines(tmp_path, FIT, FIT.replace("A new director.", "A new returns director.")) == [
        "Triggers: A new director. → A new returns director."
    ]


def test_another_order_is_told_as_such(tmp_path: Path) -> None:
    """Items that only changed places neither came nor went."""
    new = FIT.replace(
        "  - A bad January.\n  - A new director.", "  - A new director.\n  - A bad January."
    )
    assert lines(tmp_path, FIT, new) == [
        "Triggers: order: A bad January. · A new director. → A new director. · A bad January."
    ]


def test_terms_and_stages_go_by_their_names(tmp_path: Path) -> None:
    """A term reads `Term Champion: definition` in the first language; others are named."""
    new = WORDS.replace("Signs.", "Signs the contract.").replace(
        "zh-Hant: 推手", "zh-Hant: 內部推手"
    )
    assert lines(tmp_path, WORDS, new) == [
        "Term Champion: term: zh-Hant: 推手 → 內部推手",
        "Term Buyer: definition: Signs. → Signs the contract.",
    ]
    assert lines(tmp_path / "stage", WORDS, WORDS.replace("They stay.", "They stay and grow.")) == [
        "Stage Renewal: goal: They stay. → They stay and grow."
    ]


def test_a_translation_that_is_added_is_the_only_change(tmp_path: Path) -> None:
    """The text that was there before is the one in the first language."""
    new = WORDS.replace("term: Buyer", "term: {en: Buyer, zh-Hant: 買方}")
    assert lines(tmp_path, WORDS, new) == ["Term Buyer: term: zh-Hant: added 買方"]


def test_a_part_with_another_id_is_the_same_part(tmp_path: Path) -> None:
    """Its id is a change inside it; what refers to it follows."""
    assert lines(tmp_path, WORDS, WORDS.replace("chaos", "no-rules")) == [
        "Pain Nobody knows the rules: id: chaos → no-rules",
        "Relievers: pain: chaos → no-rules",
    ]


def test_a_rename_is_told_once(tmp_path: Path) -> None:
    """What refers to the renamed definition, in fields or in prose, did not change by it."""
    linked = FIT + "why_they_matter: We learned it from [[persona:founder]].\n"
    founder = "--- content/personas/"
    person = draw(tmp_path / "person", FIT) / "content/personas/founder.yml"
    new = (
        f"{linked.replace('persona:founder', 'persona:owner')}--- content/personas/founder.yml -\n"
        f"{founder}owner.yml\n"
        f"{person.read_text(encoding='utf-8').replace('name: Founder', 'name: Owner')}aliases: "
        "[founder]\n"
    )
    found = changes(tmp_path, linked, new)
    assert [(one.old_ref, one.definition.ref) for one in found.changed] == [
        ("persona:founder", "persona:owner")
    ]
    assert (found.added, found.removed, found.gained, found.lost) == ((), (), (), ())


def test_without_an_alias_one_left_and_one_came(tmp_path: Path) -> None:
    """Nothing says that they are the same."""
    person = draw(tmp_path / "person", FIT) / "content/personas/founder.yml"
    new = (
        f"{FIT}--- content/personas/founder.yml -\n--- content/personas/owner.yml\n"
        f"{person.read_text(encoding='utf-8')}"
    )
    found = changes(tmp_path, FIT, new)
    assert [one.ref for one in found.added] == ["persona:owner"]
    assert [one.ref for one in found.removed] == ["persona:founder"]
    assert [(one.source, one.target) for one in found.gained] == [
        ("persona:owner", "segment:mid-market")
    ]


def test_emphasis_is_told_as_it_was_typed(tmp_path: Path) -> None:
    """Words that read alike but look or lead elsewhere are a change."""
    assert lines(
        tmp_path,
        FIT,
        FIT.replace("Brands with 50 to 500 people.", "Brands with **50 to 500** people."),
    ) == ["Definition: Brands with 50 to 500 people. → Brands with **50 to 500** people."]


def test_what_cannot_be_read_did_not_leave(tmp_path: Path) -> None:
    """A file with a mistake is neither removed nor changed."""
    found = changes(
        tmp_path, FIT, FIT + "colour: blue\n--- content/personas/founder.yml +\nside: [\n"
    )
    assert not found


def test_numbers_tell_what_they_come_to(tmp_path: Path) -> None:
    """Other costs of acquisition change LTV:CAC and payback."""
    model = """\
business_model:
  market: {description: Brands.}
  channel: {description: Fairs.}
  product: {description: Software.}
  model: {description: Subscription.}
  economics: {currency: EUR, acv: 12000, gross_margin: 80, yearly_churn: 10, cac: 24000}
"""
    assert lines(tmp_path, FIT + model, FIT + model.replace("24000", "20000")) == [
        "Cost to acquire (CAC): €24,000 → €20,000",
        "LTV:CAC: 4 → 4.8",
        "Payback in months: 30 → 25",
    ]


def test_a_hand_written_page_counts(tmp_path: Path) -> None:
    """Pages are compared by what they say."""
    page = "--- content/pages/hello.md\n# Hello\nYou.\n"
    (found,) = changes(tmp_path, FIT + page, FIT + page + "More.\n").pages
    assert (found[0], found[1].title) == ("changed", "Hello")

"""The words that files have for yes and no."""

from __future__ import annotations

from pathlib import Path

from drawn_site import catalog_of
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.compile import rules_in
from icp_playbook.scoring.usable import unusable

PLAYBOOK = """\
--- + minimal
--- + tiers
--- content/maturity/dimensions/tools.yml
name: Tools
owner: sales
question: What do they work with?
method: checklist
levels:
  - {level: 1, label: Paper, descriptor: Slips., signs: [A spreadsheet.]}
  - {level: 2, label: Connected, descriptor: Rules., signs: [An API.]}
--- content/maturity/dimensions/people.yml
name: People
owner: sales
question: Who does it?
levels:
  - {level: 1, label: One, descriptor: One.}
  - {level: 2, label: Many, descriptor: Many.}
--- content/account.yml
owner: sales
attributes:
  - {id: employees, question: How many people?, type: number}
  - {id: note, question: What did they say?, type: text}
  - {id: abroad, question: Abroad?, type: yes-no}
"""


def test_words_for_yes_and_no_are_words_where_a_text_or_a_level_is_asked_for(
    tmp_path: Path,
) -> None:
    """Only a question of yes or no, or an item of a checklist, takes them for an answer to it."""
    rules = rules_in(catalog_of(tmp_path, PLAYBOOK), "en")
    answers = {
        "attributes": {"note": "true", "abroad": "false"},
        "maturity": {"tools": {"1-1": "x"}, "people": "1"},
    }
    assert spoken(rules, answers) == {
        "attributes": {"note": "true", "abroad": "no"},
        "maturity": {"tools": {"1-1": "yes"}, "people": "1"},
    }


BY_QUESTIONS = (
    PLAYBOOK
    + """\
--- content/maturity/dimensions/sales.yml
name: Sales
owner: sales
question: Who sells?
method: coverage
levels:
  - {level: 1, label: One, descriptor: One., questions: [{question: Is it written down?}]}
  - level: 2
    label: Many
    descriptor: Many.
    questions:
      - question: Who knows?
        scale: [{label: "No", value: 0}, {label: A few, value: 0.5}, {label: "Yes", value: 1}]
"""
)


def test_an_answer_of_a_scale_may_be_given_by_its_wording(tmp_path: Path) -> None:
    """Capitals and spaces around do not matter, a value stays one, another word stays a word."""
    rules = rules_in(catalog_of(tmp_path, BY_QUESTIONS), "en")
    for given, read in (
        ({"1-1": " most ", "2-1": "a few"}, {"1-1": "0.5", "2-1": "0.5"}),
        ({"1-1": "0.25", "2-1": True}, {"1-1": "0.25", "2-1": "1"}),
        ({"1-1": "a few", "2-1": "not-applicable"}, {"1-1": "a few", "2-1": "not-applicable"}),
    ):
        assert spoken(rules, {"maturity": {"sales": given}}) == {"maturity": {"sales": read}}


def test_what_is_said_of_a_wrong_answer_lists_wordings_with_their_values(tmp_path: Path) -> None:
    """A level for a dimension that is asked in pieces is told how to answer those."""
    rules = rules_in(catalog_of(tmp_path, BY_QUESTIONS), "en")

    def said(**maturity: object) -> list[str]:
        found = unusable(rules, spoken(rules, {"maturity": maturity}))
        return [f"{one.message}; {one.hint}" for one in found]

    used = "Not used: “much” is not an answer to {} (Sales); use one of {}, not-applicable"
    assert said(sales={"1-1": "much", "2-1": "much"}) == [
        used.format("1-1", "None (0), Some (0.25), Most (0.5), All (1)"),
        used.format("2-1", "No (0), A few (0.5), Yes (1)"),
    ]
    whole = "Not used: “2” answers {} as a whole, but it is asked piece by piece; answer its {}"
    assert said(sales=2, tools=2, people=3) == [
        whole.format("Sales", "questions: {1-1: None, …}"),
        whole.format("Tools", "signs: {1-1: yes, …}"),
        "Not used: “3” is not a level (People); use one of 1, 2",
    ]

"""The words that files have for yes and no."""

from __future__ import annotations

from pathlib import Path

from drawn_site import catalog_of
from icp_playbook.scoring.answers import spoken
from icp_playbook.scoring.compile import rules_in

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

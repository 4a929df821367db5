"""The words that files have for yes and no."""

from __future__ import annotations

from pathlib import Path

from drawn_site import catalog_of
from icp_playbook.scoring.compile import rules_in
from icp_playbook.scoring.spoken import spoken

PLAYBOOK = """\
--- + minimal
--- content/account.yml
owner: sales
attributes:
  - {id: employees, question: How many people?, type: number}
  - {id: note, question: What did they say?, type: text}
  - {id: abroad, question: Abroad?, type: yes-no}
"""


def test_true_and_false_are_words_where_a_text_is_asked_for(tmp_path: Path) -> None:
    """Only a question of yes or no, or an item of a checklist, takes them for an answer to it."""
    rules = rules_in(catalog_of(tmp_path, PLAYBOOK), "en")
    answers = {"attributes": {"note": "true", "abroad": "false"}, "maturity": {"tools": {"1-1": "true"}}}
    assert spoken(rules, answers) == {
        "attributes": {"note": "true", "abroad": "no"},
        "maturity": {"tools": {"1-1": "yes"}},
    }

"""What only a score asks is asked apart, and lists of any size do no harm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from drawn import draw
from icp_playbook.reading import check_playbook
from icp_playbook.scoring import assess
from icp_playbook.scoring.compile import rules_in
from icp_playbook.scoring.document import document
from icp_playbook.scoring.report import report
from icp_playbook.scoring.scores import asked_apart
from icp_playbook.stages.check import Context

_COMPANY = """\
--- + bare
--- content/account.yml
owner: sales
attributes:
  - {id: size, question: How big?, type: number}
  - {id: logins, question: How many logins?, type: number}
  - id: kind
    question: What?
    type: choice
    options: [{id: attribute, label: A}, {id: size, label: B}]
  - {id: country, question: Where?, type: text}
  - {id: spare, question: What else?, type: text}
flags:
  - {id: near, name: Near, when: {attribute: country, in-list: near}, do: Call.}
--- content/lists/near.yml
name: Near us
owner: sales
entries: [Norway]
--- content/scores/health.yml
name: Health
owner: sales
question: How are they?
scoring:
  criteria:
    - {attribute: kind, weight: 1, options: {attribute: 5, size: 1}}
    - {attribute: logins, weight: 1, bands: [{points: 1}], when: {attribute: country, is: Norway}}
--- content/scores/use.yml
name: Use
owner: sales
question: How much?
scoring:
  criteria: [{attribute: logins, weight: 1, bands: [{points: 1}]}]
--- content/scores/whole.yml
name: Whole
owner: sales
question: Ours?
measures: fit
scoring:
  criteria: [{attribute: size, weight: 1, bands: [{to: 5, points: 0}, {from: 5, points: 1}]}]
  disqualifiers: [{when: {attribute: size, below: 2}, why: Too small.}]
"""


def test_what_only_a_score_asks_is_asked_with_it(tmp_path: Path) -> None:
    """Once, with the first that asks; what the fit, a flag or nobody asks stays with the fit."""
    rules = rules_in(check_playbook(draw(tmp_path, _COMPANY), Context()).catalog, "en")
    assert asked_apart(rules) == {"whole": [], "health": ["logins", "kind"], "use": []}


def test_a_report_has_a_section_for_each_score_and_for_flags(tmp_path: Path) -> None:
    """The fit of the whole comes first and stops; what could still be flagged is asked."""
    assessed = document(check_playbook(draw(tmp_path, _COMPANY), Context()).catalog, "en")
    result = assess(assessed["rules"], {"attributes": {"size": 1, "kind": "size"}})
    said = {one.title: one.lines for one in report(assessed, result, None)}
    assert list(said)[:4] == ["Is this our customer?", "Flags", "How are they?", "How much?"]
    assert said["Is this our customer?"][0] == "Disqualified for Whole: Too small."
    assert said["Flags"] == ("Could still be flagged: Near. Where?",)
    assert said["What do I do now?"] == ("Stop: Too small.",)
    result = assess(assessed["rules"], {"attributes": {"size": 9, "country": "NORWAY"}})
    said = {one.title: one.lines for one in report(assessed, result, None)}
    assert said["Flags"] == ("Near: Call.",)
    assert "Stop: Too small." not in said.get("What do I do now?", ())


@pytest.mark.parametrize(
    ("answer", "raised"),
    [
        ("entry 4999", ["near"]),
        (" ENTRY 0 ", ["near"]),
        ("entry 5000", []),
        ("", []),
        ("\U0001f600" * 500, []),
    ],
)
def test_a_long_list_is_asked_like_a_short_one(
    tmp_path: Path, answer: str, raised: list[str]
) -> None:
    """Thousands of names are what a list is for; any answer may be compared with it."""
    entries = "\n".join(f"  - Entry {number}" for number in range(5000))
    drawing = _COMPANY.replace("entries: [Norway]", f"entries:\n{entries}")
    rules = rules_in(check_playbook(draw(tmp_path, drawing), Context()).catalog, "en")
    flags: Any = assess(rules, {"attributes": {"country": answer}})["flags"]
    assert flags["raised"] == raised

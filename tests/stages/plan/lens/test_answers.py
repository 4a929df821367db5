"""The answers below a department's questions are taken from where the questions lead."""

from __future__ import annotations

from pathlib import Path

from drawn_site import catalog_of
from icp_playbook.messages import Language
from icp_playbook.model.department import Department
from icp_playbook.stages.plan.lens.answers import Answered, answer_questions

SALES = """
    --- + minimal
    --- + tiers
    --- content/departments/sales.yml +
"""


def answered(root: Path, questions: str, more: str = "") -> list[Answered]:
    """Return the answers of the drawn company's sales department."""
    catalog = catalog_of(root, f"{SALES}    questions: [{questions}]\n{more}")
    return answer_questions(catalog, catalog.get(Department, "sales"))


def test_a_definition_answers_with_what_it_is_about(tmp_path: Path) -> None:
    """Where the question names no field."""
    (one,) = answered(tmp_path, '{question: Who?, answer: "persona:founder"}')
    assert (one.ref, one.texts) == ("persona:founder", ("Keep the sale.",))


def test_a_part_answers_with_its_first_text(tmp_path: Path) -> None:
    """A stage of the lifecycle has no summary, and says its goal."""
    (one,) = answered(tmp_path, '{question: When?, answer: "stage:adoption"}')
    assert len(one.texts) == 1


def test_a_question_names_the_field_that_answers(tmp_path: Path) -> None:
    """Of a list each item, by what people tell it by; through a list, that of each item."""
    found = answered(
        tmp_path,
        '{question: Whom not?, answer: "company:company", field: not_served},'
        '{question: Why not?, answer: "company:company", field: not_served.why},'
        '{question: Where?, answer: "persona:founder", field: segments},'
        '{question: Where to ask?, answer: "company:company", field: contacts},'
        '{question: Which side?, answer: "persona:founder", field: side}',
    )
    said = [[Language("en").text(text) for text in one.texts] for one in found]
    assert said == [
        ["Sellers without a shop of their own"],
        ["The return is not theirs to decide."],
        ["Mid-market"],
        ["#sales"],
        ["Decides and uses"],
    ]


def test_a_play_names_its_sisters_at_other_tiers(tmp_path: Path) -> None:
    """Which play it is depends on the tier: a reader must not take the first for the only one."""
    both = "".join(
        f"""
    --- playbooks/plays/{tier}-quiet.yml
    {{situation: {tier} is quiet, owner: sales, stage: adoption, type: risk, risk: quiet,
     tiers: [{tier}], objective: Talk., run_by: sales, steps: [{{do: Call.}}], exit: They do.}}
"""
        for tier in ("expert", "beginner")
    )
    (one,) = answered(tmp_path, '{question: Quiet?, answer: "play:expert-quiet"}', both)
    assert [(other.ref, other.label) for other in one.others] == [
        ("play:beginner-quiet", "Beginner")
    ]

"""What customers said, ranked, and whether enough of them were asked."""

from __future__ import annotations

from pathlib import Path

from drawn_site import catalog_of
from icp_playbook.model.research import Insight
from icp_playbook.stages.plan.findings import Finding, finding, findings_on, questions

ASKED = """
    --- + bare
    --- content/research/questions.yml
    owner: sales
    questions:
      - id: why
        question: Why do you do it this way?
        sub_questions: [{id: pains, question: What hurts?}, {id: process, question: Who decided?}]
      - {id: when, question: When did you start to look?}
    --- content/research/insights/habit.yml
    name: It is a habit
    owner: sales
    question: why
    finding: They are used to it.
    sample: {n: 8, from: 2026-01-01, to: 2026-02-01, method: Talks}
    answers:
      - {answer: Two clicks too many, count: 1, sub_question: pains}
      - {answer: The manager, count: 6, sub_question: process}
      - {answer: Waiting, count: 5, sub_question: pains}
      - {answer: All of it, count: 2}
"""


def found(root: Path, drawing: str) -> Finding:
    """Return the drawn company's finding."""
    catalog = catalog_of(root, drawing)
    return finding(catalog, catalog.get(Insight, "habit"))


def test_answers_stand_under_their_part_of_the_question_the_most_frequent_first(tmp_path: Path) -> None:
    """Answers without a part come first, then the parts in the company's order."""
    answers = found(tmp_path, ASKED).answers
    assert [
        (part.sub_question, [(one.answer, int(one.count)) for one in part.ranked]) for part in answers
    ] == [
        (None, [("All of it", 2)]),
        ("What hurts?", [("Waiting", 5), ("Two clicks too many", 1)]),
        ("Who decided?", [("The manager", 6)]),
    ]


def test_a_bar_is_the_share_of_all_who_were_asked(tmp_path: Path) -> None:
    """Six of eight fill three quarters, however many others answered."""
    (_, _, process) = found(tmp_path, ASKED).answers
    assert [one.share for one in process.ranked] == [75]


def test_without_an_agreed_minimum_nothing_is_said_about_the_sample(tmp_path: Path) -> None:
    """A company that agreed on no number is not judged by somebody else's."""
    assert found(tmp_path, ASKED).enough is None


def test_a_sample_is_held_against_the_company_s_own_minimum(tmp_path: Path) -> None:
    """Eight are enough where eight were agreed, and too few where nine were."""
    agreed = "    --- content/company.yml +\n    agreed: {minimum_sample: %d}\n"
    assert found(tmp_path / "eight", ASKED + agreed % 8).enough is True
    assert found(tmp_path / "nine", ASKED + agreed % 9).enough is False


def test_the_newest_finding_comes_first(tmp_path: Path) -> None:
    """By the last day of the sample, not by name."""
    newer = """
    --- content/research/insights/zeal.yml
    name: It is zeal
    owner: sales
    question: why
    finding: They like it.
    sample: {n: 3, from: 2026-03-01, to: 2026-04-01, method: Talks}
"""
    catalog = catalog_of(tmp_path, ASKED + newer)
    asked = {question.id: question for question in questions(catalog)}
    assert [one.insight.id for one in findings_on(catalog, asked["why"])] == ["zeal", "habit"]
    assert findings_on(catalog, asked["when"]) == []

"""Research: who was asked what and who was not, and what they said, ranked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from drawn_site import catalog_of
from icp_playbook.model.research import Insight, ResearchQuestions
from icp_playbook.stages.plan.pages.research import (
    RankedInsight,
    list_questions,
    rank_insight,
    rank_insights,
    show_questions,
)

ASKED = """
    --- + bare
    --- content/segments/avoided.yml
    {name: Avoided, owner: sales, definition: Those., focus: avoid}
    --- content/segments/small.yml
    {name: Small, owner: sales, definition: These., focus: develop}
    --- content/research/questions.yml
    owner: sales
    questions: [{id: why, question: Why?}, {id: when, question: When?}]
    --- content/research/insights/both.yml
    name: Both
    owner: sales
    question: why
    segments: [mid-market, small]
    finding: The same for both.
    sample: {n: 8, from: 2026-01-01, to: 2026-02-01, method: Talks}
"""


def view(root: Path, drawing: str) -> dict[str, Any]:
    """Return what the drawn company's research page is given."""
    catalog = catalog_of(root, drawing)
    asked = catalog.one(ResearchQuestions)
    assert asked is not None
    return dict(show_questions(catalog, asked))


def test_the_table_shows_where_nobody_was_asked(tmp_path: Path) -> None:
    """Each served segment has a row, with a hole for each question that nobody put to it."""
    rows = view(tmp_path, ASKED)["rows"]
    assert [
        (segment.id, [[one.insight.id for one in cell] for cell in cells])
        for segment, cells in rows
    ] == [
        ("mid-market", [["both"], []]),
        ("small", [["both"], []]),
    ]


def test_a_finding_about_two_segments_stands_once_under_both(tmp_path: Path) -> None:
    """The same numbers twice on a page would read like two samples."""
    (_, groups, _), (_, none, _) = view(tmp_path, ASKED)["questions"]
    assert [
        ([s.id for s in segments], [one.insight.id for one in found]) for segments, found in groups
    ] == [(["mid-market", "small"], ["both"])]
    assert none == []


def test_those_whom_we_avoid_have_a_row_once_they_were_asked(tmp_path: Path) -> None:
    """They too are asked why they did not buy; a finding about no segment has its own row."""
    more = """
    --- content/research/insights/lost.yml
    name: Lost
    owner: sales
    question: when
    segments: [avoided]
    finding: Never.
    sample: {n: 2, from: 2026-01-01, to: 2026-02-01, method: Talks}
    --- content/research/insights/market.yml
    name: Market
    owner: sales
    question: when
    finding: In spring.
    sample: {n: 2, from: 2026-01-01, to: 2026-02-01, method: Desk}
"""
    rows = view(tmp_path, ASKED + more)["rows"]
    assert [segment and segment.id for segment, _ in rows] == [
        "mid-market",
        "small",
        "avoided",
        None,
    ]


def test_without_any_answer_there_is_no_table_of_holes(tmp_path: Path) -> None:
    """A company that has only written its questions sees the questions."""
    assert view(tmp_path, ASKED + "    --- content/research/insights/both.yml -\n")["rows"] == []


RANKED = """
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


def found(root: Path, drawing: str) -> RankedInsight:
    """Return the drawn company's finding."""
    catalog = catalog_of(root, drawing)
    return rank_insight(catalog, catalog.get(Insight, "habit"))


def test_answers_stand_under_their_part_of_the_question_the_most_frequent_first(
    tmp_path: Path,
) -> None:
    """Answers without a part come first, then the parts in the company's order."""
    answers = found(tmp_path, RANKED).answers
    assert [
        (part.sub_question, [(one.answer, int(one.count)) for one in part.ranked])
        for part in answers
    ] == [
        (None, [("All of it", 2)]),
        ("What hurts?", [("Waiting", 5), ("Two clicks too many", 1)]),
        ("Who decided?", [("The manager", 6)]),
    ]


def test_a_bar_is_the_share_of_all_who_were_asked(tmp_path: Path) -> None:
    """Six of eight fill three quarters, however many others answered."""
    (_, _, process) = found(tmp_path, RANKED).answers
    assert [one.share for one in process.ranked] == [75]


def test_without_an_agreed_minimum_nothing_is_said_about_the_sample(tmp_path: Path) -> None:
    """A company that agreed on no number is not judged by somebody else's."""
    assert found(tmp_path, RANKED).enough is None


def test_a_sample_is_held_against_the_company_s_own_minimum(tmp_path: Path) -> None:
    """Eight are enough where eight were agreed, and too few where nine were."""
    agreed = "    --- content/company.yml +\n    agreed: {minimum_sample: %d}\n"
    assert found(tmp_path / "eight", RANKED + agreed % 8).enough is True
    assert found(tmp_path / "nine", RANKED + agreed % 9).enough is False


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
    catalog = catalog_of(tmp_path, RANKED + newer)
    asked = {question.id: question for question in list_questions(catalog)}
    assert [one.insight.id for one in rank_insights(catalog, asked["why"])] == ["zeal", "habit"]
    assert rank_insights(catalog, asked["when"]) == []

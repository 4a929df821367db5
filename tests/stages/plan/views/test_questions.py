"""The research page: who was asked what, and who was not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from drawn_site import catalog_of
from icp_playbook.model.research import ResearchQuestions
from icp_playbook.stages.plan.views.questions import page

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
    return dict(page(catalog, asked))


def test_the_table_shows_where_nobody_was_asked(tmp_path: Path) -> None:
    """Each served segment has a row, with a hole for each question nobody put to it; one that we avoid has none."""
    rows = view(tmp_path, ASKED)["rows"]
    assert [
        (segment.id, [[one.insight.id for one in cell] for cell in cells]) for segment, cells in rows
    ] == [
        ("mid-market", [["both"], []]),
        ("small", [["both"], []]),
    ]


def test_a_finding_about_two_segments_stands_once_under_both(tmp_path: Path) -> None:
    """The same numbers twice on a page would read like two samples."""
    (_, groups, _), (_, none, _) = view(tmp_path, ASKED)["questions"]
    assert [([s.id for s in segments], [one.insight.id for one in found]) for segments, found in groups] == [
        (["mid-market", "small"], ["both"])
    ]
    assert none == []


def test_those_whom_we_avoid_have_a_row_once_they_were_asked(tmp_path: Path) -> None:
    """Why somebody did not buy is asked of them too; a finding about nobody in particular has a row of its own."""
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
    assert [segment and segment.id for segment, _ in rows] == ["mid-market", "small", "avoided", None]


def test_without_any_answer_there_is_no_table_of_holes(tmp_path: Path) -> None:
    """A company that has only written its questions sees the questions."""
    assert view(tmp_path, ASKED + "    --- content/research/insights/both.yml -\n")["rows"] == []

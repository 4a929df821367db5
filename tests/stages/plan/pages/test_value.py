"""Best practices under the pain that they solve, and outcomes with what leads there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from drawn_site import catalog_of
from icp_playbook.model.best_practice import BestPractice
from icp_playbook.model.outcome import Outcome
from icp_playbook.scoring.document import document
from icp_playbook.stages.check import Context
from icp_playbook.stages.check.profile import segment_without_value_proposition
from icp_playbook.stages.plan.matrix import cover_segments
from icp_playbook.stages.plan.pages import value

PRACTICE = """
    --- + minimal
    --- + tiers
    --- content/value_propositions/exchanges.yml +
    pains: [{id: refunds, pain: We refund too much.}, {id: labels, pain: Labels are lost.}]
    relievers: [{pain: refunds, how: First.}, {pain: labels, how: Printed.}]
    --- content/outcomes/kept.yml
    {name: More kept, owner: sales, outcome: Kept., baseline: Ten., success_criteria: Thirty.,
      business_impact: Much.,
      timeline: A year.}
    --- content/best_practices/first.yml
    name: Exchange first
    owner: sales
    solves: [exchanges#refunds]
    tiers: [expert, beginner]
    steps: [Switch it on.]
    behaviours_to_watch: [{behaviour: They look daily., outcome: kept}, {behaviour: They smile.}]
    value_event: The first week.
"""


def test_a_practice_shows_the_pain_in_the_customer_s_words_and_its_tiers_in_order(
    tmp_path: Path,
) -> None:
    """A reference becomes what it stands for."""
    catalog = catalog_of(tmp_path, PRACTICE)
    view: dict[str, Any] = dict(value.show_practice(catalog, catalog.get(BestPractice, "first")))
    assert [pain.pain for _, pain in view["pains"]] == ["We refund too much."]
    assert [tier.id for tier in view["tiers"]] == ["beginner", "expert"]


def test_a_pain_without_a_practice_is_not_listed_as_solved(tmp_path: Path) -> None:
    """The index names only pains that have one; a practice without a delivery is not lost."""
    view: dict[str, Any] = dict(value.list_practices(catalog_of(tmp_path, PRACTICE)))
    assert [pain.id for _, pain, _ in view["by_pain"]] == ["refunds"]
    assert [
        (name, [one.id for one in found]) for name, _, found in view["by_delivery"] if found
    ] == [("open", ["first"])]


def test_an_outcome_names_the_behaviours_that_lead_to_it(tmp_path: Path) -> None:
    """Only those that the practice ties to this outcome."""
    catalog = catalog_of(tmp_path, PRACTICE)
    view: dict[str, Any] = dict(value.show_outcome(catalog, catalog.get(Outcome, "kept")))
    assert [(practice.id, behaviours) for practice, behaviours in view["practices"]] == [
        ("first", ["They look daily."])
    ]


def test_an_outcome_that_names_no_segment_matters_to_each_that_we_serve(tmp_path: Path) -> None:
    """Those whom we avoid have no outcomes of ours."""
    avoided = """
    --- content/segments/hobby.yml
    {name: Hobby, owner: sales, definition: Those., focus: avoid}
"""
    view: dict[str, Any] = dict(value.list_outcomes(catalog_of(tmp_path, PRACTICE + avoided)))
    assert [(segment.id, [one.id for one in found]) for segment, found in view["by_segment"]] == [
        ("mid-market", ["kept"])
    ]


def test_a_proposition_for_several_segments_is_each_one_s(tmp_path: Path) -> None:
    """Pages, coverage, an assessment and the rule that asks for one all find it there."""
    catalog = catalog_of(
        tmp_path,
        """
    --- + minimal
    --- content/segments/small.yml
    {name: Small, owner: sales, definition: Few., focus: develop}
    --- content/segments/others.yml
    {name: Others, owner: sales, definition: Some., focus: develop}
    --- content/personas/head.yml
    {name: Head, owner: sales, side: both, segments: [mid-market, small, others], titles: [Head],
     job_to_be_done: Grow., motivations: [More.], frustrations: [Less.]}
    --- content/value_propositions/both.yml
    {name: Both, owner: sales, segments: [small, mid-market], personas: [head],
     problem: {statement: A.}, added_value: {statement: B.}, moat: {statement: C.}}
    """,
    )
    listed: Any = value.list_propositions(catalog)["by_segment"]
    assert {segment.id: [one.id for one in found] for segment, found in listed} == {
        "mid-market": ["both", "exchanges"],
        "small": ["both"],
        "others": [],
    }
    spoken = {
        one.segment.id: row.spoken.state
        for one in cover_segments(catalog)
        for row in one.rows
        if row.persona.id == "head"
    }
    assert spoken == {"mid-market": "there", "small": "there", "others": "missing"}
    onward = document(catalog, "en")["onward"]["segments"]
    assert {id: one["values"] for id, one in onward.items()} == {
        "mid-market": ["both", "exchanges"],
        "small": ["both"],
        "others": [],
    }
    context = Context()
    lacking = [one.definition.id for one in segment_without_value_proposition(catalog, context)]
    assert lacking == ["others"]

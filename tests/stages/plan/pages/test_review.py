"""The review queue: what is due by whom, and what rests on a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drawn_site import catalog_of
from icp_playbook.history import Change, FileChange, History
from icp_playbook.project import Site
from icp_playbook.stages.plan.pages.review import show_reviews

SEGMENT = "content/segments/mid-market.yml"
DATED = """
    --- + minimal
    --- content/company.yml +
    reviewed: 2026-03-01
    --- content/account.yml +
    reviewed: 2026-01-01
    review_every: 1
    --- content/personas/founder.yml +
    reviewed: 2026-02-01
    confidence: researched
    --- content/segments/mid-market.yml +
    reviewed: 2026-02-01
    sources: [margin]
    --- content/research/questions.yml
    owner: founders
    questions: [{id: why, question: Why did you buy?}]
    --- content/research/insights/margin.yml
    name: They want the margin
    owner: sales
    question: why
    finding: It is about money.
    sample: {n: 4, from: 2026-01-01, to: 2026-02-20, method: Talks}
"""


@pytest.fixture
def view(tmp_path: Path) -> Any:
    """What the page of the drawn repository is given."""
    return show_reviews(catalog_of(tmp_path, DATED), Site())


def test_each_owner_has_a_desk_with_the_most_urgent_first(view: Any) -> None:
    """Never reviewed comes before the earliest day, an owner with a contact before one without."""
    desks = {
        str(desk.owner): [entry.definition.id for entry in desk.entries] for desk in view["desks"]
    }
    assert desks == {
        "Sales": ["margin", "exchanges", "account", "founder", "mid-market", "company"],
        "Founders": ["questions"],
    }


def test_what_lacks_a_contact_or_a_source_is_listed(view: Any) -> None:
    """An insight is its own source; what calls itself researched names one."""
    assert [entry.definition.id for entry in view["unowned"]] == ["questions"]
    assert [entry.definition.id for entry in view["unsourced"]] == ["founder"]


def test_guesses_are_only_what_claims_something(view: Any) -> None:
    """A question about accounts is no guess."""
    guesses = [entry.definition.id for _, entries in view["guesses"] for entry in entries]
    assert "mid-market" in guesses
    assert "account" not in guesses


def test_evidence_younger_than_the_review_asks_to_look_again(view: Any) -> None:
    """The sample ended after the segment, which rests on it, was last reviewed."""
    assert [(one.definition.id, one.insight.id) for one in view["evidence"]] == [
        ("mid-market", "margin")
    ]


def test_what_stands_on_something_that_changed_is_to_be_looked_at_again(tmp_path: Path) -> None:
    """The history tells since when: a later day of review does not mean that anything changed."""
    catalog = catalog_of(tmp_path, DATED)
    change = Change(
        "c0ffee", date(2026, 4, 1), "Say who they are", "", "", (FileChange("M", SEGMENT),)
    )
    history = History((change,), "", {SEGMENT: (change,)})
    view: Any = show_reviews(replace(catalog, history=history), Site())
    assert [
        (entry.definition.id, [one.definition.id for one in entry.steward.again])
        for entry in view["again"]
    ] == [("founder", ["mid-market"])]

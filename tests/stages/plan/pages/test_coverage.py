"""Coverage: persona by segment by tier, the four things, gaps and what is empty on purpose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from drawn import draw
from drawn_site import catalog_of
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.project import Site
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context
from icp_playbook.stages.plan.matrix import cover_segments, find_holes
from icp_playbook.stages.plan.pages.coverage import measure_completeness, show_coverage

AVOIDED = """
    --- + minimal
    --- + tiers
    --- content/segments/market-stalls.yml
    name: Market stalls
    owner: sales
    definition: Nobody there has a shop.
    focus: avoid
    intentional: [{rule: segment-without-value-proposition, reason: It would be an invitation.}]
    --- content/personas/clerk.yml
    name: Clerk
    owner: sales
    side: use
    segments: [mid-market, market-stalls]
    titles: [Clerk]
    job_to_be_done: Pack.
    motivations: [Going home.]
    frustrations: [Slips.]
"""


def shown(root: Path, drawing: str) -> Any:
    """Return what the page of a drawn repository is given."""
    checked = check_playbook(draw(root, drawing), Context())
    return show_coverage(checked.catalog, Site(), checked.problems)


def test_a_persona_hears_something_nothing_or_nothing_on_purpose(tmp_path: Path) -> None:
    """There, draft, missing, or empty with a reason; only holes in served segments are named."""
    catalog = catalog_of(
        tmp_path,
        AVOIDED + "    --- content/value_propositions/exchanges.yml +\n    personas: [founder]\n",
    )
    covered = cover_segments(catalog)
    states = {(c.segment.id, r.persona.id): r.spoken.state for c in covered for r in c.rows}
    assert states == {
        ("mid-market", "clerk"): "missing",
        ("mid-market", "founder"): "there",
        ("market-stalls", "clerk"): "intended",
    }
    assert [
        (hole.about.id, hole.words, hole.other.id) for hole in find_holes(covered) if hole.other
    ] == [("mid-market", "no value proposition speaks to Clerk", "clerk")]


def test_a_draft_is_no_hole_but_says_so(tmp_path: Path) -> None:
    """Somebody is at it."""
    proposition = (
        "--- content/value_propositions/exchanges.yml +\nstatus: draft\npersonas: [founder]\n"
    )
    drawing = f"--- + minimal\n{proposition}"
    (cover,) = cover_segments(catalog_of(tmp_path, drawing))
    assert [row.spoken.state for row in cover.rows] == ["draft"]
    assert not find_holes([cover])


def test_a_tier_without_a_play_or_a_strategy_is_a_hole(tmp_path: Path) -> None:
    """Named with the segment in which it is missing."""
    removed = "--- playbooks/plays/champion-left.yml -\n--- playbooks/strategies/grow.yml -\n"
    drawing = f"--- + minimal\n--- + tiers\n{removed}"
    words = [
        (hole.words, hole.other.id)
        for hole in find_holes(cover_segments(catalog_of(tmp_path, drawing)))
        if hole.other
    ]
    assert words == [
        ("no value proposition speaks to Founder", "founder"),
        ("no play for the tier Beginner", "beginner"),
        ("no strategy for the tier Expert", "expert"),
        ("no play for the tier Expert", "expert"),
    ]


def test_the_four_things_come_in_order_with_why_they_are_thin(tmp_path: Path) -> None:
    """What nothing exists of is missing; what lacks something is thin and says what."""
    things = shown(tmp_path, "--- + minimal")["things"]
    assert [(thing.name, thing.state) for thing in things] == [
        ("Customer profile", "thin"),
        ("Segmentation", "thin"),
        ("Value proposition", "thin"),
        ("Best practice", "missing"),
    ]
    assert "1 persona hears nothing from us" in things[2].thin_because


def test_gaps_of_the_rules_and_silenced_rules_are_both_shown(tmp_path: Path) -> None:
    """What a rule found stands with its words, what is silenced with its reason."""
    view = shown(tmp_path, AVOIDED)
    assert "persona-without-scenario" in [gap.problem.rule for gap in view["gaps"]]
    assert [(one.id, str(entry.reason)) for one, entry in view["on_purpose"]] == [
        ("market-stalls", "It would be an invitation.")
    ]


def test_completeness_counts_what_could_be_filled(tmp_path: Path) -> None:
    """Fields that only some definitions have are no gap; a `no` or a nought is something filled."""
    catalog = catalog_of(
        tmp_path, "--- + minimal\n--- + tiers\n--- content/maturity/tiers/expert.yml +\nideal: no\n"
    )
    tiers = measure_completeness(BY_NAME["tier"], catalog.by_kind["tier"])
    assert (tiers.count, tiers.guesses, tiers.filled) == (2, 2, 16)
    assert tiers.empty == (("economics", 2), ("summary", 2), ("ideal", 1))

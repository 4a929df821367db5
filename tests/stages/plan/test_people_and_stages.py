"""The pictures of the buying committee and of the lifecycle."""

from __future__ import annotations

from pathlib import Path

from drawn import draw
from icp_playbook.build import build_pages
from icp_playbook.model.persona import Persona
from icp_playbook.model.play import Play
from icp_playbook.project import Site
from icp_playbook.stages.plan.pictures.committee import Lane, seat_committee
from icp_playbook.stages.plan.pictures.lifecycle import lay_out_lifecycle

PERSONA = """
owner: sales
segments: [mid-market]
titles: [T]
job_to_be_done: Work.
motivations: [M.]
frustrations: [F.]
"""
PEOPLE = f"""
--- + minimal
--- content/personas/clerk.yml
name: Clerk
side: use
buying_roles: [user]
works_with: [boss]
{PERSONA}
--- content/personas/boss.yml
name: Boss
side: decision
buying_roles: [gatekeeper, champion]
{PERSONA}
--- content/personas/owner.yml
name: Owner
side: decision
buying_roles: [economic-buyer]
{PERSONA}
"""


def lanes(root: Path) -> tuple[Lane, ...]:
    """Return the committee of everybody."""
    catalog = build_pages(root, Site()).catalog
    return seat_committee(catalog, catalog.all(Persona))


def test_people_sit_by_side_and_who_signs_sits_first(tmp_path: Path) -> None:
    """The order of roles is the company's."""
    found = lanes(draw(tmp_path, PEOPLE))
    seats = {lane.side: [str(seat.persona.name) for seat in lane.seats] for lane in found}
    assert seats == {"decision": ["Owner", "Boss"], "both": ["Founder"], "use": ["Clerk"]}
    boss = found[0].seats[1]
    assert boss.role
    assert (boss.role.id, [role.id for role in boss.others]) == ("gatekeeper", ["champion"])


def test_who_talks_to_whom_is_seen_from_both(tmp_path: Path) -> None:
    """Only one of them has to say so."""
    seats = {seat.persona.id: seat for lane in lanes(draw(tmp_path, PEOPLE)) for seat in lane.seats}
    assert [one.id for one in seats["clerk"].colleagues] == ["boss"]
    assert [one.id for one in seats["boss"].colleagues] == ["clerk"]


def test_a_role_of_the_companys_own_has_a_sign_too(tmp_path: Path) -> None:
    """And somebody without a role has a seat."""
    root = draw(
        tmp_path,
        PEOPLE.replace("buying_roles: [user]", "buying_roles: [works-council]")
        .replace("[gatekeeper, champion]", "[works-council]")
        .replace("[economic-buyer]", "[works-council]")
        + """
--- content/company.yml +
buying_roles: [{id: works-council, name: Works council}]
""",
    )
    found = {seat.persona.id: seat for lane in lanes(root) for seat in lane.seats}
    assert found["clerk"].sign == "other"
    assert (found["founder"].role, found["founder"].sign) == (None, "other")


def test_a_segment_without_people_has_no_empty_table(tmp_path: Path) -> None:
    """No heading, no box."""
    built = build_pages(draw(tmp_path, "--- + bare"), Site())
    text = "".join(page.markdown() for page in built.pages)
    assert "icp-committee" not in text
    assert "Whom you will meet" not in text


def test_each_step_has_its_plays_by_type_and_who_leads(tmp_path: Path) -> None:
    """The normal course first; who runs most plays leads."""
    catalog = build_pages(
        draw(
            tmp_path,
            """
            --- + minimal
            --- + tiers
            --- content/lifecycle.yml
            owner: sales
            stages:
              - {id: adoption, name: Adoption, goal: The first return works.}
              - {id: renewal, name: Renewal, goal: They stay.}
            """,
        ),
        Site(),
    ).catalog
    play = catalog.all(Play)[0]
    plays = [
        play.model_copy(update={"type": "risk", "run_by": "support"}),
        play.model_copy(update={"type": "opportunity", "run_by": "sales"}),
        play.model_copy(update={"type": "lifecycle", "run_by": "sales"}),
    ]
    stages = catalog.by_kind["lifecycle"][0].stages  # type: ignore[attr-defined]
    first, second = lay_out_lifecycle(stages, {"adoption": plays})
    assert [type_ for type_, _ in first.groups] == ["lifecycle", "risk", "opportunity"]
    assert first.leaders == (("sales", 2), ("support", 1))
    assert (second.number, second.groups, second.leaders) == (2, (), ())

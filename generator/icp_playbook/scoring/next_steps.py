"""Where to go on from an assessment: the strategy, plays, people and what to tell them."""

from __future__ import annotations

from dataclasses import dataclass

from icp_playbook.scoring.document import AssessmentDocument, Onward
from icp_playbook.scoring.messages import Explanation
from icp_playbook.scoring.results import Assessment, Motivation
from icp_playbook.scoring.rules import Rules, VerdictRules


@dataclass(frozen=True, slots=True)
class NextSteps:
    """Where to go on from a result: ids of what we do, whom one meets and what one tells them."""

    strategy: str | None
    plays: tuple[str, ...]
    stage_plays: tuple[str, ...]
    personas: tuple[str, ...]
    values: tuple[str, ...]


def next_steps(document: AssessmentDocument, result: Assessment, stage: str | None) -> NextSteps:
    """Return what follows from the segment, tier and verdict of a result, and from the stage."""
    onward, fit, ability, motivation = (
        document["onward"],
        result["fit"],
        result["ability"],
        result["motivation"],
    )
    stopped = bool(stops_of(result))
    segment = fit["about"] if fit else None
    tier = ability["tier"]["id"] if ability and ability["tier"] else None
    known = onward["segments"][segment] if segment else None
    strategies = known["strategies"] if known else onward["strategies"]
    verdict = verdict_of(document["rules"], motivation)
    spoken = [verdict["play"]] if verdict and "play" in verdict and not stopped else []
    raised = result["flags"]["raised"] if result["flags"] else []
    flagged = [
        flag["play"]
        for flag in document["rules"]["flags"]
        if flag["id"] in raised and "play" in flag
    ]
    cell = result["together"]["cell"] if result["together"] else None
    titles = {play["id"] for play in onward["plays"]}
    return NextSteps(
        strategy=strategies.get(tier) if tier else None,
        plays=tuple(
            dict.fromkeys(
                one
                for one in (*spoken, *flagged, *([] if cell is None else onward["cells"][cell]))
                if one in titles
            )
        ),
        stage_plays=tuple(_stage_plays(onward, segment, tier, stage)),
        personas=tuple(known["personas"]) if known and not stopped else (),
        values=tuple(known["values"]) if known and not stopped else (),
    )


def stops_of(result: Assessment) -> list[Explanation]:
    """Return why nobody should go on: what rules out the company as a whole, then the segment."""
    whole = [stop for score in result["scores"] for stop in score["stops"]]
    return whole + (result["fit"]["stops"] if result["fit"] else [])


def verdict_of(rules: Rules, motivation: Motivation | None) -> VerdictRules | None:
    """Return the verdict of a result, where there is one."""
    qualification = rules["qualification"]
    if qualification is None or motivation is None:
        return None
    return next(
        (one for one in qualification["verdicts"] if one["id"] == motivation["verdict"]), None
    )


def _stage_plays(
    onward: Onward, segment: str | None, tier: str | None, stage: str | None
) -> list[str]:
    return [
        play["id"]
        for play in onward["plays"]
        if stage
        and play["stage"] == stage
        and (tier is None or tier in play["tiers"])
        and (segment is None or segment in play["segments"])
    ]

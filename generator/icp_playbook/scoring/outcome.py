"""What the rules say of an account in a few names: segment, fit, verdict and tier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from icp_playbook.messages import say
from icp_playbook.scoring.results import Ability, Assessment, FitOf
from icp_playbook.scoring.rules import FitRules, Rules


@dataclass(frozen=True, slots=True)
class Named:
    """What one score says, or a flag that is raised; another name makes no other one."""

    id: str
    name: str = field(compare=False)
    says: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules say of an account, in names."""

    segment: str
    fit: str
    verdict: str
    tier: str
    unknown: bool
    """Whether no segment could be named because too little is known."""
    further: tuple[tuple[str, str], ...] = ()
    """For each further maturity model its name, and the tier by it."""
    scores: tuple[Named, ...] = ()
    flags: tuple[Named, ...] = ()
    """Those that are raised."""
    parts: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """All of it that these rules have, each with what it is: what the playbook lacks is not said.

    Scores come with band and number, those alone of which something is known.
    """


def outcome_of(rules: Rules, result: Assessment) -> Outcome:
    """Return what a result says, with the names that people use."""
    fit, motivation, ability = result["fit"], result["motivation"], result["ability"]
    about = fit["about"] if fit else None
    judged = (
        next((one for one in fit["segments"] if one["segment"] == about), None) if fit else None
    )
    segment = next((one for one in rules["segments"] if one["id"] == about), None)
    unknown = False
    if judged is None or segment is None:
        unknown = fit is not None and any(
            one["status"] == "not-enough-known" for one in fit["segments"]
        )
        name: str = say("none")
        meaning: str = say("not enough known") if unknown else say("no match")
    else:
        name, meaning = segment["name"], _fit_of(judged, segment)
    asked = rules["qualification"]
    verdicts = {str(one["id"]): one["name"] for one in asked["verdicts"]} if asked else {}
    outcome = Outcome(
        segment=name,
        fit=meaning,
        verdict=verdicts.get(motivation["verdict"], motivation["verdict"])
        if motivation and motivation["verdict"]
        else say("nothing known")
        if motivation
        else say("not judged"),
        tier=_tier_of(ability),
        further=tuple((one["name"], _tier_of(one["ability"])) for one in result["further"]),
        unknown=unknown,
        scores=tuple(
            Named(score["id"], score["name"], _fit_of(one, score))
            for score, one in zip(rules["scores"], result["scores"], strict=True)
        ),
        flags=tuple(
            Named(flag["id"], flag["name"])
            for flag in rules["flags"]
            if result["flags"] and flag["id"] in result["flags"]["raised"]
        ),
    )
    return replace(outcome, parts=tuple(_parts(rules, result, outcome)))


def _parts(rules: Rules, result: Assessment, outcome: Outcome) -> Iterator[tuple[str, str]]:
    if result["fit"]:
        yield say("Segment"), outcome.segment
        yield say("Fit"), outcome.fit
    for score, one, said in zip(rules["scores"], result["scores"], outcome.scores, strict=True):
        if any(value is not None for row in one["table"] for value in row["values"]):
            number = one["score"] if one["band"] is not None and one["status"] == "scored" else None
            band_and_number = say(
                "{band} ({number})", band=said.says, number=number["shown"] if number else ""
            )
            yield score["name"], band_and_number if number else said.says
    if result["motivation"]:
        yield say("Motivation"), outcome.verdict
    if result["ability"]:
        yield say("Tier"), outcome.tier
    for model, (name, tier) in zip(result["further"], outcome.further, strict=True):
        if any(row["level"] is not None or row["answered"] for row in model["ability"]["profile"]):
            yield name, tier
    if outcome.flags:
        yield say("Flags"), ", ".join(one.name for one in outcome.flags)


def _tier_of(ability: Ability | None) -> str:
    """Return the tier; without tiers, the profile by levels."""
    if ability is None:
        return say("not judged")
    if ability["status"] == "profile-only":
        levels = [row["level"] for row in ability["profile"]]
        return "-".join("?" if level is None else str(level) for level in levels)
    return ability["tier"]["name"] if ability["tier"] else say("not enough known")


def _fit_of(judged: FitOf, segment: FitRules) -> str:
    if judged["status"] == "disqualified":
        return say("disqualified")
    if judged["score"] is None or judged["status"] != "scored":
        return say("not enough known")
    if judged["band"] is not None:
        return segment["bands"][judged["band"]]["name"]
    score, end = judged["score"], judged["range"]
    if end["least"] == end["most"] == score:
        return say("{score} of {most}", score=score["shown"], most=judged["of"])
    return say(
        "{score} of {of} so far, {least} to {most} in the end",
        score=score["shown"],
        of=judged["of"],
        least=end["least"]["shown"],
        most=end["most"]["shown"],
    )

"""Scores of the company as a whole: its fit whatever the segment, its health, its engagement."""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.scoring.conditions import Known
from icp_playbook.scoring.fit import judge
from icp_playbook.scoring.fit_described import describe
from icp_playbook.scoring.messages import say
from icp_playbook.scoring.results import FitOf, ScoreFit
from icp_playbook.scoring.rules import Rules


def judge_scores(rules: Rules, known: Known) -> list[ScoreFit]:
    """Return each score, in the order of the rules; only one that measures fit can stop."""
    attributes = {attribute["id"]: attribute for attribute in rules["attributes"]}
    found: list[ScoreFit] = []
    for score in rules["scores"]:
        described: FitOf = describe(judge(score, known), attributes, known)
        hit = described["disqualifiers"]["hit"] if score["measures"] == "fit" else []
        found.append(
            {
                "score_of": score["id"],
                "measures": score["measures"],
                "stops": [say("Stop: {why}", why=state["why"]) for state in hit],
                **described,
            }
        )
    return found


def asked_apart(rules: Rules) -> dict[str, list[str]]:
    """Return the attributes that only a score asks, by the score, in the order they are asked.

    What tells whether this is our customer, and what raises a flag, is asked with the fit.
    """
    whole = [score for score in rules["scores"] if score["measures"] == "fit"]
    asked = {*_asked_by([rules["segments"], whole, rules["flags"]])}
    apart: dict[str, list[str]] = {}
    for score in rules["scores"]:
        own = {*_asked_by(score)} - asked
        asked |= own
        apart[score["id"]] = [one["id"] for one in rules["attributes"] if one["id"] in own]
    return apart


def _asked_by(part: object) -> Iterator[str]:
    """Yield each attribute that a part of the rules names."""
    if isinstance(part, list):
        for one in part:
            yield from _asked_by(one)
    elif isinstance(part, dict):
        if isinstance(part.get("attribute"), str):
            yield part["attribute"]
        for key, one in part.items():
            if key != "options":  # its keys are answers
                yield from _asked_by(one)

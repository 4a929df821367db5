"""Motivation: do they want it? The rule of "Motivation", over any number of criteria."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from icp_playbook.scoring.exact import part_of
from icp_playbook.scoring.messages import Explanation, say
from icp_playbook.scoring.results import Motivation, Unconfirmed
from icp_playbook.scoring.rules import MotivationRules

Name = str | Explanation
METHOD_NAMES = {"qualified": say("Qualified"), "pursue": say("Pursue"), "nurture": say("Nurture")}
"""What a verdict is called where the company has no name of its own for it."""


def judge_motivation(
    rules: MotivationRules | None, answers: Mapping[str, str]
) -> Motivation | None:
    """Return the verdict with each criterion not confirmed; None without a qualification.

    There is no verdict while nothing is known.
    """
    if rules is None or not rules["criteria"]:
        return None
    states = {
        criterion["id"]: answers.get(criterion["id"], "unknown") for criterion in rules["criteria"]
    }
    needed = part_of(rules["share"], len(states))
    confirmed = sum(state == "confirmed" for state in states.values())
    absent = sum(state == "absent" for state in states.values())
    must = [states[name] for name in rules["must_have"]]
    is_known = set(states.values()) != {"unknown"}
    verdict: Literal["qualified", "pursue", "nurture"] | None
    if not is_known:
        verdict = None
    elif confirmed >= needed and not absent and all(state == "confirmed" for state in must):
        verdict = "qualified"
    elif "absent" not in must and len(states) - absent >= needed:
        verdict = "pursue"
    else:
        verdict = "nurture"
    return {
        "status": "verdict" if is_known else "nothing-known",
        "verdict": verdict,
        "confirmed": confirmed,
        "needed": needed,
        "of": len(states),
        "not_confirmed": _not_confirmed(rules, states),
        "messages": _messages(rules, states, verdict, confirmed, needed),
    }


def _not_confirmed(rules: MotivationRules, states: Mapping[str, str]) -> list[Unconfirmed]:
    return [
        {
            "criterion": criterion["id"],
            "state": states[criterion["id"]],  # type: ignore[typeddict-item]
            "must_have": criterion["id"] in rules["must_have"],
            "question": criterion["questions"][0] if criterion["questions"] else None,
        }
        for criterion in rules["criteria"]
        if states[criterion["id"]] != "confirmed"
    ]


def _messages(
    rules: MotivationRules,
    states: Mapping[str, str],
    verdict: str | None,
    confirmed: int,
    needed: int,
) -> list[Explanation]:
    """Return the verdict, and what keeps it from being better."""
    if verdict is None:
        return [say("Nothing known yet, so there is no verdict.")]
    best = verdict_name(rules, "qualified")
    said = [_counted(verdict_name(rules, verdict), best, verdict, len(states), confirmed, needed)]
    absent = [c["name"] for c in rules["criteria"] if states[c["id"]] == "absent"]
    open_musts = [
        c["name"]
        for c in rules["criteria"]
        if c["id"] in rules["must_have"] and states[c["id"]] in ("partial", "unknown")
    ]
    if absent:
        said.append(
            say("Absent, which rules out {qualified}: {criteria}.", qualified=best, criteria=absent)
        )
    if open_musts:
        said.append(say("Must be confirmed whatever else is: {criteria}.", criteria=open_musts))
    return said


def _counted(
    name: Name, best: Name, verdict: str, of: int, confirmed: int, needed: int
) -> Explanation:
    """Return the verdict by its name, and how many are confirmed of those that it takes."""
    if verdict == "qualified":
        return say(
            "{verdict}: {confirmed} of {of} confirmed, {needed} needed.",
            verdict=name,
            confirmed=confirmed,
            of=of,
            needed=needed,
        )
    if confirmed < needed:
        return say(
            "{verdict}: {confirmed} of {of} confirmed, {needed} needed for {qualified}.",
            verdict=name,
            confirmed=confirmed,
            of=of,
            needed=needed,
            qualified=best,
        )
    return say(
        "{verdict}: {confirmed} of {of} confirmed, which is enough for {qualified} in number only.",
        verdict=name,
        confirmed=confirmed,
        of=of,
        qualified=best,
    )


def verdict_name(rules: MotivationRules, verdict: str) -> Name:
    """Return what the company calls a verdict, else the method's name for it."""
    own = (one["name"] for one in rules["verdicts"] if one["id"] == verdict)
    return next(own, None) or METHOD_NAMES[verdict]

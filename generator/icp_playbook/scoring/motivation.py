"""Motivation: do they want it? The rule of "Motivation", over any number of criteria."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from icp_playbook.scoring.exact import part_of
from icp_playbook.scoring.messages import Explanation, say
from icp_playbook.scoring.results import Motivation, Unconfirmed
from icp_playbook.scoring.rules import MotivationRules


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
    counts = {"confirmed": confirmed, "of": len(states), "needed": needed}
    if verdict is None:
        return [say("Nothing known yet, so there is no verdict.")]
    if verdict == "qualified":
        said = [say("Qualified: {confirmed} of {of} confirmed, {needed} needed.", **counts)]
    elif verdict == "pursue":
        said = [say("Pursue: {confirmed} of {of} confirmed, {needed} needed to qualify.", **counts)]
    else:
        said = [
            say("Nurture: {confirmed} of {of} confirmed, {needed} needed to qualify.", **counts)
        ]
    absent = [c["name"] for c in rules["criteria"] if states[c["id"]] == "absent"]
    open_musts = [
        c["name"]
        for c in rules["criteria"]
        if c["id"] in rules["must_have"] and states[c["id"]] in ("partial", "unknown")
    ]
    if absent:
        said.append(say("Absent: {criteria}.", criteria=absent))
    if open_musts:
        said.append(say("Must be confirmed whatever else is: {criteria}.", criteria=open_musts))
    return said

"""Fit, motivation and ability of one account: pure functions over the rules document.

`site_templates/scripts/scoring/` is the same in JavaScript; one table of cases and a property
test hold them together. Answers are JSON:

    {"segment": "mid-market",                               # optional; else the best match is found
     "attributes": {"employees": "300", "storefront": "hosted", "ships-abroad": true},
     "qualification": {"need": "confirmed", "budget": "unknown"},
     "maturity": {"cognition": 3,                # rubric: a level
                  "tools": {"has-api": "yes", "has-etl": "not-applicable"},  # checklist: yes, no
                  "people": {"trains-monthly": "0.25"},     # coverage: a value of the scale
                  "logins": 2,                # a dimension of a further model stands among them
                  "override": {"tier": "medium", "reason": "New head of operations"}}}

Everything may be missing, and whatever cannot be used is named in `notes`.
"""

from __future__ import annotations

from icp_playbook.scoring.ability import judge_ability, judge_further
from icp_playbook.scoring.answers import Answers, read_answers
from icp_playbook.scoring.flags import raise_flags
from icp_playbook.scoring.messages import Explanation, format_message, say
from icp_playbook.scoring.motivation import judge_motivation
from icp_playbook.scoring.ranking import rank, with_changes
from icp_playbook.scoring.results import Ability, Assessment, FitResult, Motivation, Together
from icp_playbook.scoring.rules import VERSION, CellRules, Rules
from icp_playbook.scoring.scores import judge_scores

__all__ = ["Assessment", "Explanation", "Rules", "assess", "format_message", "judge_account"]


def assess(rules: Rules, answers: object) -> Assessment:
    """Return the three results and what they mean together; the rules must have no defects."""
    given = read_answers(rules, answers)
    judged = _judged(rules, given)
    return {**judged, "fit": with_changes(judged["fit"], rules, given.attributes)}


def judge_account(rules: Rules, answers: object) -> Assessment:
    """Return the same without the answers that would change the order of segments.

    To find those takes most of the time, and who compares results does not look at them.
    """
    return _judged(rules, read_answers(rules, answers))


def _judged(rules: Rules, given: Answers) -> Assessment:
    fit = rank(rules, given.attributes, given.segment)
    motivation = judge_motivation(rules["qualification"], given.qualification)
    ability = judge_ability(rules["maturity"], given)
    return {
        "version": VERSION,
        "notes": given.notes,
        "fit": fit,
        "scores": judge_scores(rules, given.attributes),
        "flags": raise_flags(rules, given.attributes),
        "motivation": motivation,
        "ability": ability,
        "further": judge_further(rules["further"], given),
        "together": _stance(rules, fit, motivation, ability),
    }


def _stance(
    rules: Rules, fit: FitResult | None, motivation: Motivation | None, ability: Ability | None
) -> Together | None:
    """Return the cell, None without both sides; its text is empty where nothing was decided."""
    if motivation is None or ability is None or ability["status"] == "profile-only":
        return None
    verdict, tier = motivation["verdict"], ability["tier"]
    known: Together = {
        "status": "undecided",
        "verdict": verdict,
        "tier": tier["id"] if tier else None,
        "segment": None,
        "cell": None,
        "text": None,
        "message": say("Find out how mature they are first."),
    }
    if verdict is None:
        return {**known, "status": "nothing-known", "message": _ask_first(motivation, rules)}
    if tier is None:
        return {**known, "status": "find-out-maturity"}
    asked = rules["qualification"]["verdicts"] if rules["qualification"] else []
    names = {one["id"]: one["name"] for one in asked}
    said = {"verdict": names.get(verdict, verdict), "tier": tier["name"]}
    place = _place(rules["grid"], verdict, tier["id"], fit["about"] if fit else None)
    if place is None:
        return {**known, "message": say("{verdict}, {tier}: undecided.", **said)}
    cell = rules["grid"][place]
    return {
        **known,
        "status": "decided",
        "segment": cell.get("segment"),
        "cell": place,
        "text": cell["text"],
        "message": say("{verdict}, {tier}: {text}", **said, text=cell["text"]),
    }


def _place(grid: list[CellRules], verdict: str, tier: str, segment: str | None) -> int | None:
    """Return the place of the cell: that of the segment, or else the one for all."""
    found = {
        cell.get("segment"): place
        for place, cell in enumerate(grid)
        if (cell["verdict"], cell["tier"]) == (verdict, tier)
    }
    return found.get(segment, found.get(None))


def _ask_first(motivation: Motivation, rules: Rules) -> Explanation:
    """Return what to ask while nothing is known: a must-have, or else the first criterion."""
    asks = sorted(motivation["not_confirmed"], key=lambda one: not one["must_have"])
    criteria = rules["qualification"]["criteria"] if rules["qualification"] else []
    name = next(one["name"] for one in criteria if one["id"] == asks[0]["criterion"])
    question = asks[0]["question"]
    if question is None:
        return say("Find out first whether they want it: {criterion}.", criterion=name)
    return say(
        "Find out first whether they want it. Ask about {criterion}: {question}",
        criterion=name,
        question=question,
    )

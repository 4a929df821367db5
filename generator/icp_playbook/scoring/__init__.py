"""Fit, motivation and ability of one account: pure functions over the rules document.

`site_templates/scripts/scoring/` is the same in JavaScript; one table of cases and a property
test hold them together. Answers are JSON:

    {"segment": "mid-market",                               # optional; else the best match is found
     "attributes": {"employees": "300", "storefront": "hosted", "ships-abroad": true},
     "qualification": {"need": "confirmed", "budget": "unknown"},
     "maturity": {"cognition": 3,                # rubric: a level
                  "tools": {"has-api": "yes", "has-etl": "not-applicable"},  # checklist: yes, no
                  "people": {"trains-monthly": "0.25"},     # coverage: a value of the scale
                  "override": {"tier": "medium", "reason": "New head of operations"}}}

Everything may be missing, and whatever cannot be used is named in `notes`.
"""

from __future__ import annotations

from icp_playbook.scoring.ability import judge_ability
from icp_playbook.scoring.answers import read_answers
from icp_playbook.scoring.flags import raise_flags
from icp_playbook.scoring.messages import Explanation, format_message, say
from icp_playbook.scoring.motivation import judge_motivation
from icp_playbook.scoring.ranking import rank
from icp_playbook.scoring.results import Ability, Assessment, Motivation, Together
from icp_playbook.scoring.rules import VERSION, Rules
from icp_playbook.scoring.scores import judge_scores

__all__ = ["Assessment", "Explanation", "Rules", "assess", "format_message"]


def assess(rules: Rules, answers: object) -> Assessment:
    """Return the three results and what they mean together; the rules must have no defects."""
    given = read_answers(rules, answers)
    motivation = judge_motivation(rules["qualification"], given.qualification)
    ability = judge_ability(rules["maturity"], given)
    return {
        "version": VERSION,
        "notes": given.notes,
        "fit": rank(rules, given.attributes, given.segment),
        "scores": judge_scores(rules, given.attributes),
        "flags": raise_flags(rules, given.attributes),
        "motivation": motivation,
        "ability": ability,
        "together": _stance(rules, motivation, ability),
    }


def _stance(
    rules: Rules, motivation: Motivation | None, ability: Ability | None
) -> Together | None:
    """Return the cell, None without both sides; its text is empty where nothing was decided."""
    if motivation is None or ability is None:
        return None
    verdict, tier = motivation["verdict"], ability["tier"]
    if tier is None:
        message = say("Find out how mature they are first.")
        return {
            "status": "find-out-maturity",
            "verdict": verdict,
            "tier": None,
            "text": None,
            "message": message,
        }
    names = (
        {one["id"]: one["name"] for one in rules["qualification"]["verdicts"]}
        if rules["qualification"]
        else {}
    )
    cell = {"verdict": names.get(verdict, verdict), "tier": tier["name"]}
    text = rules["grid"].get(verdict, {}).get(tier["id"])
    if text is None:
        message = say("{verdict}, {tier}: undecided.", **cell)
        return {
            "status": "undecided",
            "verdict": verdict,
            "tier": tier["id"],
            "text": None,
            "message": message,
        }
    message = say("{verdict}, {tier}: {text}", **cell, text=text)
    return {
        "status": "decided",
        "verdict": verdict,
        "tier": tier["id"],
        "text": text,
        "message": message,
    }

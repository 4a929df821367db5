"""Together: motivation and ability give the stance of one cell of the grid, in the company's own words."""

from __future__ import annotations

from icp_playbook.scoring.messages import say
from icp_playbook.scoring.results import Ability, Motivation, Together
from icp_playbook.scoring.rules import Rules


def stance(rules: Rules, motivation: Motivation | None, ability: Ability | None) -> Together | None:
    """Return the cell; nothing is invented where the company has not decided. None without both sides."""
    if motivation is None or ability is None:
        return None
    verdict, tier = motivation["verdict"], ability["tier"]
    if tier is None:
        message = say("together.find_out_maturity")
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
        message = say("together.undecided", **cell)
        return {
            "status": "undecided",
            "verdict": verdict,
            "tier": tier["id"],
            "text": None,
            "message": message,
        }
    message = say("together.decided", **cell, text=text)
    return {"status": "decided", "verdict": verdict, "tier": tier["id"], "text": text, "message": message}

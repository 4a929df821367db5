"""Flags: what sends an account to somebody, or needs care, without a point more or less."""

from __future__ import annotations

from icp_playbook.scoring.conditions import Known, holds, undecided_by
from icp_playbook.scoring.messages import say
from icp_playbook.scoring.results import Flags
from icp_playbook.scoring.rules import Rules


def raise_flags(rules: Rules, known: Known) -> Flags | None:
    """Return which flags are raised and which are open, or None when there are no flags."""
    if not rules["flags"]:
        return None
    raised = [flag for flag in rules["flags"] if holds(flag["when"], known)]
    undecided = [(flag["id"], undecided_by(flag["when"], known)) for flag in rules["flags"]]
    return {
        "raised": [flag["id"] for flag in raised],
        "open": [{"flag": id, "attributes": names} for id, names in undecided if names],
        "messages": [say("{flag}: {what}", flag=flag["name"], what=flag["do"]) for flag in raised],
    }

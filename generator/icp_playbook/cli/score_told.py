"""What `icp score` says of scored accounts: how many could not be judged, then notes."""

from __future__ import annotations

from icp_playbook.cli.terminal import show
from icp_playbook.engines.duckdb_picture import Scored
from icp_playbook.messages import say, say_count


def tell_scored(scored: Scored) -> None:
    """Say how many accounts could not be judged, and what else is to be known of them."""
    show(
        say_count(
            "{unjudged} of 1 account could not be judged.",
            "{unjudged} of {accounts} accounts could not be judged.",
            count=scored.accounts,
            unjudged=f"{scored.unjudged:,}",
            accounts=f"{scored.accounts:,}",
        )
    )
    for note in scored.notes:
        show(note)


def tell_failure(reason: str) -> None:
    """Say why nothing was scored."""
    show(say("Error: {reason}", reason=reason), err=True)

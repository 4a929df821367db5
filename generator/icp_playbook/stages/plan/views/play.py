"""Plays: by stage of the lifecycle, since that is where a reader stands when something happens."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.lifecycle import Lifecycle
from icp_playbook.model.maturity import Tier
from icp_playbook.model.play import Play
from icp_playbook.model.segment import Segment


def page(catalog: Catalog, play: Play) -> Mapping[str, object]:
    """Return the plays on the same risk, and the segments a play is for."""
    same = [one for one in catalog.all(Play) if play.risk and one.risk == play.risk and one.id != play.id]
    served = [segment.id for segment in catalog.all(Segment) if segment.focus != "avoid"]
    risk = play.risk or (play.id if play.type == "risk" else None)
    return {
        "risk": risk if catalog.all(Tier) else None,
        "same_risk": same,
        "segments": play.segments or served,
        "all_segments": not play.segments,
    }


def index(catalog: Catalog) -> Mapping[str, object]:
    """Return the plays of each stage; risks first, then opportunities, then the normal course."""
    lifecycle = catalog.one(Lifecycle)
    order = ("risk", "opportunity", "lifecycle")
    return {
        "by_stage": [
            (
                stage,
                sorted(
                    (play for play in catalog.all(Play) if play.stage == stage.id),
                    key=lambda play: (order.index(play.type), play.id),
                ),
            )
            for stage in (lifecycle.stages if lifecycle else ())
        ]
    }

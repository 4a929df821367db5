"""Plays: by stage of the lifecycle, since that is where a reader stands when something happens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.lifecycle import Lifecycle
from icp_playbook.model.maturity import Tier
from icp_playbook.model.play import Play
from icp_playbook.model.segment import Segment


def pages(catalog: Catalog) -> Callable[[Play], Mapping[str, object]]:
    """Return what tells of a play the others on the same risk, and the segments it is for."""
    served = tuple(segment.id for segment in catalog.all(Segment) if segment.focus != "avoid")
    on_risk: dict[str, list[Play]] = defaultdict(list)
    for play in catalog.all(Play):
        if play.risk:
            on_risk[play.risk].append(play)

    def page(play: Play) -> Mapping[str, object]:
        risk = play.risk or (play.id if play.type == "risk" else None)
        return {
            "risk": risk if catalog.all(Tier) else None,
            "same_risk": [one for one in on_risk[play.risk] if one is not play] if play.risk else [],
            "segments": play.segments or served,
            "all_segments": not play.segments,
        }

    return page


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

"""Which outcomes matter to a segment."""

from __future__ import annotations

from collections.abc import Iterable

from icp_playbook.model.outcome import Outcome
from icp_playbook.model.segment import Segment


def outcomes_of(segment: Segment, outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return the outcomes that matter to a segment: its own, and those that name none."""
    return [one for one in outcomes if segment.id in one.segments or not one.segments]

"""Which outcomes matter to a segment."""

from __future__ import annotations

from collections.abc import Iterable

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.outcome import Outcome
from icp_playbook.model.segment import Segment


def outcomes_of(catalog: Catalog, segment: Segment, everywhere: Iterable[Outcome]) -> list[Outcome]:
    """Return the outcomes that matter to a segment: its own, and those that name none, which are `everywhere`."""
    own = catalog.users(segment.ref, Outcome, "segments")
    return sorted((*own, *everywhere), key=lambda one: one.rank)

"""Outcomes: what success means, how it shows early, and what we do for it."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.best_practice import BestPractice
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.outcome import Outcome
from icp_playbook.model.play import Play
from icp_playbook.model.segment import Segment
from icp_playbook.stages.plan.outcomes import outcomes_of


def page(catalog: Catalog, outcome: Outcome) -> Mapping[str, object]:
    """Return the practices that lead to an outcome, with the behaviours to watch, and the plays that serve it."""
    practices = [
        (practice, [one.behaviour for one in practice.behaviours_to_watch if one.outcome == outcome.id])
        for practice in catalog.users(outcome.ref, BestPractice, "behaviours_to_watch")
    ]
    return {"practices": practices, "plays": catalog.users(outcome.ref, Play, "success_metric")}


def index(catalog: Catalog) -> Mapping[str, object]:
    """Return the outcomes by when they show, and those of each segment."""
    outcomes = catalog.all(Outcome)
    everywhere = [one for one in outcomes if not one.segments]
    groups = (("leading", "They show early"), ("lagging", "They show late"), (None, "When they show is open"))
    return {
        "groups": [
            (indicator or "open", title, [one for one in outcomes if one.indicator == indicator])
            for indicator, title in groups
        ],
        "by_segment": [
            (segment, found)
            for segment in catalog.all(Segment)
            if segment.focus != "avoid" and (found := outcomes_of(catalog, segment, everywhere))
        ],
    }

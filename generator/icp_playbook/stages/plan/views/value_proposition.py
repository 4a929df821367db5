"""Value propositions: each pain beside what relieves it, and the practices that solve it."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.model.best_practice import BestPractice
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.segment import Segment
from icp_playbook.model.value_proposition import ValueProposition


def page(catalog: Catalog, proposition: ValueProposition) -> Mapping[str, object]:
    """Return the pains of a value proposition, each with its relievers and practices."""
    return {
        "pains": [
            (
                pain,
                [reliever for reliever in proposition.relievers if reliever.pain == pain.id],
                catalog.users(f"pain:{proposition.id}#{pain.id}", BestPractice, "solves"),
            )
            for pain in proposition.pains
        ]
    }


def index(catalog: Catalog) -> Mapping[str, object]:
    """Return the value propositions of each segment."""
    return {
        "by_segment": [
            (segment, catalog.users(segment.ref, ValueProposition, "segment"))
            for segment in catalog.all(Segment)
        ]
    }

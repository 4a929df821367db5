"""Value: pains and what relieves them, best practices, and what success means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from icp_playbook.messages import say
from icp_playbook.model.best_practice import BestPractice
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.maturity import Tier
from icp_playbook.model.outcome import Outcome
from icp_playbook.model.references import Target
from icp_playbook.model.segment import Segment
from icp_playbook.model.value_proposition import Pain, ValueProposition
from icp_playbook.stages.plan.pages import KindPages, View

_OPEN = say("How it is delivered is open")
_INDICATORS = (
    ("leading", say("They show early")),
    ("lagging", say("They show late")),
    (None, say("When they show is open")),
)


def show_proposition(catalog: Catalog, proposition: ValueProposition) -> View:
    """Return the pains of a value proposition, each with its relievers and practices."""
    return {
        "pains": [
            (
                pain,
                [one for one in proposition.relievers if one.pain == pain.id],
                _practices(catalog, pain),
            )
            for pain in proposition.pains
        ]
    }


def list_propositions(catalog: Catalog) -> View:
    """Return the value propositions of each segment."""
    return {
        "by_segment": [
            (segment, catalog.users(segment.ref, ValueProposition))
            for segment in catalog.all(Segment)
        ]
    }


def _for_segments(catalog: Catalog) -> Iterator[tuple[str, str, Iterable[ValueProposition]]]:
    """Yield the segments as headings of the list, each with its value propositions."""
    for segment in catalog.all(Segment):
        yield segment.name, f"s-{segment.id}", catalog.users(segment.ref, ValueProposition)


def show_practice(catalog: Catalog, practice: BestPractice) -> View:
    """Return the pains a practice solves, its and its tiers from low to high."""
    return {
        "pains": _pains(catalog, practice),
        "tiers": sorted(
            (catalog.get(Tier, id) for id in practice.tiers), key=lambda tier: tier.rank
        ),
    }


def list_practices(catalog: Catalog) -> Mapping[str, Any]:
    """Return the practices by delivery, and by the pain they solve."""
    return {
        "by_delivery": _by_delivery(catalog),
        "by_pain": [
            (proposition, pain, found)
            for proposition in catalog.all(ValueProposition)
            for pain in proposition.pains
            if (found := _practices(catalog, pain))
        ],
    }


def _by_delivery(catalog: Catalog) -> list[tuple[str, str, list[BestPractice]]]:
    practices = catalog.all(BestPractice)
    company = catalog.one(Company)
    deliveries: list[tuple[str | None, str]] = [
        (one.id, one.name) for one in (company.deliveries if company else ())
    ]
    return [
        (delivery or "open", title, [one for one in practices if one.delivery == delivery])
        for delivery, title in [*deliveries, (None, _OPEN)]
    ]


def _as_delivered(catalog: Catalog) -> Iterator[tuple[str, str, list[BestPractice]]]:
    """Yield the ways of delivery as headings of the list, each with its practices."""
    for id, title, practices in _by_delivery(catalog):
        yield title, f"s-{id}", practices


def _pains(catalog: Catalog, practice: BestPractice) -> list[tuple[Target, Pain]]:
    targets = [catalog.targets[catalog.ref(ref)] for ref in practice.solves]
    return [(target, target.part) for target in targets if isinstance(target.part, Pain)]


def _practices(catalog: Catalog, pain: Pain) -> tuple[BestPractice, ...]:
    return catalog.users(catalog.ref(pain), BestPractice, "solves")


def show_outcome(catalog: Catalog, outcome: Outcome) -> View:
    """Return the practices that lead to an outcome, each with the behaviours to watch."""
    return {
        "practices": [
            (
                practice,
                [
                    one.behaviour
                    for one in practice.behaviours_to_watch
                    if one.outcome == outcome.id
                ],
            )
            for practice in catalog.users(outcome.ref, BestPractice, "behaviours_to_watch")
        ]
    }


def list_outcomes(catalog: Catalog) -> Mapping[str, Any]:
    """Return the outcomes by when they show, and those of each segment that we serve."""
    outcomes = catalog.all(Outcome)
    everywhere = [one for one in outcomes if not one.segments]
    return {
        "groups": [
            (indicator or "open", title, [one for one in outcomes if one.indicator == indicator])
            for indicator, title in _INDICATORS
        ],
        "by_segment": [
            (segment, found)
            for segment in catalog.all(Segment)
            if segment.focus != "avoid" and (found := outcomes_of(catalog, segment, everywhere))
        ],
    }


def _as_they_show(catalog: Catalog) -> Iterator[tuple[str, str, list[Outcome]]]:
    """Yield early and late as headings of the list, each with its outcomes."""
    for id, title, outcomes in list_outcomes(catalog)["groups"]:
        yield title, f"s-{id}", outcomes


def outcomes_of(catalog: Catalog, segment: Segment, everywhere: Iterable[Outcome]) -> list[Outcome]:
    """Return the outcomes of a segment: its own, and those of no segment, given as `everywhere`."""
    own = catalog.users(segment.ref, Outcome, "segments")
    return sorted((*own, *everywhere), key=lambda one: one.rank)


PAGES = (
    KindPages(ValueProposition, show_proposition, index=list_propositions, order=_for_segments),
    KindPages(BestPractice, show_practice, index=list_practices, order=_as_delivered),
    KindPages(Outcome, show_outcome, index=list_outcomes, order=_as_they_show),
)

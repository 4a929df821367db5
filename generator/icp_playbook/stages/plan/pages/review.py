"""The review queue: what is to be looked at again, by owner, and what rests on nothing but a guess.

The same content gives the same bytes, so a row has the day it is due, and the browser judges it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from icp_playbook.messages import say
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company, Contact
from icp_playbook.model.exception import ExceptionRecord
from icp_playbook.model.kinds import BY_NAME, KINDS, REFERENCE, Kind
from icp_playbook.model.research import Insight, ResearchQuestions
from icp_playbook.project import Site
from icp_playbook.stages.plan.pages import JoinedPage, View
from icp_playbook.stages.plan.pages.customers import next_first
from icp_playbook.stages.plan.stewardship import Stewardship, stewardship

NEXT = 10
"""The most urgent of all owners, which the page begins with."""


@dataclass(frozen=True, slots=True)
class Queued:
    """One definition in the queue."""

    definition: Definition
    kind: Kind
    steward: Stewardship
    months: int
    """Between two reviews."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What one owner has to look at, the most urgent first."""

    owner: str
    contact: Contact | None
    entries: tuple[Queued, ...]


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A definition last reviewed before the sample of an insight about it was complete."""

    definition: Definition
    insight: Insight


def show_reviews(catalog: Catalog, site: Site, *_: object) -> View:
    """Return what is to be looked at again, by owner and by reason."""
    entries = [
        Queued(one, BY_NAME[one.kind], stewardship(catalog, one, site), one.review_cadence)
        for one in catalog.definitions()
        if one.status != "retired"
    ]
    claiming = [entry for entry in entries if entry.definition.claims]
    return {
        "total": len(entries),
        "next": sorted(entries, key=_urgency)[:NEXT],
        "desks": _desks(catalog, entries),
        "never": [entry for entry in entries if entry.definition.reviewed is None],
        "unowned": [entry for entry in entries if entry.steward.contact is None],
        "unsourced": [entry for entry in claiming if _unsourced(entry.definition)],
        "guesses": _by_kind(
            [entry for entry in claiming if entry.definition.confidence == "hypothesis"]
        ),
        "again": [entry for entry in entries if entry.steward.again],
        "evidence": _new_evidence(catalog),
        "exceptions": next_first(catalog.all(ExceptionRecord)),
    }


def _desks(catalog: Catalog, entries: Iterable[Queued]) -> list[Desk]:
    by_owner: dict[str, list[Queued]] = {}
    for entry in entries:
        by_owner.setdefault(entry.definition.owner, []).append(entry)
    company = catalog.one(Company)
    known = list(company.contacts) if company else []
    order = [owner for owner in known if owner in by_owner] + sorted(set(by_owner) - set(known))
    return [
        Desk(
            by_owner[owner][0].steward.owner,
            by_owner[owner][0].steward.contact,
            tuple(sorted(by_owner[owner], key=_urgency)),
        )
        for owner in order
    ]


def _urgency(entry: Queued) -> tuple[bool, datetime.date, str]:
    day = entry.definition.review_due
    return (day is not None, day or datetime.date.min, entry.definition.ref)


def _unsourced(definition: Definition) -> bool:
    """Tell whether a definition claims more than a guess without a source.

    An insight is a source itself, and a question needs none.
    """
    needs_none = isinstance(definition, (Insight, ResearchQuestions))
    return definition.confidence != "hypothesis" and not definition.sources and not needs_none


def _by_kind(entries: list[Queued]) -> list[tuple[Kind, list[Queued]]]:
    groups = ((kind, [entry for entry in entries if entry.kind is kind]) for kind in KINDS)
    return [(kind, found) for kind, found in groups if found]


def _new_evidence(catalog: Catalog) -> list[NewEvidence]:
    """Return what was last reviewed before the sample of an insight about it was complete."""
    order = {definition.ref: number for number, definition in enumerate(catalog.definitions())}
    found = []
    for insight in catalog.all(Insight):
        changed = {
            catalog.targets[ref].definition.ref for ref in insight.changes if ref in catalog.targets
        }
        resting = {
            use.by.ref for use in catalog.uses.get(insight.ref, ()) if use.field == "sources"
        }
        for ref in sorted(changed | resting, key=order.__getitem__):
            definition = catalog.targets[ref].definition
            if definition.reviewed is not None and definition.reviewed < insight.sample.to:
                found.append(NewEvidence(definition, insight))
    return found


PAGES = (
    JoinedPage(
        "review",
        say("Review queue"),
        REFERENCE,
        show_reviews,
        inner=True,
        order=2,
        asks=(
            say("Which parts are guesses, out of date or without an owner?"),
            say("What do I review next?"),
        ),
        boost=0.8,
        on_paper=False,
        tells=say("What is a guess, what has no owner, and what is to be looked at again."),
    ),
)

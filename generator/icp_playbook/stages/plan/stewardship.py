"""Who answers for a definition, how sure we are of it, and when it is to be looked at again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from icp_playbook.history import Change, History
from icp_playbook.messages import say
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company, Contact
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.text import worded
from icp_playbook.project import Site

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Mark:
    """`New` or `Changed`, since when. The browser shows it for so many days."""

    word: str
    since: datetime.date
    days: int


@dataclass(frozen=True, slots=True)
class NewerTarget:
    """A definition that changed on `day`, after what refers to it was last changed or reviewed."""

    definition: Definition
    day: datetime.date


@dataclass(frozen=True, slots=True)
class Stewardship:
    """What the box on each page shows. `due` is the day of the next review, if there was one."""

    kind: str
    """What people call such a definition."""
    owner: str
    contact: Contact | None
    due: datetime.date | None
    edit_url: str
    view_url: str
    path: str
    line: int
    marks: tuple[Mark, ...]
    """The browser shows the first that holds on the day of reading."""
    changes: tuple[Change, ...]
    """Its last changes, the newest first."""
    again: tuple[NewerTarget, ...]
    """What it refers to and what changed after it was last looked at."""


def stewardship(catalog: Catalog, definition: Definition, site: Site) -> Stewardship:
    """Return the stewardship of one definition."""
    company = catalog.one(Company)
    contact = company.contacts.get(definition.owner) if company else None
    named = contact.name if contact else None
    line = definition.place()[0]
    return Stewardship(
        kind=BY_NAME[definition.kind].title,
        owner=named or worded(definition.owner),
        contact=contact,
        due=definition.review_due,
        edit_url=site.edit_url(definition.path),
        view_url=site.view_url(definition.path, line),
        path=definition.path,
        line=line,
        marks=tuple(_marks(catalog.history, definition.path, site.mark_days)),
        changes=catalog.history.by_path.get(definition.path, ())[:_SHOWN],
        again=tuple(_again(catalog, definition)),
    )


def _marks(history: History, path: str, days: int) -> Iterator[Mark]:
    """Yield marks for what came or changed after the first day, on which everything was new."""
    added, changed = history.added(path), history.changed(path)
    if added is not None and added != history.begins:
        yield Mark(say("New"), added, days)
    if changed is not None and changed not in (added, history.begins):
        yield Mark(say("Changed"), changed, days)


def _again(catalog: Catalog, definition: Definition) -> Iterator[NewerTarget]:
    """Yield what the definition refers to and what changed after it was last looked at."""
    history = catalog.history
    seen = max(filter(None, (definition.reviewed, history.changed(definition.path))), default=None)
    for ref in catalog.refers.get(definition.ref, ()):
        target = catalog.targets[ref].definition
        # Departments are whom it concerns, not what it says. A file of many parts (questions,
        # terms, stages) changes often, and mostly in other parts.
        if target.kind == "department" or (target.parts and BY_NAME[target.kind].single):
            continue
        day = history.changed(target.path)
        if seen is not None and day is not None and day > seen:
            yield NewerTarget(target, day)

"""The page that says what changed in the picture of the customer, when and why, from the repository's history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from icp_playbook.history import Change
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import REFERENCE
from icp_playbook.model.page import Page
from icp_playbook.project import Site

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change: what it touched that is still there, and the files that are gone."""

    change: Change
    url: str
    definitions: tuple[Definition, ...]
    gone: tuple[str, ...]


def pages(catalog: Catalog, site: Site) -> list[Page]:
    """Return the page of changes; without a history it holds the reason."""
    by_path = {definition.path: definition for definition in catalog.definitions()}
    rows = [_row(change, by_path, site) for change in catalog.history.changes[:_SHOWN]]
    months = [
        (f"{first.change.day:%B %Y}", [first, *rest])
        for first, *rest in (
            list(group) for _, group in groupby(rows, key=lambda row: row.change.day.replace(day=1))
        )
    ]
    view = {
        "months": months,
        "note": catalog.history.note,
        "more": max(len(catalog.history.changes) - _SHOWN, 0),
    }
    return [Page("changes", "What changed and why", "changes", view, area=REFERENCE)]


def _row(change: Change, by_path: dict[str, Definition], site: Site) -> ChangeRow:
    paths = dict.fromkeys(path for _, path in change.files)
    definitions = [by_path[path] for path in paths if path in by_path]
    return ChangeRow(
        change, site.change_url(change.commit, change.request), tuple(definitions), tuple(_gone(change))
    )


def _gone(change: Change) -> Iterator[str]:
    yield from (path for status, path in change.files if status == "D")

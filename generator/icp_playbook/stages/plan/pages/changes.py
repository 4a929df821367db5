"""The page that says what changed in the picture of the customer, when and why, from the repository's history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from icp_playbook.history import Change, FileChange
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.fields import Text
from icp_playbook.model.kinds import KINDS, REFERENCE
from icp_playbook.project import Site
from icp_playbook.stages.plan.pages import JoinedPage, View

_SHOWN = 200
_FEW = 6
_WORDS = {"A": "New", "C": "New", "R": "Renamed", "D": "Removed"}


@dataclass(frozen=True, slots=True)
class Touched:
    """A definition or page that a change touched: its reference while it is there, its kind and its old name."""

    ref: str
    title: Text
    kind: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change: where it stands on the code host, and what it touched, by `New`, `Changed`, `Renamed`, `Removed`."""

    change: Change
    url: str
    groups: tuple[tuple[str, tuple[Touched, ...]], ...]
    count: int

    @property
    def few(self) -> bool:
        """Whether all that it touched can be shown at once."""
        return self.count <= _FEW


def show_changes(catalog: Catalog, site: Site, *_: object) -> View:
    """Return the changes by month; without a history the reason."""
    known = {
        one.path: Touched(one.ref, one.title, _kind_of(one.path, site.docs)) for one in catalog.definitions()
    }
    known |= {page.path: Touched(f"page:{page.url}", page.title, "Page") for page in catalog.pages}
    rows = [row for change in catalog.history.changes[:_SHOWN] if (row := _row(change, known, site)).count]
    months = [
        (f"{first.change.day:%B %Y}", [first, *rest])
        for first, *rest in (
            list(group) for _, group in groupby(rows, key=lambda row: row.change.day.replace(day=1))
        )
    ]
    return {
        "months": months,
        "note": catalog.history.note,
        "more": max(len(catalog.history.changes) - _SHOWN, 0),
    }


def _row(change: Change, known: Mapping[str, Touched], site: Site) -> ChangeRow:
    groups: dict[str, list[Touched]] = {"New": [], "Changed": [], "Renamed": [], "Removed": []}
    for file in change.files:
        if (one := _touched(file, known, site.docs)) is not None:
            groups[_WORDS.get(file.how, "Changed")].append(one)
    found = tuple((word, tuple(touched)) for word, touched in groups.items() if touched)
    url = site.change_url(change.commit, change.request)
    return ChangeRow(change, url, found, sum(len(touched) for _, touched in found))


def _touched(file: FileChange, known: Mapping[str, Touched], docs: str) -> Touched | None:
    """Return what a file holds or held; None for a file that holds nothing of a playbook."""
    was = _id_of(file.was) if file.was and _id_of(file.was) != _id_of(file.path) else ""
    if (now := known.get(file.path)) is not None:
        return Touched(now.ref, now.title, now.kind, was)
    kind = _kind_of(file.path, docs)
    return Touched("", _id_of(file.path), kind, was) if kind else None


def _id_of(path: str) -> str:
    return PurePosixPath(path).stem


def _kind_of(path: str, docs: str) -> str:
    """Return what kind of definition lives at `path`: an empty string for none."""
    if path.startswith(f"{docs}/"):
        return "Page" if path.endswith(".md") else ""
    if not path.endswith((".yml", ".yaml")):
        return ""
    folder = str(PurePosixPath(path).parent)
    return next(_titles(path, folder), "")


def _titles(path: str, folder: str) -> Iterator[str]:
    yield from (kind.title for kind in KINDS if kind.single and kind.where == path)
    yield from (kind.title for kind in KINDS if not kind.single and kind.folder == folder)


PAGES = (JoinedPage("changes", "What changed and why", REFERENCE, lambda *_: True, show_changes, order=3),)

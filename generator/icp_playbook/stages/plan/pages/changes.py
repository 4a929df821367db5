"""What changed in the definitions, when and why, from the repository's history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from icp_playbook.history import Change, FileChange
from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import KINDS, REFERENCE
from icp_playbook.project import Site
from icp_playbook.stages.plan.pages import JoinedPage, View

_SHOWN = 200
_FEW = 6
_NEW, _CHANGED, _RENAMED, _REMOVED = say("New"), say("Changed"), say("Renamed"), say("Removed")
_WORDS = {"A": _NEW, "C": _NEW, "R": _RENAMED, "D": _REMOVED}
_PAGE = say("Page")


@dataclass(frozen=True, slots=True)
class Touched:
    """A definition or page that a change touched. One that is gone has no reference."""

    ref: str
    title: str
    kind: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change, its address on the code host, and what it touched by what happened to it."""

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
        one.path: Touched(one.ref, one.title, _kind_of(one.path, site.docs))
        for one in catalog.definitions()
    }
    known |= {page.path: Touched(f"page:{page.url}", page.title, _PAGE) for page in catalog.pages}
    rows = [
        row
        for change in catalog.history.changes[:_SHOWN]
        if (row := _row(change, known, site)).count
    ]
    by_month = groupby(rows, key=lambda row: row.change.day.replace(day=1))
    return {
        "months": [(month, list(found)) for month, found in by_month],
        "note": catalog.history.note,
        "more": max(len(catalog.history.changes) - _SHOWN, 0),
    }


def _row(change: Change, known: Mapping[str, Touched], site: Site) -> ChangeRow:
    groups: dict[str, list[Touched]] = {word: [] for word in (_NEW, _CHANGED, _RENAMED, _REMOVED)}
    for file in change.files:
        if (one := _touched(file, known, site.docs)) is not None:
            groups[_WORDS.get(file.how, _CHANGED)].append(one)
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
        return _PAGE if path.endswith(".md") else ""
    if not path.endswith((".yml", ".yaml")):
        return ""
    folder = str(PurePosixPath(path).parent)
    return next((kind.title for kind in KINDS if kind.where in (path, folder)), "")


PAGES = (
    JoinedPage(
        "changes",
        say("What changed and why"),
        REFERENCE,
        show_changes,
        order=3,
        on_paper=False,
        tells=say("What is different since you last looked, and for which reason."),
    ),
)

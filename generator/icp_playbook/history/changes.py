"""What a history is made of: changes, each with its day, its reason and its files."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that a change touched: `how` is A(dded), M(odified), D(eleted) or R(enamed).

    `path` is what it is called today, or was when it was deleted; `was` its path before the change.
    """

    how: str
    path: str
    was: str = ""
    before: str = ""
    after: str = ""
    """What git calls the content before and after."""
    says_the_same: bool = False
    """Whether no more than comments, layout, or who looked at it when has changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One commit on the main line, or one merged pull request: its day, reason and files.

    `commit` is empty when it is another repository's. `reason` is one line; `why` the first
    paragraph below it, if people wrote one. `request` is the pull or merge request's number as the
    code host writes it (`#12`, `!12`), or empty. `moment` is its day with time and zone.
    `is_merge` is true of a merge that bears neither a request's number nor a title. `marked` is
    what a line `Playbook-Change:` of the message says of it: "none", "yes" or nothing.
    """

    commit: str
    day: datetime.date
    reason: str
    why: str
    request: str
    files: tuple[FileChange, ...]
    moment: datetime.datetime | None = None
    is_merge: bool = False
    marked: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """Changes, the newest first.

    Empty with a `note` that says why, where there is no history to be had.
    """

    changes: tuple[Change, ...] = ()
    note: str = ""
    by_path: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    """The changes of each file, the newest first, under its name of today."""
    as_committed: bool = False
    """Whether each definition on disk is what the newest commit holds."""

    @property
    def begins(self) -> datetime.date | None:
        """The day of the oldest change."""
        return self.changes[-1].day if self.changes else None

    def changed(self, path: str) -> datetime.date | None:
        """Return the day of a file's last change."""
        found = self.by_path.get(path)
        return found[0].day if found else None

    def added(self, path: str) -> datetime.date | None:
        """Return the day a file was added."""
        found = self.by_path.get(path)
        return found[-1].day if found else None

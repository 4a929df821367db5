"""What there is to tell about our picture of the customer: reviews, insights, changes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from icp_playbook.history import Change


@dataclass(frozen=True, slots=True)
class Touched:
    """A definition or page that a change touched. One that is gone has no reference."""

    ref: str
    title: str
    kind: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell.

    `key` names it for ever. `moment` has a time zone. `word` says what sort of thing it is, and
    `look` the same for styles: review, insight, change or new. `text` is prose of a definition
    where `ref` is set, else a line of a commit.
    """

    key: str
    moment: datetime.datetime
    look: str
    word: str
    title: str
    text: str | None
    ref: str
    """The definition that it is about; empty where it is about several."""
    groups: tuple[tuple[str, tuple[Touched, ...]], ...]
    """What it touched, by what happened to it."""
    departments: tuple[str, ...]
    """The departments that it concerns."""
    owners: tuple[str, ...]
    """The roles that answer for what it is about, as readers call them."""
    change: Change | None = None
    url: str = ""
    """Where the code host shows the change."""

    @property
    def day(self) -> datetime.date:
        """The day it is told under."""
        return self.moment.date()

    @property
    def count(self) -> int:
        """How many definitions and pages it touched."""
        return sum(len(touched) for _, touched in self.groups)


@dataclass(frozen=True, slots=True)
class Feed:
    """What a reader can subscribe to: its file, what it is called, the page it stands beside."""

    path: str
    title: str
    page: str
    news: tuple[News, ...]

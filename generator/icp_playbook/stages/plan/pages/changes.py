"""What changed in our picture of the customer, when and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.department import Department
from icp_playbook.model.kinds import REFERENCE
from icp_playbook.model.news import News
from icp_playbook.project import Site
from icp_playbook.stages.plan.news import feeds_of, news_of
from icp_playbook.stages.plan.pages import JoinedPage, View

_LEARNED = ("review", "insight")
_SHOWN = 200
_FIRST = {True: 7, False: 4}
"""How much of what was learned, and of what was changed, stands before a fold: two screens."""

Month = tuple[datetime.date, tuple[News, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """News of one sort by month: the newest, what is folded, and how many more there are."""

    first: tuple[Month, ...]
    earlier: tuple[Month, ...]
    folded: int
    more: int


def show_changes(catalog: Catalog, site: Site, *_: object) -> View:
    """Return what was learned, and after it what was changed, each by month."""
    news = news_of(catalog, site)
    told = {id for one in news for id in one.departments}
    return {
        "learned": _told(news, learned=True),
        "changed": _told(news, learned=False),
        "departments": [one for one in catalog.all(Department) if one.id in told],
        "feeds": feeds_of(catalog, site),
        "note": catalog.history.note,
    }


def _told(news: Iterable[News], *, learned: bool) -> Told:
    found = [one for one in news if (one.look in _LEARNED) is learned]
    first, folded = found[: _FIRST[learned]], found[_FIRST[learned] : _SHOWN]
    more = max(len(found) - _SHOWN, 0)
    return Told(_by_month(first), _by_month(folded), len(folded), more)


def _by_month(news: Iterable[News]) -> tuple[Month, ...]:
    months = groupby(news, key=lambda one: one.day.replace(day=1))
    return tuple((month, tuple(found)) for month, found in months)


PAGES = (
    JoinedPage(
        "changes",
        say("What changed and why"),
        REFERENCE,
        show_changes,
        inner=True,
        order=3,
        on_paper=False,
        tells=say("What is different since you last looked, and for which reason."),
    ),
)

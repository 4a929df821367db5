"""The overviews: what each area of the navigation holds, a sentence for each of its pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from icp_playbook.messages import Message, say
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import DO, READY, REFERENCE, WHO, WHY, YOU
from icp_playbook.model.page import Page
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.project import Site

_LISTED = 9
"""A row names the definitions of a kind up to so many; of more it says how many there are."""
_WEIGHT = 0.5
"""What an overview counts in search: whoever looks for something wants the page itself."""

_AREAS: dict[str, tuple[str, Message]] = {
    WHO: (
        "who-we-serve",
        say(
            "The customers that all of us mean, and those whom we turn down. "
            "Begin with an account that you have at hand, or with the segments."
        ),
    ),
    WHY: (
        "why-they-buy",
        say(
            "What we solve for whom, how customers see that it worked, and how we know. "
            "Take the words to say from a value proposition."
        ),
    ),
    READY: (
        "how-ready-they-are",
        say(
            "Fit is not enough: they must want it, and be able to use it. "
            "Ask what qualification asks, then find the tier."
        ),
    ),
    DO: (
        "what-we-do",
        say(
            "How much effort a customer gets, and what to do when something happens. "
            "In a hurry, look for what has happened among the plays."
        ),
    ),
    YOU: (
        "for-you",
        say(
            "The same facts for the job that you do. "
            "Choose your department; who is new begins with the first week."
        ),
    ),
    REFERENCE: (
        "reference",
        say(
            "What words mean, how this playbook is kept, and what has changed in it. "
            "Look here when you doubt a page or want to change one."
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of an area: its address and name, what one finds there, and what lies below it."""

    ref: str
    title: str
    tells: str
    members: tuple[Definition, ...] = ()
    count: int = 0
    """How many definitions lie below it, where they are too many to be named."""


def url_of(area: str) -> str:
    """Return the address of an area's overview; home, which is in none, has none."""
    return _AREAS[area][0] if area in _AREAS else "-"


def overview_urls() -> Iterator[str]:
    """Yield the addresses that overviews may have."""
    yield from (url for url, _ in _AREAS.values())


def make_overviews(pages: Sequence[Page], catalog: Catalog, site: Site) -> list[Page]:
    """Return an overview of each area that has several pages."""
    by_area: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        if page.tells and not site.unlisted(page.source):
            by_area[page.area].append(page)
    below: dict[str, list[Definition]] = defaultdict(list)
    for page in pages:
        if page.about is not None and not site.unlisted(page.source):
            below[page.url.rpartition("/")[0]].append(page.about)
    found = []
    for area, (url, about) in _AREAS.items():
        rows = [
            _listed(page, below[page.url] if page.is_index else [])
            for page in sorted(by_area[area], key=lambda page: not page.leads)
        ]
        rows += [
            Listed(f"page:{page.url}", page.title, str(page.matter.get("description") or ""))
            for page in written_in(area, catalog, site)
        ]
        if len(rows) > 1:
            prints = area == REFERENCE and site.has_document
            found.append(
                Page(
                    url, area, "area", partial(dict, says=about, rows=rows, prints=prints),
                    area=area, is_index=True, boost=_WEIGHT, on_paper=False,
                )
            )  # fmt: skip
    return found


def written_in(area: str, catalog: Catalog, site: Site) -> list[Prosepage]:
    """Return the hand-written pages of an area in the order of the navigation."""
    return sorted(
        (
            page
            for page in catalog.pages
            if (page.area or REFERENCE) == area and not site.unlisted(page.source)
        ),
        key=lambda page: (page.order, page.title, page.url),
    )


def _listed(page: Page, below: list[Definition]) -> Listed:
    few = len(below) <= _LISTED
    members, count = (tuple(below), 0) if few else ((), len(below))
    return Listed(f"page:{page.url}", page.title, page.tells, members, count)

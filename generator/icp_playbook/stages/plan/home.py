"""The home page: who the customer is, where to begin, and whom we serve."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.department import Department
from icp_playbook.model.page import Page
from icp_playbook.model.segment import Segment
from icp_playbook.project import Site
from icp_playbook.stages.plan.pages import current
from icp_playbook.stages.plan.stewardship import stewardship

MOST = 6
"""Segments, and those whom we don't serve, that home shows; the others are a click away."""
LEAD = "assess"
"""The address of the page that most people need first."""
METHOD = "the-method"
"""The address of the hand-written page that explains the method, where a company has one."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """What somebody wants, in their words, and the page that answers it."""

    wish: str
    ref: str


@dataclass(frozen=True, slots=True)
class GroupOfWays:
    """Ways in that belong together, under words that a newcomer knows."""

    title: str
    look: str
    """Which picture stands beside the title."""
    ways: tuple[WayIn, ...]


@dataclass(frozen=True, slots=True)
class MethodStep:
    """A step of the method: what it asks, and the page where it is answered."""

    name: str
    asks: str
    ref: str


# What people want, in their words, and the address that answers it; shown when that page exists.
_GROUPS = (
    (say("Know the customer"), "people", (
        (say("Whom do we serve?"), "segments"),
        (say("Show me a good one and a bad one"), "examples"),
        (say("Who signs, who champions, who blocks?"), "personas"),
        (say("What does success mean to them?"), "outcomes"),
        (say("Show me two side by side"), "compare"),
        (say("How do we know?"), "research"),
        (say("Do we all mean the same customer?"), "alignment"),
    )),
    (say("Win them"), "talk", (
        (say("What do I say to them?"), "value-propositions"),
        (say("What do I ask next?"), "qualification"),
        (say("How ready is it for us?"), "maturity"),
        (say("Which other scores are there?"), "scores"),
        (say("They want it, or are able. What now?"), "grid"),
        (say("They are not our customer. May I sign?"), "exceptions"),
    )),
    (say("Work with them"), "work", (
        (say("What do we do for this tier?"), "maturity/tiers"),
        (say("Something happened. Which play?"), "plays"),
        (say("Something goes wrong, at this tier"), "risks"),
        (say("I prepare a review with a customer"), "qbr"),
        (say("How do good customers do it?"), "best-practices"),
        (say("Who does what at which stage?"), "lifecycle"),
    )),
    (say("Learn and look up"), "book", (
        (say("I am new here"), "onboarding"),
        (say("Do I know it? A few questions"), "learn"),
        (say("What do these words mean?"), "glossary"),
        (say("What has changed, and why?"), "changes"),
        (say("What is unsure or missing?"), "coverage"),
        (say("How do I use this playbook?"), "how-to-use-this-playbook"),
        (say("Whom do I ask? Something is wrong"), "questions"),
    )),
)  # fmt: skip

WISHES = (
    (say("Is this account our customer?"), LEAD),
    *(wish for _, _, wishes in _GROUPS for wish in wishes),
)
"""All of them, the first of which is the lead: search finds pages by them, too."""

# The method in its order. Of several pages the first that exists is meant.
_STEPS = (
    (say("Fit"), say("Is it our customer?"), ("segments",)),
    (say("Want"), say("Do they want it?"), ("qualification",)),
    (say("Able"), say("Are they able to use it?"), ("maturity",)),
    (say("Stance"), say("So do we sell, wait or decline?"), ("grid", "strategies")),
    (say("Play"), say("What do we do now?"), ("plays",)),
    (say("Review"), say("Did it work, and what is next?"), ("qbr",)),
)


def make_home(catalog: Catalog, site: Site, others: Sequence[Page]) -> Page:
    """Return the home page, with ways into the `others`."""
    there = {*(written.url for written in catalog.pages), *(other.url for other in others)}
    company = catalog.all(Company)[0]

    def view() -> Mapping[str, object]:
        return {
            "company": company,
            "lead": f"page:{LEAD}" if LEAD in there else None,
            "departments": current(catalog, Department),
            "groups": [*_groups(there)],
            "steps": _steps(there),
            "method": f"page:{METHOD}" if METHOD in there else None,
            **_segments(catalog),
            **_not_served(company, catalog),
            "steward": stewardship(catalog, company, site),
        }

    return Page("", company.name, "home", view, company, "", is_index=True)


def ways_back(catalog: Catalog, pages: Sequence[Page]) -> Mapping[str, object]:
    """Return where somebody may go on who is where nothing is; the `pages` exist."""
    there = {*(written.url for written in catalog.pages), *(page.url for page in pages)}
    ways = [(wish, f"page:{url}") for wish, url in WISHES if url in there and url in _WAYS_BACK]
    home = (say("Home"), "page:")
    return {"ways": [home, *ways], "departments": current(catalog, Department)}


_WAYS_BACK = (LEAD, "segments", "plays", "glossary", "questions")


def _groups(there: set[str]) -> Iterator[GroupOfWays]:
    """Yield the groups that have anything; the pages in `there` exist."""
    for title, look, wishes in _GROUPS:
        if ways := tuple(WayIn(wish, f"page:{url}") for wish, url in wishes if url in there):
            yield GroupOfWays(title, look, ways)


def _steps(there: set[str]) -> list[MethodStep]:
    """Return the steps that this company has pages of; one alone is no method."""
    steps = [
        MethodStep(name, asks, f"page:{url}")
        for name, asks, urls in _STEPS
        if (url := next((url for url in urls if url in there), None))
    ]
    return steps if len(steps) > 1 else []


def _segments(catalog: Catalog) -> Mapping[str, object]:
    segments = current(catalog, Segment)
    served = sorted(_with(segments, lambda focus: focus != "avoid"), key=lambda one: one.rank)
    beachhead = next((one for one in served if one.focus == "beachhead"), None)
    return {
        "beachhead": beachhead,
        "others": [one for one in served if one is not beachhead][:MOST],
        "all_segments": len(segments) if len(segments) > MOST else 0,
    }


def _not_served(company: Company, catalog: Catalog) -> Mapping[str, object]:
    avoided = [*_with(current(catalog, Segment), lambda focus: focus == "avoid")]
    said = company.not_served[: max(MOST - len(avoided), 1)]
    return {"avoided": avoided[:MOST], "not_served": said}


def _with(segments: Sequence[Segment], meant: Callable[[str], bool]) -> Iterator[Segment]:
    return (segment for segment in segments if meant(segment.focus))

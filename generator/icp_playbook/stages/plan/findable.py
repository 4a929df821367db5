"""What search finds a page by beside its own words: the questions it answers, and its weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.department import Department
from icp_playbook.model.kinds import KINDS
from icp_playbook.model.maturity import Tier
from icp_playbook.model.onboarding import OnboardingTrack
from icp_playbook.model.page import Page
from icp_playbook.model.score import Score
from icp_playbook.model.segment import Segment
from icp_playbook.stages.plan.home import WISHES

MORE = 2
"""The weight of an index, and of kinds with few pages: other pages have their words in titles."""
ANSWERS = 1.5
"""The weight of a page that answers a question: more than a heading with the same words."""

# What else people ask, and where it is answered.
_ALSO = (
    (say("Who is our customer, in two minutes?"), "company"),
    (say("Whom do we turn down?"), "company"),
    (say("What have we agreed not to build?"), "company"),
    (say("Whom do I ask, and in which channel?"), "company"),
    (say("Is this our customer, a stretch, or should I pass?"), "assess"),
    (say("How do I score maturity?"), "maturity"),
    (say("What does success mean, and which behaviour tells me early?"), "outcomes"),
    (say("What do we say to this segment?"), "value-propositions"),
    (say("Who decides and who uses?"), "personas"),
    (say("What has changed in our picture of the customer since last quarter?"), "changes"),
    (say("Fit calculator, lead scoring"), "assess"),
    (say("Who approves an exception?"), "exceptions"),
    (say("Which service and which price does each tier get?"), "strategies"),
    (say("Which tiers do we expand, and with which practice?"), "strategies"),
    (say("How much help is in scope for this tier?"), "strategies"),
    (say("Where is an account's tier recorded?"), "maturity"),
    (say("Which warning signs lead to which play?"), "risks"),
    (say("What does a new hire read?"), "onboarding"),
    (say("Definitions of terms, abbreviations and jargon"), "glossary"),
    (say("What is the customer journey, stage by stage?"), "lifecycle"),
    (say("Who owns what, and how do I contact them?"), "company"),
    (say("What are the unit economics of each segment?"), "segments"),
    (say("How sure are we?"), "review"),
    (say("Where are the gaps?"), "coverage"),
    (say("Stance grid"), "grid"),
    (say("Levels of customers, grading, tiering"), "maturity/tiers"),
    (say("Health of an account, health score"), "scores"),
)
_SINGLE = frozenset(kind.name for kind in KINDS if kind.single)
_FIRST_WEEK = say("What do I read in my first week, and how do I know I got it?")
"""Asked by every new hire, and answered by the track that is for everyone."""


def make_findable(
    pages: Sequence[Page], catalog: Catalog, addresses: Mapping[str, str]
) -> list[Page]:
    """Return the pages, each with the questions that it answers, from home and the departments."""
    asked: dict[str, list[str]] = defaultdict(list)
    for kind in KINDS:
        if kind.model is not Score:  # "score" is a verb to most who search
            asked[kind.url].append(kind.titles)
    for wish, url in (*WISHES, *_ALSO):
        asked[url].append(wish)
    for department in catalog.all(Department):
        for one in department.questions:
            asked[addresses[catalog.ref(one.answer)].partition("#")[0]].append(one.question)
    for track in catalog.all(OnboardingTrack):
        if track.department is None:
            asked[addresses[track.ref]].append(_FIRST_WEEK)
    return [_found_by(page, (*page.asks, *asked[page.url])) for page in pages]


def _found_by(page: Page, asks: tuple[str, ...]) -> Page:
    boost = round(page.boost * (MORE if _is_central(page) else 1) * (ANSWERS if asks else 1), 2)
    if (asks, boost) == (page.asks, page.boost):  # as most pages of a big company are
        return page
    return replace(page, asks=asks, boost=boost)


def _is_central(page: Page) -> bool:
    central = isinstance(page.about, (Segment, Tier, OnboardingTrack))
    single = page.about is not None and page.about.kind in _SINGLE
    return bool(page.url) and (page.is_index or single or central)

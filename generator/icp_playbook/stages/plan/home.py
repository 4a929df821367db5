"""The home page: the four answers, the beachhead, whom we do not serve, and the ways in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.department import Department
from icp_playbook.model.page import Page
from icp_playbook.model.segment import Segment
from icp_playbook.project import Site
from icp_playbook.stages.plan.stewardship import stewardship


@dataclass(frozen=True, slots=True)
class WayIn:
    """What somebody wants, in their words, and the page that answers it."""

    wish: str
    ref: str
    where: str


# What people want, in their words, and the address that answers it; shown when that page exists.
WISHES = (
    (say("Is this account our customer?"), "assess"),
    (say("Show me a good one and a bad one"), "examples"),
    (say("Whom do we serve?"), "segments"),
    (say("Who signs, who champions, who blocks?"), "personas"),
    (say("What do I ask next?"), "qualification"),
    (say("How ready is it for us?"), "maturity"),
    (say("They want it, or are able. What now?"), "grid"),
    (say("What do we do for this tier?"), "maturity/tiers"),
    (say("What do I say to them?"), "value-propositions"),
    (say("What does success mean to them?"), "outcomes"),
    (say("Something happened. Which play?"), "plays"),
    (say("Something goes wrong, at this tier"), "risks"),
    (say("How do good customers do it?"), "best-practices"),
    (say("They are not our customer. May I sign?"), "exceptions"),
    (say("How do we know?"), "research"),
    (say("What do these words mean?"), "glossary"),
    (say("I am new here"), "onboarding"),
    (say("Whom do I ask? Something is wrong"), "questions"),
)


def make_home(catalog: Catalog, site: Site, others: Sequence[Page]) -> Page:
    """Return the home page, with ways into the `others`."""
    titles: dict[str, str] = {written.url: written.title for written in catalog.pages}
    titles |= {other.url: other.title for other in others}
    company = catalog.all(Company)[0]
    segments = catalog.all(Segment)
    view = {
        "company": company,
        "beachhead": next((segment for segment in segments if segment.focus == "beachhead"), None),
        "others": [segment for segment in segments if segment.focus not in ("beachhead", "avoid")],
        "avoided": [segment for segment in segments if segment.focus == "avoid"],
        "departments": catalog.all(Department),
        "ways": [WayIn(wish, f"page:{url}", titles[url]) for wish, url in WISHES if url in titles],
        "steward": stewardship(catalog, company, site),
    }
    return Page("", company.name, "home", view, company, "", is_index=True)

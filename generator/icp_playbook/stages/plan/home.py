"""The home page: the four answers, the beachhead, whom we do not serve, and the ways in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.department import Department
from icp_playbook.model.page import Page
from icp_playbook.model.segment import Segment
from icp_playbook.project import Site
from icp_playbook.stages.plan.stewardship import stewardship


@dataclass(frozen=True, slots=True)
class Way:
    """A way in: what somebody wants, in their words, and where it is answered."""

    wish: str
    ref: str
    where: str


# What people come for, in their words, and the address where it is answered; shown when that page exists.
WISHES = (
    ("Is this account our customer?", "assess"),
    ("Whom do we serve?", "segments"),
    ("Who signs, who champions, who blocks?", "personas"),
    ("What do I ask next?", "qualification"),
    ("How ready is it for us?", "maturity"),
    ("They want it, or are able. What now?", "grid"),
    ("What do we do for this tier?", "maturity/tiers"),
    ("What do I say to them?", "value-propositions"),
    ("What does success mean to them?", "outcomes"),
    ("Something happened. Which play?", "plays"),
    ("Something goes wrong, at this tier", "risks"),
    ("How do good customers do it?", "best-practices"),
    ("They are not our customer. May I sign?", "exceptions"),
    ("How do we know?", "research"),
    ("What do these words mean?", "glossary"),
    ("I am new here", "onboarding"),
    ("Whom do I ask? Something is wrong", "questions"),
)


def page(catalog: Catalog, site: Site, others: Sequence[Page]) -> Page:
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
        "ways": [Way(wish, f"page:{url}", titles[url]) for wish, url in WISHES if url in titles],
        "steward": stewardship(catalog, company, site),
    }
    return Page("", company.name, "home", view, company, "", is_index=True)

"""The home page: the four answers, the beachhead, whom we do not serve, and the ways in."""

from __future__ import annotations

from dataclasses import dataclass

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.department import Department
from icp_playbook.model.fields import Text
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.page import Page
from icp_playbook.model.segment import Segment
from icp_playbook.project import Site
from icp_playbook.stages.plan.stewardship import stewardship


@dataclass(frozen=True, slots=True)
class Way:
    """A way in: what somebody wants, in their words, and where it is answered."""

    wish: str
    ref: str
    where: Text


# What people come for, in their words; a way in is shown when its kind has pages.
_WISHES = (
    ("Is this account our customer?", "segment"),
    ("How ready is it for us?", "maturity-model"),
    ("What do I ask next?", "qualification"),
    ("Who signs, who champions, who blocks?", "persona"),
    ("What do I say to them?", "value-proposition"),
    ("Something happened. Which play?", "play"),
    ("What do we do for this tier?", "tier"),
    ("What do these words mean?", "glossary"),
)


def page(catalog: Catalog, site: Site) -> Page:
    """Return the home page."""
    company = catalog.all(Company)[0]
    segments = catalog.all(Segment)
    view = {
        "company": company,
        "beachhead": next((segment for segment in segments if segment.focus == "beachhead"), None),
        "others": [segment for segment in segments if segment.focus not in ("beachhead", "avoid")],
        "avoided": [segment for segment in segments if segment.focus == "avoid"],
        "departments": catalog.all(Department),
        "ways": [
            Way(wish, f"page:{BY_NAME[kind].url}", BY_NAME[kind].titles)
            for wish, kind in _WISHES
            if catalog.by_kind[kind]
        ],
        "steward": stewardship(catalog, company, site),
    }
    return Page("", company.name, "home", view, company, "", is_index=True)

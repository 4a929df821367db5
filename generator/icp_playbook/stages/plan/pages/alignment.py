"""Do we mean the same customer? The survey, and what people looked for and did not find."""

from __future__ import annotations

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.kinds import REFERENCE, YOU
from icp_playbook.model.text import worded
from icp_playbook.project import Site
from icp_playbook.stages.plan.pages import JoinedPage, View
from icp_playbook.survey.making import has_survey, make_survey
from icp_playbook.survey.questions import ASKS_DEPARTMENT, MOST_WORDS


def show_survey(catalog: Catalog, site: Site, *_: object) -> View:
    """Return the survey, without what the profile answers, and whom to send the answers to."""
    survey = make_survey(catalog, site.language)
    return {
        "survey": survey,
        "count": len(survey.questions),
        "asks_department": ASKS_DEPARTMENT,
        "most": MOST_WORDS,
        **_whom_to_tell(catalog),
    }


def show_unanswered(catalog: Catalog, *_: object) -> View:
    """Return whom to tell what was not found; what it is, only the browser knows."""
    return _whom_to_tell(catalog)


def _whom_to_tell(catalog: Catalog) -> View:
    company = catalog.all(Company)[0]
    contact = company.contacts.get(company.owner)
    return {"owner": (contact and contact.name) or worded(company.owner), "contact": contact}


PAGES = (
    JoinedPage(
        "alignment",
        say("Do we mean the same customer?"),
        YOU,
        show_survey,
        lambda catalog, _: has_survey(catalog),
        inner=True,
        order=90,
        on_paper=False,
        tells=say("A survey of fifteen minutes: whom do you take for our customer?"),
    ),
    JoinedPage(
        "unanswered",
        say("What was not found"),
        REFERENCE,
        show_unanswered,
        inner=True,
        order=4,
        boost=0.5,
        on_paper=False,
        tells=say("What you looked for here and did not find, to be sent to who can answer it."),
    ),
)

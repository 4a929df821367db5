"""Make the survey of a playbook: what takes fifteen minutes to answer."""

from __future__ import annotations

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.department import Department
from icp_playbook.model.segment import FOCUSES, Segment
from icp_playbook.scoring.current import current, readers
from icp_playbook.scoring.version import letters_of
from icp_playbook.survey.accounts import judged_accounts
from icp_playbook.survey.questions import Option, Question, Survey, SurveyPart, unsure, version_of
from icp_playbook.survey.sentences import four_answers, own_words, served, success, tiers

NOT_SERVED = "not-served"
"""The last rank: whom we turn down."""


def make_survey(catalog: Catalog, language: str) -> Survey:
    """Return the survey; a part with less than two questions tells nothing and is left out."""
    line, _ = readers(catalog, language)
    made = (
        ranked_segments(catalog, language),
        judged_accounts(catalog, language),
        four_answers(catalog, language),
        own_words(catalog),
        success(catalog, language),
        served(catalog, language),
        tiers(catalog, language),
    )
    parts = tuple(part for part in made if len(part.questions) > 1)
    departments = tuple(Option(one.id, line(one.name)) for one in current(catalog, Department))
    return Survey(version_of(letters_of(catalog), parts), departments, parts)


def has_survey(catalog: Catalog) -> bool:
    """Tell whether there is something to disagree on: segments, or accounts."""
    return len(list(current(catalog, Segment))) > 1 and len(catalog.all(Department)) > 0


def ranked_segments(catalog: Catalog, language: str) -> SurveyPart:
    """Return the segments to rank.

    The profile ranks them by focus, then by effort; those that are alike in both share their ranks.
    """
    line, _ = readers(catalog, language)
    found = sorted(current(catalog, Segment), key=lambda one: one.id)
    weight = {one.id: (FOCUSES.index(one.focus), -(one.share_of_effort or 0)) for one in found}
    options = (
        *(Option(str(rank), str(rank)) for rank in range(1, len(found) + 1)),
        Option(NOT_SERVED, say("We don't serve them")),
        unsure(),
    )
    questions = []
    for one in found:
        before = sum(other < weight[one.id] for other in weight.values())
        alike = sum(other == weight[one.id] for other in weight.values())
        ranks = tuple(str(before + place) for place in range(1, alike + 1))
        accepted = (NOT_SERVED,) if one.focus == "avoid" else ranks
        questions.append(Question(f"segments.{one.id}", line(one.name), options, accepted, one.ref))
    asks = say("How much does it matter to us? 1 is first.")
    return SurveyPart("segments", say("Our segments"), asks, tuple(questions), "ordinal")

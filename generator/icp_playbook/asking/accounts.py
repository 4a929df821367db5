"""What is known of an account, and the rules that judge it: what `assess` and `score` share."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from pydantic import Field as About

from icp_playbook.asking.answers import NotAnsweredError
from icp_playbook.asking.arguments import Given
from icp_playbook.asking.playbook import Asked, ReadPlaybook
from icp_playbook.scoring.document import (
    NOTHING_TO_ASSESS_BY,
    AssessmentDocument,
    document,
    is_assessable,
)

_MOST_ANSWERS = 400

Id = Annotated[str, About(max_length=100)]
Answers = Annotated[dict[str, Any], About(max_length=_MOST_ANSWERS)]


class Account(Given):
    """What is known of one account; everything may be missing."""

    attributes: Answers = {}
    """Facts by the id of what is asked, such as {"employees": 140, "storefront": "hosted"}."""
    qualification: Answers = {}
    """By criterion: confirmed, partial, absent or unknown."""
    maturity: Answers = {}
    """By dimension: a level, or its signs and questions, each with its answer."""
    segment: Id = ""
    """Judge for this segment, instead of for the one that fits best."""

    @property
    def answers(self) -> dict[str, Any]:
        """Return them as scoring takes them."""
        given = {"attributes": self.attributes, "qualification": self.qualification}
        known = {**given, "maturity": self.maturity}
        return {"segment": self.segment, **known} if self.segment else known


class Said(TypedDict):
    """One result in a few words, such as the segment, its fit, or the tier."""

    what: str
    says: str


def rules_of(asked: Asked) -> AssessmentDocument:
    """Return what accounts are judged by; raise `NotAnsweredError` where there is nothing."""
    if not is_assessable(asked.state.catalog):
        raise NotAnsweredError(NOTHING_TO_ASSESS_BY)
    return asked.state.kept(assessed)


def assessed(state: ReadPlaybook) -> AssessmentDocument:
    """Return the rules; only a state in which nothing is `unscorable` may be asked."""
    return document(state.catalog, state.language)

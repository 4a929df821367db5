"""A score beside the fit of segments: of the company as a whole, or of something else."""

from typing import Annotated, Any, ClassVar

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, LineText, ProseText
from icp_playbook.model.fields import Choice
from icp_playbook.model.fit import Fit

MEASURES = ("fit", "other")
_MEASURES_MEANINGS = (
    "whether this is our customer, whatever the segment; at most one does",
    "something else, such as health or engagement",
)
_MEASURES_LABELS = say("Fit of the company as a whole"), say("Something else")


class Score(Definition):
    """A score that all accounts have, whichever segment they belong to."""

    kind: ClassVar[str] = "score"
    summary_field: ClassVar[str] = "summary"

    name: LineText
    """What the score is called, for example Customer health."""
    question: LineText
    """The question that it answers, for example How well are they doing with us?"""
    summary: ProseText | None = None
    """What it is for, and what to do with it."""
    measures: Annotated[str, Choice(MEASURES, _MEASURES_MEANINGS, _MEASURES_LABELS)] = "other"
    """`fit`: whether this is our customer, whatever the segment; `other`: something else."""
    scoring: Fit
    """Criteria, disqualifiers and bands, as in the fit of a segment."""

    @property
    def rank(self) -> tuple[Any, ...]:
        """What measures fit comes first."""
        return (self.measures != "fit", self.id)

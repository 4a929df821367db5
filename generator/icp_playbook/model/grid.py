"""The grid: for each motivation verdict and maturity tier, the stance we take."""

from typing import Annotated, ClassVar

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, LineText, Part, ProseText, Some
from icp_playbook.model.fields import Choice, Ref
from icp_playbook.model.qualification import VERDICTS
from icp_playbook.model.text import Text


class Cell(Part):
    """The stance for one verdict and one tier, in one segment or in all."""

    verdict: Annotated[str, Choice(VERDICTS)]
    """The verdict of the qualification."""
    tier: Annotated[str, Ref(("tier",))]
    """The maturity tier."""
    segment: Annotated[str, Ref(("segment",))] | None = None
    """The only segment it holds in; in all others when left out."""
    stance: ProseText
    """What we do."""
    plays: tuple[Annotated[str, Ref(("play",))], ...] = ()
    """The plays to run."""


class Grid(Definition):
    """All decided cells; a missing one is shown as undecided."""

    kind: ClassVar[str] = "grid"
    has_card: ClassVar[bool] = False
    summary_field: ClassVar[str] = "summary"

    name: LineText = Text(say("Motivation and ability"))
    """What the grid is called."""
    summary: ProseText | None = None
    """How to read it."""
    cells: Some[Cell]
    """The cells, in any order."""

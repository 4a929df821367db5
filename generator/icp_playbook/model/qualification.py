"""Qualification: does an account want it? Criteria such as BANT, the rule and the verdicts."""

from decimal import Decimal
from typing import Annotated, ClassVar

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, Id, LineText, NamedPart, Part, ProseText, Some
from icp_playbook.model.fields import Choice, Number, OwnPart, Ref
from icp_playbook.model.text import Text

VERDICTS = ("qualified", "pursue", "nurture")


class QualificationCriterion(NamedPart):
    """One criterion, such as budget."""

    id: Id
    """How answers and the rule name it."""
    name: LineText
    """What it is called."""
    letter: LineText | None = None
    """Its letter in the acronym."""
    why: ProseText | None = None
    """Why it matters."""
    questions: Some[LineText]
    """What to ask, the best question first."""
    confirmed: ProseText
    """What counts as confirmed."""
    partial: ProseText | None = None
    """What counts as partly there."""
    absent: ProseText | None = None
    """What absent looks like."""


class MotivationRule(Part):
    """How the verdict follows from the criteria."""

    share: Annotated[Decimal, Number(least=0, most=1)] = Decimal("0.75")
    """Share of the criteria, rounded up, that must be confirmed (or not absent)."""
    must_have: tuple[Annotated[str, OwnPart("criterion")], ...] = ()
    """Criteria that must be confirmed to qualify and not absent to pursue."""


class Verdict(Part):
    """What the answers add up to, and what to do next."""

    id: Annotated[str, Choice(VERDICTS)]
    """qualified, pursue or nurture."""
    name: LineText
    """What readers see."""
    meaning: ProseText
    """What it says about the account."""
    next_action: ProseText
    """What to do next."""
    run_by: Annotated[str, Ref(("department",))] | None = None
    """Who does it."""
    play: Annotated[str, Ref(("play",))] | None = None
    """The play to run."""


class Qualification(Definition):
    """The criteria of motivation."""

    kind: ClassVar[str] = "qualification"
    has_card: ClassVar[bool] = False
    parts: ClassVar[dict[str, str]] = {"criteria": "criterion"}
    summary_field: ClassVar[str] = "summary"

    name: LineText = Text(say("Qualification"))
    """What the set is called, for example BANT."""
    summary: ProseText | None = None
    """How to use it."""
    criteria: Some[QualificationCriterion]
    """Any number of criteria, in order."""
    rule: MotivationRule = MotivationRule()
    """How the verdict follows."""
    verdicts: tuple[Verdict, ...] = ()
    """What each verdict means and what to do next."""

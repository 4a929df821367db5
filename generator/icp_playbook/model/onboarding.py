"""An onboarding track: what a new hire reads and does, and how they know that they got it."""

from typing import Annotated, ClassVar

from icp_playbook.model.base import AnyRef, Definition, LineText, Part, ProseText, Some
from icp_playbook.model.fields import Ref


class CheckQuestion(Part):
    """A question to check oneself with."""

    question: LineText
    """The question."""
    answer: AnyRef
    """Where the answer stands."""


class Module(Part):
    """One part of the track."""

    title: LineText
    """What it is called."""
    objective: ProseText
    """What one can do afterwards."""
    read: tuple[AnyRef, ...] = ()
    """What to read, in order."""
    do: tuple[ProseText, ...] = ()
    """What to do."""
    check: tuple[CheckQuestion, ...] = ()
    """Questions to check oneself with."""
    done_when: ProseText | None = None
    """When the module is done."""


class OnboardingTrack(Definition):
    """The first weeks of a new hire."""

    kind: ClassVar[str] = "onboarding"
    has_card: ClassVar[bool] = False
    claims: ClassVar[bool] = False
    as_needed: ClassVar[frozenset[str]] = frozenset({"department"})
    review_months: ClassVar[int] = 12

    name: LineText
    """What the track is called."""
    department: Annotated[str, Ref(("department",))] | None = None
    """The department it is for; everyone when left out."""
    duration: LineText | None = None
    """How long it takes."""
    mentor: LineText | None = None
    """Whom to turn to."""
    modules: Some[Module]
    """The parts, in order."""

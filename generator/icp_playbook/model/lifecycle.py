"""The customer lifecycle: the stages an account goes through with us."""

from typing import ClassVar

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, Id, LineText, NamedPart, ProseText, Purpose, Some
from icp_playbook.model.text import Text
from icp_playbook.problems import quoted


class Stage(NamedPart):
    """One stage of the lifecycle."""

    id: Id
    """How plays, strategies and scenarios name it."""
    name: LineText
    """What it is called."""
    goal: ProseText
    """What should be true at its end, for the customer."""
    exit_condition: ProseText | None = None
    """How one sees that it is over, with a number where possible."""

    @property
    def purpose(self) -> Purpose:
        """What to say when nothing refers to it."""
        message = say("nothing happens at the stage {stage}", stage=quoted(self.id))
        return Purpose(message, say("name it in a play, a strategy or a scenario, or drop it"))


class Lifecycle(Definition):
    """All stages, in order."""

    kind: ClassVar[str] = "lifecycle"
    has_card: ClassVar[bool] = False
    claims: ClassVar[bool] = False
    parts: ClassVar[dict[str, str]] = {"stages": "stage"}
    review_months: ClassVar[int] = 12

    name: LineText = Text(say("Customer lifecycle"))
    """What the whole is called."""
    stages: Some[Stage]
    """The stages, in order."""

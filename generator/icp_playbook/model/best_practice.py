"""A best practice: the way to solve a pain, in steps, until the customer gets real value."""

from typing import Annotated, ClassVar

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, LineText, ProseText, Purpose, Some, Told
from icp_playbook.model.fields import Ref


class Behaviour(Told):
    """Something to watch at the customer while the practice is delivered."""

    behaviour: ProseText
    """What one sees."""
    outcome: Annotated[str, Ref(("outcome",))] | None = None
    """The outcome it leads to."""


class BestPractice(Definition):
    """A practice that good customers follow."""

    kind: ClassVar[str] = "best-practice"
    summary_field: ClassVar[str] = "value_event"
    purpose: ClassVar[Purpose] = Purpose(
        say("nothing refers to this practice, and it refers to nothing"),
        say("name the pain that it solves"),
    )

    name: LineText
    """What it is called."""
    solves: Some[Annotated[str, Ref(("pain",), part=True)]]
    """The pains it solves, as value-proposition#pain."""
    tiers: tuple[Annotated[str, Ref(("tier",))], ...]
    """The tiers it is for; empty, `[]`, where the maturity model has none."""
    steps: Some[ProseText]
    """What to do, in order."""
    delivery: Annotated[str, Ref(("delivery",))] | None = None
    """How it reaches the customer; the company may list its own ways."""
    behaviours_to_watch: tuple[Behaviour, ...] = ()
    """What shows that it works."""
    value_event: ProseText
    """The moment at which the customer gets real value, and the practice ends."""
    mistakes: tuple[ProseText, ...] = ()
    """What goes wrong."""
    proof: ProseText | None = None
    """Where it worked."""

"""A play: what to do when a certain situation arises."""

from typing import Annotated, ClassVar

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, Id, LineText, ProseText, Purpose, Some, Told
from icp_playbook.model.fields import Choice, Link, Ref


class Trigger(Told):
    """What sets the play off."""

    signal: ProseText
    """What one notices."""
    condition: ProseText | None = None
    """From when on it counts, with a number where possible."""


class Step(Told):
    """One step of the play."""

    goes_by: ClassVar[tuple[str, ...]] = ("who", "do")

    do: ProseText
    """What to do."""
    who: LineText | None = None
    """Who does it."""
    when: LineText | None = None
    """By when."""


class Material(Told):
    """Something to use while running the play."""

    name: LineText
    """What it is."""
    link: Annotated[str, Link()] | None = None
    """Where it is."""


class Play(Definition):
    """What to do in a situation."""

    kind: ClassVar[str] = "play"
    title_field: ClassVar[str] = "situation"
    as_needed: ClassVar[frozenset[str]] = frozenset(
        {"risk", "risk_name", "segments", "personas", "materials"}
    )
    summary_field: ClassVar[str] = "objective"
    has_form: ClassVar[bool] = True
    purpose: ClassVar[Purpose] = Purpose(
        say("nothing refers to this play, and it refers to nothing"), say("name its stage")
    )

    situation: LineText
    """The title, as the reader would say it: My customer lost its champion."""
    stage: Annotated[str, Ref(("stage",))]
    """The lifecycle stage where it happens."""
    type: Annotated[
        str,
        Choice(
            ("risk", "opportunity", "lifecycle"),
            ("we may lose them", "they may take more", "a step that each customer takes"),
            (say("Risk"), say("Opportunity"), say("Lifecycle")),
        ),
    ] = "lifecycle"
    """A risk, an opportunity, or part of the normal course."""
    risk: Id | None = None
    """For a risk: its short id, for example champion-lost; plays on the same risk share it."""
    risk_name: LineText | None = None
    """What readers call the risk; the words of its id when left out of all plays on it."""
    trigger: Trigger | None = None
    """What sets it off."""
    tiers: tuple[Annotated[str, Ref(("tier",))], ...]
    """The tiers it is for; empty, `[]`, where the maturity model has none."""
    segments: tuple[Annotated[str, Ref(("segment",))], ...] = ()
    """The segments it is for; all that we serve when left out."""
    personas: tuple[Annotated[str, Ref(("persona",))], ...] = ()
    """Whom it involves at the customer."""
    objective: ProseText
    """What should be true at the end."""
    run_by: Annotated[str, Ref(("department",))]
    """The department that runs it."""
    steps: Some[Step]
    """What to do, in order."""
    talk_track: ProseText | None = None
    """Words to use."""
    materials: tuple[Material, ...] = ()
    """What to use."""
    exit: ProseText
    """When the play is over."""
    success_metric: Annotated[str, Ref(("outcome",))] | None = None
    """The outcome it serves."""

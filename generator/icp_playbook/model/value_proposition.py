"""A value proposition: the problem we solve for a segment, what we add, and why only we can."""

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from icp_playbook.messages import say
from icp_playbook.model.base import (
    Definition,
    Id,
    LineText,
    NamedPart,
    Part,
    ProseText,
    Purpose,
    Told,
)
from icp_playbook.model.fields import Choice, OwnPart, Ref, wrong

_SEVERITY_LABELS = say("Low"), say("Medium"), say("High"), say("Critical")


class ProblemSolved(Part):
    """The problem: the bigger it is, the bigger the value."""

    statement: ProseText
    """The problem, in the customer's words."""
    severity: (
        Annotated[str, Choice(("low", "medium", "high", "critical"), labels=_SEVERITY_LABELS)]
        | None
    ) = None
    """How much it hurts."""
    evidence: ProseText | None = None
    """How we know."""


class AddedValue(Told):
    """What we add beyond solving the problem."""

    statement: ProseText
    """The added value."""
    quantified: ProseText | None = None
    """The same in numbers."""


class Moat(Told):
    """Why others cannot do it as well."""

    statement: ProseText
    """The barrier."""
    proof: ProseText | None = None
    """What shows it."""


class Pain(NamedPart, Told):
    """Something that hurts the customer."""

    title_field: ClassVar[str] = "pain"

    id: Id
    """How relievers and best practices name it."""
    pain: ProseText
    """In the customer's words."""


class Reliever(Told):
    """What of ours relieves a pain."""

    goes_by: ClassVar[tuple[str, ...]] = ()

    pain: Annotated[str, OwnPart("pain")]
    """The pain of this value proposition that it relieves."""
    how: ProseText
    """How it does."""


class PersonaMessage(Told):
    """What we say to one persona."""

    persona: Annotated[str, Ref(("persona",))]
    """To whom."""
    message: ProseText
    """What we say, ready to use."""


class ProofPoint(Told):
    """Evidence for a claim."""

    claim: ProseText
    """What we claim."""
    proof: ProseText
    """What shows it, with where it comes from."""


class ValueProposition(Definition):
    """Why a segment, or several, buy from us."""

    kind: ClassVar[str] = "value-proposition"
    either: ClassVar[tuple[str, ...]] = ("segment", "segments")
    as_needed: ClassVar[frozenset[str]] = frozenset({"segment", "segments"})
    parts: ClassVar[dict[str, str]] = {"pains": "pain"}
    summary_field: ClassVar[str] = "promise"
    purpose: ClassVar[Purpose] = Purpose(
        say("nothing refers to this value proposition, and it refers to nothing"),
        say("name a segment"),
    )

    name: LineText
    """A short title, for example Returns without tickets."""
    segment: Annotated[str, Ref(("segment",))] | None = None
    """The segment it is for: a value proposition can't exist without one."""
    segments: tuple[Annotated[str, Ref(("segment",))], ...] = ()
    """In place of "segment", or beside it: several that buy for the same reason."""
    personas: tuple[Annotated[str, Ref(("persona",))], ...] = ()
    """The personas it speaks to."""
    problem: ProblemSolved
    """The problem solved."""
    added_value: AddedValue
    """What we add beyond."""
    moat: Moat
    """Why only we do it well."""
    pains: tuple[Pain, ...] = ()
    """What hurts, each with an id."""
    relievers: tuple[Reliever, ...] = ()
    """What relieves each pain."""
    gains: tuple[ProseText, ...] = ()
    """What the customer wins."""
    promise: ProseText | None = None
    """The promise in one sentence."""
    proof_points: tuple[ProofPoint, ...] = ()
    """Claims and their proof."""
    messages: tuple[PersonaMessage, ...] = ()
    """What we say, per persona."""

    @model_validator(mode="after")
    def _has_a_segment(self) -> Self:
        if not self.whom:
            raise wrong(
                "missing-field",
                say('"{field}" is missing', field="segment"),
                say('add "segment: …" here, or "segments: […, …]" for several'),
            )
        return self

    @property
    def whom(self) -> tuple[str, ...]:
        """The segments it is for, each once."""
        return tuple(dict.fromkeys(filter(None, (self.segment, *self.segments))))

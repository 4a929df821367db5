"""An example: an account by code name, what is known of it, and what the rules should say."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self

from pydantic import model_validator

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, LineText, Part, ProseText
from icp_playbook.model.fields import Choice, Exact, Field, Number, Ref, YesNo, wrong
from icp_playbook.model.fields.base import not_empty, scalar
from icp_playbook.model.qualification import VERDICTS

STATES = ("confirmed", "partial", "absent", "unknown")
FITS = ("scored", "disqualified", "not-enough-known")
STANCES = ("decided", "undecided", "find-out-maturity", "nothing-known")
_ANSWER = say("an answer")
_ANSWER_LIMIT = 500


@dataclass(frozen=True, slots=True)
class GivenAnswer(Field):
    """An answer as account files hold it: one value, or one for each item of a dimension."""

    def check(self, value: Any) -> str | dict[str, str]:
        if isinstance(value, Mapping):
            return {str(name): self._one(answer) for name, answer in value.items()}
        return self._one(value)

    @staticmethod
    def _one(value: Any) -> str:
        return not_empty(scalar(value, _ANSWER), _ANSWER_LIMIT)

    def schema(self) -> dict[str, Any]:
        one: dict[str, Any] = {"type": ["string", "number"]}
        return {"anyOf": [one, {"type": "object", "additionalProperties": one}]}


class ExampleAnswers(Part):
    """What is known of the account, as in an account file; what is left out is unknown."""

    keys: ClassVar[Mapping[str, str]] = {
        "attributes": "attribute",
        "qualification": "criterion",
        "maturity": "dimension",
    }

    segment: Annotated[str, Ref(("segment",))] | None = None
    """The segment it is compared with; the best match is found where it is left out."""
    attributes: dict[str, Annotated[Any, GivenAnswer()]] = {}
    """Answers by attribute: `employees: 140`."""
    qualification: dict[str, Annotated[str, Choice(STATES)]] = {}
    """How each criterion of motivation stands: confirmed, partial, absent or unknown."""
    maturity: dict[str, Annotated[Any, GivenAnswer()]] = {}
    """By dimension: a level, or an answer for each of its items, by value or in words."""


class Expected(Part):
    """What the rules should say of the account; what is left out is not compared."""

    keys: ClassVar[Mapping[str, str]] = {"scores": "score"}

    segment: Annotated[str, Ref(("segment",))] | None = None
    """The segment that the answer is about: the best match, or the one it was compared with."""
    status: Annotated[str, Choice(FITS)] | None = None
    """What became of its fit: scored, disqualified (for us as a whole, too), not enough known."""
    score: Annotated[Decimal, Number()] | None = None
    """The score of that segment, rounded as pages show it, or exact.

    Without segments, it is that of the score which measures fit; so are `status` and `band`.
    """
    band: Annotated[str, Exact()] | None = None
    """The name of the score's band."""
    verdict: Annotated[str, Choice(VERDICTS)] | None = None
    """The verdict of motivation."""
    tier: Annotated[str, Ref(("tier",))] | None = None
    """The tier of maturity."""
    maturity: dict[str, Annotated[str, Exact()]] = {}
    """By dimension or group its level, by further model its tier or level: `data: 3`."""
    stance: Annotated[str, Choice(STANCES)] | None = None
    """Whether the grid has a stance for it."""
    flags: tuple[Annotated[str, Ref(("flag",))], ...] | None = None
    """The flags that are raised, all of them; an empty list where none is."""
    scores: dict[str, Annotated[str, Exact()]] = {}
    """By score, the name of its band, its number, or `disqualified`: `customer-health: At risk`."""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if all(getattr(self, name) in (None, {}) for name in type(self).model_fields):
            raise wrong(
                "nothing-expected",
                say("nothing is expected of this example"),
                say("name at least one of {fields}", fields=list(type(self).model_fields)),
            )
        return self


class Example(Definition):
    """An account that shows how the profile is meant: a good one, a bad one or a near miss."""

    kind: ClassVar[str] = "example"
    claims: ClassVar[bool] = False
    summary_field: ClassVar[str] = "why"
    review_months: ClassVar[int] = 12
    labels: ClassVar[Mapping[str, str]] = {"good": "is a good one"}
    as_needed: ClassVar[frozenset[str]] = frozenset({"order"})

    name: LineText
    """Its code name; never a customer's real one."""
    good: Annotated[bool, YesNo()]
    """Whether we want more accounts like this one."""
    why: ProseText
    """Why it is a good or a bad one, in a sentence."""
    story: ProseText
    """Who they are and how we met, as one tells it to a new colleague."""
    answers: ExampleAnswers
    """What is known of the account."""
    expected: Expected
    """What the rules should say of it; the check fails where they say something else."""
    order: Annotated[Decimal, Number(least=0, whole=True)] | None = None
    """Its place among the examples; the others follow by id."""

    @property
    def rank(self) -> tuple[Any, ...]:
        """Good ones and bad ones as the company orders them, the others after them by id."""
        return (self.order is None, self.order or 0, self.id)

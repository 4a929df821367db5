"""A segment: whom we serve (or avoid), how well an account fits, and whether serving them pays."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import model_validator

from icp_playbook.messages import say
from icp_playbook.model.base import (
    Amount,
    Definition,
    LineText,
    Part,
    Percent,
    ProseText,
    Some,
    Told,
)
from icp_playbook.model.fields import Choice, Exact, wrong
from icp_playbook.model.fit import Fit

FOCUSES = ("beachhead", "focus", "develop", "maintain", "avoid")
_FOCUS_MEANINGS = (
    "the one segment that all efforts go to first",
    "served with full effort",
    "promising, and tried with limited effort",
    "served as it is, without new effort",
    "turned down",
)
_FOCUS_LABELS = (
    say("Beachhead"), say("Focus"), say("Develop"), say("Maintain"), say("Avoid"),
)  # fmt: skip
BOXES = ("market", "channel", "product", "model")
_BOX_LABELS = say("Market"), say("Channel"), say("Product"), say("Model")
_FIT_LABELS = say("Strong"), say("Weak"), say("Unknown")


class Described(Part):
    """One of the four boxes of the business model."""

    description: ProseText
    """What it is for this segment."""
    label: LineText | None = None
    """A few words for comparison tables."""


class Arrow(Part):
    """What determines what."""

    from_: Annotated[str, Choice(BOXES, labels=_BOX_LABELS)]
    """The box that decides."""
    to: Annotated[str, Choice(BOXES, labels=_BOX_LABELS)]
    """The box that follows."""
    why: ProseText | None = None
    """How the one decides the other."""


class Judgement(Told):
    """How well two boxes fit each other."""

    between: Some[Annotated[str, Choice(BOXES, labels=_BOX_LABELS)]]
    """The two boxes."""
    judgement: Annotated[str, Choice(("strong", "weak", "unknown"), labels=_FIT_LABELS)]
    """How well they fit."""
    evidence: ProseText | None = None
    """What we have seen."""
    fix: ProseText | None = None
    """What it would take to fix it."""

    @model_validator(mode="after")
    def _two(self) -> Self:
        if len(set(self.between)) != 2 or len(self.between) != 2:
            raise wrong(
                "bad-judgement",
                say("a judgement is between two different boxes"),
                say("name two of {boxes}", boxes=list(BOXES)),
            )
        return self


class Economics(Told):
    """What a customer of this segment brings and costs.

    Money in one currency, a year as the period.
    """

    labels: ClassVar[Mapping[str, str]] = {
        "acv": say("annual contract value"),
        "cac": say("cost to acquire (CAC)"),
    }

    currency: Annotated[str, Exact(8)]
    """The currency's code, for example EUR."""
    acv: Amount
    """Annual contract value of an average customer."""
    gross_margin: Percent
    """Gross margin in percent."""
    yearly_churn: Percent
    """Customers lost in a year, in percent."""
    cac: Amount
    """Cost to acquire one customer."""
    note: ProseText | None = None
    """Period and source of the numbers."""


class Comparator(Told):
    """Another way to serve this market: a competitor, or a kind of competitor."""

    labels: ClassVar[Mapping[str, str]] = {"cac": say("cost to acquire (CAC)")}

    name: LineText
    """Who."""
    product: LineText | None = None
    """How complex their product is."""
    model: LineText | None = None
    """How they serve and operate."""
    channel: LineText | None = None
    """How they reach customers."""
    ltv: LineText | None = None
    """Lifetime value, or its order."""
    cac: LineText | None = None
    """Acquisition cost, or its order."""


class BusinessModel(Told):
    """Market, channel, product and model of this segment, and how they fit."""

    market: Described
    """Whom we sell to: it decides the rest."""
    channel: Described
    """How we reach them."""
    product: Described
    """What they get."""
    model: Described
    """How we earn and operate."""
    arrows: tuple[Arrow, ...] = ()
    """What determines what."""
    judgements: tuple[Judgement, ...] = ()
    """How well each pair fits."""
    economics: Economics | None = None
    """The numbers that LTV, LTV:CAC and payback are computed from."""
    comparators: tuple[Comparator, ...] = ()
    """How others serve the same market."""
    switching: ProseText | None = None
    """What it would take a rival to come here, or us to change the model."""


class ChallengeHelp(Told):
    """A challenge of the segment, and how we help."""

    challenge: ProseText
    """In the customer's words."""
    how_we_help: ProseText
    """What we do about it."""


class Segment(Definition):
    """A group of customers that need the same and buy alike."""

    kind: ClassVar[str] = "segment"
    summary_field: ClassVar[str] = "definition"
    verbatim: ClassVar[frozenset[str]] = frozenset({"vocabulary"})

    name: LineText
    """What we call them, for example Mid-sized online brands."""
    definition: ProseText
    """The rule, in a sentence, by which one tells who belongs."""
    focus: Annotated[str, Choice(FOCUSES, _FOCUS_MEANINGS, _FOCUS_LABELS)]
    """Exactly one segment is the beachhead; the others are focus, develop, maintain or avoid."""
    share_of_effort: Percent | None = None
    """Percent of our effort that goes here."""
    why_they_matter: ProseText | None = None
    """Why we chose them, or why we avoid them."""
    example_companies: tuple[LineText, ...] = ()
    """Kinds of company, never real names."""
    challenges: tuple[ChallengeHelp, ...] = ()
    """What troubles them, and how we help."""
    triggers: tuple[ProseText, ...] = ()
    """What makes them start looking."""
    alternatives_in_use: tuple[ProseText, ...] = ()
    """What they use today."""
    decision_process: ProseText | None = None
    """How they decide: who, in which order, how long."""
    vocabulary: tuple[LineText, ...] = ()
    """Words they use."""
    message: ProseText | None = None
    """What we say to them, in one paragraph."""
    fit: Fit | None = None
    """Criteria, disqualifiers and bands."""
    business_model: BusinessModel | None = None
    """Market, channel, product, model, and the numbers."""

    @property
    def rank(self) -> tuple[Any, ...]:
        """The beachhead first, what we avoid last."""
        return (FOCUSES.index(self.focus), self.id)

"""Customer maturity: the models (levels, groups, tier rule), their dimensions, and the tiers."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar, TypeVar

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, Id, LineText, Part, ProseText, Some, Told
from icp_playbook.model.fields import Choice, Number, Ref, YesNo
from icp_playbook.model.text import Text

LevelNumber = Annotated[Decimal, Number(least=0, most=9, whole=True)]
Share = Annotated[Decimal, Number(least=0, most=1)]


class Level(Part):
    """One step of maturity."""

    level: LevelNumber
    """Its number; levels are consecutive, from 0 or 1."""
    name: LineText
    """What it is called."""
    situations: tuple[ProseText, ...] = ()
    """Example situations: customers of this level as one meets them."""


class DimensionGroup(Part):
    """Dimensions that are rolled up together, such as a function or a stream."""

    once: ClassVar[tuple[str, ...]] = ("id",)
    goes_by: ClassVar[tuple[str, ...] | None] = ("id",)

    id: Id
    """How dimensions name it in their field group."""
    name: LineText
    """What it is called."""


class TierRule(Part):
    """How the tier follows from the levels of the dimensions."""

    labels: ClassVar[Mapping[str, str]] = {
        "max_gap": say("levels that one dimension may lag"),
        "min_known": say("dimensions that must be known"),
        "share": say("share of the known dimensions that must have reached the tier"),
    }

    method: Annotated[
        str,
        Choice(
            ("threshold", "minimum", "mean", "none"),
            (
                "enough dimensions are there and none lags too far",
                "the lowest of the dimensions",
                "the average of the dimensions, by coverage with their exact values",
                "no tier: the profile is all there is",
            ),
        ),
    ] = "threshold"
    """`threshold`: enough dimensions are there and none lags too far; `minimum`; `mean`; or
    `none`, for a profile without a tier."""
    over: Annotated[
        str,
        Choice(
            ("dimensions", "groups"),
            ("each dimension counts", "each group of dimensions counts, by the same rule"),
        ),
    ] = "dimensions"
    """What the tier is made of: each dimension, or each group as a whole."""
    share: Share = Decimal("0.75")
    """For threshold: share of the known dimensions that must have reached the tier."""
    max_gap: Annotated[Decimal, Number(least=0, most=9, whole=True)] = Decimal(1)
    """For threshold: how many levels a single dimension may lag."""
    min_known: Annotated[Decimal, Number(least=1, most=50, whole=True)] | None = None
    """Fewest known dimensions; three quarters of them when left out. Over groups the same share
    must be known of each group, and of the groups."""


class MaturityModel(Definition):
    """Levels and tier rule."""

    kind: ClassVar[str] = "maturity-model"
    has_card: ClassVar[bool] = False
    as_needed: ClassVar[frozenset[str]] = frozenset({"groups", "recorded"})
    summary_field: ClassVar[str] = "summary"
    review_months: ClassVar[int] = 12

    name: LineText = Text(say("Customer maturity"))
    """What the model is called."""
    summary: ProseText | None = None
    """What maturity means here, and what it does not."""
    levels: Some[Level]
    """Two to nine levels, from low to high."""
    groups: tuple[DimensionGroup, ...] = ()
    """Groups that dimensions are rolled up in, in order."""
    tier_rule: TierRule = TierRule()
    """How the tier follows from the levels."""
    recorded: ProseText | None = None
    """Where the tier and the levels of an account are kept, such as the fields of the CRM, and who
    sets them when."""


class FurtherModel(MaturityModel):
    """Another maturity model beside the main one; it never counts for the tier of an account."""

    kind: ClassVar[str] = "further-model"
    has_card: ClassVar[bool] = False

    name: LineText
    """What the model is called."""


class Answer(Part):
    """One step of the answer scale."""

    once: ClassVar[tuple[str, ...]] = ("label",)

    label: LineText
    """What the reader picks."""
    value: Share
    """What it counts, from 0 to 1."""


class LevelQuestion(Part):
    """A question that shows whether a level is reached."""

    question: LineText
    """As one would ask it."""
    scale: tuple[Answer, ...] = ()
    """For coverage: the answers to this question in its own words; those of the dimension when
    left out."""


class DimensionLevel(Part):
    """What a dimension looks like at one level."""

    level: LevelNumber
    """The level's number."""
    label: LineText
    """A few words."""
    descriptor: ProseText
    """What one sees at a customer of this level."""
    signs: tuple[ProseText, ...] = ()
    """Things that can be observed; under the checklist method each must hold."""
    questions: tuple[LevelQuestion, ...] = ()
    """For coverage: what is asked at this level."""
    situations: tuple[ProseText, ...] = ()
    """Example situations: what one meets at customers of this level."""


class Dimension(Definition):
    """One side of maturity, for example people and organisation."""

    kind: ClassVar[str] = "dimension"
    as_needed: ClassVar[frozenset[str]] = frozenset({"order", "scale", "group", "model"})
    summary_field: ClassVar[str] = "question"
    review_months: ClassVar[int] = 12

    name: LineText
    """What it is called."""
    question: LineText
    """The question it answers."""
    why: ProseText | None = None
    """Why it matters."""
    order: Annotated[Decimal, Number(least=0, most=1000)] | None = None
    """Place among the dimensions; by name when left out."""
    method: Annotated[
        str,
        Choice(
            ("rubric", "checklist", "coverage"),
            (
                "pick the descriptor that fits",
                "tick the signs one sees",
                "answer questions on a scale",
            ),
        ),
    ] = "rubric"
    """How the level is found: pick the descriptor, tick the signs, or answer questions on a
    scale."""
    model: Annotated[str, Ref(("further-model",))] | None = None
    """The further model it belongs to; the main one when left out."""
    group: Id | None = None
    """The group of its model that it is rolled up in."""
    levels: Some[DimensionLevel]
    """What each level looks like: all levels of the model, or some, for instance 1, 3 and 5."""
    scale: tuple[Answer, ...] = ()
    """For coverage: the answers and what they count; none, some, most, all when left out."""

    @property
    def rank(self) -> tuple[Any, ...]:
        """As the company orders them, the others after them."""
        return (self.order is None, self.order or 0, self.id)


class Demands(Told):
    """What customers of a tier ask of us."""

    consulting: ProseText | None = None
    """How much advice."""
    product_scope: ProseText | None = None
    """Which part of the product."""
    service: ProseText | None = None
    """Which service."""
    features: ProseText | None = None
    """Which features."""
    value: ProseText | None = None
    """Which value they look for."""


class TierEconomics(Told):
    """What a tier brings."""

    margin: ProseText | None = None
    """The margin we make."""
    margin_left: Annotated[Decimal, Number(least=-1000, most=100)] | None = None
    """The same as a number, for the picture that compares tiers: percent of the first year's
    contract that our work leaves, below zero where it costs more."""
    return_: ProseText | None = None
    """The customer's and our return."""
    lifetime_value: ProseText | None = None
    """The lifetime value, and where it goes."""


class Tier(Definition):
    """Customers of one maturity level, and what they ask of us."""

    kind: ClassVar[str] = "tier"
    as_needed: ClassVar[frozenset[str]] = frozenset(
        {"pressures", "next_tier", "model", "full_name"}
    )
    summary_field: ClassVar[str] = "summary"

    level: LevelNumber
    """The level this tier stands for."""
    model: Annotated[str, Ref(("further-model",))] | None = None
    """The further model it belongs to; the main one when left out."""
    name: LineText
    """What it is called."""
    full_name: LineText | None = None
    """What it is called where it stands alone, as on its page, in a search or a link: "Medium
    maturity"."""
    summary: ProseText | None = None
    """How one recognises them, in two sentences."""
    ideal: Annotated[bool, YesNo()] | None = None
    """Whether such customers belong to the ideal profile."""
    asks: Demands
    """What the customer asks of us."""
    economics: TierEconomics | None = None
    """Margin, return, lifetime value."""
    pressures: tuple[ProseText, ...] = ()
    """What such customers put under pressure at our side; needed for the top tier."""
    next_tier: tuple[ProseText, ...] = ()
    """What it takes to reach the next tier."""

    @property
    def title(self) -> Text:
        """What readers call it where nothing beside it says of what."""
        return self.full_name or self.name

    @property
    def rank(self) -> tuple[Any, ...]:
        """From low to high, the main model's first."""
        return (self.model or "", self.level, self.id)


M = TypeVar("M", Dimension, Tier)


def of_model(found: Iterable[M], model: str | None = None) -> tuple[M, ...]:
    """Return the dimensions or tiers that belong to a further model, or to the main one."""
    return tuple(one for one in found if one.model == model)


def id_of(model: MaturityModel) -> str | None:
    """Return how dimensions and tiers name a model: the main one by nothing."""
    return model.id if isinstance(model, FurtherModel) else None

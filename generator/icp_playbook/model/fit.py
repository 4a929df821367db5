"""Fit: how answers about an account become a score, of a segment or of the company as a whole."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import ConfigDict, model_validator

from icp_playbook.messages import say
from icp_playbook.model.base import Id, LineText, Part, Percent, ProseText, Some
from icp_playbook.model.fields import Choice, Exact, Number, Ref, Slug, YesNo, wrong

AttributeRef = Annotated[str, Ref(("attribute",))]
Points = Annotated[Decimal, Number(least=-1000, most=1000)]
Value = Annotated[Decimal, Number()]
Weight = Annotated[Decimal, Number(least=0, most=1000)]


_FORMULA = re.compile(r"([\w-]{1,64})\s*(<|<=|>|>=|=|==|!=)\s*([\w.-][\w. -]{0,63})")
_WHOLE = re.compile(r"[0-9]{1,15}")
_SIGNS = {"<": "below", ">=": "at-least", "=": "is", "==": "is", "!=": "is-not"}


class NumberBand(Part):
    """A half-open range of a number, `from <= x < to`, and its points. The top band is closed."""

    goes_by: ClassVar[tuple[str, ...]] = ()

    from_: Value | None = None
    """The lower end, included; leave it out for the lowest band."""
    to: Value | None = None
    """The upper end, not included; leave it out for the highest band."""
    points: Points
    """What an account in this range earns."""


class Condition(Part):
    """A comparison with one attribute, or several of them joined by `all` or `any`."""

    model_config = ConfigDict(alias_generator=lambda name: name.rstrip("_").replace("_", "-"))

    attribute: AttributeRef | None = None
    """The account attribute that is compared."""
    below: Value | None = None
    """True when the number is below this."""
    at_least: Value | None = None
    """True when the number is this or more."""
    is_: Annotated[str, Exact()] | None = None
    """True when the answer is this one."""
    is_not: Annotated[str, Exact()] | None = None
    """True when the answer is known and another one."""
    one_of: tuple[Annotated[str, Exact()], ...] = ()
    """True when the answer is among these."""
    in_list: Annotated[str, Ref(("list",))] | None = None
    """True when the answer is on this list."""
    not_in_list: Annotated[str, Ref(("list",))] | None = None
    """True when the answer is known and not on this list."""
    all: tuple["Condition", ...] = ()
    """True when every one of these is."""
    any: tuple["Condition", ...] = ()
    """True when at least one of these is."""

    @classmethod
    def instead_of_text(cls, text: str) -> str:
        """Return the comparison that a formula such as `days < 90` stands for."""
        found = _FORMULA.fullmatch(text.strip())
        inexact = found and found[2] in ("<=", ">") and not _WHOLE.fullmatch(found[3])
        if not found or inexact:
            example = "{attribute: …, below: 90}"
            return say("write a comparison, such as {example}", example=example)
        name, sign, value = found.groups()
        if sign in ("<=", ">"):
            known, number = "below" if sign == "<=" else "at-least", str(int(value) + 1)
        else:
            known, number = _SIGNS[sign], value
        return say(
            "write it as fields: {fields}", fields=f"{{attribute: {name}, {known}: {number}}}"
        )

    @model_validator(mode="after")
    def _one_test(self) -> Self:
        tests = [self.below, self.at_least, self.is_, self.is_not, self.one_of or None]
        tests += [self.in_list, self.not_in_list]
        given = sum(test is not None for test in tests)
        joined = bool(self.all) + bool(self.any)
        if (self.attribute is not None and (given != 1 or joined)) or (
            self.attribute is None and (given or joined != 1)
        ):
            raise wrong(
                "bad-condition",
                say("the condition is not one comparison"),
                say(
                    "write an attribute with one of below, at-least, is, is-not, one-of, in-list "
                    "or not-in-list; or several conditions under all or any"
                ),
            )
        return self


class Criterion(Part):
    """One thing that makes an account fit more or less."""

    goes_by: ClassVar[tuple[str, ...]] = ("name", "attribute", "id")
    labels: ClassVar[Mapping[str, str]] = {"when": say("counts only if")}

    attribute: AttributeRef | None = None
    """The account attribute that is judged; leave it out where `points` are given for what several
    attributes say."""
    id: Id | None = None
    """How other weights name it; the attribute where nothing is said."""
    name: LineText | None = None
    """What it is called; the attribute's name where nothing is said."""
    weight: Weight
    """How much it counts against the others."""
    group: Annotated[str, Slug()] | None = None
    """The group that it counts in, whose sum has a limit."""
    required: Annotated[bool, YesNo()] = False
    """Whether nothing can be said while it is unknown."""
    why: ProseText | None = None
    """Why it matters."""
    when: Condition | None = None
    """Points count only when this holds, else `otherwise` does. What holds twice of a list under
    `any` earns them once."""
    bands: tuple[NumberBand, ...] = ()
    """For a number: ranges and their points, from low to high."""
    options: dict[str, Points] = {}
    """For a choice or yes-no: each answer and its points."""
    points: Points | None = None
    """Instead of bands or options: what an account earns of which `when` holds."""
    otherwise: Points | None = None
    """What any other answer earns, and every answer where `when` does not hold: 0 with `when`,
    else each answer needs points of its own."""

    @model_validator(mode="after")
    def _one_scale(self) -> Self:
        called = self.attribute or self.id or (self.name or "")
        scales = bool(self.bands) + bool(self.options) + (self.points is not None)
        if scales != 1:
            raise wrong(
                "bad-criterion",
                say("the criterion on {attribute} has both bands and options", attribute=called)
                if self.bands and self.options
                else say(
                    "the criterion on {attribute} has neither bands nor options", attribute=called
                )
                if not scales
                else say(
                    "the criterion on {attribute} has points beside bands or options",
                    attribute=called,
                ),
                say("give bands for a number, options for a choice or yes-no, or points with when"),
            )
        if self.points is not None and self.when is None:
            raise wrong(
                "bad-criterion",
                say("the criterion on {attribute} has points for nothing", attribute=called),
                say("say under when of which accounts they are, or give bands or options"),
            )
        if self.points is None and self.attribute is None:
            raise wrong(
                "bad-criterion",
                say("the criterion has bands or options, but no attribute"),
                say("name the attribute that they are for, or give when and points"),
            )
        if self.attribute is None and self.name is None:
            raise wrong(
                "bad-criterion",
                say("the criterion has neither an attribute nor a name"),
                say("give it a name: what readers call it"),
            )
        return self


class Disqualifier(Part):
    """A reason to decline, whatever the score."""

    when: Condition
    """When it holds."""
    why: ProseText
    """Why such an account is not for us."""
    exception: Annotated[
        str, Choice(("ask", "never"), ("somebody may approve one", "there are none"))
    ] = "ask"
    """Whether an exception may be asked for."""
    play: Annotated[str, Ref(("play",))] | None = None
    """The play to run when it holds, for example the one that asks for an exception."""


class FitBand(Part):
    """A range of the fit score, from 0 to 100 (or of raw points), and what it means."""

    goes_by: ClassVar[tuple[str, ...]] = ("name",)

    from_: Value
    """The lowest score of this band; it reaches up to the next one. Raw points may be below zero:
    what is below the first band belongs to it."""
    name: LineText
    """What such a fit is called, for example Strong fit."""
    meaning: ProseText | None = None
    """What to do with such an account."""


class CriteriaGroup(Part):
    """Criteria that together count only so much."""

    once: ClassVar[tuple[str, ...]] = ("id",)

    id: Id
    """How criteria name it."""
    name: LineText
    """What it is called, for example Reach."""
    most: Annotated[Decimal, Number(least=0)]
    """The most that its criteria count together, weights included."""


class OtherWeights(Part):
    """The same criteria, weighed otherwise for some accounts."""

    goes_by: ClassVar[tuple[str, ...]] = ("name",)
    labels: ClassVar[Mapping[str, str]] = {"when": say("count if")}

    name: LineText
    """Which accounts they are, for example New customers."""
    when: Condition
    """When they count; of several the first that holds."""
    weights: dict[str, Weight]
    """Criteria, by id or attribute, and their weights; the others keep their own."""


class Fit(Part):
    """How well an account fits this segment."""

    labels: ClassVar[Mapping[str, str]] = {"min_coverage": say("least that must be known")}

    criteria: Some[Criterion]
    """What is judged, and its weight."""
    groups: tuple[CriteriaGroup, ...] = ()
    """Criteria that together count only so much."""
    other_weights: tuple[OtherWeights, ...] = ()
    """Other weights for some accounts."""
    disqualifiers: tuple[Disqualifier, ...] = ()
    """What rules an account out."""
    bands: tuple[FitBand, ...] = ()
    """What the score means, from low to high, beginning at 0."""
    mode: Annotated[
        str,
        Choice(
            ("share", "raw"), ("percent of the points that could be had", "plain sum of points")
        ),
    ] = "share"
    """`share`: percent of the points that could be had; `raw`: plain sum of points."""
    min_coverage: Percent = Decimal(60)
    """Percent of the weight that must be known before a score is given."""

    def named_by_keys(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the weights whose criterion goes by its attribute, for lack of an id."""
        ids = {criterion.id for criterion in self.criteria}
        for index, other in enumerate(self.other_weights):
            for name in other.weights:
                if name not in ids:
                    yield ("other_weights", index, "weights", name), "attribute"

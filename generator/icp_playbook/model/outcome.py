"""An outcome: what success means to the customer, how it is measured, and what shows it early."""

from typing import Annotated, ClassVar

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, LineText, Part, ProseText, Purpose
from icp_playbook.model.fields import Choice, Ref


class MetricBand(Part):
    """A range of the metric, and what it means."""

    goes_by: ClassVar[tuple[str, ...]] = ()

    range: LineText
    """For example above 60 %."""
    meaning: LineText
    """For example on track."""


class Metric(Part):
    """How the outcome is measured."""

    name: LineText
    """What is measured."""
    formula: LineText | None = None
    """How it is computed."""
    unit: LineText | None = None
    """Its unit."""
    better: Annotated[str, Choice(("up", "down"))] | None = None
    """Which way is good."""
    bands: tuple[MetricBand, ...] = ()
    """What a value means."""


class Outcome(Definition):
    """Success, in the customer's words."""

    kind: ClassVar[str] = "outcome"
    as_needed: ClassVar[frozenset[str]] = frozenset({"segments"})
    summary_field: ClassVar[str] = "outcome"
    purpose: ClassVar[Purpose] = Purpose(
        say("no play, practice or text leads to this outcome"),
        say(
            'name it as the "success_metric" of a play, '
            'or under "behaviours_to_watch" of a best practice'
        ),
    )

    name: LineText
    """A short title."""
    outcome: ProseText
    """The outcome, in the customer's words."""
    segments: tuple[Annotated[str, Ref(("segment",))], ...] = ()
    """The segments it matters to; all when left out."""
    baseline: ProseText
    """Where customers stand before."""
    success_criteria: ProseText
    """What must be true to call it success."""
    business_impact: ProseText
    """What it is worth to them."""
    timeline: ProseText
    """When it can be expected."""
    metric: Metric | None = None
    """How it is measured."""
    indicator: (
        Annotated[
            str, Choice(("leading", "lagging"), labels=(say("Shows early"), say("Shows late")))
        ]
        | None
    ) = None
    """Whether it shows early or late."""
    behaviours: tuple[ProseText, ...] = ()
    """What customers do who reach it."""

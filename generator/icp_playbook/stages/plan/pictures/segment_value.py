"""The picture of segments by value and effort: what each earns for what it costs us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.messages import Message, say
from icp_playbook.model.segment import Segment
from icp_playbook.numbers import Figure, shown
from icp_playbook.scoring.economics import UnitEconomics
from icp_playbook.stages.plan.pictures.places import apart, named
from icp_playbook.stages.plan.pictures.scales import Scale, scale_of
from icp_playbook.stages.plan.pictures.text_layout import Block, Box

_LEFT, _TOP, _RIGHT, _BOTTOM = 40, 34, 14, 54
_SIZE, _RADIUS, _NUMBERED_RADIUS = 14, 8, 11
_NOTE = 110
"""Room for the words at the agreed ratio."""
_FEWEST = 2
"""One segment alone is compared with nothing."""


@dataclass(frozen=True, slots=True)
class Valued:
    """A segment with what a picture needs of it; `name` is in the language of the site."""

    segment: Segment
    name: str
    unit: UnitEconomics | None

    @property
    def ratio(self) -> Fraction | None:
        """LTV to CAC, if it is known."""
        return self.unit.ltv_to_cac if self.unit else None

    @property
    def numbers(self) -> tuple[Fraction, Fraction] | None:
        """Share of effort and LTV to CAC, if both are known."""
        if self.ratio is None or self.segment.share_of_effort is None:
            return None
        return Fraction(self.segment.share_of_effort), self.ratio


@dataclass(frozen=True, slots=True)
class Mark:
    """A segment in the picture, with its name beside it or its number in it."""

    segment: Segment
    number: int
    x: float
    y: float
    look: str
    name: Block | None
    text: Message


@dataclass(frozen=True, slots=True)
class ValuePicture:
    """Effort to the right, value upwards; `plot` is where the marks are."""

    width: int
    height: int
    plot: Box
    radius: int
    marks: tuple[Mark, ...]
    across: tuple[tuple[Figure, float], ...]
    """The number and x of each line that stands."""
    up: tuple[tuple[Figure, float], ...]
    """The number and y of each line that lies."""
    floor: tuple[Figure, float] | None
    """The agreed lowest ratio and its y."""
    missing: tuple[Segment, ...]
    """Segments that lack a number."""

    @property
    def is_numbered(self) -> bool:
        """Whether the marks have numbers, because names had no room."""
        return any(mark.name is None for mark in self.marks)

    @property
    def looks(self) -> tuple[str, ...]:
        """Which looks need an explanation."""
        return tuple(look for look in _LOOKS if any(mark.look == look for mark in self.marks))


_LOOKS = ("beachhead", "served", "avoid")


def draw_value(segments: Sequence[Valued], width: int, height: int) -> ValuePicture | None:
    """Return the picture, or None unless two segments at least have both numbers."""
    drawn = [(one, numbers) for one in segments if (numbers := one.numbers)]
    if len(drawn) < _FEWEST:
        return None
    agreed = next((one.unit.floor for one, _ in drawn if one.unit and one.unit.floor), None)
    lowest = None if agreed is None else Fraction(agreed)
    efforts = scale_of([effort for _, (effort, _) in drawn])
    ratios = scale_of([ratio for _, (_, ratio) in drawn] + [lowest or Fraction(0)])
    plot = Box(_LEFT, _TOP, width - _RIGHT, height - _BOTTOM)
    floor = None if lowest is None else _y(plot, ratios, lowest)
    return ValuePicture(
        width,
        height,
        plot,
        *_marks(drawn, plot, efforts, ratios, _named_at(plot, floor)),
        tuple((shown(one, form="percent"), _x(plot, efforts, one)) for one in efforts.lines),
        tuple((shown(one), _y(plot, ratios, one)) for one in ratios.lines),
        None if lowest is None or floor is None else (shown(lowest), floor),
        tuple(one.segment for one in segments if one.numbers is None),
    )


def _named_at(plot: Box, floor: float | None) -> list[Box]:
    """Return where the agreed ratio is named, at the right below its line."""
    right = plot.right
    return [] if floor is None else [Box(right - _NOTE, floor - 2, right + _RIGHT, floor + 22)]


def _x(plot: Box, scale: Scale, value: Fraction) -> float:
    return round(plot.left + (plot.right - plot.left) * scale.part(value), 1)


def _y(plot: Box, scale: Scale, value: Fraction) -> float:
    return round(plot.bottom - (plot.bottom - plot.top) * scale.part(value), 1)


def _marks(
    drawn: Sequence[tuple[Valued, tuple[Fraction, Fraction]]],
    plot: Box,
    efforts: Scale,
    ratios: Scale,
    taken: Sequence[Box],
) -> tuple[int, tuple[Mark, ...]]:
    """Return the size of the marks and the marks: with names where all have room, or numbers."""
    wanted = [(_x(plot, efforts, effort), _y(plot, ratios, ratio)) for _, (effort, ratio) in drawn]
    room = Box(plot.left - _RADIUS, plot.top - _RADIUS, plot.right + _RADIUS, plot.bottom + _RADIUS)
    radius, places = _RADIUS, apart(wanted, _RADIUS, room)
    across = plot.right - plot.left
    names: Sequence[Block | None] | None = named(
        places,
        [one.name for one, _ in drawn],
        radius,
        Box(plot.left, 2, plot.right + _RIGHT, plot.bottom - 2),
        _SIZE,
        (across * 0.4, across * 0.28),
        taken,
    )
    if names is None:
        radius, places = _NUMBERED_RADIUS, apart(wanted, _NUMBERED_RADIUS, room)
        names = [None] * len(drawn)
    return radius, tuple(
        Mark(
            one.segment,
            number,
            round(x, 1),
            round(y, 1),
            one.segment.focus if one.segment.focus in _LOOKS else "served",
            name,
            say(
                "{segment}: {share} of our effort, LTV : CAC {ratio}",
                segment=one.name,
                share=shown(effort, form="percent"),
                ratio=shown(ratio),
            ),
        )
        for number, ((one, (effort, ratio)), (x, y), name) in enumerate(
            zip(drawn, places, names, strict=True), start=1
        )
    )

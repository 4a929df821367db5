"""Pictures: the four fits of a business model, and new customers outside the profile by period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from icp_playbook.messages import Message, say
from icp_playbook.model.choices import LABELS
from icp_playbook.model.company import NewCustomers
from icp_playbook.model.segment import BusinessModel
from icp_playbook.model.text import Text
from icp_playbook.numbers import shown

_BOX_WIDTH, _BOX_HEIGHT = 110, 46
# Market first: the eye starts at the top left.
_CORNERS = {"market": (10, 12), "channel": (280, 12), "product": (10, 242), "model": (280, 242)}
_IN_TEXT = {
    "market": say("market"),
    "channel": say("channel"),
    "product": say("product"),
    "model": say("model"),
}
_FITS = {
    "strong": say("a strong fit"),
    "weak": say("a weak fit"),
    "unknown": say("not known yet"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A box; x and y of its top left corner in the picture's units (400 by 300)."""

    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Edge:
    """The line between two boxes: how well they fit, and which decides the other."""

    x1: int
    y1: int
    x2: int
    y2: int
    judgement: str
    forward: bool
    backward: bool
    text: str


@dataclass(frozen=True, slots=True)
class FitsPicture:
    """What the template draws."""

    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]


def draw_fits(model: BusinessModel) -> FitsPicture:
    """Return the picture of a business model; a pair without judgement and arrow has no line."""
    judged = {frozenset(one.between): one.judgement for one in model.judgements}
    arrows = {(arrow.from_, arrow.to) for arrow in model.arrows}
    edges = []
    for first, second in combinations(_CORNERS, 2):
        forward, backward = (first, second) in arrows, (second, first) in arrows
        pair = frozenset((first, second))
        if pair in judged or forward or backward:
            judgement = judged.get(pair, "unknown")
            text = _text(first, second, judgement, forward, backward)
            edges.append(Edge(*_ends(first, second), judgement, forward, backward, text))
    boxes = tuple(Box(LABELS[name], x, y) for name, (x, y) in _CORNERS.items())
    return FitsPicture(boxes, tuple(edges))


def _ends(first: str, second: str) -> tuple[int, int, int, int]:
    """Return the ends of the line between two boxes: sides that face each other, or corners."""
    (x1, y1), (x2, y2) = _CORNERS[first], _CORNERS[second]
    if y1 == y2:
        return x1 + _BOX_WIDTH, y1 + _BOX_HEIGHT // 2, x2, y2 + _BOX_HEIGHT // 2
    if x1 == x2:
        return x1 + _BOX_WIDTH // 2, y1 + _BOX_HEIGHT, x2 + _BOX_WIDTH // 2, y2
    return (
        (x1 + _BOX_WIDTH if x1 < x2 else x1),
        y1 + _BOX_HEIGHT,
        (x2 if x1 < x2 else x2 + _BOX_WIDTH),
        y2,
    )


def _text(first: str, second: str, judgement: str, forward: bool, backward: bool) -> Message:
    pair = {"first": LABELS[first], "second": _IN_TEXT[second], "fit": _FITS[judgement]}
    if not forward and not backward:
        return say("{first} and {second}: {fit}", **pair)
    cause, effect = (first, second) if forward else (second, first)
    return say(
        "{first} and {second}: {fit}, {cause} decides {effect}",
        **pair,
        cause=_IN_TEXT[cause],
        effect=_IN_TEXT[effect],
    )


_LEFT, _TOP, _HEIGHT, _BOTTOM = 44, 22, 150, 30
_SLOT, _NARROW, _FEW = 72, 26, 10


@dataclass(frozen=True, slots=True)
class Column:
    """One period and its column. `share` is in percent, None when nobody was signed."""

    period: Text
    total: str
    outside: str
    share: str | None
    x: int
    y: int
    width: int
    height: int
    named: bool
    """Whether there is room to write the period's name below."""

    @property
    def middle(self) -> int:
        """Where its name and number stand."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class OutsidePicture:
    """A column for each period, on a scale in percent."""

    columns: tuple[Column, ...]
    lines: tuple[tuple[int, int], ...]
    """Percent and y of each line of the scale."""
    left: int
    floor: int
    width: int
    height: int

    @property
    def first(self) -> Column | None:
        """The oldest period with new customers, None unless there are two to compare."""
        counted = [column for column in self.columns if column.share is not None]
        return counted[0] if len(counted) > 1 else None

    @property
    def last(self) -> Column:
        """The newest period with new customers."""
        return [column for column in self.columns if column.share is not None][-1]


def draw_outside(periods: Sequence[NewCustomers]) -> OutsidePicture | None:
    """Return the picture, or None when no new customers are known."""
    shares = [_share(one) for one in periods]
    known = [share for share in shares if share is not None]
    if not known:
        return None
    top = next(step for step in (10, 20, 40, 60, 80, 100) if step >= max(known))
    slot = _SLOT if len(periods) <= _FEW else _NARROW
    floor = _TOP + _HEIGHT
    every = 1 if slot == _SLOT else -(-len(periods) // _FEW)
    columns = []
    for place, (one, share) in enumerate(zip(periods, shares, strict=True)):
        height = int((share or 0) * _HEIGHT / top)
        columns.append(
            Column(
                one.period,
                shown(one.total),
                shown(one.outside_profile),
                None if share is None else shown(share, 0, "percent"),
                _LEFT + place * slot + slot // 6,
                floor - height,
                slot * 2 // 3,
                height,
                place % every == 0,
            )
        )
    lines = [(percent, floor - percent * _HEIGHT // top) for percent in (0, top // 2, top)]
    width = _LEFT + len(periods) * slot + slot // 6
    return OutsidePicture(tuple(columns), tuple(lines), _LEFT, floor, width, floor + _BOTTOM)


def _share(one: NewCustomers) -> Fraction | None:
    return (
        min(Fraction(one.outside_profile) * 100 / Fraction(one.total), Fraction(100))
        if one.total
        else None
    )

"""The picture of the four fits of a business model, with the arrows between them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

from icp_playbook.messages import Message, say
from icp_playbook.model.choices import LABELS
from icp_playbook.model.segment import BusinessModel
from icp_playbook.stages.plan.pictures.places import Point

_WIDTH, _HEIGHT = 400, 300
_BOX_WIDTH, _BOX_HEIGHT = 128, 56
_RIGHT, _LOW = _WIDTH - _BOX_WIDTH - 2, _HEIGHT - _BOX_HEIGHT - 2
# Market first: the eye starts at the top left.
_CORNERS = {"market": (2, 2), "channel": (_RIGHT, 2), "product": (2, _LOW), "model": (_RIGHT, _LOW)}
_HEAD, _HALF_HEAD = 14, 7
"""Length of an arrow's head, and half its width."""
_GAP = 5
"""Between a line and a box."""
_SIGNS = {"strong": "✓", "weak": "!", "unknown": "?"}
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
class FitBox:
    """A box; x and y of its top left corner."""

    name: str
    x: int
    y: int
    width: int = _BOX_WIDTH
    height: int = _BOX_HEIGHT


@dataclass(frozen=True, slots=True)
class Edge:
    """The line between two boxes: how well they fit, and which decides the other."""

    start: Point
    end: Point
    heads: tuple[tuple[Point, ...], ...]
    """The corners of each arrow's head."""
    badge: Point
    sign: str
    """What tells the judgement apart without colour."""
    judgement: str
    forward: bool
    backward: bool
    text: str


@dataclass(frozen=True, slots=True)
class FitsPicture:
    """What the template draws."""

    boxes: tuple[FitBox, ...]
    edges: tuple[Edge, ...]
    width: int = _WIDTH
    height: int = _HEIGHT


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
            edges.append(_edge(*_ends(first, second), judgement, forward, backward, text))
    boxes = tuple(FitBox(LABELS[name], x, y) for name, (x, y) in _CORNERS.items())
    return FitsPicture(boxes, tuple(edges))


def _edge(
    start: Point, end: Point, judgement: str, forward: bool, backward: bool, text: str
) -> Edge:
    """Return the line with its heads; it ends where they begin, so that no end shows through."""
    length = math.dist(start, end)
    across, down = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    heads = []
    if forward:
        heads.append(_head(end, across, down))
    if backward:
        heads.append(_head(start, -across, -down))
    # The two that cross in the middle have their badges before it.
    part = length * (0.5 if 0 in (across, down) else 0.29)
    return Edge(
        _moved(start, across, down, _HEAD - 1 if backward else 0),
        _moved(end, -across, -down, _HEAD - 1 if forward else 0),
        tuple(heads),
        _moved(start, across, down, part),
        _SIGNS[judgement],
        judgement,
        forward,
        backward,
        text,
    )


def _head(tip: Point, across: float, down: float) -> tuple[Point, ...]:
    back = _moved(tip, -across, -down, _HEAD)
    return tip, _moved(back, -down, across, _HALF_HEAD), _moved(back, down, -across, _HALF_HEAD)


def _moved(at: Point, across: float, down: float, by: float) -> Point:
    return round(at[0] + across * by, 1), round(at[1] + down * by, 1)


def _ends(first: str, second: str) -> tuple[Point, Point]:
    """Return the ends of the line between two boxes: sides that face each other, or corners."""
    (x1, y1), (x2, y2) = _CORNERS[first], _CORNERS[second]
    half_width, half_height = _BOX_WIDTH / 2, _BOX_HEIGHT / 2
    if y1 == y2:
        return (x1 + _BOX_WIDTH + _GAP, y1 + half_height), (x2 - _GAP, y2 + half_height)
    if x1 == x2:
        return (x1 + half_width, y1 + _BOX_HEIGHT + _GAP), (x2 + half_width, y2 - _GAP)
    right = x1 < x2
    return (
        (x1 + _BOX_WIDTH - 2 if right else x1 + 2, y1 + _BOX_HEIGHT + _GAP),
        (x2 + 2 if right else x2 + _BOX_WIDTH - 2, y2 - _GAP),
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

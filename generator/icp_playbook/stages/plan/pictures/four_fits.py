"""The picture of the four fits of a business model, with the arrows between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from icp_playbook.messages import Message, say
from icp_playbook.model.choices import LABELS
from icp_playbook.model.segment import BusinessModel

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

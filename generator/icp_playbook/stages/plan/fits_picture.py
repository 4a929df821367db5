"""The picture of the four fits: market, channel, product and model at the corners, a line for each pair."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from icp_playbook.model.segment import BusinessModel

_WIDTH, _HEIGHT = 110, 46
# Market first: the eye starts at the top left.
_CORNERS = {"market": (10, 12), "channel": (280, 12), "product": (10, 242), "model": (280, 242)}


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


def fits_picture(model: BusinessModel) -> FitsPicture:
    """Return the picture of a segment's business model; pairs without a judgement or an arrow have no line."""
    judged = {frozenset(one.between): one.judgement for one in model.judgements}
    arrows = {(arrow.from_, arrow.to) for arrow in model.arrows}
    edges = []
    for first, second in combinations(_CORNERS, 2):
        forward, backward = (first, second) in arrows, (second, first) in arrows
        judgement = judged.get(frozenset((first, second)))
        if judgement is not None or forward or backward:
            text = _text(first, second, judgement, forward, backward)
            edges.append(Edge(*_ends(first, second), judgement or "unknown", forward, backward, text))
    boxes = tuple(Box(name.capitalize(), x, y) for name, (x, y) in _CORNERS.items())
    return FitsPicture(boxes, tuple(edges))


def _ends(first: str, second: str) -> tuple[int, int, int, int]:
    """Return where a line leaves one box and reaches the other: the sides that face each other, or the corners."""
    (x1, y1), (x2, y2) = _CORNERS[first], _CORNERS[second]
    if y1 == y2:
        return x1 + _WIDTH, y1 + _HEIGHT // 2, x2, y2 + _HEIGHT // 2
    if x1 == x2:
        return x1 + _WIDTH // 2, y1 + _HEIGHT, x2 + _WIDTH // 2, y2
    return (x1 + _WIDTH if x1 < x2 else x1), y1 + _HEIGHT, (x2 if x1 < x2 else x2 + _WIDTH), y2


def _text(first: str, second: str, judgement: str | None, forward: bool, backward: bool) -> str:
    decides = f", {first} decides {second}" if forward else f", {second} decides {first}" if backward else ""
    fit = {"strong": "a strong fit", "weak": "a weak fit"}.get(judgement or "", "not known yet")
    return f"{first.capitalize()} and {second}: {fit}{decides}"

"""The picture of a maturity profile: an axis for each dimension, a ring for each level.

With fewer than three dimensions there is no shape to see, so each is a row of dots instead.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar

from icp_playbook.model.base import Definition
from icp_playbook.model.text import Text
from icp_playbook.stages.plan.pictures.places import Point
from icp_playbook.stages.plan.pictures.text_layout import LINE, Anchor, Block, Box, wrap

_FEWEST = 3
_WIDTH, _RADIUS, _MARGIN = 400, 104, 12
_SIZE, _DOT, _ROW = 14, 9, 34
_SMALL, _SMALL_RADIUS = 132, 58


@dataclass(frozen=True, slots=True)
class ShownLevel:
    """A dimension and its level; while that is unknown, the lowest and highest it can have."""

    dimension: Definition
    name: str
    """In the language of the site."""
    level: int | None
    worst: int
    best: int
    label: Text | None = None
    """What that level is called at this dimension."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension in the picture: where its axis ends, its name or number, and its level."""

    reading: ShownLevel
    number: int
    end: Point
    name: Block | None
    number_at: Point
    dot: Point | None
    span: tuple[Point, Point] | None
    """Between which points an unknown level lies."""


@dataclass(frozen=True, slots=True)
class ProfilePicture:
    """What the template draws: axes from a middle."""

    is_dots: ClassVar[bool] = False

    width: int
    height: int
    middle: Point
    rings: tuple[tuple[int, tuple[Point, ...]], ...]
    """Each level with the corners of its ring, from low to high."""
    axes: tuple[Axis, ...]
    shape: tuple[Point, ...]
    """The corners of what is known; none while too little is known for a shape."""
    lines: tuple[tuple[Point, Point], ...]
    """Between neighbours that are known, where there is no whole shape."""

    @property
    def readings(self) -> tuple[ShownLevel, ...]:
        """What is drawn."""
        return tuple(axis.reading for axis in self.axes)

    @property
    def is_numbered(self) -> bool:
        """Whether the axes have numbers, because their names had no room."""
        return any(axis.name is None for axis in self.axes)


@dataclass(frozen=True, slots=True)
class DotRow:
    """A dimension as a row of dots: its name, and for each level x and whether it is that."""

    reading: ShownLevel
    name: Block
    y: float
    dots: tuple[tuple[int, float, str], ...]
    """Level, x, and `here`, `possible` or `other`."""


@dataclass(frozen=True, slots=True)
class DotPicture:
    """Rows of dots, a column for each level."""

    is_dots: ClassVar[bool] = True

    width: int
    height: int
    rows: tuple[DotRow, ...]

    @property
    def readings(self) -> tuple[ShownLevel, ...]:
        """What is drawn."""
        return tuple(row.reading for row in self.rows)


def draw_profile(
    readings: Sequence[ShownLevel], levels: Sequence[int]
) -> ProfilePicture | DotPicture | None:
    """Return the picture of an account's levels, or None where nothing is known of them."""
    if all(one.level is None and _is_open(one, levels) for one in readings):
        return None
    if len(readings) < _FEWEST:
        return _draw_dots(readings, levels)
    return _draw_radar(readings, levels)


def draw_least(levels: Sequence[int], asked: Sequence[int]) -> ProfilePicture | None:
    """Return a small picture of the levels that are asked for, without names."""
    if len(asked) < _FEWEST:
        return None
    middle = (_SMALL / 2, _SMALL / 2)
    web = _Web(middle, _SMALL_RADIUS, tuple(levels), len(asked))
    return ProfilePicture(
        _SMALL,
        _SMALL,
        middle,
        web.rings,
        (),
        tuple(web.at(place, level) for place, level in enumerate(asked)),
        (),
    )


def _is_open(reading: ShownLevel, levels: Sequence[int]) -> bool:
    return (reading.worst, reading.best) == (min(levels), max(levels))


@dataclass(frozen=True, slots=True)
class _Web:
    """Where levels lie on axes around a middle; the first axis points up."""

    middle: Point
    radius: float
    levels: tuple[int, ...]
    count: int

    def turned(self, place: int, distance: float) -> Point:
        angle = 2 * math.pi * place / self.count - math.pi / 2
        return (
            round(self.middle[0] + distance * math.cos(angle), 1),
            round(self.middle[1] + distance * math.sin(angle), 1),
        )

    def at(self, place: int, level: int) -> Point:
        steps = self.levels.index(level) + 1
        return self.turned(place, self.radius * steps / len(self.levels))

    @property
    def rings(self) -> tuple[tuple[int, tuple[Point, ...]], ...]:
        places = range(self.count)
        return tuple(
            (level, tuple(self.at(place, level) for place in places)) for level in self.levels
        )


def _draw_radar(readings: Sequence[ShownLevel], levels: Sequence[int]) -> ProfilePicture:
    flat = _Web((_WIDTH / 2, 0), _RADIUS, tuple(levels), len(readings))
    names = _names(flat, readings)
    numbers = [_numbered(flat, place) for place in range(flat.count)]
    boxes = [name.box for name in names] if names else numbers
    top = min([-_RADIUS, *(box.top for box in boxes)]) - _MARGIN
    bottom = max([_RADIUS, *(box.bottom for box in boxes)]) + _MARGIN
    web = _Web((_WIDTH / 2, -top), _RADIUS, tuple(levels), len(readings))
    placed = _names(web, readings) if names else None
    axes = tuple(
        Axis(
            one,
            place + 1,
            web.turned(place, _RADIUS),
            placed[place] if placed else None,
            web.turned(place, _RADIUS + 16),
            None if one.level is None else web.at(place, one.level),
            None if one.level is not None else (web.at(place, one.worst), web.at(place, one.best)),
        )
        for place, one in enumerate(readings)
    )
    dots = [axis.dot for axis in axes]
    whole = tuple(dot for dot in dots if dot)
    is_whole = len(whole) == len(dots)
    following = zip(dots, [*dots[1:], dots[0]], strict=True)
    return ProfilePicture(
        _WIDTH,
        math.ceil(bottom - top),
        web.middle,
        web.rings,
        axes,
        whole if is_whole else (),
        () if is_whole else tuple((one, two) for one, two in following if one and two),
    )


def _numbered(web: _Web, place: int) -> Box:
    x, y = web.turned(place, _RADIUS + 16)
    return Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT)


def _names(web: _Web, readings: Sequence[ShownLevel]) -> list[Block] | None:
    """Return the name at the end of each axis, or None where they do not all have room."""
    found = [_name(web, place, one.name) for place, one in enumerate(readings)]
    boxes = [block.box for block in found]
    if any(box.left < 0 or box.right > _WIDTH for box in boxes):
        return None
    if any(one.touches(other) for one, other in combinations(boxes, 2)):
        return None
    return None if any(len(block.lines) > 5 for block in found) else found


def _name(web: _Web, place: int, name: str) -> Block:
    x, y = web.turned(place, _RADIUS + 10)
    across = x - web.middle[0]
    beside: Anchor = "middle" if abs(across) < 2 else "start" if across > 0 else "end"
    room = {"middle": 220.0, "start": _WIDTH - x, "end": x}[beside]
    lines = wrap(name, room, _SIZE)
    high = _SIZE * LINE * len(lines)
    # At the top the text stands on the axis' end, at the bottom it hangs from it.
    above = (web.middle[1] - y) / (_RADIUS + 10)
    return Block(lines, x, round(y - high * (above + 1) / 2 + _SIZE, 1), _SIZE, beside)


def _draw_dots(readings: Sequence[ShownLevel], levels: Sequence[int]) -> DotPicture:
    rows, y = [], 0.0
    apart = min((_WIDTH - 2 * _DOT - 4) / max(len(levels) - 1, 1), 60)
    for one in readings:
        lines = wrap(one.name, _WIDTH, _SIZE)
        name = Block(lines, 0, round(y + _SIZE, 1), _SIZE)
        y = name.box.bottom + _ROW / 2
        dots = tuple(
            (level, round(_DOT + 2 + apart * place, 1), _dot(one, level))
            for place, level in enumerate(levels)
        )
        rows.append(DotRow(one, name, round(y, 1), dots))
        y += _ROW
    return DotPicture(_WIDTH, math.ceil(y), tuple(rows))


def _dot(reading: ShownLevel, level: int) -> str:
    if reading.level == level:
        return "here"
    possible = reading.level is None and reading.worst <= level <= reading.best
    return "possible" if possible else "other"

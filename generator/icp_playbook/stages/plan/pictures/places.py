"""Where marks and their names go in a chart, so that none lies on another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from icp_playbook.stages.plan.pictures.text_layout import LINE, Anchor, Block, Box, wrap

_DIRECTIONS, _STEP, _RINGS = 16, 4, 60
_GAP = 5
Point = tuple[float, float]


def apart(wanted: Sequence[Point], radius: float, inside: Box) -> list[Point]:
    """Return the places of round marks: as near as can be to those wanted, none on another."""
    placed: list[Point] = []
    for x, y in wanted:
        at = _held((x, y), radius, inside)
        free = (one for one in _around(at, radius, inside) if _is_free(one, placed, radius))
        placed.append(next(free, at))
    return placed


def _around(at: Point, radius: float, inside: Box) -> Iterator[Point]:
    """Yield the place itself, and those around it from near to far."""
    yield at
    for ring in range(1, _RINGS):
        for turn in range(_DIRECTIONS):
            angle = 2 * math.pi * turn / _DIRECTIONS
            near = (
                at[0] + ring * _STEP * math.cos(angle),
                at[1] + ring * _STEP * math.sin(angle),
            )
            if near == _held(near, radius, inside):
                yield near


def _held(at: Point, radius: float, inside: Box) -> Point:
    """Return the place, or the one nearest to it inside."""
    return (
        min(max(at[0], inside.left + radius), inside.right - radius),
        min(max(at[1], inside.top + radius), inside.bottom - radius),
    )


def _is_free(at: Point, placed: Sequence[Point], radius: float) -> bool:
    return all(math.dist(at, other) >= 2 * radius + 1 for other in placed)


def named(
    marks: Sequence[Point],
    names: Sequence[str],
    radius: float,
    inside: Box,
    size: float,
    widths: Sequence[float],
    taken: Sequence[Box] = (),
) -> list[Block] | None:
    """Return the name of each mark beside it, or None where they do not all have room.

    The widths are tried in turn, so that a name takes few lines where there is room.
    """
    blocked = [*taken, *(Box(x - radius, y - radius, x + radius, y + radius) for x, y in marks)]
    found: list[Block] = []
    for mark, name in zip(marks, names, strict=True):
        block = next(
            (
                block
                for width in widths
                for block in _beside(mark, wrap(name, width, size), radius, size)
                if _lies_in(block.box, inside) and not any(map(block.box.touches, blocked))
            ),
            None,
        )
        if block is None:
            return None
        found.append(block)
        blocked.append(block.box)
    return found


def _lies_in(box: Box, inside: Box) -> bool:
    return (
        inside.left <= box.left
        and inside.top <= box.top
        and box.right <= inside.right
        and box.bottom <= inside.bottom
    )


def _beside(mark: Point, lines: tuple[str, ...], radius: float, size: float) -> list[Block]:
    """Return a text at each side of a mark: the right first, as one reads."""
    (x, y), high = mark, size * LINE * (len(lines) - 1)
    middle, far = y + size * 0.35 - high / 2, radius + _GAP
    above, below = y - far - high - size * LINE + size, y + far + size
    places: tuple[tuple[float, float, Anchor], ...] = (
        (x + far, middle, "start"),
        (x - far, middle, "end"),
        (x, above, "middle"),
        (x, below, "middle"),
        (x, above, "start"),
        (x, below, "start"),
        (x, above, "end"),
        (x, below, "end"),
    )
    return [Block(lines, across, down, size, anchor) for across, down, anchor in places]

"""Where keys and values stand in a file, kept small: a definition has hundreds of them, a company a million."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

# A place is `line << COLUMN_BITS | column`, both from 0: one integer. A line is never longer than a file may be,
# so 21 bits hold every column.
COLUMN_BITS = 21
COLUMN_MASK = (1 << COLUMN_BITS) - 1

# Where the key is, where the value starts, and the places inside the value. A list item is its own key.
Node: TypeAlias = "tuple[int, int, dict[str, Node] | list[Node] | None]"


class Finding(NamedTuple):
    """A problem at a place, by somebody who does not know which file is read."""

    place: int
    rule: str
    message: str
    hint: str = ""


def place_at(line: int, column: int) -> int:
    """Return the place of a line and column that count from 0."""
    return line << COLUMN_BITS | column


def line_and_column(place: int) -> tuple[int, int]:
    """Return the line and column of a place as people count them, from 1."""
    return (place >> COLUMN_BITS) + 1, (place & COLUMN_MASK) + 1


def place_of(node: Node, loc: tuple[str | int, ...], key: bool) -> int:
    """Return the place at the end of the path `loc` from `node`, or of the nearest ancestor that is there."""
    for step in loc:
        child = _child(node, step)
        if child is None:
            return node[1]
        node = child
    return node[0] if key else node[1]


def _child(node: Node, step: str | int) -> Node | None:
    """Return what is one step inside `node`, if it is there."""
    inside = node[2]
    if isinstance(inside, dict):
        return inside.get(step) if isinstance(step, str) else None
    if inside is None or not isinstance(step, int):
        return None
    return inside[step] if 0 <= step < len(inside) else None

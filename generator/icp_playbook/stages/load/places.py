"""Where keys, values and their characters stand in a file."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

# A place is `line << COLUMN_BITS | column`, both from 0: one integer, because a company has a
# million of them. A line is never longer than a file may be, so 21 bits hold every column.
COLUMN_BITS = 21
COLUMN_MASK = (1 << COLUMN_BITS) - 1

_DIGITS = {"x": 2, "u": 4, "U": 8}
_BREAKS = re.compile(r"\r\n?|\n")

# Where the key is, where the value starts, and the places inside the value. A list item is its own
# key.
Node: TypeAlias = "tuple[int, int, dict[str, Node] | list[Node] | None]"


class Mistake(NamedTuple):
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
    """Return the place at the end of the path `loc`, or of the nearest ancestor that is there."""
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


def line_and_column_after(before: str) -> tuple[int, int]:
    """Return where the text after `before` starts, from 1, with lines as editors see them."""
    lines = re.split("\r\n|\n|\r", before)
    return len(lines), len(lines[-1]) + 1


def place_inside(text: str, line: int, column: int, value: str, offset: int) -> tuple[int, int]:
    """Return where the character at `offset` of `value` is; `value` begins at `line` and `column`.

    Quotes, folding and indentation lie between the two. YAML changes nothing of a text but its
    spaces, line ends and escape codes, so the characters that are neither are counted.
    """
    before = sum(not sign.isspace() for sign in value[:offset])
    begin = _offset(text, line, column)
    style = text[begin : begin + 1]
    if style in ("|", ">"):
        ends = _BREAKS.search(text, begin)
        begin = ends.end() if ends else len(text)
    place = _after(text, begin + (style in ("'", '"')), before, style)
    return line_and_column_after(text[:place])


def _after(text: str, place: int, signs: int, style: str) -> int:
    """Return the offset of the next character behind `signs` others that are no spaces."""
    while place < len(text):
        sign, width = text[place], 1
        if style == '"' and sign == "\\":
            sign, width = _escaped(text, place)
        elif style == "'" and text.startswith("''", place):
            width = 2
        if not sign.isspace():
            if not signs:
                break
            signs -= 1
        place += width
    return place


def _escaped(text: str, place: int) -> tuple[str, int]:
    """Return the character that an escape code stands for (a space if it isn't seen), its width."""
    code = text[place + 1 : place + 2]
    digits = text[place + 2 : place + 2 + _DIGITS.get(code, 0)]
    if digits:
        return chr(int(digits, 16)), 2 + len(digits)
    return ("x" if code in ('"', "\\", "/") else " "), 2


def _offset(text: str, line: int, column: int) -> int:
    begin = 0
    for _ in range(line - 1):
        ends = _BREAKS.search(text, begin)
        begin = ends.end() if ends else len(text)
    return begin + column - 1

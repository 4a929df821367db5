"""Where a character of a value stands in its file, whatever quotes, folding and indentation lie between the two."""

from __future__ import annotations

import re

from icp_playbook.stages.load.decoding import line_and_column_after

_DIGITS = {"x": 2, "u": 4, "U": 8}
_BREAKS = re.compile(r"\r\n?|\n")


def place_inside(text: str, line: int, column: int, value: str, offset: int) -> tuple[int, int]:
    """Return line and column, from 1, of the character at `offset` of `value`, which begins at `line` and `column`.

    YAML changes nothing of a text but its spaces and line ends (and escape codes), so the characters that are
    neither are counted.
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
    """Return the character that an escape code stands for (any space for one that is not seen), and its width."""
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

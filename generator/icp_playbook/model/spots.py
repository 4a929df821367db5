"""Where in a text its links, images, code and HTML stand, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.token import Token

from icp_playbook.model.markdown import shielded


class Spot(NamedTuple):
    """A token, and where it stands in the text.

    Between the start and `address_at`, a link or image has its words.
    """

    token: Token
    start: int
    end: int
    address_at: int


_BLOCKS = ("fence", "code_block", "html_block", "definition")


def spots(text: str, tokens: list[Token]) -> Iterator[Spot]:
    """Yield the tokens of `text` that have a place of their own: links, images, code, HTML."""
    lines = shielded(text).split("\n")
    starts = line_starts(lines)
    read_to: dict[int, int] = {}
    for block in tokens:
        if block.map is None:
            continue
        if block.type in _BLOCKS:
            start, end = starts[block.map[0]], min(starts[block.map[1]] - 1, len(text))
            yield Spot(block, start, end, start)
        if block.type != "inline":
            continue
        placed = [one for one in block.children or () if "at" in one.meta]
        if placed or len(lines[block.map[0]]) > len(block.content):  # a cell moves on what is read
            columns = _columns(block, lines, read_to)
            for one in placed:
                places = (one.meta["at"], one.meta["end"], one.meta.get("address", one.meta["at"]))
                yield Spot(
                    one, *(_offset(block, lines, starts, columns, place) for place in places)
                )


def line_starts(lines: list[str]) -> list[int]:
    """Return the offset at which each line begins."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _columns(block: Token, lines: list[str], read_to: dict[int, int]) -> list[int]:
    """Return the column of each line of an inline text in the lines that it comes from."""
    assert block.map is not None
    columns = []
    for number, content in enumerate(block.content.replace("|", "\\|").split("\n"), block.map[0]):
        line = lines[number] if number < len(lines) else ""
        wanted = content.strip()
        begin = read_to.get(number, 0)
        for form in (wanted.replace("\\|", "|"), wanted):
            if (column := line.find(form, begin)) >= 0:
                break
        else:
            form, column = "", len(line) - len(line.lstrip())
        read_to[number] = column + len(form)
        columns.append(column - (len(content) - len(content.lstrip())))
    return columns


def _offset(block: Token, lines: list[str], starts: list[int], columns: list[int], at: int) -> int:
    assert block.map is not None
    before = block.content[:at]
    index = before.count("\n")
    number = min(block.map[0] + index, len(lines) - 1)
    column = max(columns[index] + len(before) - (before.rfind("\n") + 1), 0)
    line = lines[number]
    for stroke in re.finditer(r"\\\|", line[columns[index] :]) if block.content.count("|") else ():
        if columns[index] + stroke.start() < column:
            column += 1  # in a cell, the backslash before a stroke is not part of the text
    return starts[number] + min(column, len(line))

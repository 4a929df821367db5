"""Texts whose lines YAML joins: where that would make one line of a list or a table, the author is told at its place."""

from __future__ import annotations

import re
from typing import Any

from markdown_it.token import Token

from icp_playbook.model.markdown import parse
from icp_playbook.stages.load.places import Finding, place_at

_MAY_BE = re.compile(r"[ \t]*(?:[-*+][ \t]|[0-9]{1,9}[.)][ \t]|\||>|#|`{3}|~{3}|:?-+:?[ \t]*\|)")
_NAMES = {"list_item_open": "list", "tr_open": "table", "fence": "block of code", "heading_open": "heading"}


def kept_paragraphs(value: str) -> str:
    """Return a folded text with its paragraphs apart: YAML makes one line end of the blank line between two."""
    lines = value.split("\n")
    apart = [
        "\n" if line.strip() and after.strip() and not line[0].isspace() and not after[0].isspace() else ""
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
    ]
    return "\n".join(line + more for line, more in zip(lines, apart, strict=True))


def joined_structure(event: Any, lines: list[str]) -> list[Finding]:
    """Return where a list, table or the like begins of which joining the lines makes text; `event` is its scalar."""
    first, last = event.start_mark.line, event.end_mark.line
    block = event.style == ">"
    begin = first + 1 if block else first
    own = lines[begin : last + (event.end_mark.column > 0)]
    if not block and own:
        own[0] = own[0][event.start_mark.column + bool(event.style) :]
    if not any(_MAY_BE.match(line) for line in own):
        return []
    typed = _structure("\n".join(_dedented(own)))
    kept = {row.type for row in _structure(event.value)}
    lost = [token for token in typed if token.type not in kept] or _fewer(typed, event.value)
    lost = [token for token in lost if not _is_dash_in_a_sentence(token, typed, own)]
    if not lost or lost[0].map is None:
        return []
    row = lost[0].map[0]
    line = own[row]
    column = (
        len(line)
        - len(line.lstrip())
        + (event.start_mark.column + bool(event.style) if row + begin == first else 0)
    )
    what = _NAMES[lost[0].type]
    message = f"YAML joins the lines of this text, and this {what} would become running text"
    sign = "|-" if not block else "|- instead of " + _header(lines[first][event.start_mark.column :])
    hint = f"write {sign} where the text begins" + ("" if block else ", and the text below it without quotes")
    return [Finding(place_at(begin + row, column), "joined-lines", message, hint)]


def _header(rest: str) -> str:
    return re.split(r"\s", rest, maxsplit=1)[0]


def _structure(text: str) -> list[Token]:
    return [token for token in parse(text) if token.type in _NAMES]


def _fewer(typed: list[Token], value: str) -> list[Token]:
    """Return the rows or items as typed from the first on that is not one of its own in `value`."""
    for name in _NAMES:
        own = [token for token in typed if token.type == name]
        if len(own) > sum(token.type == name for token in _structure(value)):
            return own
    return []


def _is_dash_in_a_sentence(token: Token, typed: list[Token], own: list[str]) -> bool:
    """Tell whether a lone dash or number begins a line only because the sentence was wrapped there."""
    if (
        token.type != "list_item_open"
        or sum(one.type == token.type for one in typed) > 1
        or token.map is None
    ):
        return False
    above = own[token.map[0] - 1].strip() if token.map[0] else ""
    return bool(above) and not above.endswith((":", "："))


def _dedented(lines: list[str]) -> list[str]:
    deep = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()]
    own = len(lines[0]) - len(lines[0].lstrip(" ")) if lines and lines[0].strip() else 0
    width = min([*deep, *([own] if own else [])], default=0)
    return [line[min(width, len(line) - len(line.lstrip(" "))) :] for line in lines]

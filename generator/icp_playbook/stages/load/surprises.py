"""YAML that a parser reads without complaint although its author meant something else."""

from __future__ import annotations

import re
from typing import Any

import yaml
from markdown_it.token import Token

from icp_playbook.model.markdown import parse
from icp_playbook.problems import quoted
from icp_playbook.stages.load.decoding import FORBIDDEN, character_name
from icp_playbook.stages.load.places import COLUMN_BITS, COLUMN_MASK, Finding, place_at

ODD_KEYS = frozenset({"", "<<"})
QUOTED_KEY = re.compile(r"""\s*(?:- +)*["']?[\w.-]+["']?:(?:\s|$)|\s*- """)
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+$")
EMPTY_FIELD = re.compile(r"\s*(?:- +)*([\w-]+):\s*(?:#|$)")
# How far the two above are looked for: a hostile file has tens of thousands of empty values, on one line or on many.
LONGEST_NUMBER, LINES_ABOVE = 24, 20
# `name:Foo` and `name：Foo` are text to YAML: it wants an ASCII colon and a space. Addresses are left alone.
MISSING_COLON = re.compile(r"\s*(?:- +)*([A-Za-z_][\w-]*)(：|:(?!//)(?=\S))")
_MAY_BE = re.compile(r"[ \t]*(?:[-*+][ \t]|[0-9]{1,9}[.)][ \t]|\||>|#|`{3}|~{3}|:?-+:?[ \t]*\|)")
_NAMES = {
    "list_item_open": "list",
    "tr_open": "table",
    "fence": "block of code",
    "heading_open": "heading",
}


def odd_node(event: Any, place: int) -> list[Finding]:
    """Return what is wrong with a node that carries an anchor or a tag, or is an alias."""
    findings = []
    if isinstance(event, yaml.AliasEvent):
        message = f"{quoted(f'*{event.anchor}')} is a YAML alias, which is not supported"
        findings.append(
            Finding(
                place,
                "yaml-anchor",
                message,
                "write the value out; text that starts with * goes in quotes",
            )
        )
    elif event.anchor is not None:
        message = f"{quoted(f'&{event.anchor}')} is a YAML anchor, which is not supported"
        findings.append(
            Finding(place, "yaml-anchor", message, "delete it; text that starts with & goes in quotes")
        )
    if getattr(event, "tag", None) is not None:
        hint = "delete it; text that starts with ! goes in quotes"
        findings.append(
            Finding(place, "yaml-tag", f"{_tag(event.tag)} is a YAML tag, which is not supported", hint)
        )
    return findings


def odd_key(key: str, place: int) -> Finding:
    """Return what is wrong with a key out of ODD_KEYS."""
    if key == "<<":
        message = '"<<" merges another mapping, which is not supported'
        return Finding(place, "yaml-merge-key", message, "write the fields out")
    return Finding(place, "yaml-key", "there is no name before the colon", "write a name, or quote the text")


def odd_scalar(event: Any, place: int, key: str | None, indent: int, lines: list[str]) -> list[Finding]:
    """Return what is wrong with a scalar that is empty, quoted, or stands on other lines than its key.

    `indent` is the column of the block the scalar is in: what follows at that column is no part of it.
    """
    if not event.style:
        if not event.value:
            return [_empty(place, key, lines)]
        return _swallowed(event, lines) or joined_structure(event, lines)
    findings = []
    if event.end_mark.line != event.start_mark.line:
        findings += _unclosed(event, place, indent, lines) or joined_structure(event, lines)
    if event.style == '"' and (found := FORBIDDEN.search(event.value)):
        message = f"this text contains {character_name(found.group())}, which is not allowed"
        findings.append(Finding(place, "yaml-character", message, "remove the escape code"))
    return findings


def _tag(tag: str) -> str:
    """Return a tag as its author wrote it, more or less."""
    return quoted(tag.replace("tag:yaml.org,2002:", "!!", 1))


def _empty(place: int, key: str | None, lines: list[str]) -> Finding:
    """Return the finding of a value that is not there, or was taken for a comment, or whose colon is missing."""
    line, column = place >> COLUMN_BITS, place & COLUMN_MASK
    whole = lines[line] if line < len(lines) else ""
    rest = whole[column:].strip()
    if key is not None and (colon := MISSING_COLON.match(key)):
        return _colon(place, colon)
    number = THOUSANDS.search(whole[max(column - LONGEST_NUMBER, 0) : column]) if key else None
    if key and number:  # in braces, a comma ends an entry
        message = f"the number {quoted(number[0])} has a comma in it"
        hint = f"write {number[0].replace(',', '')}"
        return Finding(place - len(key), "yaml-comma", message, hint)
    what = _item(lines, line, len(whole) - len(whole.lstrip())) if key is None else quoted(key)
    if rest.startswith("#"):
        hint = f"from # on it is a comment; did you mean to quote it: {quoted(rest.split('  ')[0])}?"
        return Finding(place, "yaml-empty-value", f"{what} is empty", hint)
    hint = 'write a value or delete the line; lines that belong to it are indented; for empty text write ""'
    return Finding(place, "yaml-empty-value", f"{what} is empty", hint)


def _item(lines: list[str], line: int, dash: int) -> str:
    """Name the list of an empty item whose dash is at column `dash`: the nearest empty field not indented deeper."""
    for above in reversed(lines[max(line - LINES_ABOVE, 0) : line]):
        if (field := EMPTY_FIELD.match(above)) and field.start(1) <= dash:
            return f"this item of {quoted(field[1])}"
    return "this list item"


def _colon(place: int, found: re.Match[str]) -> Finding:
    """Return the finding of a name whose colon is full-width or has no space after it."""
    name, colon = found.groups()
    if colon == "：":
        message = f"the colon after {quoted(name)} is the full-width “：”"
        return Finding(place, "yaml-colon", message, f'write "{name}: " with an ordinary colon and a space')
    message = f'there is no space after "{name}:"'
    return Finding(place, "yaml-colon", message, f'write "{name}: " with a space after the colon')


def missing_colon(lines: list[str], first: int, column: int, last: int) -> Finding | None:
    """Return the first of the lines (from 0, `last` included) that looks like a field whose colon is wrong.

    On the first line only what starts at `column` counts.
    """
    for line in range(first, min(last + 1, len(lines))):
        if found := MISSING_COLON.match(lines[line], column if line == first else 0):
            return _colon(place_at(line, found.start(2)), found)
    return None


def _swallowed(event: Any, lines: list[str]) -> list[Finding]:
    """Return the lines of an unquoted text that its author meant as a list item or a field of their own.

    A full-width colon gives a field away; an ASCII one only when all lines have it, for prose has `10:30` too.
    """
    first, last = event.start_mark.line, event.end_mark.line
    begin = first + bool(lines[first][: event.start_mark.column].strip())
    matches = {line: MISSING_COLON.match(lines[line]) for line in range(begin, last + 1)}
    every = last > first and begin == first and all(matches.values())
    findings = []
    for line, found in matches.items():
        shown = lines[line].lstrip()
        if line > first and shown.startswith("- "):
            message = f"this line is read as more of the text on line {first + 1}, not as a list item"
            hint = "give it the indentation of its neighbours; for text with dashes put | on the line above"
            findings.append(
                Finding(place_at(line, len(lines[line]) - len(shown)), "yaml-indentation", message, hint)
            )
        elif found and (every or (found.group(2) == "：" and found.group(1).islower())):
            findings.append(_colon(place_at(line, found.start(2)), found))
    return findings


def _unclosed(event: Any, place: int, indent: int, lines: list[str]) -> list[Finding]:
    """Return the opening quote of a text that runs over lines which look like fields of the block around it."""
    first, last = event.start_mark.line, event.end_mark.line
    for line in range(first + 1, last + 1):
        text = lines[line]
        if len(text) - len(text.lstrip(" ")) <= max(indent, 0) and QUOTED_KEY.match(text):
            return [unclosed_quote(place, event.style, line)]
    return []


def unclosed_quote(place: int, quote: str, line: int) -> Finding:
    """Return the finding of a quote that its author forgot to close before `line` (from 0)."""
    message = f"the quote {quote} opened here is not closed before line {line + 1}"
    return Finding(place, "yaml-quote", message, "close it where the text ends")


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

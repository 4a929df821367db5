"""YAML that a parser reads without complaint although its author meant something else."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import yaml
from markdown_it.token import Token

from icp_playbook.messages import say
from icp_playbook.model.markdown import parse
from icp_playbook.model.unspaced import unfolded
from icp_playbook.problems import quoted
from icp_playbook.stages.load.decoding import FORBIDDEN, character_name
from icp_playbook.stages.load.places import COLUMN_BITS, COLUMN_MASK, Mistake, place_at

_ESCAPED = re.compile(rf"{FORBIDDEN.pattern}|\r")
"""What may stand in no text: an end of a line as older systems write it only by its escape code."""
ODD_KEYS = frozenset({"", "<<"})
QUOTED_KEY = re.compile(r"""\s*(?:- +)*["']?[\w.-]+["']?:(?:\s|$)|\s*- """)
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+$")
EMPTY_FIELD = re.compile(r"\s*(?:- +)*([\w-]+):\s*(?:#|$)")
# How far the two above are looked for: a hostile file has tens of thousands of empty values, on one
# line or on many.
LONGEST_NUMBER, LINES_ABOVE = 24, 20
# `name:Foo` and `name：Foo` are text to YAML: it wants an ASCII colon and a space. Addresses are
# left alone.
MISSING_COLON = re.compile(r"\s*(?:- +)*([A-Za-z_][\w-]*)(：|:(?!//)(?=\S))")
MAY_BE_STRUCTURE = re.compile(
    r"[ \t]*(?:[-*+][ \t]|[0-9]{1,9}[.)][ \t]|\||>|#|`{3}|~{3}|:?-+:?[ \t]*\|)"
)
"""How a line of a list, a table or the like begins."""
_NAMES = {
    "list_item_open": say("list"),
    "tr_open": say("table"),
    "fence": say("block of code"),
    "heading_open": say("heading"),
}


def odd_node(event: Any, place: int) -> list[Mistake]:
    """Return what is wrong with a node that carries an anchor or a tag, or is an alias."""
    findings = []
    if isinstance(event, yaml.AliasEvent):
        name = quoted(f"*{event.anchor}")
        message = say("{name} is a YAML alias, which is not supported", name=name)
        hint = say("write the value out; text that starts with * goes in quotes")
        findings.append(Mistake(place, "yaml-anchor", message, hint))
    elif event.anchor is not None:
        name = quoted(f"&{event.anchor}")
        message = say("{name} is a YAML anchor, which is not supported", name=name)
        hint = say("delete it; text that starts with & goes in quotes")
        findings.append(Mistake(place, "yaml-anchor", message, hint))
    if getattr(event, "tag", None) is not None:
        message = say("{tag} is a YAML tag, which is not supported", tag=_tag(event.tag))
        hint = say("delete it; text that starts with ! goes in quotes")
        findings.append(Mistake(place, "yaml-tag", message, hint))
    return findings


def odd_key(key: str, place: int) -> Mistake:
    """Return what is wrong with a key out of ODD_KEYS."""
    if key == "<<":
        message = say('"<<" merges another mapping, which is not supported')
        return Mistake(place, "yaml-merge-key", message, say("write the fields out"))
    message = say("there is no name before the colon")
    return Mistake(place, "yaml-key", message, say("write a name, or quote the text"))


def odd_scalar(
    event: Any, place: int, key: str | None, indent: int, lines: list[str]
) -> list[Mistake]:
    """Return what is wrong with a scalar that is empty, quoted, or on other lines than its key.

    `indent` is the column of the block the scalar is in: what follows there is no part of it.
    """
    if not event.style:
        if not event.value:
            return [_empty(place, key, lines)]
        return _swallowed(event, lines) or joined_structure(event, lines)
    findings = []
    if event.end_mark.line != event.start_mark.line:
        findings += _unclosed(event, place, indent, lines) or joined_structure(event, lines)
    if event.style == '"' and (found := _ESCAPED.search(event.value)):
        name = character_name(found.group())
        message = say("this text contains {name}, which is not allowed", name=name)
        findings.append(Mistake(place, "yaml-character", message, say("remove the escape code")))
    return findings


def _tag(tag: str) -> str:
    """Return a tag as its author wrote it, more or less."""
    return quoted(tag.replace("tag:yaml.org,2002:", "!!", 1))


def _empty(place: int, key: str | None, lines: list[str]) -> Mistake:
    """Return the finding of a value that is not there: forgotten, a comment, or without colon."""
    line, column = place >> COLUMN_BITS, place & COLUMN_MASK
    whole = lines[line] if line < len(lines) else ""
    rest = whole[column:].strip()
    if key is not None and (colon := MISSING_COLON.match(key)):
        return _colon(place, colon)
    number = THOUSANDS.search(whole[max(column - LONGEST_NUMBER, 0) : column]) if key else None
    if key and number:  # in braces, a comma ends an entry
        message = say("the number {number} has a comma in it", number=quoted(number[0]))
        hint = say("write {number}", number=number[0].replace(",", ""))
        return Mistake(place - len(key), "yaml-comma", message, hint)
    what = _item(lines, line, len(whole) - len(whole.lstrip())) if key is None else quoted(key)
    if rest.startswith("#"):
        hint = say(
            "from # on it is a comment; did you mean to quote it: {text}?",
            text=quoted(rest.split("  ")[0]),
        )
    else:
        hint = say(
            "write a value or delete the line; lines that belong to it are indented; "
            'for empty text write ""'
        )
    return Mistake(place, "yaml-empty-value", say("{what} is empty", what=what), hint)


def _item(lines: list[str], line: int, dash: int) -> str:
    """Name the list of an empty item: the nearest empty field not indented deeper than `dash`."""
    for above in reversed(lines[max(line - LINES_ABOVE, 0) : line]):
        if (field := EMPTY_FIELD.match(above)) and field.start(1) <= dash:
            return say("this item of {field}", field=quoted(field[1]))
    return say("this list item")


def _colon(place: int, found: re.Match[str]) -> Mistake:
    """Return the finding of a name whose colon is full-width or has no space after it."""
    name, colon = found.groups()
    if colon == "：":
        message = say("the colon after {name} is the full-width “：”", name=quoted(name))
        hint = say('write "{name}: " with an ordinary colon and a space', name=name)
    else:
        message = say('there is no space after "{name}:"', name=name)
        hint = say('write "{name}: " with a space after the colon', name=name)
    return Mistake(place, "yaml-colon", message, hint)


def missing_colon(lines: list[str], first: int, column: int, last: int) -> Mistake | None:
    """Return the first of the lines that looks like a field whose colon is wrong.

    Lines count from 0, `last` included; on the first one only what starts at `column` counts.
    """
    for line in range(first, min(last + 1, len(lines))):
        if found := MISSING_COLON.match(lines[line], column if line == first else 0):
            return _colon(place_at(line, found.start(2)), found)
    return None


def _swallowed(event: Any, lines: list[str]) -> list[Mistake]:
    """Return the lines of an unquoted text that its author meant as list items or fields.

    A full-width colon gives a field away; an ASCII one only when all lines have it, for prose has
    `10:30` too.
    """
    first, last = event.start_mark.line, event.end_mark.line
    begin = first + bool(lines[first][: event.start_mark.column].strip())
    matches = {line: MISSING_COLON.match(lines[line]) for line in range(begin, last + 1)}
    every = last > first and begin == first and all(matches.values())
    findings = []
    for line, found in matches.items():
        shown = lines[line].lstrip()
        if line > first and shown.startswith("- "):
            place = place_at(line, len(lines[line]) - len(shown))
            message = say(
                "this line is read as more of the text on line {line}, not as a list item",
                line=first + 1,
            )
            hint = say(
                "give it the indentation of its neighbours; "
                "for text with dashes put | on the line above"
            )
            findings.append(Mistake(place, "yaml-indentation", message, hint))
        elif found and (every or (found.group(2) == "：" and found.group(1).islower())):
            findings.append(_colon(place_at(line, found.start(2)), found))
    return findings


def _unclosed(event: Any, place: int, indent: int, lines: list[str]) -> list[Mistake]:
    """Return the opening quote of a text over lines which look like fields of the block around."""
    first, last = event.start_mark.line, event.end_mark.line
    for line in range(first + 1, last + 1):
        text = lines[line]
        if len(text) - len(text.lstrip(" ")) <= max(indent, 0) and QUOTED_KEY.match(text):
            return [unclosed_quote(place, event.style, line)]
    return []


def unclosed_quote(place: int, quote: str, line: int) -> Mistake:
    """Return the finding of a quote that its author forgot to close before `line` (from 0)."""
    message = say(
        "the quote {quote} opened here is not closed before line {line}", quote=quote, line=line + 1
    )
    return Mistake(place, "yaml-quote", message, say("close it where the text ends"))


def kept_paragraphs(value: str) -> str:
    """Return a folded text with its paragraphs apart: YAML drops the blank line between two."""
    lines = value.split("\n")
    text = lines[0]
    for before, line in pairwise(lines):
        starts = before[:1].strip() and line[:1].strip()  # text at the start of both lines
        text += ("\n\n" if starts else "\n") + line
    return text


def folded(event: Any, value: str, lines: list[str]) -> str:
    """Return a text that YAML made of several lines, with no space where Chinese was wrapped."""
    first, last = event.start_mark, event.end_mark
    if value.isascii() or first.line == last.line:
        return value
    own = lines[first.line : last.line + (last.column > 0)]
    if event.style == ">":
        own = own[1:]
    elif own:
        own[-1] = own[-1][: last.column]
        own[0] = own[0][first.column :]
    if event.style and event.style in "\"'" and len(own) > 1:
        own[0], own[-1] = own[0][1:], own[-1][:-1]
    return unfolded(value, own)


def joined_structure(event: Any, lines: list[str]) -> list[Mistake]:
    """Return where a list, table or the like begins that joining the lines makes a sentence of."""
    first, last = event.start_mark.line, event.end_mark.line
    block = event.style == ">"
    begin = first + 1 if block else first
    own = lines[begin : last + (event.end_mark.column > 0)]
    if not block and own:
        own[0] = own[0][event.start_mark.column + bool(event.style) :]
    if not any(MAY_BE_STRUCTURE.match(line) for line in own):
        return []
    typed = _structure("\n".join(_dedented(own)))
    kept = {row.type for row in _structure(event.value)}
    lost = [token for token in typed if token.type not in kept] or _fewer(typed, event.value)
    lost = [token for token in lost if not _is_dash_in_a_sentence(token, typed, own)]
    if not lost or lost[0].map is None:
        return []
    row = lost[0].map[0]
    column = len(own[row]) - len(own[row].lstrip())
    if begin + row == first:
        column += event.start_mark.column + bool(event.style)
    message = say(
        "YAML joins the lines of this text, and this {what} would become running text",
        what=_NAMES[lost[0].type],
    )
    if block:
        sign = re.split(r"\s", lines[first][event.start_mark.column :], maxsplit=1)[0]
        hint = say("write |- instead of {sign} where the text begins", sign=sign)
    else:
        hint = say("write |- where the text begins, and the text below it without quotes")
    return [Mistake(place_at(begin + row, column), "joined-lines", message, hint)]


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
    """Tell whether a lone dash or number begins a line only because a sentence was wrapped."""
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

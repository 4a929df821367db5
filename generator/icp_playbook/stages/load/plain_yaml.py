"""Read YAML of the plainest form, which nearly every file has, in half of the parser's time.

Read are fields and lists below one another or in brackets on one line, and texts: on one line,
wrapped, in quotes, under `|` or `>`. Any other value is given to the parser with the lines it
stands on. Where the lines themselves are anything else, or may be a mistake, the parser has to read
the whole file. A test holds that both read the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from icp_playbook.stages.load.surprises import MAY_BE_STRUCTURE

_LINES = re.compile(r"^( *)(- +)?(?:([A-Za-z0-9_][A-Za-z0-9_-]*):(?: +|$))?(.*)$", re.MULTILINE)
"""Each line: how far it is indented, the dash of an item, the name of a field, and the rest."""
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@` ")
"""A text without quotes that begins with one of these may be none."""
_WORDS = r"[^\s,:#\[\]{}?&*!|>'\"%@`-](?:[^,:#\[\]{}]*[^\s,:#\[\]{}])?"
"""A text in brackets that has none of the signs which may mean something there."""
_LIST = re.compile(rf"\[{_WORDS}(?:, {_WORDS})*\]")
_FIELD = rf"[A-Za-z0-9_][A-Za-z0-9_-]*: {_WORDS}"
_MAP = re.compile(rf"\{{{_FIELD}(?:, {_FIELD})*\}}")
_SINGLE = re.compile(r"'[^']*(?:''[^']*)*'")
_DOUBLE = re.compile(r'"[^"\\]*(?:\\[n"\\][^"\\]*)*"')
_ESCAPED = re.compile(r"\\(.)")
_DEEPEST, _MOST_BRACKETS, _LONGEST = 8, 8, 50_000
"""Far from the limits that the parser keeps."""
_MOST_LINES = 100
"""Of a text in quotes: at each line that may end it, all of it is looked at."""

Fields = dict[str, Any]
Parse = Callable[[str], Any]
"""Reads the one field of a small document; None where it is not sound."""
ReadValue = tuple[Any, int] | None
"""A value, and the number of the line behind it."""


def read_plain(text: str, parse: Parse) -> tuple[Fields, int] | None:
    """Return the fields in `text` and the line, from 0, of the first; None where it isn't plain."""
    if "\t" in text or "\r" in text or len(text) > _LONGEST:
        return None
    return _fields(text, parse)


def _fields(text: str, parse: Parse) -> tuple[Fields, int] | None:  # noqa: C901, PLR0912 - quick because it calls little
    """Build values from lines: the open mapping or list is `values`, whose lines are at `indent`.

    `key` waits for what is below it.
    """
    rows, lines = _LINES.findall(text), text.split("\n")
    rows.append(("", "", "", "#"))  # behind the last line no text goes on
    root: Fields = {}
    values: Any = root
    indent, number, count, first = 0, 0, len(lines), -1
    key: str | None = None
    stack: list[tuple[Any, int]] = []
    while number < count:
        spaces, dash, name, rest = rows[number]
        column = len(spaces)
        number += 1
        if not (dash or name):
            if rest and rest[0] != "#":
                return None
            continue
        if key is not None:
            if column < indent or (column == indent and not dash):
                return None
            inner: Any = [] if dash else {}
            values[key] = inner
            stack.append((values, indent))
            values, indent, key = inner, column, None
        while indent > column or (indent == column and not dash and type(values) is list):
            if not stack:
                return None
            values, indent = stack.pop()
        if indent != column or (type(values) is list) is not bool(dash) or len(stack) > _DEEPEST:
            return None
        if first < 0:
            first = number - 1
        if dash and name:
            stack.append((values, indent))
            values.append(inner := {})
            values, indent = inner, column + len(dash)
        if name in values if name else not rest:
            return None
        if not rest:
            key = name
            continue
        if rest[-1] == " ":
            rest = rest.rstrip(" ")
        after = rows[number]
        if (
            rest[0] not in _INDICATORS and len(after[0]) <= indent and (after[1] or after[2])
            and ": " not in rest and " #" not in rest and rest[-1] != ":"
        ):  # fmt: skip
            value: Any = rest  # a text on one line, as most are
        else:
            read = _value(lines, number, rest, indent) or _parsed(
                lines, number, rest, indent, parse
            )
            if read is None:
                return None
            value, number = read
        if name:
            values[name] = value
        else:
            values.append(value)
    return (root, first) if root and key is None else None


def _value(lines: list[str], number: int, rest: str, indent: int) -> ReadValue:
    """Return the text that `rest` of a line begins, or None where it is something else.

    What follows from line `number` on, deeper than `indent`, may belong to it.
    """
    if rest[0] not in _INDICATORS:
        return _wrapped(lines, number, rest, indent)
    if rest[0] in "'\"":
        return _quoted(lines, number, rest, indent)
    if rest in ("|-", "|", ">-"):
        return _long(lines, number, rest, indent)
    if rest[0] in "[{" and not (
        number < len(lines) and lines[number].startswith(" " * (indent + 1))
    ):
        value = _in_brackets(rest)
        return None if value is None else (value, number)
    return None


def _in_brackets(text: str) -> list[str] | dict[str, str] | None:
    """Return a list or a mapping of texts, such as those in several languages."""
    if _LIST.fullmatch(text):
        return text[1:-1].split(", ")
    if _MAP.fullmatch(text):
        pairs = [pair.partition(": ") for pair in text[1:-1].split(", ")]
        found = {name: value for name, _, value in pairs}
        return found if len(found) == len(pairs) else None
    return [] if text == "[]" else None


def _has_signs(line: str) -> bool:
    """Tell whether something in a line ends a text without quotes."""
    return ": " in line or " #" in line or line.endswith(":")


def _wrapped(lines: list[str], number: int, text: str, indent: int) -> ReadValue:
    """Return a text without quotes that goes on below, if it does."""
    own, deeper = [text], " " * (indent + 1)
    while number < len(lines) and lines[number].startswith(deeper) and lines[number][-1] != " ":
        own.append(lines[number].lstrip(" "))
        number += 1
    behind = number
    while behind < len(lines) and not lines[behind].strip(" "):
        behind += 1
    goes_on = behind < len(lines) and lines[behind].startswith(deeper)  # as a second paragraph
    joined = text if len(own) == 1 else _joined(own)
    return None if goes_on or joined is None or any(map(_has_signs, own)) else (joined, number)


def _joined(lines: list[str]) -> str | None:
    """Return wrapped lines as one; None where a list may be meant, or Chinese is wrapped."""
    text = " ".join(lines)
    wraps = len(lines) > 1 and not text.isascii()
    return None if wraps or any(map(MAY_BE_STRUCTURE.match, lines)) else text


def _quoted(lines: list[str], number: int, text: str, indent: int) -> ReadValue:
    """Return a text in quotes that ends on its line or on one of the next."""
    pattern = _SINGLE if text[0] == "'" else _DOUBLE
    own, deeper, whole = [text], " " * (indent + 1), text
    while not pattern.fullmatch(whole):
        if number == len(lines) or not lines[number].startswith(deeper) or len(own) == _MOST_LINES:
            return None
        own.append(lines[number].lstrip(" "))
        number += 1
        if not own[-1] or own[-1][-1] == " ":
            return None
        if own[-1].endswith(text[0]):
            whole = " ".join(own)
    if len(own) > 1 and _joined([own[0][1:], *own[1:]]) is None:
        return None
    if pattern is _SINGLE:
        return whole[1:-1].replace("''", "'"), number
    inside = whole[1:-1]
    return (_ESCAPED.sub(_unescaped, inside) if "\\" in inside else inside), number


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] == "n" else found[1]


def _long(lines: list[str], number: int, sign: str, indent: int) -> ReadValue:
    """Return the text below `|` or `>`."""
    if number == len(lines) or not (first := lines[number].lstrip(" ")):
        return None
    width = len(lines[number]) - len(first)
    own, deep = [], " " * width
    while number < len(lines) and (lines[number].startswith(deep) or not lines[number]):
        own.append(lines[number][width:])
        number += 1
    while own and not own[-1]:
        own.pop()
    less_deep = number < len(lines) and lines[number].startswith(" " * (indent + 1))
    if width <= indent or less_deep or not own or any(map(str.isspace, own)):
        return None
    if sign == "|" and number == len(lines) and lines[-1]:
        return None  # the file has no end of a line that could end the text
    if sign != ">-":
        return "\n".join(own) + ("\n" if sign == "|" else ""), number
    if any(not line or line[0] == " " or line[-1] == " " for line in own):
        return None
    joined = _joined(own)
    return None if joined is None else (joined, number)


def _parsed(lines: list[str], number: int, rest: str, indent: int, parse: Parse) -> ReadValue:
    """Return what the parser reads in `rest` of a line and the deeper lines below it."""
    own, deeper = [" " * indent + "x: " + rest], " " * (indent + 1)
    while number < len(lines) and (lines[number].startswith(deeper) or not lines[number]):
        own.append(lines[number])
        number += 1
    text = "\n".join(own) + ("\n" if number < len(lines) else "")
    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        return None
    value = parse(text)
    return None if value is None else (value, number)

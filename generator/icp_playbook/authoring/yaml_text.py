"""Values as YAML text that our loader reads back as they were, laid out as people write it."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from icp_playbook.stages.load.reader import read_yaml

Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"
"""What a file holds: every scalar is text."""

WIDTH = 100
_TAKEN_FOR_MORE = frozenset({"null", "~", "true", "false", ""})
"""Plain scalars that an editor takes for something else than text."""


def entry(key: str, value: Value) -> list[str]:
    """Return the lines of `key: value`, unindented."""
    if isinstance(value, str):
        first, *rest = scalar(value)
        return [f"{key}: {first}", *rest]
    if isinstance(value, Mapping):
        return [
            f"{key}:",
            *indented([line for name, inner in value.items() for line in entry(name, inner)]),
        ]
    if value and all(isinstance(item, str) and _fits_in_brackets(item) for item in value):
        row = f"{key}: [{', '.join(map(str, value))}]"
        if len(row) <= WIDTH:
            return [row]
    return [f"{key}:", *indented([line for inner in value for line in item(inner)])]


def item(value: Value) -> list[str]:
    """Return the lines of one list item, with its dash."""
    if isinstance(value, str):
        lines = scalar(value)
    elif isinstance(value, Mapping):
        lines = [line for name, inner in value.items() for line in entry(name, inner)]
    else:
        lines = [line for inner in value for line in item(inner)]
    return dashed(lines)


def dashed(lines: list[str]) -> list[str]:
    """Return lines as one list item: a dash before the first, the others below it."""
    return [f"- {lines[0]}".rstrip(), *indented(lines[1:])]


def indented(lines: list[str], by: int = 2) -> list[str]:
    """Return lines moved to the right; empty ones stay empty."""
    return [f"{' ' * by}{line}" if line else line for line in lines]


def scalar(text: str) -> list[str]:
    """Return how a text is written: plain, or the first way that our loader reads back the same.

    The lines after the first are indented below a key that stands at the left edge.
    """
    ways = (
        []
        if "\n" in text or len(text) > WIDTH
        else [[text]]
        if text.lower() not in _TAKEN_FOR_MORE
        else []
    )
    if "\n" in text:
        ways.append(["|-", *indented(text.split("\n"))])
    elif len(text) > WIDTH:
        ways.append(
            [
                ">-",
                *indented(
                    textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
                ),
            ]
        )
    if "\n" not in text:
        ways.append(["'" + text.replace("'", "''") + "'"])
    # JSON's escapes are YAML's, but for a slash that JSON need not escape.
    ways.append([json.dumps(text, ensure_ascii=False)])
    return next((way for way in ways if _reads_back(way, text)), ways[-1])


def _reads_back(lines: list[str], text: str) -> bool:
    written = "\n".join([f"x: {lines[0]}", *lines[1:], ""])
    document = read_yaml("", written.encode())
    return not document.problems and document.values == {"x": text}


def _fits_in_brackets(text: str) -> bool:
    return (
        bool(text)
        and not set(text) - set("abcdefghijklmnopqrstuvwxyz0123456789-#:/")
        and not text.startswith("-")
    )

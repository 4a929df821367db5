"""What keeps the engine from reading a page in time: too long a text, or signs nested too deep."""

from __future__ import annotations

import re
from typing import NamedTuple

from icp_playbook.messages import say
from icp_playbook.model.prose import line_and_column
from icp_playbook.problems import Problem

PAGE_LIMIT = 100_000
_MOST_OPEN = 10
"""Brackets open at once, and levels of a list or quote."""

_BRACKETS = re.compile(r"\\.|\[|\]\(|\]|\)", re.DOTALL)
_MARKERS = "-+*>0123456789 \t!?"
_MARKER = r"(?:[-+*>]|[0-9]{1,9}[.)]|!!!|\?\?\?\+?)"
_DEEP_LIST = re.compile(
    rf"^(?:[ \t]*{_MARKER}(?=[ \t>])){{{_MOST_OPEN + 1}}}"
    rf"|^(?: {{{4 * _MOST_OPEN}}}|\t{{{_MOST_OPEN}}})[ \t]*{_MARKER}[ \t]"
    rf"|^>{{{_MOST_OPEN + 1}}}",
    re.MULTILINE,
)
_EMPHASIS = re.compile(r"\\.|\n[ \t]*\n|[*_]+", re.DOTALL)
_MOST_EMPHASIS = 200
_HTML = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)([^<>]*)>")
_MOST_HTML = 50
_OPEN_TAGS = re.compile(r"(?:<[A-Za-z][^<>]*){51}")


def too_much(path: str, text: str, body_at: int) -> list[Problem]:
    """Return why the engine would take far too long for a page."""
    if len(text) > PAGE_LIMIT:
        message = say(
            "the page has {length} characters; at most {most} are allowed",
            length=f"{len(text):,}",
            most=f"{PAGE_LIMIT:,}",
        )
        return [Problem(path, 1, 1, "too-long", message, say("split it into several"))]
    if deep := _too_deep(text[body_at:]):
        place = line_and_column(text, body_at + deep.place)
        return [Problem(path, *place, "too-nested", deep.message, deep.hint)]
    return []


class _TooDeep(NamedTuple):
    """Where in a text it becomes too deep, what is wrong there, and what to do."""

    place: int
    message: str
    hint: str


def _too_deep(text: str) -> _TooDeep | None:
    """Return the first place where brackets, lists, quotes or tags are nested too deep."""
    if "[" in text and text.count("[") > _MOST_OPEN and (place := _crowded_place(text)) is not None:
        message = say("more than {most} brackets are open at the same time", most=_MOST_OPEN)
        hint = say("close them, or write a backslash before those that are meant as they stand")
        return _TooDeep(place, message, hint)
    if ("\n" in text or text[:1] in _MARKERS) and (found := _DEEP_LIST.search(text)):
        message = say("a list or quote is nested deeper than {most} levels", most=_MOST_OPEN)
        hint = say("use fewer levels, or a backslash before a sign that is meant as it stands")
        return _TooDeep(found.start(), message, hint)
    if found := _OPEN_TAGS.search(text):
        message = say("one tag after the other is not closed")
        return _TooDeep(found.start(), message, say("end each with >, or write &lt; for <"))
    if (place := _emphasised_place(text)) is not None:
        message = say("far too many * or _ are open at the same time")
        return _TooDeep(place, message, say("write a backslash before them"))
    if (place := _html_place(text)) is not None:
        message = say(
            "HTML with Markdown in it is nested deeper than {most} levels", most=_MOST_HTML
        )
        return _TooDeep(place, message, say("use fewer levels"))
    return None


def _crowded_place(text: str) -> int | None:
    """Return where one bracket too many opens: `[`, or `(` right behind `]`."""
    square = round_ = 0
    for found in _BRACKETS.finditer(text):
        sign = found[0]
        square = square + 1 if sign == "[" else max(0, square - sign.startswith("]"))
        round_ = round_ + 1 if sign == "](" else max(0, round_ - (sign == ")"))
        if max(square, round_) > _MOST_OPEN:
            return found.start()
    return None


def _emphasised_place(text: str) -> int | None:
    """Return where one `*` or `_` too many is open in a paragraph.

    Those behind a space open, others may close.
    """
    if text.count("*") + text.count("_") <= _MOST_EMPHASIS:
        return None
    opened = 0
    for found in _EMPHASIS.finditer(text):
        signs = found[0]
        if signs[0] == "\\":
            continue
        if signs[0] == "\n":
            opened = 0
            continue
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if after.strip() and not (before.strip() and opened):
            opened += len(signs)
        elif before.strip():
            opened = max(0, opened - len(signs))
        if opened > _MOST_EMPHASIS:
            return found.start()
    return None


def _html_place(text: str) -> int | None:
    """Return where a tag too many opens, of those whose content is Markdown."""
    if text.count("markdown") <= _MOST_HTML:
        return None
    tags = list(_HTML.finditer(text))
    names = {found[2].lower() for found in tags if "markdown" in found[3]}
    opened = 0
    for found in tags:
        if found[2].lower() in names:
            opened = max(0, opened - 1) if found[1] else opened + 1
        if opened > _MOST_HTML:
            return found.start()
    return None

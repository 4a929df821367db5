"""Read a hand-written page: Markdown, with a little front matter for us, the theme and plugins."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from icp_playbook.messages import say
from icp_playbook.model.fields import LINE_LIMIT
from icp_playbook.model.kinds import AREAS
from icp_playbook.model.prose import line_and_column, plain_inline
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.problems import Problem, did_you_mean, quoted
from icp_playbook.stages.load.decoding import conflicts, decode
from icp_playbook.stages.load.files import FoundPage
from icp_playbook.stages.load.opening import read_regular
from icp_playbook.stages.load.page_limits import too_much
from icp_playbook.stages.load.reader import Document, read_yaml

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_FENCED = re.compile(r"(?ms)^(`{3,20}|~{3,20}).*?^\1")
_TITLE = re.compile(r"^#(?!#)([^\n]+)$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}(?!#)([^\n]+)$|^([^\n]+)\n(?:=+|-+)[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{[^{}]*\}$")
_OWN_ID = re.compile(r"""\{[^{}\n]*?#(__[\w-]*)|\bid[ \t]*=[ \t]*["']?(__[\w-]*)""")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->")


def read_page(root: Path, file: FoundPage) -> tuple[Prosepage | None, list[Problem]]:
    """Return a hand-written page, or None with every problem that keeps it from being one."""
    data, problems = read_regular(root / file.path, file.path)
    if data is None:
        return None, problems
    text, problems = decode(file.path, data)
    if problems:
        return None, problems
    text = re.sub("\r\n?", "\n", text)
    if left := conflicts(file.path, text, indented=False):
        return None, left
    matter, body_at = _Matter(), 0
    if found := _FRONT_MATTER.match(text):
        body_at = found.end()
        matter, problems = _read_matter(file.path, found[1])
    problems += too_much(file.path, text, body_at)
    problems = problems or list(_taken_ids(file.path, text, body_at))
    if problems:
        return None, problems
    url = PurePosixPath(file.path).relative_to(file.folder).with_suffix("").as_posix()
    ours = matter.ours
    title = " ".join(ours.get("title", "").split()) or _title(text[body_at:], url)
    order = int(ours.get("order", "100"))
    area = ours.get("area")
    return Prosepage(
        file.path, url, title, text, area, order, matter.audience, body_at, matter.others
    ), []


def _taken_ids(path: str, text: str, body_at: int) -> Iterator[Problem]:
    """Yield a problem for each id that the theme uses itself: its scripts would find this one."""
    if "_" not in text:
        return
    seen = _without_fenced(text)
    found = [(own.start(), own[1] or own[2]) for own in _OWN_ID.finditer(seen, body_at)]
    for heading in _HEADING.finditer(seen, body_at):
        words = re.sub(r"^\W+", "", _plain(heading[1] or heading[2]))
        found += [(heading.start(), words)] if words.startswith("__") else []
    for place, words in sorted(found):
        message = say("{id} would be an address that the theme uses itself", id=quoted(words))
        hint = say("begin it with another character than _")
        yield Problem(path, *line_and_column(text, place), "address-taken", message, hint)


def _title(body: str, url: str) -> str:
    """Return the first heading as plain text, or else the file's name."""
    heading = _TITLE.search(_without_fenced(body))
    name = url.rpartition("/")[2].replace("-", " ").capitalize()
    return (_plain(heading[1]) if heading else "") or name


def _plain(heading: str) -> str:
    """Return a heading as its readers see it, without Markdown, tags and codes of characters."""
    bare = _ATTRIBUTES.sub("", heading.strip()[:LINE_LIMIT]).rstrip().rstrip("#")
    return " ".join(html.unescape(plain_inline(_TAG.sub("", bare))).split())


def _without_fenced(text: str) -> str:
    """Blank out blocks of code, keeping every other character where it is."""
    return _FENCED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


_FIELDS = ("title", "area", "order", "audience")
"""What the playbook itself knows of a page."""


@dataclass(frozen=True, slots=True)
class _Matter:
    """What stands on top of a page: `ours` as typed, `others` with the types that engines read."""

    ours: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, object] = field(default_factory=dict)
    audience: tuple[str, ...] = ()


def _read_matter(path: str, text: str) -> tuple[_Matter, list[Problem]]:
    """Return what the front matter says, and what is wrong with it."""
    if not text.strip():
        return _Matter(), []
    document = read_yaml(path, ("\n" + text).encode())
    if document.problems:
        return _Matter(), list(document.problems)
    others, problems = _typed(path, text)
    for key in document.values:
        problems += _wrong_with(document, key)
    if problems:
        return _Matter(), problems
    audience = tuple(map(str, document.values.get("audience", ())))
    ours = {key: str(document.values[key]) for key in _FIELDS if key in document.values}
    return _Matter(ours, others, audience), []


def _wrong_with(document: Document, key: str) -> Iterator[Problem]:
    """Yield what is wrong with a field: one of ours, a slip, or one that only we write."""
    value, path, place = document.values[key], document.path, document.position((key,))
    if key == "audience":
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            no_list = say("{field} should be a list", field=quoted(key))
            yield Problem(path, *place, "wrong-shape", no_list, _TEXTS[1])
    elif key in _FIELDS and not isinstance(value, str):
        message = say("{field} should be one text", field=quoted(key))
        yield Problem(path, *place, "wrong-shape", message, say("write it on one line"))
    elif key == "area" and value not in AREAS:
        message = say("{area} is no part of the navigation", area=quoted(str(value)))
        hint = did_you_mean(str(value), AREAS) or say("choose {names}", names=AREAS)
        yield Problem(path, *place, "unknown-choice", message, hint)
    elif key == "order" and not re.fullmatch(r"[0-9]{1,4}", str(value), re.ASCII):
        message = say("{number} is not a whole number", number=quoted(str(value)))
        yield Problem(path, *place, "not-a-number", message, say("write digits only"))
    elif key not in (*_FIELDS, *_THEMES) and (hint := _resembles(key)):
        line, _ = document.position((key,), key=True)
        message = say("{field} is not a field of a page", field=quoted(key))
        yield Problem(path, line, 1, "unknown-field", message, hint)


def _resembles(key: str) -> str:
    """Return the hint for an unknown field; one that resembles none is left to plugins."""
    if key.startswith("icp_"):
        return say("the program writes what begins so; choose another name")
    return did_you_mean(key, (*_FIELDS, *_THEMES))


def _typed(path: str, text: str) -> tuple[dict[str, object], list[Problem]]:
    """Return the fields that are not ours as an engine reads them, and what it can't use."""
    loader = yaml.SafeLoader(text)
    node: Any = loader.get_single_node()
    values: dict[str, object] = {}
    problems = []
    for name, value in node.value:
        key, start, end = name.value, value.start_mark, value.end_mark
        place = start.line + 2, start.column + 1
        if key in _FIELDS:
            continue
        try:
            values[key] = loader.construct_object(value, deep=True)
        except (ValueError, OverflowError, yaml.YAMLError):
            message = say("{text} can't be read", text=quoted(text[start.index : end.index]))
            hint = say("a day looks like 2026-01-31; put anything else in quotes")
            problems.append(Problem(path, *place, "wrong-shape", message, hint))
            continue
        fits, wanted = _THEMES.get(key, _ANYTHING)
        if not fits(values[key]):
            message = say("the engine can't use what {field} says", field=quoted(key))
            problems.append(Problem(path, *place, "wrong-shape", message, wanted))
    return values, problems


def _anything(_: object) -> bool:
    return True


def _text(value: object) -> bool:
    return isinstance(value, str)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, (str, int, float)) for one in value)


def _yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


def _day(value: object) -> bool:
    """Tell whether a value is a day, or several by name, as a blog's post has."""
    days = list(value.values()) if isinstance(value, dict) else [value]
    return all(isinstance(day, datetime.date) for day in days)


def _search(value: object) -> bool:
    if not isinstance(value, dict) or not value.keys() <= {"exclude", "boost"}:
        return False
    boost = value.get("boost", 1)
    return (
        isinstance(value.get("exclude", False), bool)
        and isinstance(boost, (int, float))
        and not isinstance(boost, bool)
        and 0 < boost <= 1000
    )


_ANYTHING = (_anything, "")
_TEXT = (_text, say("write one text"))
_TEXTS = (_texts, say("write a list, such as [one, two]"))
_YES_OR_NO = (_yes_or_no, say("write true or false"))
_THEMES: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "author": _TEXT,
    "authors": _TEXTS,
    "categories": _TEXTS,
    "comments": _YES_OR_NO,
    "date": (_day, say("write a day, such as 2026-01-31")),
    "description": _TEXT,
    "draft": _YES_OR_NO,
    "hide": _TEXTS,
    "icon": _TEXT,
    "image": _TEXT,
    "links": _ANYTHING,
    "pin": _YES_OR_NO,
    "readtime": _ANYTHING,
    "search": (_search, say("write {exclude: true}, or {boost: 2} with a number above 0")),
    "slug": _TEXT,
    "social": _ANYTHING,
    "status": _TEXT,
    "subtitle": _TEXT,
    "tags": _TEXTS,
    "template": _TEXT,
}
"""What engines, themes and their plugins know of a page, as far as they are used by many."""

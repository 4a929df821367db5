"""The text of a new definition: given values, gaps for required ones, the rest in comments."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from unicodedata import east_asian_width

from icp_playbook.authoring.yaml_text import WIDTH, Value, dashed, entry, indented
from icp_playbook.messages import ENGLISH, Language, Message, say
from icp_playbook.model.base import Definition, Part
from icp_playbook.model.fields import Choice, Date, Field, Owner, Ref, YesNo
from icp_playbook.model.kind_names import any_kind
from icp_playbook.model.shape import Many, ModelField, Shape, fields_of, meaning_of
from icp_playbook.model.unspaced import is_unspaced

KNOWN_SHOWN = 8

Known = Mapping[str, tuple[str, ...]]
"""The ids that references may lead to, by the kind's name; owners go by `owner`."""


class _Help(dict[str, tuple[str, ...]]):
    """The known ids, and the language that comments are in."""

    def __init__(self, known: Known, language: Language) -> None:
        super().__init__(known)
        self.language = language


def skeleton(
    model: type[Part], values: Mapping[str, Value], known: Known, language: Language = ENGLISH
) -> list[str]:
    """Return the lines of a new `model`, with what fields mean and `known` ids in comments.

    A required field without a value stays empty: the check says at that very line what to write.
    """
    hints = _Help(known, language)
    if not issubclass(model, Definition):
        return _fields(model, values, hints)
    lines = [*_comment([meaning_of(model)], hints), ""]
    for one in in_reading_order(model):
        lines += [*_about(one, hints), *_field(one, values, hints), ""]
    return lines[:-1]


def filled(model: type[Part], values: Mapping[str, Value]) -> list[str]:
    """Return the lines of a new `model` without comments: given values, gaps for required ones."""
    lines: list[str] = []
    for one in in_reading_order(model):
        lines += (
            _given(one, values[one.key])
            if one.key in values
            else _gap(one, None)
            if one.asked
            else []
        )
    return lines or [""]


def in_reading_order(model: type[Part]) -> list[ModelField]:
    """Return the fields as one fills them in: title, other required ones, optional ones.

    Its own before shared ones.
    """
    shared = (
        frozenset(one.key for one in fields_of(Definition))
        if issubclass(model, Definition)
        else frozenset()
    )
    first = ("id", getattr(model, "title_field", "id"))
    return sorted(
        fields_of(model),
        key=lambda one: (
            not one.asked,
            one.key in shared,
            one.asked and one.key not in first,
        ),
    )


def options_of(field: Field, known: Known) -> list[str]:
    """Return the answers that a field may have where they are known, else none."""
    match field:
        case Choice(words=words):
            return list(words)
        case YesNo():
            return ["yes", "no"]
        case Owner():
            return list(known.get("owner", ()))
        case Ref(kinds=kinds):
            return [id for kind in kinds for id in known.get(kind, ())]
    return []


def _fields(model: type[Part], values: Mapping[str, Value], hints: _Help) -> list[str]:
    """Return the fields of a group inside a definition."""
    return [
        line
        for one in in_reading_order(model)
        for line in (*_about(one, hints), *_field(one, values, hints))
    ]


def _field(one: ModelField, values: Mapping[str, Value], hints: _Help) -> list[str]:
    if one.key in values:
        return _given(one, values[one.key])
    if one.asked:
        return _gap(one, hints, brief=False)
    return [f"#{line}" for line in _gap(one, hints, brief=True)]


def _given(one: ModelField, value: Value) -> list[str]:
    """Return a field that has a value; what is required inside it and missing is a gap."""
    shape = one.shape
    if isinstance(shape, type) and isinstance(value, Mapping):
        return [f"{one.key}:", *indented(filled(shape, value))]
    if (
        isinstance(shape, Many)
        and isinstance(shape.item, type)
        and not isinstance(value, str | Mapping)
    ):
        inside = [
            dashed(filled(shape.item, inner)) for inner in value if isinstance(inner, Mapping)
        ]
        return [f"{one.key}:", *indented([line for lines in inside for line in lines])]
    return entry(one.key, value)


def _gap(one: ModelField, hints: _Help | None, brief: bool = False) -> list[str]:
    """Return a field with nothing in it.

    Without `known` there are no comments; `brief` only names optional fields.
    """
    shape = one.shape
    if isinstance(shape, Field):
        return [f"{one.key}:"]
    if isinstance(shape, Many):
        inner = [""] if isinstance(shape.item, Field | Many) else _inside(shape.item, hints, brief)
        if not shape.keyed:
            return [f"{one.key}:", *indented(dashed(inner))]
        return [f"{one.key}:", "  name:", *(indented(inner, 4) if inner != [""] else [])]
    return [f"{one.key}:", *indented(_inside(shape, hints, brief))]


def _inside(model: type[Part], hints: _Help | None, brief: bool) -> list[str]:
    if hints is None:
        return filled(model, {})
    if not brief:
        return _fields(model, {}, hints)
    lines: list[str] = []
    for one in in_reading_order(model):
        lines += [*_about(one, hints), *_gap(one, hints, brief)] if one.asked else []
    optional = [one.key for one in in_reading_order(model) if not one.asked]
    if not optional:
        return lines
    if lines:
        return lines + _comment([say("Also: {fields}.", fields=optional)], hints)
    return _comment([say("Some of: {fields}.", fields=optional)], hints)


def _about(one: ModelField, hints: _Help) -> list[str]:
    choice = _choice(one.shape, hints)
    return _comment([one.meaning, *([choice] if choice else [])], hints)


def _choice(shape: Shape, hints: _Help) -> Message | None:
    """Return what may stand in a field, where that is a short list."""
    match shape:
        case Many(item=item):
            return _choice(item, hints)
        case Choice(words=words):
            return say("One of: {words}.", words=list(words))
        case YesNo():
            return say("Yes or no.")
        case Date():
            return say("As 2026-03-31.")
        case Owner():
            ids = list(hints.get("owner", ()))
            return say("Known: {ids}.", ids=_some(ids)) if ids else None
        case Ref(kinds=kinds) if kinds:
            ids = [id for kind in kinds for id in hints.get(kind, ())]
            return _ids_of(any_kind(kinds), ids) if ids else None
    return None


def _ids_of(what: str, ids: list[str]) -> Message:
    if what[0] in "aeiou":
        return say("Id of an {kind}: {ids}.", kind=what, ids=_some(ids))
    return say("Id of a {kind}: {ids}.", kind=what, ids=_some(ids))


def _some(ids: list[str]) -> Message:
    """Return the first of the ids, and whether there are more."""
    if len(ids) > KNOWN_SHOWN:
        return say("{ids} and more", ids=ids[:KNOWN_SHOWN])
    return Message("{ids}", {"ids": ids})


def _comment(texts: Sequence[Message], hints: _Help) -> list[str]:
    """Return texts as lines of comment; Chinese is broken between letters, at half the count."""
    said = [hints.language.text(text) for text in texts if text]
    text = "".join(said) if is_unspaced("".join(said)) else " ".join(said)
    if text.isascii():
        return [f"# {line}" for line in textwrap.wrap(text, WIDTH, break_on_hyphens=False)]
    return [f"# {line}" for line in _wide_lines(text)]


def _wide_lines(text: str) -> list[str]:
    """Return a text in lines that are as wide as `WIDTH` Latin letters; no stop begins one."""
    lines, line, width = [], "", 0
    for piece in _PIECE.findall(text):
        wide = sum(1 + (east_asian_width(sign) in "WF") for sign in piece)
        if line and width + wide > WIDTH:
            lines.append(line.rstrip())
            line, width = "", 0
        line, width = (line + piece).lstrip(), width + wide
    return [*lines, line]


_PIECE = re.compile(r"[!-~]+[，。；：、）」』”？！]*|.[，。；：、）」』”？！]*")
"""What stays together: Latin words and codes, and a letter with the stop behind it."""

"""The text of a new definition: given values, gaps for required ones, the rest in comments."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

from icp_playbook.authoring.yaml_text import WIDTH, Value, dashed, entry, indented
from icp_playbook.model.base import Definition, Part
from icp_playbook.model.fields import Choice, Date, Field, Owner, Ref, YesNo
from icp_playbook.model.shape import Many, ModelField, Shape, fields_of, meaning_of

KNOWN_SHOWN = 8

Known = Mapping[str, tuple[str, ...]]
"""The ids that references may lead to, by the kind's name; owners go by `owner`."""


def skeleton(model: type[Part], values: Mapping[str, Value], known: Known) -> list[str]:
    """Return the lines of a new `model`, with what fields mean and `known` ids in comments.

    A required field without a value stays empty: the check says at that very line what to write.
    """
    if not issubclass(model, Definition):
        return _fields(model, values, known)
    lines = [*_comment(meaning_of(model)), ""]
    for one in in_reading_order(model):
        lines += [*_about(one, known), *_field(one, values, known), ""]
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


def _fields(model: type[Part], values: Mapping[str, Value], known: Known) -> list[str]:
    """Return the fields of a group inside a definition."""
    return [
        line
        for one in in_reading_order(model)
        for line in (*_about(one, known), *_field(one, values, known))
    ]


def _field(one: ModelField, values: Mapping[str, Value], known: Known) -> list[str]:
    if one.key in values:
        return _given(one, values[one.key])
    if one.asked:
        return _gap(one, known, brief=False)
    return [f"#{line}" for line in _gap(one, known, brief=True)]


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


def _gap(one: ModelField, known: Known | None, brief: bool = False) -> list[str]:
    """Return a field with nothing in it.

    Without `known` there are no comments; `brief` only names optional fields.
    """
    shape = one.shape
    if isinstance(shape, Field):
        return [f"{one.key}:"]
    if isinstance(shape, Many):
        inner = [""] if isinstance(shape.item, Field | Many) else _inside(shape.item, known, brief)
        if not shape.keyed:
            return [f"{one.key}:", *indented(dashed(inner))]
        return [f"{one.key}:", "  name:", *(indented(inner, 4) if inner != [""] else [])]
    return [f"{one.key}:", *indented(_inside(shape, known, brief))]


def _inside(model: type[Part], known: Known | None, brief: bool) -> list[str]:
    if known is None:
        return filled(model, {})
    if not brief:
        return _fields(model, {}, known)
    lines: list[str] = []
    for one in in_reading_order(model):
        lines += [*_about(one, known), *_gap(one, known, brief)] if one.asked else []
    optional = [one.key for one in in_reading_order(model) if not one.asked]
    return lines + (
        _comment(f"{'Also' if lines else 'Some of'}: {', '.join(optional)}.") if optional else []
    )


def _about(one: ModelField, known: Known) -> list[str]:
    return _comment(" ".join(filter(None, (one.meaning, _choice(one.shape, known)))))


def _choice(shape: Shape, known: Known) -> str:
    """Return what may stand in a field, where that is a short list."""
    match shape:
        case Many(item=item):
            return _choice(item, known)
        case Choice(words=words):
            return f"One of: {', '.join(words)}."
        case YesNo():
            return "Yes or no."
        case Date():
            return "As 2026-03-31."
        case Owner():
            return _listed("Known", known.get("owner", ()))
        case Ref(kinds=kinds) if kinds:
            what = " or ".join(kinds).replace("-", " ")
            article = "an" if what[0] in "aeiou" else "a"
            return _listed(
                f"Id of {article} {what}", [id for kind in kinds for id in known.get(kind, ())]
            )
    return ""


def _listed(what: str, ids: Iterable[str]) -> str:
    found = list(ids)
    more = " and more" if len(found) > KNOWN_SHOWN else ""
    return f"{what}: {', '.join(found[:KNOWN_SHOWN])}{more}." if found else ""


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, WIDTH, break_on_hyphens=False)]

"""Walk a definition's values, each with its place and the field it was checked by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from icp_playbook.model.base import Part
from icp_playbook.model.fields import Field, Line, Prose
from icp_playbook.model.shape import Many, Shape, fields_of
from icp_playbook.model.text import Text

Loc = tuple[str | int, ...]


class Leaf(NamedTuple):
    """One value: where it stands in its file, what it is, and the field that checked it."""

    loc: Loc
    value: Any
    field: Field

    def texts(self) -> Iterator[tuple[Loc, Text]]:
        """Yield each string of a text with its place; one of several languages is below its tag."""
        texts: Text = self.value
        for language, text in texts.each:
            yield self.loc if language is None else (*self.loc, language), text


def walk(part: Part, wanted: type[Field] | tuple[type[Field], ...] = Field) -> list[Leaf]:
    """Return every value of a `wanted` field in `part`, in the order of the model."""
    found: list[Leaf] = []
    _walk_part(part, wanted if isinstance(wanted, tuple) else (wanted,), (), found)
    return found


def values(part: Part, wanted: type[Field] | tuple[type[Field], ...]) -> list[Any]:
    """Return what `walk` finds without the places: in half of its time."""
    found: list[Any] = []
    _values_in(part, wanted if isinstance(wanted, tuple) else (wanted,), found)
    return found


def first_text(part: Part) -> Text | None:
    """Return what a part says of itself: the first of its texts that is prose, or any other.

    Its title is none of them.
    """
    title = getattr(part, "title", None)
    leaves = [leaf for leaf in walk(part, (Line, Prose)) if leaf.value is not title]
    prose = [leaf for leaf in leaves if isinstance(leaf.field, Prose)]
    first = next(iter(prose or leaves), None)
    return None if first is None else first.value


class Listed(NamedTuple):
    """A list of two items or more: where it stands, the items, and what each of them is."""

    loc: Loc
    items: tuple[Any, ...]
    shape: Field | type[Part]


def lists(part: Part) -> list[Listed]:
    """Return every list of two or more in `part`, in the order of the model."""
    found: list[Listed] = []
    _lists_in(part, (), found)
    return found


def keys(part: Part) -> Iterator[tuple[Loc, str]]:
    """Yield the place of each key in `part` that is an id, and the kind of what it names."""
    yield from part.named_by_keys()
    for name, key, shape in _groups(type(part)):
        value = part.__dict__[name]
        if isinstance(value, Part):
            inner: list[tuple[Loc, Part]] = [((key,), value)]
        elif isinstance(shape, Many) and isinstance(shape.item, type):
            items = value.items() if shape.keyed else enumerate(value or ())
            inner = [((key, at), item) for at, item in items]
        else:
            continue
        yield from (((*at, *loc), kind) for at, one in inner for loc, kind in keys(one))


def _lists_in(part: Part, loc: Loc, found: list[Listed]) -> None:
    values = part.__dict__
    for name, key, shape in _groups(type(part)):
        value = values[name]
        if isinstance(value, Part):
            _lists_in(value, (*loc, key), found)
        elif value and isinstance(shape, Many) and not isinstance(shape.item, Many):
            if not shape.keyed and len(value) > 1:
                found.append(Listed((*loc, key), value, shape.item))
            if not isinstance(shape.item, Field):
                for at, item in value.items() if shape.keyed else enumerate(value):
                    _lists_in(item, (*loc, key, at), found)


# A large company has a million values, and each is visited several times: hence one list that is
# added to, rather than generators within generators.
def _walk_part(part: Part, wanted: tuple[type[Field], ...], loc: Loc, found: list[Leaf]) -> None:
    values = part.__dict__
    for name, key, shape in _shapes(type(part), wanted):
        value = values[name]
        if value is not None:
            _walk_value(value, shape, wanted, (*loc, key), found)


def _walk_value(
    value: Any, shape: Shape, wanted: tuple[type[Field], ...], loc: Loc, found: list[Leaf]
) -> None:
    if isinstance(shape, Field):
        found.append(Leaf(loc, value, shape))
    elif isinstance(shape, Many):
        items, each = value.items() if shape.keyed else enumerate(value), shape.item
        if isinstance(each, Field):
            found += [Leaf((*loc, key), item, each) for key, item in items]
            return
        for key, item in items:
            _walk_value(item, each, wanted, (*loc, key), found)
    else:
        _walk_part(value, wanted, loc, found)


def _values_in(part: Part, wanted: tuple[type[Field], ...], found: list[Any]) -> None:
    own = part.__dict__
    for name, _, shape in _shapes(type(part), wanted):
        if (value := own[name]) is not None:
            if isinstance(shape, Field):
                found.append(value)
            else:
                _values_below(value, shape, wanted, found)


def _values_below(
    value: Any, shape: Shape, wanted: tuple[type[Field], ...], found: list[Any]
) -> None:
    if not isinstance(shape, Many):
        _values_in(value, wanted, found)
        return
    items = value.values() if shape.keyed else value
    if isinstance(shape.item, Field):
        found += items
        return
    for item in items:
        _values_below(item, shape.item, wanted, found)


@cache
def _groups(model: type[Part]) -> tuple[tuple[str, str, Shape], ...]:
    """Return name, YAML key and shape of the fields of `model` that are no single values."""
    return tuple(found for found in _shapes(model, (Field,)) if not isinstance(found[2], Field))


@cache
def _shapes(
    model: type[Part], wanted: tuple[type[Field], ...]
) -> tuple[tuple[str, str, Shape], ...]:
    """Return name, YAML key and shape of the fields of `model` that can hold a wanted field."""
    return tuple(
        (field.name, field.key, field.shape)
        for field in fields_of(model)
        if _holds(field.shape, wanted, frozenset())
    )


def _holds(shape: Shape, wanted: tuple[type[Field], ...], seen: frozenset[type[Part]]) -> bool:
    if isinstance(shape, Field):
        return isinstance(shape, wanted)
    if isinstance(shape, Many):
        return _holds(shape.item, wanted, seen)
    if shape in seen:
        return False
    return any(_holds(field.shape, wanted, seen | {shape}) for field in fields_of(shape))

"""Walk a definition's values with the field each was checked by: what linking, rules, renames and diffs stand on."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from icp_playbook.model.base import Part
from icp_playbook.model.fields import Field

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value: where it stands in its file, what it is, and the field that checked it."""

    loc: Loc
    value: Any
    field: Field


@dataclass(frozen=True, slots=True)
class _Many:
    """The shape of a list (or, when `keyed`, of a map) whose items all have shape `item`."""

    item: _Shape
    keyed: bool = False


_Shape = Field | _Many | type[Part]


def walk(part: Part, wanted: type[Field] | tuple[type[Field], ...] = Field, loc: Loc = ()) -> Iterator[Leaf]:
    """Yield every value of a `wanted` field in `part`, in the order of the model."""
    for name, key, shape in _shapes(type(part), wanted if isinstance(wanted, tuple) else (wanted,)):
        value = getattr(part, name)
        if value is not None and value != ():
            yield from _visit(value, shape, wanted, (*loc, key))


def _visit(value: Any, shape: _Shape, wanted: Any, loc: Loc) -> Iterator[Leaf]:
    if isinstance(shape, Field):
        yield Leaf(loc, value, shape)
    elif isinstance(shape, _Many):
        pairs = value.items() if shape.keyed else enumerate(value)
        for key, item in pairs:
            yield from _visit(item, shape.item, wanted, (*loc, key))
    else:
        yield from walk(value, wanted, loc)


@cache
def _shapes(model: type[Part], wanted: tuple[type[Field], ...]) -> tuple[tuple[str, str, _Shape], ...]:
    """Return name, YAML key and shape of the fields of `model` that are, or can hold, a wanted field."""
    hints = get_type_hints(model, include_extras=True)
    found = []
    for name, info in model.model_fields.items():
        shape = _shape(hints[name])
        if shape is not None and _holds(shape, wanted, frozenset()):
            found.append((name, info.alias or name, shape))
    return tuple(found)


def _shape(hint: Any) -> _Shape | None:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return next((extra for extra in args[1:] if isinstance(extra, Field)), _shape(args[0]))
    if origin in (Union, types.UnionType):
        return next((shape for arg in args if (shape := _shape(arg)) is not None), None)
    if origin is tuple:
        inner = _shape(args[0])
        return _Many(inner) if inner is not None else None
    if origin is dict:
        inner = _shape(args[1])
        return _Many(inner, keyed=True) if inner is not None else None
    return hint if isinstance(hint, type) and issubclass(hint, Part) else None


def _holds(shape: _Shape, wanted: tuple[type[Field], ...], seen: frozenset[type[BaseModel]]) -> bool:
    if isinstance(shape, Field):
        return isinstance(shape, wanted)
    if isinstance(shape, _Many):
        return _holds(shape.item, wanted, seen)
    if shape in seen:
        return False
    inner = [_shape(hint) for hint in get_type_hints(shape, include_extras=True).values()]
    return any(_holds(item, wanted, seen | {shape}) for item in inner if item is not None)

"""What a definition says at a field that an author names: `decision_process`, `asks.features`."""

from __future__ import annotations

from typing import Any

from icp_playbook.model.base import READERS, Part
from icp_playbook.model.shape import Shape, fields_of


def values_at(part: Part, path: str) -> tuple[Any, ...] | None:
    """Return what stands at a path of fields, a list item by item; None where none is so called.

    A path may lead through lists: `objections.answer` gives the answer of each objection.
    """
    found: tuple[Any, ...] = (part,)
    shape: Shape | None = type(part)
    for key in path.split("."):
        if not isinstance(shape, type):
            return None
        field = next((one for one in fields_of(shape) if one.key == key), None)
        if field is None:
            return None
        found = tuple(
            value for one in found for value in _each(getattr(one, field.name)) if value is not None
        )
        shape = getattr(field.shape, "item", field.shape)
    return found


def fields_called(part: Part, path: str) -> list[str]:
    """Return the paths that `path` may have been meant to be: those of the group it is in."""
    before, _, _ = path.rpartition(".")
    shape: Shape = type(part)
    for key in filter(None, before.split(".")):
        shape = next(
            (
                getattr(one.shape, "item", one.shape)
                for one in (fields_of(shape) if isinstance(shape, type) else ())
                if one.key == key
            ),
            shape,
        )
    inside = fields_of(shape) if isinstance(shape, type) else ()
    keys = [one.key for one in inside if one.key not in READERS]
    return [f"{before}.{key}" if before else key for key in keys]


def _each(value: Any) -> tuple[Any, ...]:
    if isinstance(value, dict):
        return tuple(value.values())
    return value if isinstance(value, tuple) else (value,)

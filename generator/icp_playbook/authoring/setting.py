"""Values that were given one by one, such as `limits.effort=62 hours`, put where the model wants them."""

from __future__ import annotations

from typing import Any

from icp_playbook.authoring.naming import RefusedError, UnknownNameError
from icp_playbook.authoring.yaml_text import Value
from icp_playbook.model.base import Part
from icp_playbook.model.fields import Field
from icp_playbook.model.shape import Many, ModelField, Shape, fields_of
from icp_playbook.problems import did_you_mean, quoted
from icp_playbook.stages.load.decoding import FORBIDDEN, character_name


def put(model: type[Part], values: dict[str, Value], path: str, text: str) -> None:
    """Put `text` at `path`, such as `name`, `sample.n` or `steps.2.do` (items count from 1).

    A list takes one more item each time it is named. Raise `UnknownNameError` where the model has no such field.
    """
    if found := FORBIDDEN.search(text):
        raise RefusedError(
            f"{quoted(path)} has a character that is not allowed: {character_name(found.group())}"
        )
    _put_in_group(model, values, path.split("."), text)


def _put_in_group(model: type[Part], group: Any, keys: list[str], text: str) -> None:
    entries = {one.key: one for one in fields_of(model)}
    if keys[0] not in entries:
        near = did_you_mean(keys[0], entries) or f"known here are {', '.join(entries)}"
        raise UnknownNameError(f"there is no field {quoted(keys[0])}; {near}")
    one = entries[keys[0]]
    group[one.key] = _put(one.shape, group.get(one.key), one, keys[1:], text)


def _put(shape: Shape, here: Any, one: ModelField, keys: list[str], text: str) -> Value:
    """Return what stands at a field after `text` was added to what was `here`."""
    if isinstance(shape, Field):
        if keys:
            raise UnknownNameError(f"{quoted(one.key)} has no fields of its own")
        return text
    if isinstance(shape, Many) and not shape.keyed:
        return _put_in_list(shape.item, list(here or ()), one, keys, text)
    if not keys:
        raise UnknownNameError(f"which field of {quoted(one.key)}? Write {one.key}.field=value")
    group: dict[str, Value] = dict(here or {})
    if isinstance(shape, Many):
        group[keys[0]] = _put(shape.item, group.get(keys[0]), one, keys[1:], text)
    else:
        _put_in_group(shape, group, keys, text)
    return group


def _put_in_list(item: Shape, here: list[Any], one: ModelField, keys: list[str], text: str) -> Value:
    place = len(here)
    if keys and keys[0].isascii() and keys[0].isdigit():
        place = min(int(keys[0]) - 1, len(here))
        keys = keys[1:]
        if place < 0:
            raise UnknownNameError("items count from 1")
    if not keys and isinstance(item, type):
        needed = [inner.key for inner in fields_of(item) if inner.required]
        if len(needed) != 1:
            raise UnknownNameError(
                f"which field of {quoted(one.key)}? Write {one.key}.1.{(needed or ['field'])[0]}=value"
            )
        keys = needed
    old = here[place] if place < len(here) else None
    return [*here[:place], _put(item, old, one, keys, text), *here[place + 1 :]]

"""The JSON schemas of what is asked and answered, made from the types that say it in the code."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Any, TypedDict, get_args, get_origin, get_type_hints, is_typeddict

from icp_playbook.asking.arguments import Given
from icp_playbook.model.shape import meanings_of, texts_under_fields

Schema = dict[str, Any]

_PLAIN: Mapping[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Any: {},
}


def input_schema(model: type[Given]) -> Schema:
    """Return what may be asked; each field is described by the text below it in the code."""
    schema = model.model_json_schema()
    for name, described in schema.get("$defs", {}).items():
        _describe(described, _named(name))
    _describe(schema, model)
    return schema


def _named(name: str) -> type[Given]:
    """Return the model of a group of arguments within others."""
    waiting = list(Given.__subclasses__())
    while waiting:
        if (one := waiting.pop()).__name__ == name:
            return one
        waiting += one.__subclasses__()
    raise KeyError(name)


def _describe(schema: Schema, model: type[Given]) -> None:
    schema.pop("title", None)
    meanings = meanings_of(model)
    for name, one in schema["properties"].items():
        one.pop("title", None)
        if name in meanings:
            one["description"] = meanings[name]


def output_schema(answer: type) -> Schema:
    """Return what is answered."""
    return _object(answer)


def _object(typed: type) -> Schema:
    hints = get_type_hints(typed)
    texts = _texts(typed)
    fields = {
        name: _shape(hint) | ({"description": texts[name]} if name in texts else {})
        for name, hint in hints.items()
    }
    return {
        "type": "object",
        "description": (typed.__doc__ or "").strip(),
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _texts(typed: type) -> dict[str, str]:
    """Return the texts under the fields of a TypedDict and of those that it extends."""
    found: dict[str, str] = {}
    for base in getattr(typed, "__orig_bases__", ()):
        if base is not TypedDict:
            found |= _texts(base)
    return found | texts_under_fields(typed)


def _shape(hint: Any) -> Schema:
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if is_typeddict(hint):
        return _object(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is list:
        return {"type": "array", "items": _shape(arguments[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _shape(arguments[1]) or True}
    assert origin is UnionType, hint
    return {"anyOf": [_shape(one) for one in arguments]}

"""What a model says of its fields: name and key, what may stand there, if it must, and its meaning.

Walking, comparing, editors' schemas, forms and new definitions all look at the models through this.
"""

from __future__ import annotations

import ast
import sys
import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from icp_playbook.messages import Message
from icp_playbook.model.base import Part, Told
from icp_playbook.model.fields import Field


@dataclass(frozen=True, slots=True)
class Many:
    """The shape of a list (or, when `keyed`, of a map) whose items all have shape `item`."""

    item: Shape
    keyed: bool = False


Shape = Field | Many | type[Part]


@dataclass(frozen=True, slots=True)
class ModelField:
    """One field of a model: its name in Python, its key in YAML, and the fewest items of a list."""

    model: type[Part]
    name: str
    key: str
    shape: Shape
    required: bool
    asked: bool
    """Whether what is new is asked for it: it must be given, or something in its place."""
    least: int

    @property
    def label(self) -> Message:
        """The key as people read it."""
        return Message(in_words(self.key), {})

    @property
    def meaning(self) -> Message:
        """One or two sentences for the author: the text below the field in the model's source."""
        return Message(meanings_of(self.model).get(self.name, ""), {})


def in_words(field: str) -> str:
    """Return the name of a field as people read it where it stands alone."""
    return field.rstrip("_").replace("_", " ").replace("-", " ").capitalize()


@cache
def fields_of(model: type[Part]) -> tuple[ModelField, ...]:
    """Return the fields of `model` as written: of all definitions first, readers last."""
    last = Told.model_fields if issubclass(model, Told) else {}
    written = sorted(model.model_fields.items(), key=lambda field: field[0] in last)
    return tuple(
        ModelField(
            model=model,
            name=name,
            key=info.alias or name,
            shape=_own_field(info.metadata) or _shape_of(info.annotation),
            required=info.is_required(),
            asked=info.is_required() or name in model.either[:1],
            least=max((getattr(limit, "min_length", 0) for limit in info.metadata), default=0),
        )
        for name, info in written
    )


@cache
def shapes_of(model: type[Part]) -> dict[str, Shape]:
    """Return what may stand in each field of `model`, by its name in Python."""
    return {field.name: field.shape for field in fields_of(model)}


def meaning_of(model: type[Part]) -> Message:
    """Return what a model stands for, in a sentence."""
    return Message(" ".join((model.__doc__ or "").split()), {})


def _own_field(extras: Iterable[Any]) -> Field | None:
    return next((extra for extra in extras if isinstance(extra, Field)), None)


def _shape_of(hint: Any) -> Shape:
    """Return what a type hint says of its values.

    `| None` says only that the field may be left out.
    """
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _own_field(args[1:]) or _shape_of(args[0])
    if origin in (Union, types.UnionType):
        return _shape_of(next(arg for arg in args if arg is not types.NoneType))
    if origin is tuple:
        return Many(_shape_of(args[0]))
    if origin is dict:
        return Many(_shape_of(args[1]), keyed=True)
    if isinstance(hint, type) and issubclass(hint, Part):
        return hint
    raise TypeError(f"{hint} does not say how a value is checked; write Annotated[…, Line()]")


@cache
def meanings_of(model: type[BaseModel]) -> dict[str, str]:
    """Return the text under each field in the source of `model` and of what it inherits from."""
    meanings: dict[str, str] = {}
    for base in reversed(model.__mro__):
        own = issubclass(base, BaseModel) and base is not BaseModel
        if own and (source := sys.modules[base.__module__].__file__):
            meanings |= _documented(Path(source)).get(base.__name__, {})
    return meanings


def texts_under_fields(kind: type) -> dict[str, str]:
    """Return the text under each field of a class of any kind, in its own source."""
    source = sys.modules[kind.__module__].__file__
    return _documented(Path(source)).get(kind.__name__, {}) if source else {}


@cache
def _documented(source: Path) -> dict[str, dict[str, str]]:
    """Return, by class, the text that stands under each annotated field in a module."""
    tree = ast.parse(source.read_text("utf-8"))
    return {node.name: dict(_texts(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _texts(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, after in zip(node.body, node.body[1:], strict=False):
        match field, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, " ".join(text.split())

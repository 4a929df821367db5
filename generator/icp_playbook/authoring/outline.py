"""The fields of a model as an author meets them: key, meaning, what may stand there, and whether it must."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_type_hints

from icp_playbook.model.base import Part
from icp_playbook.model.walk import Shape, shape_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a model. `least` is the fewest items of a list; `meaning` is one or two sentences, or empty."""

    key: str
    shape: Shape
    required: bool
    least: int
    meaning: str


@cache
def outline(model: type[Part]) -> tuple[Entry, ...]:
    """Return the fields of `model`: what it shares with all definitions first, then its own, in written order."""
    hints = get_type_hints(model, include_extras=True)
    meanings = _meanings(model)
    return tuple(
        Entry(
            key=info.alias or name,
            shape=shape,
            required=info.is_required(),
            least=max((getattr(limit, "min_length", 0) for limit in info.metadata), default=0),
            meaning=meanings.get(name, ""),
        )
        for name, info in model.model_fields.items()
        if (shape := shape_of(hints[name])) is not None
    )


def meaning_of(model: type[Part]) -> str:
    """Return what a model stands for, in a sentence."""
    return " ".join((model.__doc__ or "").split())


def _meanings(model: type[Part]) -> dict[str, str]:
    """Return the text under each field in the source of `model` and of what it inherits from."""
    meanings: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, Part) and (source := sys.modules[base.__module__].__file__):
            meanings |= _documented(Path(source)).get(base.__name__, {})
    return meanings


@cache
def _documented(source: Path) -> dict[str, dict[str, str]]:
    """Return, by class, the text that stands under each annotated field in a module."""
    tree = ast.parse(source.read_text("utf-8"))
    return {node.name: dict(_fields(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, after in zip(node.body, node.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(after, ast.Expr)
        ):
            text = after.value
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield field.target.id, " ".join(text.value.split())

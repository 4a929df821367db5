"""How changes are told: each field by its name, or by what people say for it."""

from __future__ import annotations

from typing import get_type_hints

from icp_playbook.changes.words import LABELS
from icp_playbook.model.base import Part
from icp_playbook.model.kinds import KINDS
from icp_playbook.model.walk import Many, Shape, shape_of


def test_each_label_belongs_to_a_field() -> None:
    """A label for a field that no model has is never shown, and the field goes by its raw name."""
    seen: set[type[Part]] = set()
    fields = {name for kind in KINDS for name in _fields(kind.model, seen)}
    assert set(LABELS) - fields == set()


def _fields(shape: Shape | None, seen: set[type[Part]]) -> set[str]:
    while isinstance(shape, Many):
        shape = shape.item
    if not isinstance(shape, type) or shape in seen:
        return set()
    seen.add(shape)
    hints = get_type_hints(shape, include_extras=True)
    inner = [_fields(shape_of(hints[name]), seen) for name in shape.model_fields]
    return set(shape.model_fields).union(*inner)

"""How changes are told: each field by its name, or by what people say for it."""

from __future__ import annotations

from icp_playbook.changes.words import LABELS
from icp_playbook.model.base import Part
from icp_playbook.model.kinds import KINDS
from icp_playbook.model.shape import Many, Shape, shapes_of


def test_each_label_belongs_to_a_field() -> None:
    """A label for a field that no model has is never shown, and the field goes by its raw name."""
    seen: set[type[Part]] = set()
    fields = {name for kind in KINDS for name in _fields(kind.model, seen)}
    assert set(LABELS) - fields == set()


def _fields(shape: Shape, seen: set[type[Part]]) -> set[str]:
    while isinstance(shape, Many):
        shape = shape.item
    if not isinstance(shape, type) or shape in seen:
        return set()
    seen.add(shape)
    shapes = shapes_of(shape)
    return set(shapes).union(*(_fields(inner, seen) for inner in shapes.values()))

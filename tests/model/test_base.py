"""What all models share: when a definition is due for review, and what its fields are."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.model.base import Definition, Part
from icp_playbook.model.kinds import KINDS
from icp_playbook.model.shape import Many, Shape, shapes_of
from icp_playbook.stages.load import load


@pytest.mark.parametrize(
    ("reviewed", "day"),
    [
        ("reviewed: 2026-01-15", "2026-07-15"),
        ("reviewed: 2025-08-31", "2026-02-28"),
        ("reviewed: 2026-01-31\nreview_every: 1", "2026-02-28"),
        ("reviewed: 2023-01-31\nreview_every: 13", "2024-02-29"),
        ("reviewed: 2025-12-01\nreview_every: 12", "2026-12-01"),
        ("review_every: 12", "None"),
    ],
)
def test_a_review_is_due_after_the_kinds_cadence_or_its_own(
    reviewed: str, day: str, tmp_path: Path
) -> None:
    """Months later on the same day, or on the last one of a shorter month.

    Never where none was ever held.
    """
    loaded = load(
        draw(tmp_path, f"--- + bare\n--- content/segments/mid-market.yml +\n{reviewed}\n")
    )
    assert str(loaded.definitions[1].review_due) == day


def test_a_model_speaks_of_fields_that_it_has() -> None:
    """A label, a title or a summary for a field that is not there would never be shown."""
    for model in {model for kind in KINDS for model in _models(kind.model)}:
        named = {*model.labels, *model.verbatim, *model.once, *(model.goes_by or ())}
        if issubclass(model, Definition):
            named |= {*model.parts, *model.as_needed, model.summary_field} - {""}
        assert named <= set(model.model_fields), model


def _models(shape: Shape) -> set[type[Part]]:
    while isinstance(shape, Many):
        shape = shape.item
    if not isinstance(shape, type):
        return set()
    inner = (one for one in shapes_of(shape).values() if one is not shape)
    return {shape}.union(*(_models(one) for one in inner if one != Many(shape)))

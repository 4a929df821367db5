"""When a definition is due for review."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.model.review import due
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
def test_a_review_is_due_after_the_kinds_cadence_or_its_own(reviewed: str, day: str, tmp_path: Path) -> None:
    """Months later on the same day, or on the last one of a shorter month; never where none was ever held."""
    loaded = load(draw(tmp_path, f"--- + bare\n--- content/segments/mid-market.yml +\n{reviewed}\n"))
    assert str(due(loaded.definitions[1])) == day

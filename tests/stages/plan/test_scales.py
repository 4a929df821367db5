"""Scales of charts: round numbers, few of them, and nothing beyond their ends."""

from __future__ import annotations

from fractions import Fraction

import pytest

from icp_playbook.stages.plan.pictures.scales import scale_of


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ([55, 20, 0], [0, 20, 40, 60]),
        ([8], [0, 2, 4, 6, 8]),
        ([-8, 84], [-20, 0, 20, 40, 60, 80, 100]),
        ([], [0, 1]),
        ([0, 0], [0, 1]),
    ],
)
def test_a_scale_has_round_lines(values: list[int], lines: list[int]) -> None:
    """It starts at zero, or below what is negative."""
    scale = scale_of(map(Fraction, values))
    assert list(scale.lines) == lines


@pytest.mark.parametrize("most", [Fraction(1, 1000), Fraction(3), Fraction(97), Fraction(10**9)])
def test_every_value_lies_on_its_scale(most: Fraction) -> None:
    """Few lines, whatever the size of the numbers."""
    scale = scale_of([most, most / 3])
    assert 0 <= scale.part(most / 3) < scale.part(most) <= 1
    assert len(scale.lines) <= 7

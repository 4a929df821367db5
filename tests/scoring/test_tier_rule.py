"""What the scoring rules claim about the threshold rule, enumerated instead of believed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from icp_playbook.scoring.rules import LevelsToTier
from icp_playbook.scoring.units import tier_level

THRESHOLD: LevelsToTier = {"kind": "threshold", "share": "0.75", "max_gap": 1, "min_known": "0.75"}
MEAN: LevelsToTier = {**THRESHOLD, "kind": "mean"}
SIZES = list(itertools.product((1, 2, 3, 4, 5), (2, 3, 4, 5), (0, 1)))


def _companies(dimensions: int, first: int, top: int) -> Iterator[list[int]]:
    """Yield every profile; the order of dimensions makes no difference."""
    levels = range(first, top + 1)
    return map(list, itertools.combinations_with_replacement(levels, dimensions))


@pytest.mark.parametrize(("dimensions", "levels", "first"), SIZES)
def test_one_improvement_never_lowers_the_tier_and_lifts_it_by_at_most_one(
    dimensions: int, levels: int, first: int
) -> None:
    """Raising any one dimension by one level leaves the tier or raises it by one."""
    top = first + levels - 1
    for values in _companies(dimensions, first, top):
        before = tier_level(THRESHOLD, values, first, top)
        for index in (i for i, value in enumerate(values) if value < top):
            better = [*values[:index], values[index] + 1, *values[index + 1 :]]
            assert tier_level(THRESHOLD, better, first, top) - before in (0, 1), (values, better)


@pytest.mark.parametrize(("dimensions", "levels", "first"), SIZES)
def test_the_threshold_is_never_above_the_band_of_the_mean(
    dimensions: int, levels: int, first: int
) -> None:
    """Three of four there and none far behind is stricter than the average."""
    top = first + levels - 1
    for values in _companies(dimensions, first, top):
        strict, mean = (tier_level(rule, values, first, top) for rule in (THRESHOLD, MEAN))
        assert strict <= mean, values


def test_the_order_of_dimensions_makes_no_difference() -> None:
    """The enumeration above may leave permutations out."""
    for values in itertools.product(range(1, 5), repeat=4):
        for rule in (THRESHOLD, MEAN):
            assert tier_level(rule, list(values), 1, 4) == tier_level(rule, sorted(values), 1, 4)

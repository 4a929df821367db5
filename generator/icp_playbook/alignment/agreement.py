"""How far people agree: Krippendorff's alpha, and how sure each figure is.

Alpha, because people leave answers out, because their number differs from department to department,
and because ranks have an order: Fleiss' kappa allows none of these. The formula is that of K.
Krippendorff, Content Analysis (4th edition, 2018), chapter 12. Its interval comes from drawing the
units anew, as A. Zapf, S. Castell, L. Morawietz and A. Karch propose (BMC Medical Research
Methodology 16:93, 2016); that of a share from drawing the people anew.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TypeVar

Unit = Sequence[int]
"""How many people gave each value, for one question."""
T = TypeVar("T")
_DRAWS = 1000
_SEED = 15
"""Any number, always the same: the same answers give the same interval."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure from 0 to 1 (alpha may be lower), and where it lies with 95 % certainty.

    Without an interval there was too little to draw from.
    """

    value: float
    low: float | None = None
    high: float | None = None


def alpha(units: Sequence[Unit], measure: str) -> Fraction | None:
    """Return Krippendorff's alpha, or None where all say the same throughout, or nobody is paired.

    1 is full agreement, 0 what chance alone would give.
    """
    paired = [unit for unit in units if sum(unit) > 1]
    if not paired:
        return None
    totals: list[int] = [sum(column) for column in zip(*paired, strict=True)]
    apart = _DISTANCES[measure](totals)
    pairs = [pair for pair in combinations(range(len(totals)), 2) if apart(*pair)]
    expected: int = sum(totals[one] * totals[other] * apart(one, other) for one, other in pairs)
    if not expected:
        return None
    observed = sum(
        (
            Fraction(unit[one] * unit[other] * apart(one, other), sum(unit) - 1)
            for unit in paired
            for one, other in pairs
            if unit[one] and unit[other]
        ),
        Fraction(0),
    )
    return 1 - (sum(totals) - 1) * observed / expected


def alpha_figure(units: Sequence[Unit], measure: str) -> Estimate | None:
    """Return alpha with its interval."""
    found = alpha(units, measure)
    if found is None:
        return None
    paired = [unit for unit in units if sum(unit) > 1]
    if measure == "nominal":
        prepared = [(_apart_within(unit), *unit) for unit in paired]
        return _with_interval(float(found), prepared, _nominal_alpha)
    return _with_interval(float(found), paired, _ordinal_alpha)


def share_figure(people: Sequence[tuple[int, int]]) -> Estimate | None:
    """Return the share of answers that count, where each person has (those that count, all)."""

    def share(drawn: Sequence[tuple[int, int]]) -> float | None:
        hits, asked = map(sum, zip(*drawn, strict=True)) if drawn else (0, 0)
        return hits / asked if asked else None

    found = share(people)
    return None if found is None else _with_interval(found, people, share)


def pairs_alike(one: Unit, other: Unit | None = None) -> tuple[int, int]:
    """Return how many pairs of people gave the same answer, and how many pairs there are.

    Pairs within one group, or of a person of each.
    """
    if other is None:
        people = sum(one)
        return sum(n * (n - 1) // 2 for n in one), people * (people - 1) // 2
    return sum(n * m for n, m in zip(one, other, strict=True)), sum(one) * sum(other)


def difference(one: Unit, other: Unit) -> float:
    """Return the share of people who would have to answer otherwise for two groups to be alike."""
    n, m = sum(one), sum(other)
    return sum(abs(a / n - b / m) for a, b in zip(one, other, strict=True)) / 2


def _with_interval(
    value: float, drawn_from: Sequence[T], figure: Callable[[Sequence[T]], float | None]
) -> Estimate:
    if len(drawn_from) < 2:
        return Estimate(value)
    draws = random.Random(_SEED)  # noqa: S311 (no secret: it has to be the same each time)
    sample = (figure(draws.choices(drawn_from, k=len(drawn_from))) for _ in range(_DRAWS))
    found = sorted(one for one in sample if one is not None)
    if len(found) < _DRAWS // 2:
        return Estimate(value)
    return Estimate(value, found[int(len(found) * 0.025)], found[int(len(found) * 0.975)])


def _apart_within(unit: Unit) -> float:
    """Return how many pairs of a unit differ, for one less than its people."""
    people = sum(unit)
    return (people * people - sum(n * n for n in unit)) / 2 / (people - 1)


def _nominal_alpha(drawn: Sequence[tuple[float, ...]]) -> float | None:
    """Return alpha as a float, for one drawing of many; each unit comes with what differs in it."""
    observed, *totals = map(sum, zip(*drawn, strict=True))
    people = sum(totals)
    expected = (people * people - sum(n * n for n in totals)) / 2
    return 1 - (people - 1) * observed / expected if expected else None


def _ordinal_alpha(drawn: Sequence[Unit]) -> float | None:
    found = alpha(drawn, "ordinal")
    return None if found is None else float(found)


def _nominal(_: Sequence[int]) -> Callable[[int, int], int]:
    return lambda one, other: int(one != other)


def _ordinal(totals: Sequence[int]) -> Callable[[int, int], int]:
    """Return four times the square of the ranks between two values, a whole number.

    The factor is in both sums and so in neither's ratio.
    """

    def apart(one: int, other: int) -> int:
        low, high = sorted((one, other))
        return (2 * sum(totals[low : high + 1]) - totals[low] - totals[high]) ** 2

    return apart


_DISTANCES: dict[str, Callable[[Sequence[int]], Callable[[int, int], int]]] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
}

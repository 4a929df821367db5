"""Scales of charts: round numbers that people read off an axis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

_STEPS = (Fraction(1), Fraction(2), Fraction(5), Fraction(10))
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from zero, or below it, to a round number; `step` lies between its lines."""

    least: Fraction
    most: Fraction
    step: Fraction

    @property
    def lines(self) -> tuple[Fraction, ...]:
        """Return the numbers that have a line."""
        count = int((self.most - self.least) / self.step)
        return tuple(self.least + self.step * place for place in range(count + 1))

    def part(self, value: Fraction) -> float:
        """Return how far along the axis a value is, from 0 to 1."""
        return float((value - self.least) / (self.most - self.least))


def scale_of(values: Iterable[Fraction], lines: int = _MOST_LINES) -> Scale:
    """Return the scale that holds zero and all of these, with at most so many steps."""
    found = [Fraction(0), *values]
    least, most = min(found), max(found)
    if least == most:
        return Scale(Fraction(0), Fraction(1), Fraction(1))
    step = _step(most - least, lines)
    return Scale(_down(least, step), -_down(-most, step), step)


def _step(span: Fraction, lines: int) -> Fraction:
    """Return 1, 2 or 5 times a power of ten: the least that leaves so many steps."""
    power = Fraction(1)
    while power * lines < span:
        power *= 10
    while power * lines >= span * 10:
        power /= 10
    return next(power / 10 * one for one in _STEPS if power / 10 * one * lines >= span)


def _down(value: Fraction, step: Fraction) -> Fraction:
    return step * (value // step)

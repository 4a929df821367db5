"""Exact numbers: how decimals are read, shares rounded up, results written and shown."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from functools import lru_cache
from typing import TypedDict

#: ASCII digits, at most 15 before the point and 6 behind it; no sign but minus, no exponent.
_PLAIN = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?")
_LARGEST_SAFE = 2**53 - 1  # beyond it JavaScript no longer tells integers apart
_SMALLEST_FLOAT = 1e-4  # below it Python writes floats with an exponent where JavaScript does not
_WRITTEN_AS_DECIMAL = 10**12


class Amount(TypedDict):
    """A number of a result: `exact` is a decimal, or "n/d" if endless; `shown` is for people."""

    exact: str
    shown: str


@lru_cache(maxsize=10_000)
def exact_number(text: str) -> Fraction:
    """Return the number that a rule or an answer writes as text.

    The same few texts are read again for each account and each answer that is tried: reading them
    would take more time than all that is done with them.
    """
    return Fraction(text)


def amount(value: Fraction) -> Amount:
    """Return `value` as a result holds it."""
    return {"exact": exact_text(value), "shown": shown(value)}


def shown(value: Fraction) -> str:
    """Return the nearest whole number, halves up; only for display, after every decision."""
    return str(math.floor(value + Fraction(1, 2)))


def decimals_up(value: Fraction, places: int = 1) -> str:
    """Return `value` for people, rounded up: never less than it takes."""
    return exact_text(Fraction(math.ceil(value * 10**places), 10**places))


def exact_text(value: Fraction) -> str:
    """Return "72.5", or "200/3" for what has no short decimal."""
    if _WRITTEN_AS_DECIMAL % value.denominator:
        return f"{value.numerator}/{value.denominator}"
    whole, rest = divmod(
        abs(value.numerator) * (_WRITTEN_AS_DECIMAL // value.denominator), _WRITTEN_AS_DECIMAL
    )
    decimals = f"{rest:012d}".rstrip("0")
    return f"{'-' if value < 0 else ''}{whole}{'.' + decimals if decimals else ''}"


def read_decimal(value: object) -> Fraction | None:
    """Return the number that somebody answered, or None when it is not a plain decimal."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = value if isinstance(value, str) else _number_text(value)
    return exact_number(text) if _PLAIN.fullmatch(text) else None


def _number_text(value: float) -> str:
    if abs(value) > _LARGEST_SAFE or 0 < abs(value) < _SMALLEST_FLOAT:
        return ""
    return repr(value)


def short_integer(value: object) -> str:
    """Return a whole JSON number as both languages write it, or "#" where they might differ."""
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return str(int(value)) if whole and abs(value) <= _LARGEST_SAFE else "#"  # type: ignore[call-overload,arg-type]


def part_of(share: str, count: int) -> int:
    """Return how many of `count` make up `share`, rounded up."""
    return math.ceil(Fraction(share) * count)

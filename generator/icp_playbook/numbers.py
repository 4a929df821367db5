"""Numbers for people: exact until shown, rounded half up, thousands set apart."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def shown(value: Decimal | Fraction | int, places: int | None = None) -> str:
    """Return `value` with at most `places` decimals.

    By default none, one or two, fewer the larger it is.
    """
    exact = Fraction(value)
    if places is None:
        places = 0 if exact.denominator == 1 or abs(exact) >= 1000 else 1 if abs(exact) >= 10 else 2
    rounded = int(abs(exact) * 10**places + Fraction(1, 2))
    whole, rest = divmod(rounded, 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0") if places else ""
    sign = "-" if exact < 0 and rounded else ""
    return f"{sign}{whole:,}" + (f".{decimals}" if decimals else "")

"""Numbers for people: exact until shown, rounded half up, and written as a language writes them.

`site_templates/scripts/numbers.js` writes the same digits alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Self

FORMS = ("count", "money", "percent", "year")
"""What a number can be. One without a form is just a number."""

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ", 0xFFE1: "£", 0xFFE5: "¥", 0xFFE6: "₩"
}  # fmt: skip
_GAP = "\u00a0"
_LETTERS = re.compile("[A-Za-z]")
_CURRENCIES = {
    "AUD": "A$", "BRL": "R$", "CAD": "CA$", "CNY": "CN¥", "EUR": "€", "GBP": "£", "HKD": "HK$",
    "ILS": "₪", "INR": "₹", "JPY": "¥", "KRW": "₩", "MXN": "MX$", "NZD": "NZ$", "PHP": "₱",
    "TWD": "NT$", "USD": "$", "VND": "₫",
}  # fmt: skip


def half_width(text: str) -> str:
    """Write full-width letters, digits and signs, as Chinese keyboards type them, in ASCII."""
    return text if text.isascii() else text.translate(_HALF_WIDTH)


@dataclass(frozen=True, slots=True)
class NumberFormats:
    """How a language writes numbers: its signs, and where they stand."""

    group: str = ","
    decimal: str = "."
    minus: str = "-"
    sizes: tuple[int, int] = (3, 3)
    """Digits of the last group, and of those before it."""
    percent: str = "{number} %"
    money: str = "{currency}{number}"
    currencies: Mapping[str, str] = field(default_factory=lambda: _CURRENCIES)
    """The signs of currencies by their codes; one that has none is shown by its code."""

    def written(self, digits: str, form: str = "", currency: str = "") -> str:
        """Return a plain decimal such as -1234.5 as people read it; years have no groups."""
        whole, _, decimals = digits.removeprefix("-").partition(".")
        if form == "money" and len(decimals) == 1:
            decimals += "0"
        number = whole if form == "year" else self._grouped(whole)
        number += f"{self.decimal}{decimals}" if decimals else ""
        sign = self.minus if digits.startswith("-") else ""
        if form == "percent":
            return sign + self.percent.replace("{number}", number)
        if form == "money":
            return sign + self._money(number, self.currencies.get(currency, currency))
        return sign + number

    def _grouped(self, whole: str) -> str:
        last, before = self.sizes
        start, groups = len(whole) - last, [whole[-last:]]
        while start > 0:
            groups.append(whole[max(start - before, 0) : start])
            start -= before
        return self.group.join(reversed(groups))

    def _money(self, number: str, currency: str) -> str:
        """Put the currency where it stands; letters never touch the digits."""
        if "{currency}{number}" in self.money and _LETTERS.search(currency[-1:]):
            currency += _GAP
        if "{number}{currency}" in self.money and _LETTERS.search(currency[:1]):
            currency = _GAP + currency
        return self.money.replace("{number}", number).replace("{currency}", currency)


ENGLISH_NUMBERS = NumberFormats()
"""As English writes them; known without asking Babel."""


class Figure(str):
    """A number in English that remembers its digits and form, so that a language writes its own."""

    __slots__ = ("currency", "digits", "form")
    digits: str
    form: str
    currency: str

    def __new__(cls, digits: str, form: str = "", currency: str = "") -> Self:
        """Take a plain decimal, and the code or sign of a currency where it is money."""
        made = super().__new__(cls, ENGLISH_NUMBERS.written(digits, form, currency))
        made.digits, made.form, made.currency = digits, form, currency
        return made

    def __reduce__(self) -> tuple[type[Figure], tuple[str, str, str]]:
        return Figure, (self.digits, self.form, self.currency)

    def within(self, formats: NumberFormats) -> str:
        """Return it as another language writes it."""
        return formats.written(self.digits, self.form, self.currency)


def shown(
    value: Decimal | Fraction | int, places: int | None = None, form: str = "", currency: str = ""
) -> Figure:
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
    return Figure(f"{sign}{whole}" + (f".{decimals}" if decimals else ""), form, currency)

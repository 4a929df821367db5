"""Numbers as people export them: what a column writes them like is settled once for the column.

`1.200` is a thousand and two hundred in half of Europe and one and a fifth in the other half. So a
column's own cells decide: `2,5` or `1.200,50` in it say that its decimal sign is the comma. Where
they leave it open, the other columns of the file decide, and then what separates its cells: a file
with commas between them comes from a program that writes 1,200, one with semicolons from one that
writes 1.200. Whatever is still open is not known. No number is ever guessed. A full-width comma
only groups digits: nobody writes decimals with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal

from icp_playbook.messages import say
from icp_playbook.numbers import half_width

PLACES = 6
"""Digits behind the point that an answer may have; a formula's many more are rounded to these."""

_NEITHER = str.maketrans(dict.fromkeys("'’ \u00a0\u2009\u202f"))
"""What groups digits besides points and commas."""
_SPACED = re.compile(r"[ \u00a0\u2009\u202f'’]")
_GROUPED_BY_SPACE = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f'’][0-9]{3})+(?:[.,][0-9]+)?")
_CURRENCY = (
    r"(?:[$€£¥₩₹₪₫₺₽฿]|US\$|NT\$|HK\$|[A-Z]{3}|kr|zł|Kč|Fr\.?|元|[圆圓]"
    r"|人民[币幣]|新[台臺][币幣]|港[币幣])"
)
_MONEY = re.compile(rf"(?:{_CURRENCY}\s*)?([^A-Za-z$€£¥₩₹₪₫₺₽฿]+?)(?:\s*{_CURRENCY})?")
_DIGITS = re.compile(r"[0-9]+|[0-9]*[.,][0-9]+|[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*")
_BOTH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_OPEN = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}")
"""Either a thousand and more, or a number with three decimals."""
_PERCENT = re.compile(r"%|％|\bper ?cent\b|百分", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"([0-9](?:\.[0-9]{1,14})?)[Ee]\+?([0-9]{1,2})")
_SIZE = r"[十百千]?[万萬亿億]|[百千]|[kKmM](?![A-Za-z])"
_AMOUNT = rf"[0-9.,]+ ?(?:{_SIZE})?"
_RANGE = re.compile(
    rf"{_AMOUNT}[\u4e00-\u9fff]?\s*(?:-|–|—|to|bis|~|〜|至|到)\s*{_AMOUNT}[\u4e00-\u9fff]{{0,3}}"
)
_ABOUT = r"[<>≤≥~≈] ?|about |ca\.? |大?[约約]|近|逾|超[过過]|不到|不足|至少|最多"
_OR_SO = re.compile("[+多余餘]|左右|上下|以[上下内內]")
_NEARLY = re.compile(rf"({_ABOUT})? ?[0-9.,]+ ?({_SIZE})?(?: ?([\u4e00-\u9fff+]{{1,6}}))?")
_DATE = re.compile(
    r"([12][0-9]{3})([-/.])[0-9]{1,2}\2[0-9]{1,2}(?:[T ][0-9:.]+ ?(?:Z|[AP]M|[+-][0-9:]+)?)?"
    r"|[0-9]{1,2}([-/.])[0-9]{1,2}\3([12][0-9]{3})(?:,? [0-9:]+ ?(?:[AP]M)?)?",
    re.IGNORECASE,
)
_OTHER = {".": ",", ",": "."}
_LONGEST = 60


class ColumnNumbers:
    """Reads the numbers of one column, whose decimal sign its own cells and the file say."""

    def __init__(self, cells: Iterable[str], unit: str = "") -> None:
        """Take all cells of the column.

        `unit` is the attribute's; a percent sign in a cell fits only where the unit has one.
        """
        self._percent = bool(_PERCENT.search(unit))
        bare = [number for cell in cells if (number := self._bare(cell)) is not None]
        self.said = frozenset(sign for number in bare if (sign := decimal_sign(number)))
        """The decimal signs that the cells themselves prove; two of them settle nothing."""
        self._decimal = next(iter(self.said)) if len(self.said) == 1 else ""
        self._groups = _OTHER.get(self._decimal, "")

    def settle(self, decimal: str, groups: str) -> None:
        """Take the file's signs where the column's own cells leave them open; one may be empty."""
        if not self.said:
            self._decimal, self._groups = decimal, groups

    def read(self, cell: str) -> str | None:
        """Return a cell's number as a plain decimal with at most six places, or None."""
        bare = self._bare(cell)
        if bare is None:
            return None
        if (sign := decimal_sign(bare)) == "" and (met := _OPEN.fullmatch(bare.lstrip("-"))):
            if met[1] not in (self._decimal, self._groups):
                return None
            sign = met[1] if met[1] == self._decimal else _OTHER[met[1]]
        return _plain(bare.replace(_OTHER.get(sign, ""), "").replace(sign or ".", "."))

    def _bare(self, cell: str) -> str | None:
        """Return sign, digits, points and commas of a cell, or None when it says something else."""
        text = _in_ascii(cell[: _LONGEST + 1].replace("，", "'")).strip()
        if len(text) > _LONGEST or ("，" in cell and "," in cell):
            return None
        if text.endswith("%"):
            if not self._percent:
                return None
            text = text[:-1].rstrip()
        text, minus = _signed(text)
        money = _MONEY.fullmatch(text)
        text, minus_inside = _signed(money[1].strip() if money else text)
        if power := _SCIENTIFIC.fullmatch(text):
            text = format(Decimal(power[1]).scaleb(int(power[2])), "f")
        elif _SPACED.search(text) and not _GROUPED_BY_SPACE.fullmatch(text):
            return None
        bare = text.translate(_NEITHER)
        if not (_DIGITS.fullmatch(bare) or _BOTH.fullmatch(bare)) or (minus and minus_inside):
            return None
        return "-" + bare if minus or minus_inside else bare


def decimal_sign(bare: str) -> str:
    """Return the decimal sign that a number proves by itself: `.`, `,`, or nothing."""
    digits = bare.lstrip("-")
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0 or _OPEN.fullmatch(digits):
        return ""
    sign = digits[last]
    # 1.200.000: what stands there twice only groups.
    return _OTHER[sign] if digits.count(sign) > 1 else sign


def signs_of_file(columns: Iterable[ColumnNumbers], separator: str) -> tuple[str, str]:
    """Return a file's decimal sign and the one that groups digits, as far as it tells them.

    What its columns prove comes first. Else the separator of the cells tells it: between commas
    no number has a decimal comma; a file with semicolons comes from where the comma is decimal.
    """
    said = {sign for column in columns for sign in column.said}
    if len(said) == 1:
        decimal = said.pop()
        return decimal, _OTHER[decimal]
    return "", "" if said else {",": ",", ";": "."}.get(separator, "")


def looks_like(cell: str) -> str:
    """Return what a cell is that is no number but nearly one: `a range`, `rounded`, or nothing.

    What counts in thousands or in 万 is called rounded, and never written out: 3万 may be 29,800.
    """
    text = _in_ascii(cell[:_LONGEST]).strip()
    if _RANGE.fullmatch(text):
        return say("a range")
    met = _NEARLY.fullmatch(text)
    if met and (met[1] or met[2] or _OR_SO.search(met[3] or "")):
        return say("rounded")
    return ""


def year_of(cell: str) -> str:
    """Return the year of a day as CRMs write it, with or without a time, or nothing.

    Which of the other two numbers is the month, no year depends on.
    """
    found = _DATE.fullmatch(_in_ascii(cell[:_LONGEST]).strip())
    return (found[1] or found[4]) if found else ""


def _in_ascii(cell: str) -> str:
    """Write full-width digits and signs, and the mathematical minus, in ASCII."""
    return half_width(cell).replace("\u2212", "-")


def _signed(text: str) -> tuple[str, bool]:
    """Return a text without its minus, and whether it had one.

    A minus stands in front or behind; brackets around a number are one too.
    """
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text.startswith("-"):
        return text[1:].strip(), True
    if text.endswith("-"):
        return text[:-1].strip(), True
    return text.removeprefix("+"), False


def _plain(text: str) -> str | None:
    """Return a number as scoring reads it: without needless zeros, rounded to six places."""
    number = Decimal(text)
    if abs(number) >= 10**15:
        return None
    number = number.quantize(Decimal(1).scaleb(-PLACES), ROUND_HALF_EVEN) + 0
    written = format(number, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written

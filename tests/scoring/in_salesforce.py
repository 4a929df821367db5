"""A tiny reader of Salesforce's formulas, for the functions that we print.

A blank is None. Truths have three values, as in SQL, and IF refuses a condition that is neither
true nor false: so nothing that we print may depend on what the product makes of one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

_TOKEN = re.compile(
    r'\s*(?:(?P<text>"(?:[^"\\]|\\.)*")|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[A-Za-z]\w*)'
    r"|(?P<sign><=|>=|[-+*/&<>=(),]))",
    re.ASCII,
)
_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: a == b, "<": lambda a, b: a < b, "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
}  # fmt: skip


class Formula:
    """Reads one formula over the fields of a record, each a value or another formula."""

    def __init__(self, text: str, record: Mapping[str, Any], formulas: Mapping[str, str]) -> None:
        self._record, self._formulas = record, formulas
        self._tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            assert found, text[at : at + 40]
            kind = str(found.lastgroup)
            self._tokens.append((kind, found[kind]))
            at = found.end()
        self._at = 0

    def value(self) -> Any:
        """Return what the whole formula gives."""
        found = self._comparison()()
        assert self._at == len(self._tokens), self._tokens[self._at :]
        return found

    def _take(self, *signs: str) -> str | None:
        if self._at < len(self._tokens) and self._tokens[self._at] in [("sign", s) for s in signs]:
            self._at += 1
            return self._tokens[self._at - 1][1]
        return None

    def _comparison(self) -> Callable[[], Any]:
        left = self._level(self._sum, {"&": lambda a, b: (a or "") + (b or "")})
        sign = self._take(*_COMPARED)
        if sign is None:
            return left
        right = self._level(self._sum, {})
        return _known(_COMPARED[sign], left, right)

    def _sum(self) -> Callable[[], Any]:
        return self._level(self._product, {"+": lambda a, b: a + b, "-": lambda a, b: a - b})

    def _product(self) -> Callable[[], Any]:
        return self._level(self._one, {"*": lambda a, b: a * b, "/": lambda a, b: Fraction(a) / b})

    def _level(self, below: Callable[[], Any], signs: Mapping[str, Any]) -> Callable[[], Any]:
        left = below()
        while sign := self._take(*signs) if signs else None:
            right = below()
            left = _joined(left, right) if sign == "&" else _known(signs[sign], left, right)
        return left  # type: ignore[no-any-return]

    def _one(self) -> Callable[[], Any]:
        if self._take("-"):
            inner = self._one()
            return _known(lambda a, _: -a, inner, lambda: 0)
        if self._take("("):
            inner = self._comparison()
            assert self._take(")")
            return inner
        kind, word = self._tokens[self._at]
        self._at += 1
        if kind == "text":
            said = re.sub(r"\\(.)", r"\1", word[1:-1], flags=re.DOTALL)
            return lambda: said
        if kind == "number":
            return lambda: Fraction(word)
        assert kind == "name", word
        if self._take("("):
            return self._call(word)
        return self._named(word)

    def _named(self, word: str) -> Callable[[], Any]:
        constants = {"NULL": None, "TRUE": True, "FALSE": False}
        if word in constants:
            return lambda: constants[word]
        if word in self._formulas:
            inner = self._formulas[word]
            return lambda: Formula(inner, self._record, self._formulas).value()
        return lambda: self._record[word]

    def _call(self, function: str) -> Callable[[], Any]:
        arguments = []
        while not self._take(")"):
            arguments.append(self._comparison())
            self._take(",")
        return lambda: _FUNCTIONS[function](*arguments)


def _known(of: Callable[[Any, Any], Any], left: Any, right: Any) -> Callable[[], Any]:
    def value() -> Any:
        a, b = left(), right()
        return None if a is None or b is None else of(a, b)

    return value


def _joined(left: Any, right: Any) -> Callable[[], str]:
    return lambda: (left() or "") + (right() or "")


def _if(truth: Any, yes: Any, no: Any) -> Any:
    found = truth()
    assert isinstance(found, bool), "a condition is blank"
    return yes() if found else no()


def _case(value: Any, *rest: Any) -> Any:
    *pairs, otherwise = rest
    found = value()
    for at in range(0, len(pairs), 2):
        if found is not None and found == pairs[at]():
            return pairs[at + 1]()
    return otherwise()


def _all(*truths: Any) -> bool | None:
    found = [one() for one in truths]
    return False if False in found else None if None in found else True


def _any(*truths: Any) -> bool | None:
    found = [one() for one in truths]
    return True if True in found else None if None in found else False


def _not(truth: Any) -> bool | None:
    found = truth()
    return None if found is None else not found


def _blank(value: Any, instead: Any) -> Any:
    found = value()
    return instead() if found in (None, "") else found


def _round(value: Any, places: Any) -> Any:
    assert places() == 0
    found = value()
    size = math.floor(abs(found) + Fraction(1, 2))
    return size if found >= 0 else -size


_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "IF": _if, "CASE": _case, "AND": _all, "OR": _any, "NOT": _not, "BLANKVALUE": _blank,
    "ISBLANK": lambda value: value() in (None, ""),
    "MIN": lambda *many: min(one() for one in many),
    "MAX": lambda *many: max(one() for one in many),
    "ROUND": _round,
}  # fmt: skip

"""Fields that hold a plain value: a choice, a number, a day, yes or no."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from icp_playbook.model.fields.base import Field, scalar, wrong
from icp_playbook.problems import did_you_mean, quoted

_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,9})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Choice(Field):
    """One of a closed list of words. `meanings` says what each is, for the editor's list; or none is said."""

    words: tuple[str, ...]
    meanings: tuple[str, ...] = ()

    def check(self, value: Any) -> str:
        text = scalar(value, "one of " + ", ".join(self.words))
        if text not in self.words:
            near = did_you_mean(text, self.words)
            raise wrong(
                "unknown-choice",
                f"{quoted(text)} is not one of the choices",
                f"{near + ' ' if near else ''}choose {', '.join(self.words[:-1])} or {self.words[-1]}",
            )
        return text

    def schema(self) -> dict[str, Any]:
        meanings = {"enumDescriptions": list(self.meanings)} if self.meanings else {}
        return {"type": "string", "enum": list(self.words)} | meanings


@dataclass(frozen=True, slots=True)
class Number(Field):
    """A plain decimal number between `least` and `most`: digits, at most one point, no grouping, no exponent."""

    least: int | None = None
    most: int | None = None
    whole: bool = False

    def check(self, value: Any) -> Decimal:
        text = scalar(value, "a number")
        if not _PLAIN_NUMBER.fullmatch(text):
            raise wrong(
                "not-a-number",
                f"{quoted(text)} is not a plain number",
                "write digits only, for example 1200 or 0.5",
            )
        number = Decimal(text)
        if self.whole and number != number.to_integral_value():
            raise wrong(
                "not-whole", f"{quoted(text)} is not a whole number", "leave out the fraction"
            )
        if (self.least is not None and number < self.least) or (
            self.most is not None and number > self.most
        ):
            raise wrong("out-of-range", f"{quoted(text)} is out of range", f"write {self._range()}")
        return number

    def _range(self) -> str:
        if self.most is None:
            return f"a number of at least {self.least}"
        return (
            f"a number from {self.least} to {self.most}"
            if self.least is not None
            else f"at most {self.most}"
        )

    def schema(self) -> dict[str, Any]:
        limits = {"minimum": self.least, "maximum": self.most}
        said = (
            "Write a whole number, such as 12."
            if self.whole
            else "Write digits only, such as 1200 or 0.5."
        )
        return {
            "type": ["integer" if self.whole else "number", "string"],
            "pattern": r"^[+-]?[0-9]{1,15}(\.0{1,9})?$"
            if self.whole
            else f"^{_PLAIN_NUMBER.pattern}$",
            "patternErrorMessage": said,
        } | {key: limit for key, limit in limits.items() if limit is not None}


@dataclass(frozen=True, slots=True)
class Date(Field):
    """A day, as 2026-03-31."""

    def check(self, value: Any) -> datetime.date:
        text = scalar(value, "a date")
        try:
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
                raise ValueError
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise wrong(
                "not-a-date",
                f"{quoted(text)} is not a date",
                "write year-month-day, for example 2026-03-31",
            ) from None

    def schema(self) -> dict[str, Any]:
        # A pattern and no `format`: editors differ in what they take for a date, and two rules give two messages.
        said = "Write a day as year-month-day, such as 2026-03-31."
        return {"type": "string", "pattern": f"^{_DAYS}$", "patternErrorMessage": said}


_DAYS = (
    "(?!0000)[0-9]{4}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)"
    "|(0[13578]|1[02])-31|02-29)"
)


@dataclass(frozen=True, slots=True)
class YesNo(Field):
    """Yes or no; `true` and `false` are accepted for those who know other YAML."""

    def check(self, value: Any) -> bool:
        text = scalar(value, "yes or no")
        if text in ("yes", "true"):
            return True
        if text in ("no", "false"):
            return False
        raise wrong("not-yes-or-no", f"{quoted(text)} is neither yes nor no", "write yes or no")

    def schema(self) -> dict[str, Any]:
        return {
            "anyOf": [
                {
                    "enum": ["yes", "no"]
                },  # with a type, editors write the quotes that other YAML needs
                {
                    "if": {"type": ["object", "array", "null", "number"]},
                    "then": {"type": "boolean"},
                    "pattern": "^(true|false)$",
                },
            ]
        }

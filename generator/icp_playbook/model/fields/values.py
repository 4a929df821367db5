"""Fields that hold a plain value: a choice, a number, a day, yes or no."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from icp_playbook.messages import Message, say
from icp_playbook.model.fields.base import Field, scalar, wrong
from icp_playbook.problems import did_you_mean, quoted

# Made once: a large company has a million values.
_A_NUMBER, _A_DATE, _YES_OR_NO = say("a number"), say("a date"), say("yes or no")
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,9})?", re.ASCII)
_DIGITS = r"[0-9]{1,15}(?:\.[0-9]{1,9})?"
# What documents and other programs make of a hyphen.
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_DASHED = re.compile(rf"[{_DASHES}]\s?({_DIGITS})")
_RANGE = re.compile(rf"({_DIGITS})\s?(?:[-{_DASHES}]|to)\s?({_DIGITS})")
_PERCENT = re.compile(rf"({_DIGITS})\s?%")


@dataclass(frozen=True, slots=True)
class Choice(Field):
    """One of a closed list of words.

    `meanings` says what each is, for the editor's list; `labels` what readers see for each, where a
    page shows the word. Either may be left out.
    """

    words: tuple[str, ...]
    meanings: tuple[str, ...] = ()
    labels: tuple[Message, ...] = ()

    def check(self, value: Any) -> str:
        if not isinstance(value, str):
            scalar(value, say("one of {words}", words=list(self.words)))
        text: str = value.strip()
        if text not in self.words:
            near = did_you_mean(text, self.words)
            *others, last = self.words
            words = say("{answers} or {last}", answers=list(others), last=last) if others else last
            choose = say("choose {words}", words=words)
            raise wrong(
                "unknown-choice",
                say("{text} is not one of the choices", text=quoted(text)),
                say("{near} {choose}", near=near, choose=choose) if near else choose,
            )
        return text

    def schema(self) -> dict[str, Any]:
        meanings = {"enumDescriptions": list(self.meanings)} if self.meanings else {}
        return {"type": "string", "enum": list(self.words)} | meanings


@dataclass(frozen=True, slots=True)
class Number(Field):
    """A plain decimal number between `least` and `most`.

    Digits, at most one point, no grouping, no exponent.
    """

    least: int | None = None
    most: int | None = None
    whole: bool = False

    def check(self, value: Any) -> Decimal:
        text = scalar(value, _A_NUMBER)
        if not _PLAIN_NUMBER.fullmatch(text):
            raise wrong(
                "not-a-number",
                say("{text} is not a plain number", text=quoted(text)),
                self._meant(text),
            )
        number = Decimal(text)
        if self.whole and number != number.to_integral_value():
            raise wrong(
                "not-whole",
                say("{text} is not a whole number", text=quoted(text)),
                say("leave out the fraction"),
            )
        if (self.least is not None and number < self.least) or (
            self.most is not None and number > self.most
        ):
            message = say("{text} is out of range", text=quoted(text))
            raise wrong("out-of-range", message, self._range())
        return number

    def _meant(self, text: str) -> str:
        """Return what to write instead of something that is nearly a number."""
        if found := _DASHED.fullmatch(text):
            return say("its sign is a dash and no hyphen; write -{number}", number=found[1])
        if found := _RANGE.fullmatch(text):
            least, most = Decimal(found[1]), Decimal(found[2])
            if most != most.to_integral_value():
                return say(
                    "one number stands here; a range is written as from {least}, to {most}",
                    least=least,
                    most=most,
                )
            return say(
                "one number stands here; a range is written as from {least}, to {next}, "
                "for to is not included",
                least=least,
                next=most + 1,
            )
        if found := _PERCENT.fullmatch(text):
            number = Decimal(found[1]) / (100 if self.most == 1 else 1)
            return say("write {number}", number=f"{number.normalize():f}")
        return say("write digits only, for example 1200 or 0.5")

    def _range(self) -> str:
        if self.most is None:
            return say("write a number of at least {least}", least=self.least or 0)
        if self.least is None:
            return say("write at most {most}", most=self.most)
        return say("write a number from {least} to {most}", least=self.least, most=self.most)

    def schema(self) -> dict[str, Any]:
        limits = {"minimum": self.least, "maximum": self.most}
        said = (
            say("Write a whole number, such as 12.")
            if self.whole
            else say("Write digits only, such as 1200 or 0.5.")
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
        text = scalar(value, _A_DATE)
        try:
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
                raise ValueError
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise wrong(
                "not-a-date",
                say("{text} is not a date", text=quoted(text)),
                say("write year-month-day, for example 2026-03-31"),
            ) from None

    def schema(self) -> dict[str, Any]:
        # A pattern and no `format`: editors differ in what they take for a date, and two rules give
        # two messages.
        said = say("Write a day as year-month-day, such as 2026-03-31.")
        return {"type": "string", "pattern": f"^{_DAYS}$", "patternErrorMessage": said}


_DAYS = (
    "(?!0000)[0-9]{4}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)"
    "|(0[13578]|1[02])-31|02-29)"
)


@dataclass(frozen=True, slots=True)
class YesNo(Field):
    """Yes or no; `true` and `false` are accepted for those who know other YAML."""

    def check(self, value: Any) -> bool:
        text = scalar(value, _YES_OR_NO)
        if text in ("yes", "true"):
            return True
        if text in ("no", "false"):
            return False
        message = say("{text} is neither yes nor no", text=quoted(text))
        raise wrong("not-yes-or-no", message, say("write yes or no"))

    def schema(self) -> dict[str, Any]:
        return {
            "anyOf": [
                # With a type, editors write the quotes that other YAML needs.
                {"enum": ["yes", "no"]},
                {
                    "if": {"type": ["object", "array", "null", "number"]},
                    "then": {"type": "boolean"},
                    "pattern": "^(true|false)$",
                },
            ]
        }

"""Days and months for people, as a language writes them: 3 May 2026, 2026年5月3日."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from importlib import import_module
from typing import Self

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayFormats:
    """How a language writes days, by what Babel knows of a `locale`; without one, in English."""

    locale: str = ""

    def written(self, day: datetime.date, month_alone: bool) -> str:
        """Return a day as people read it, or its month and year."""
        if not self.locale:
            month = f"{_MONTHS[day.month - 1]} {day.year}"
            return month if month_alone else f"{day.day} {month}"
        # English does without Babel, whose loading takes as long as a command's work.
        dates = import_module("babel.dates")
        if month_alone:
            return str(dates.format_skeleton("yMMMM", day, locale=self.locale))
        return str(dates.format_date(day, "long", locale=self.locale))


ENGLISH_DAYS = DayFormats()


class Day(str):
    """A day in English that remembers its date, so that a language writes its own."""

    __slots__ = ("date", "month_alone")
    date: datetime.date
    month_alone: bool

    def __new__(cls, day: datetime.date, month_alone: bool = False) -> Self:
        """Take a date; with `month_alone` only its month and year are said."""
        made = super().__new__(cls, ENGLISH_DAYS.written(day, month_alone))
        made.date, made.month_alone = day, month_alone
        return made

    def __reduce__(self) -> tuple[type[Day], tuple[datetime.date, bool]]:
        return Day, (self.date, self.month_alone)

    def within(self, formats: DayFormats) -> str:
        """Return it as another language writes it."""
        return formats.written(self.date, self.month_alone)

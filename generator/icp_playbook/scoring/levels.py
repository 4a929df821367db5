"""The level of one dimension, by rubric, checklist or coverage; a range of levels while answers are missing."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.scoring.answers import Answers
from icp_playbook.scoring.exact import exact_text
from icp_playbook.scoring.results import ProfileRow, Value
from icp_playbook.scoring.rules import Dimension, DimensionLevel, Maturity


@dataclass(frozen=True, slots=True)
class Reading:
    """One dimension: the level it has at worst and at best; `held` are the items that need no more work."""

    dimension: Dimension
    worst: int
    best: int
    value: Value | None
    items: int
    unanswered: tuple[str, ...]
    held: frozenset[str]

    @property
    def level(self) -> int | None:
        """Return the level once the answers decide it: what is missing makes no difference any more."""
        return self.worst if self.worst == self.best else None

    @property
    def row(self) -> ProfileRow:
        """Return the dimension's line in the profile."""
        return {
            "dimension": self.dimension["id"],
            "level": self.level,
            "worst": self.worst,
            "best": self.best,
            "value": self.value,
            "answered": self.items - len(self.unanswered),
            "of": self.items,
        }


def read_dimension(dimension: Dimension, model: Maturity, answers: Answers) -> Reading:
    """Return what the answers say about one dimension."""
    levels = sorted(level["level"] for level in model["levels"])
    if dimension["method"] == "rubric":
        level = answers.rubric.get(dimension["id"])
        worst, best = (levels[0], levels[-1]) if level is None else (level, level)
        return Reading(dimension, worst, best, None, 0, (), frozenset())
    given = answers.items.get(dimension["id"], {})
    by_level = {level["level"]: level for level in dimension["levels"]}
    steps = [by_level.get(level, _nothing(level)) for level in levels]
    ids = [item["id"] for step in steps for item in step["items"]]
    value = None
    if dimension["method"] == "checklist":
        worst, best = (_checklist(steps, given, assumed) for assumed in ("no", "yes"))
    else:
        low, high = (_coverage(steps, given, assumed) for assumed in ("0", "1"))
        worst, best = (min(max(math.floor(total), levels[0]), levels[-1]) for total in (low, high))
        value = Value(worst=exact_text(low), best=exact_text(high))
    held = frozenset(name for name in ids if given.get(name) in ("yes", "1", "not-applicable"))
    unanswered = tuple(name for name in ids if name not in given)
    return Reading(dimension, worst, best, value, len(ids), unanswered, held)


def _nothing(level: int) -> DimensionLevel:
    return {"level": level, "label": "", "signs": [], "items": []}


def _checklist(steps: list[DimensionLevel], given: Mapping[str, str], assumed: str) -> int:
    """Return the highest level whose criteria all hold, and those of every level below; else the lowest."""
    reached = steps[0]["level"]
    for step in steps:
        answers = [given.get(item["id"], assumed) for item in step["items"]]
        if "no" in answers:
            break
        reached = step["level"]
    return reached


def _coverage(steps: list[DimensionLevel], given: Mapping[str, str], assumed: str) -> Fraction:
    """Return the sum of the levels' means, so that a full answer up to level L is L.

    A level of which nothing is asked, or nothing applies, is held: it counts 1. Where levels start at 0, level 0
    itself adds nothing to the sum.
    """
    total = Fraction(steps[0]["level"] - 1)
    for step in steps:
        values = [given.get(item["id"], assumed) for item in step["items"]]
        counted = [Fraction(value) for value in values if value != "not-applicable"]
        total += sum(counted, Fraction(0)) / len(counted) if counted else 1
    return max(total, Fraction(0))

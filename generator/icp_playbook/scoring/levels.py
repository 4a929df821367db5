"""The level of one dimension, a range while answers are missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.scoring.answers import Answers
from icp_playbook.scoring.exact import exact_text
from icp_playbook.scoring.results import ProfileRow, Value
from icp_playbook.scoring.rules import DimensionLevelRules, DimensionRules


@dataclass(frozen=True, slots=True)
class DimensionReading:
    """One dimension: its level and its exact value, at worst and at best.

    By coverage the value lies between two levels; else it is the level. Items that are `held` need
    no more work.
    """

    dimension: DimensionRules
    worst: int
    best: int
    low: Fraction
    high: Fraction
    items: int
    unanswered: tuple[str, ...]
    held: frozenset[str]

    @property
    def level(self) -> int | None:
        """Return the level once no missing answer can change it."""
        return self.worst if self.worst == self.best else None

    @property
    def row(self) -> ProfileRow:
        """Return the dimension's line in the profile."""
        is_coverage = self.dimension["method"] == "coverage"
        value = Value(worst=exact_text(self.low), best=exact_text(self.high))
        return {
            "dimension": self.dimension["id"],
            "level": self.level,
            "worst": self.worst,
            "best": self.best,
            "value": value if is_coverage else None,
            "answered": self.items - len(self.unanswered),
            "of": self.items,
        }


def own_levels(dimension: DimensionRules) -> list[int]:
    """Return the levels of the model that a dimension describes, from low to high."""
    return sorted(level["level"] for level in dimension["levels"])


def read_dimension(dimension: DimensionRules, answers: Answers) -> DimensionReading:
    """Return what the answers say about one dimension."""
    levels = own_levels(dimension)
    if dimension["method"] == "rubric":
        level = answers.rubric.get(dimension["id"])
        worst, best = (levels[0], levels[-1]) if level is None else (level, level)
        return _reading(dimension, (worst, best), (Fraction(worst), Fraction(best)), [], {})
    given = answers.items.get(dimension["id"], {})
    steps = sorted(dimension["levels"], key=lambda step: step["level"])
    ids = [item["id"] for step in steps for item in step["items"]]
    if dimension["method"] == "checklist":
        worst, best = (_checklist(steps, given, assumed) for assumed in ("no", "yes"))
        return _reading(dimension, (worst, best), (Fraction(worst), Fraction(best)), ids, given)
    low, high = (_coverage(steps, given, assumed) for assumed in ("0", "1"))
    worst, best = (_reached(levels, total) for total in (low, high))
    return _reading(dimension, (worst, best), (low, high), ids, given)


def _reading(
    dimension: DimensionRules,
    levels: tuple[int, int],
    values: tuple[Fraction, Fraction],
    ids: list[str],
    given: Mapping[str, str],
) -> DimensionReading:
    held = frozenset(name for name in ids if given.get(name) in ("yes", "1", "not-applicable"))
    unanswered = tuple(name for name in ids if name not in given)
    return DimensionReading(dimension, *levels, *values, len(ids), unanswered, held)


def _reached(levels: list[int], total: Fraction) -> int:
    """Return the highest level that a value reaches; what falls below the lowest counts as it."""
    return max((level for level in levels if level <= total), default=levels[0])


def _checklist(steps: list[DimensionLevelRules], given: Mapping[str, str], assumed: str) -> int:
    """Return the highest level up to which all criteria of each level hold; else the lowest."""
    reached = steps[0]["level"]
    for step in steps:
        answers = [given.get(item["id"], assumed) for item in step["items"]]
        if "no" in answers:
            break
        reached = step["level"]
    return reached


def _coverage(steps: list[DimensionLevelRules], given: Mapping[str, str], assumed: str) -> Fraction:
    """Return the sum of the levels' means, so that a full answer up to level L is L.

    A level of which nothing is asked, or nothing applies, is held: it counts whole. A level after
    some that the dimension does not describe counts for those, too. Where levels start at 0, level
    0 itself adds nothing to the sum.
    """
    below = steps[0]["level"] - 1
    total = Fraction(below)
    for step in steps:
        values = [given.get(item["id"], assumed) for item in step["items"]]
        counted = [Fraction(value) for value in values if value != "not-applicable"]
        share = sum(counted, Fraction(0)) / len(counted) if counted else 1
        total += (step["level"] - below) * share
        below = step["level"]
    return max(total, Fraction(0))

"""Adding up: the weights that count for an account, and groups no more than their caps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.scoring.conditions import Known, holds, undecided_by
from icp_playbook.scoring.criteria import name_of
from icp_playbook.scoring.exact import exact_number
from icp_playbook.scoring.rules import CriterionRules, FitRules

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Weighing:
    """A weight for each criterion; `name` says for whom, where they are not the usual ones.

    `open_by` are the attributes that leave it open whether they count.
    """

    name: str | None
    weights: tuple[Fraction, ...]
    open_by: tuple[str, ...] = ()

    @property
    def total(self) -> Fraction:
        """Return the weight of all criteria."""
        return sum(self.weights, _NOTHING)


def all_weighings(segment: FitRules) -> list[Weighing]:
    """Return the weights that may count, the usual ones last."""
    others = [
        Weighing(other["name"], _weights(segment["criteria"], other["weights"]))
        for other in segment.get("other_weights", [])
    ]
    return [*others, Weighing(None, _weights(segment["criteria"], {}))]


def weighings(segment: FitRules, known: Known) -> tuple[Weighing, list[Weighing]]:
    """Return the weights that count by what is known, and all that may come to count.

    The first whose condition holds count, else the usual ones; what is undecided does not hold.
    """
    possible: list[Weighing] = []
    *others, usual = all_weighings(segment)
    for one, rule in zip(others, segment.get("other_weights", []), strict=True):
        outcome = holds(rule["when"], known)
        if outcome:
            return one, [*possible, one]
        if outcome is None:
            open_by = tuple(undecided_by(rule["when"], known))
            possible.append(Weighing(one.name, one.weights, open_by))
    return usual, [*possible, usual]


def _weights(criteria: Iterable[CriterionRules], other: dict[str, str]) -> tuple[Fraction, ...]:
    return tuple(exact_number(other.get(name_of(one), one["weight"])) for one in criteria)


def sum_of(segment: FitRules, weighing: Weighing, points: Sequence[Fraction | None]) -> Fraction:
    """Return points times weight, added up; a group counts no more than its cap."""
    ungrouped, sums = _sums(segment, weighing, points)
    caps = {group["id"]: exact_number(group["most"]) for group in segment.get("groups", [])}
    return sum((min(total, caps.get(name, total)) for name, total in sums.items()), ungrouped)


def group_sums(
    segment: FitRules, weighing: Weighing, points: Sequence[Fraction | None]
) -> dict[str, Fraction]:
    """Return what the criteria of each group would add up to without its cap."""
    return _sums(segment, weighing, points)[1]


def _sums(
    segment: FitRules, weighing: Weighing, points: Sequence[Fraction | None]
) -> tuple[Fraction, dict[str, Fraction]]:
    ungrouped, sums = _NOTHING, dict[str, Fraction]()
    for criterion, weight, got in zip(segment["criteria"], weighing.weights, points, strict=True):
        if got is None:
            continue
        if "group" in criterion:
            name = criterion["group"]
            sums[name] = sums.get(name, _NOTHING) + weight * got
        else:
            ungrouped += weight * got
    return ungrouped, sums

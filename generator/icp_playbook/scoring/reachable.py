"""Which bands of a score, and which levels of a model, some answers reach.

Each criterion is let bring any of its points, also where no answers bring two of them at once. So
more scores count as possible than are: a band that none of them is in is reached by no answers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from fractions import Fraction

from icp_playbook.scoring.criteria import all_points
from icp_playbook.scoring.exact import exact_number, part_of
from icp_playbook.scoring.levels import own_levels
from icp_playbook.scoring.rules import AbilityRules, FitRules
from icp_playbook.scoring.units import level_of, takes_values
from icp_playbook.scoring.weighing import Weighing, all_weighings

_MANY = 20_000
"""Of more sums than this, only the least and the most are looked at."""
_WORK = 1_000_000
"""And as well where finding them takes more additions than this."""

_State = tuple[int, int, int]
"""Points, the highest points, and the weight of what is known; whole numbers of one unit."""


def unreachable_bands(rules: FitRules) -> list[int]:
    """Return the places of the bands that no answers reach; `rules` have no defect."""
    missing = set(range(len(rules["bands"])))
    for weighing in all_weighings(rules):
        for scores in (_Sums(rules, weighing, False), _Sums(rules, weighing, True)):
            if missing:
                missing -= {index for index in missing if scores.reach(*_ends(rules, index))}
    return sorted(missing)


def _ends(rules: FitRules, index: int) -> tuple[Fraction | None, Fraction | None]:
    """Return from where to below where a band goes; the first and the last one have no bound."""
    starts = [exact_number(band["from"]) for band in rules["bands"]]
    return starts[index] if index else None, starts[index + 1] if starts[index + 1 :] else None


class _Sums:
    """The scores that are possible by some weights, with everything known or with less.

    With everything known there are far fewer, and mostly they settle it.
    """

    def __init__(self, rules: FitRules, weighing: Weighing, partly: bool) -> None:
        self._is_raw = rules["mode"] == "raw"
        self._least_known = exact_number(rules["min_coverage"]) * weighing.total
        self._sums: dict[str | None, list[set[_State]]] = {}
        points = [
            [weight * one for one in all_points(criterion)]
            for criterion, weight in zip(rules["criteria"], weighing.weights, strict=True)
        ]
        caps = {group["id"]: exact_number(group["most"]) for group in rules.get("groups", [])}
        numbers = [*(one for some in points for one in some), *caps.values(), *weighing.weights]
        self._unit = math.lcm(*(number.denominator for number in numbers))
        for criterion, weight, some in zip(
            rules["criteria"], weighing.weights, points, strict=True
        ):
            most = 0 if self._is_raw else self._whole(max(some))
            states = {(self._whole(one), most, self._whole(weight)) for one in some}
            if partly and not criterion["required"]:
                states.add((0, 0, 0))
            self._sums.setdefault(criterion.get("group"), []).append(states)
        self._caps = {name: self._whole(cap) for name, cap in caps.items()}
        self._found: set[Fraction] | None = None
        self._work = 0

    def _whole(self, number: Fraction) -> int:
        return int(number * self._unit)

    def reach(self, start: Fraction | None, end: Fraction | None) -> bool:
        """Tell whether a score lies from `start` to below `end`."""
        if not self._work:
            states = self._states()
            self._found = None if states is None else set(self._scores(states))
        if self._found is None:
            return self._may_reach(start, end)
        return any(
            (start is None or start <= score) and (end is None or score < end)
            for score in self._found
        )

    def _scores(self, states: Iterable[_State]) -> Iterator[Fraction]:
        for points, most, weight in states:
            if not weight or Fraction(weight, self._unit) < self._least_known:
                continue
            if self._is_raw:
                yield Fraction(points, self._unit)
            elif most > 0:
                yield max(Fraction(100 * points, most), Fraction(0))

    def _states(self) -> set[_State] | None:
        """Return all sums, or None where there are too many."""
        total: set[_State] | None = {(0, 0, 0)}
        for group, parts in self._sums.items():
            some: set[_State] | None = {(0, 0, 0)}
            for states in parts:
                some = self._added(some, states)
            if group is not None and some is not None:
                cap = self._caps[group]
                some = {(min(points, cap), min(most, cap), w) for points, most, w in some}
            total = self._added(total, some)
        return total

    def _added(self, some: set[_State] | None, others: set[_State] | None) -> set[_State] | None:
        if some is None or others is None:
            return None
        self._work += len(some) * len(others)
        if self._work > _WORK:
            return None
        found = {(a + d, b + e, c + f) for a, b, c in some for d, e, f in others}
        return found if len(found) <= _MANY else None

    def _may_reach(self, start: Fraction | None, end: Fraction | None) -> bool:
        """Tell it from the least and the most raw points; a share may be anything."""
        if not self._is_raw:
            return True
        ends = []
        for pick in (min, max):
            ends.append(0)
            for group, parts in self._sums.items():
                total = sum(pick(points for points, _, _ in states) for states in parts)
                ends[-1] += total if group is None else min(total, self._caps[group])
        least, most = (Fraction(one, self._unit) for one in ends)
        return (start is None or start <= most) and (end is None or least < end)


def reached_levels(model: AbilityRules) -> set[int] | None:
    """Return the levels that some profile has as its tier.

    None where they are not counted: a mean of values between levels, groups, or too many profiles.
    """
    rule, dimensions = model["rule"], model["dimensions"]
    between = any(one["method"] == "coverage" for one in dimensions) and takes_values(rule)
    if not dimensions or between or rule.get("over") == "groups":
        return None
    profiles: set[tuple[int, ...]] = {()}
    for dimension in dimensions:
        more = {tuple(sorted((*one, level))) for one in profiles for level in own_levels(dimension)}
        profiles |= more
        if len(profiles) > _MANY:
            return None
    needed = max(part_of(rule["min_known"], len(dimensions)), 1)
    known = [list(map(Fraction, one)) for one in profiles if len(one) >= needed]
    return {level_of(model, values) for values in known}

"""What one segment asks, and how far each attribute moves it: the twin of `fit_described`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from icp_playbook.scoring.exact import exact_number
from icp_playbook.scoring.sql.conditions import Asked, Conditions
from icp_playbook.scoring.sql.fit import CompiledFit, CompiledLine, FitCompiler
from icp_playbook.scoring.sql.program import Program
from icp_playbook.scoring.sql.tree import (
    FALSE,
    Node,
    added,
    as_count,
    at_least,
    chosen,
    compare,
    every,
    least_of,
    most_of,
    negated,
    some,
    times,
    whole,
)
from icp_playbook.scoring.weighing import Weighing, all_weighings

_NOTHING = whole(0)


class Asking:
    """What one segment asks; numbers are whole, and times its unit."""

    def __init__(
        self,
        program: Program,
        conditions: Conditions,
        fits: FitCompiler,
        one: CompiledFit,
        counts: Node,
    ) -> None:
        self._define, self._fits, self._one = program.define, fits, one
        self._counts = self._define(counts)
        others = one.rules.get("other_weights", [])
        self._others = [
            [Asked(a.attribute, every([a.when, is_open]), a.place) for a in conditions.asked(when)]
            for when, is_open in zip(
                (other["when"] for other in others), one.open_weighings, strict=True
            )
        ]
        self._ruling_out = [
            asked for rule in one.rules["disqualifiers"] for asked in conditions.asked(rule["when"])
        ]
        self._weighings = all_weighings(one.rules)
        self._swings: dict[str, Node] = {}

    @property
    def denominator(self) -> int:
        """Return by what shares can be multiplied to be whole."""
        return math.lcm(*(one for one in self._highest if one > 0), 1)

    @cached_property
    def _highest(self) -> list[int]:
        return [int(one * self._one.unit) for one in self._one.highest]

    def asks(self, name: str) -> Node:
        """Return whether this segment counts and asks an attribute."""
        if self._counts == FALSE:
            return FALSE
        truths = [asked.when for asked in self._asked if asked.attribute == name]
        return self._define(every([self._counts, some(truths)]))

    def share_of(self, name: str, base: int) -> Node:
        """Return how far an attribute moves the score as a share of the highest, times `base`."""
        swing = self._swing_of(name)
        return self._by_weights(
            lambda at, _: (
                times(swing, base // self._highest[at]) if self._highest[at] > 0 else _NOTHING
            )
        )

    def place_of(self, name: str) -> Node:
        """Return a number that is larger the earlier this segment asks an attribute."""
        occurrences = [asked for line in self._one.lines for asked in line.asked]
        occurrences += [asked for asked_by in self._others for asked in asked_by]
        occurrences += self._ruling_out
        last = len(occurrences)
        first = [
            (asked.when, whole(last - at))
            for at, asked in enumerate(occurrences)
            if asked.attribute == name
        ]
        required = [line for line in self._one.lines if line.criterion["required"]]
        is_required = some(_waits(line, name) for line in required)
        may_rule_out = some(asked.when for asked in self._ruling_out if asked.attribute == name)
        more = added([times(as_count(is_required), 2), as_count(may_rule_out)])
        moved = added([times(self._swing_of(name), 4), more])
        return self._define(added([times(moved, last + 1), chosen(first, _NOTHING)]))

    def _swing_of(self, name: str) -> Node:
        """Return how far an attribute moves the sum."""
        if name not in self._swings:
            parts = [*self._by_points(name), *self._by_other_weights(name)]
            self._swings[name] = self._define(added(parts))
        return self._swings[name]

    def _by_points(self, name: str) -> Iterator[Node]:
        for place, line in enumerate(self._one.lines):
            waits = _waits(line, name)
            if waits == FALSE:
                continue
            between = self._define(at_least(added([line.most, times(line.least, -1)]), 0))

            def moved(_: int, weights: Sequence[int], at: int = place, by: Node = between) -> Node:
                most = times(by, weights[at])
                group = self._one.lines[at].criterion.get("group")
                return least_of(most, self._room(group, weights)) if group else most

            yield chosen([(waits, self._by_weights(moved))], _NOTHING)

    def _room(self, group: str, weights: Sequence[int]) -> Node:
        """Return how much a group may still gain above its worst."""
        caps = {one["id"]: exact_number(one["most"]) for one in self._one.rules.get("groups", [])}
        inside = [
            (weight, line.least)
            for weight, line in zip(weights, self._one.lines, strict=True)
            if line.criterion.get("group") == group
        ]
        worst = self._fits.weighed([w for w, _ in inside], [least for _, least in inside])
        room = added([whole(int(caps[group] * self._one.unit)), times(worst, -1)])
        return self._define(most_of(room, _NOTHING))

    def _by_other_weights(self, name: str) -> Iterator[Node]:
        furthest = [most_of(line.most, times(line.least, -1)) for line in self._one.lines]
        for asked_by, other in zip(self._others, self._weighings, strict=False):
            waits = some(asked.when for asked in asked_by if asked.attribute == name)
            if waits == FALSE:
                continue
            theirs = self._whole(other)

            def moved(_: int, mine: Sequence[int], theirs: Sequence[int] = theirs) -> Node:
                between = [abs(m - t) for m, t in zip(mine, theirs, strict=True)]
                return self._fits.weighed(between, [self._define(one) for one in furthest])

            yield chosen([(waits, self._by_weights(moved))], _NOTHING)

    def _by_weights(self, value_of: Callable[[int, Sequence[int]], Node]) -> Node:
        """Return what follows from the weights that count."""
        values = [value_of(at, self._whole(one)) for at, one in enumerate(self._weighings)]
        used = [
            (compare(self._one.weighing, "=", whole(at)), value)
            for at, value in enumerate(values[:-1])
        ]
        return self._define(chosen(used, values[-1]))

    def _whole(self, weighing: Weighing) -> list[int]:
        return [int(weight * self._one.scales[1]) for weight in weighing.weights]

    @cached_property
    def _asked(self) -> list[Asked]:
        """What is open; once enough is known, not what can move nothing."""
        found: list[Asked] = []
        groups = [group["id"] for group in self._one.rules.get("groups", [])]
        full = {
            name: self._define(every([self._one.enough_known, self._is_full(name)]))
            for name in groups
        }
        for line in self._one.lines:
            group = full.get(line.criterion.get("group", ""))
            for asked in line.asked:
                counts = asked.when if group is None else every([asked.when, negated(group)])
                found.append(Asked(asked.attribute, counts, asked.place))
        return [*found, *(one for asked in self._others for one in asked), *self._ruling_out]

    def _is_full(self, group: str) -> Node:
        """Return whether a group reaches its cap whatever is still found out."""
        one = self._one
        most = next(g["most"] for g in one.rules.get("groups", []) if g["id"] == group)
        cap = whole(int(exact_number(most) * one.unit))
        inside = [at for at, line in enumerate(one.lines) if line.criterion.get("group") == group]
        reached = []
        for at, weighing in enumerate(self._weighings):
            weights = [self._whole(weighing)[place] for place in inside]
            counts = compare(one.weighing, "=", whole(at))
            if at < len(one.open_weighings):
                counts = some([counts, one.open_weighings[at]])
            for points in (
                [one.lines[place].points for place in inside],
                [one.lines[place].least for place in inside],
            ):
                enough = compare(self._fits.weighed(weights, points), ">=", cap)
                reached.append(some([negated(counts), enough]))
        return every(reached)


def _waits(line: CompiledLine, name: str) -> Node:
    """Return whether a criterion waits for an attribute."""
    return some(asked.when for asked in line.asked if asked.attribute == name)

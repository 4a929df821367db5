"""One set of rules for fit as expressions: the twin of `scoring.fit` and `scoring.weighing`."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.scoring.criteria import all_points
from icp_playbook.scoring.exact import exact_number
from icp_playbook.scoring.rules import CriterionRules, FitRules
from icp_playbook.scoring.sql.conditions import Asked, CompiledCondition, Conditions
from icp_playbook.scoring.sql.inputs import Input, compared, scaled
from icp_playbook.scoring.sql.program import Program
from icp_playbook.scoring.sql.tree import (
    FALSE,
    NULL_WHOLE,
    TRUE,
    Node,
    added,
    as_count,
    at_least,
    chosen,
    compare,
    divided,
    every,
    is_known,
    is_one_of,
    least_of,
    most_of,
    negated,
    some,
    times,
    whole,
)
from icp_playbook.scoring.weighing import all_weighings, sum_of

ALWAYS, NEVER = CompiledCondition(TRUE, FALSE), CompiledCondition(FALSE, TRUE)


@dataclass(frozen=True, slots=True)
class CompiledLine:
    """One criterion: its points times the segment's scale, 0 while they are open."""

    criterion: CriterionRules
    met: CompiledCondition
    points: Node
    known: Node
    least: Node
    """The fewest points that it may still bring."""
    most: Node
    asked: tuple[Asked, ...]
    """What it waits for, each while the criterion is open."""


@dataclass(frozen=True, slots=True)
class CompiledFit:
    """What one set of rules gives: numbers are whole, and times `unit` of what people read."""

    rules: FitRules
    lines: tuple[CompiledLine, ...]
    weighing: Node
    """The place of the weights that count."""
    open_weighings: tuple[Node, ...]
    """Whether each of the other weights may come to count."""
    hit: tuple[CompiledCondition, ...]
    enough_known: Node
    known: Node
    """Whether there is a score at all."""
    gained: Node
    """The score is `gained` of `of`, below 0 for raw points only; without a score it is 0 of 1."""
    of: Node
    unit: int
    scales: tuple[int, int]
    """By what points, and by what weights are multiplied."""
    highest: tuple[Fraction, ...]
    """The highest score by each of the weights."""

    @property
    def disqualified(self) -> Node:
        """Return whether anything rules the account out."""
        return some(one.holds for one in self.hit)

    @property
    def scored(self) -> Node:
        """Return whether the status is `scored`."""
        return every([self.enough_known, negated(self.disqualified)])

    @property
    def is_raw(self) -> bool:
        """Whether points are counted, not their share."""
        return self.rules["mode"] == "raw"

    @property
    def score(self) -> tuple[Node, Node]:
        """Return the exact score as part and whole."""
        if self.is_raw:
            return self.gained, whole(self.unit)
        return times(self.gained, 100), self.of

    @property
    def shown(self) -> Node:
        """Return the score as people read it: the nearest whole number, halves up."""
        part, of = self.score
        shift = -(part.span[0] // max(of.span[0], 1)) + 1 if part.span[0] < 0 else 0
        twice = added([times(part, 2), of, times(of, 2 * shift)])
        return added([divided(twice, times(of, 2)), whole(-shift)])

    @property
    def band(self) -> Node:
        """Return the band's place, null where there is none."""
        bands = self.rules["bands"]
        if not bands:
            return NULL_WHOLE
        part, of = self.score
        starts = [exact_number(band["from"]) for band in bands]
        scale = scaled(starts)
        left = times(part, scale)
        reached = [
            (compare(times(of, int(start * scale)), "<=", left), whole(at))
            for at, start in reversed(list(enumerate(sorted(starts))))
        ]
        place = chosen(reached, whole(0))
        return chosen([(self.enough_known, place)], NULL_WHOLE)


class FitCompiler:
    """Compiles segments and scores over the columns of attributes."""

    def __init__(
        self, program: Program, attributes: dict[str, Input], conditions: Conditions
    ) -> None:
        self._program, self._inputs, self._conditions = program, attributes, conditions

    def judged(self, rules: FitRules) -> CompiledFit:
        """Return what these rules give."""
        define = self._program.define
        point_scale = scaled(p for one in rules["criteria"] for p in all_points(one))
        weighings = all_weighings(rules)
        weight_scale = scaled(w for one in weighings for w in one.weights)
        weight_scale = math.lcm(
            weight_scale, scaled(one["most"] for one in rules.get("groups", []))
        )
        lines = [self._line(one, point_scale) for one in rules["criteria"]]
        others = [self._conditions.outcome(one["when"]) for one in rules.get("other_weights", [])]
        usual = len(others)
        used = define(
            chosen([(one.holds, whole(place)) for place, one in enumerate(others)], whole(usual))
        )
        earlier = [every(negated(one.holds) for one in others[:at]) for at in range(usual)]
        unit = point_scale * weight_scale
        highest = [max(all_points(one)) for one in rules["criteria"]]
        tops = [whole(int(one * point_scale)) for one in highest]

        def by_weights(value_of: Callable[[Sequence[int]], Node]) -> Node:
            values = [value_of([int(w * weight_scale) for w in one.weights]) for one in weighings]
            return define(_at(used, values))

        def sum_by(points: Sequence[Node]) -> Node:
            return by_weights(lambda weights: self._sum(rules, weights, points, unit))

        known = [one.known for one in lines]
        counted = [one.points for one in lines]
        base = [times(self._count(truth), top) for truth, top in zip(known, tops, strict=True)]
        is_raw = rules["mode"] == "raw"
        gained, of = sum_by(counted), sum_by(tops if is_raw else base)
        known_weight = by_weights(
            lambda weights: added(
                times(self._count(truth), weight)
                for truth, weight in zip(known, weights, strict=True)
            )
        )
        total = by_weights(lambda weights: whole(sum(weights)))
        share = exact_number(rules["min_coverage"])
        covered = compare(
            times(known_weight, share.denominator), ">=", times(total, share.numerator)
        )
        has_score = define(
            every([compare(known_weight, ">", whole(0)), compare(of, ">", whole(0))])
        )
        required = [one.known for one in lines if one.criterion["required"]]
        floored = gained if is_raw else most_of(gained, whole(0))
        return CompiledFit(
            rules=rules,
            lines=tuple(lines),
            weighing=used,
            open_weighings=tuple(
                define(every([before, one.open]))
                for before, one in zip(earlier, others, strict=True)
            ),
            hit=tuple(self._conditions.outcome(one["when"]) for one in rules["disqualifiers"]),
            enough_known=define(every([*required, covered, has_score])),
            known=has_score,
            gained=define(_where(has_score, floored)),
            of=define(at_least(chosen([(has_score, of)], whole(1)), 1)),
            unit=unit,
            scales=(point_scale, weight_scale),
            highest=tuple(sum_of(rules, one, highest) for one in weighings),
        )

    def _count(self, truth: Node) -> Node:
        return self._program.define(as_count(truth))

    def _sum(
        self, rules: FitRules, weights: Sequence[int], points: Sequence[Node], unit: int
    ) -> Node:
        """Return points times weight, added up; a group counts no more than its cap."""
        alone: list[Node] = []
        groups: dict[str, list[Node]] = {}
        for criterion, weight, got in zip(rules["criteria"], weights, points, strict=True):
            into = groups.setdefault(criterion["group"], []) if "group" in criterion else alone
            into.append(times(got, weight))
        caps = {one["id"]: exact_number(one["most"]) for one in rules.get("groups", [])}
        for name, parts in groups.items():
            total = self._program.define(added(parts))
            cap = caps.get(name)
            alone.append(total if cap is None else least_of(total, whole(int(cap * unit))))
        return added(alone)

    def weighed(self, weights: Sequence[int], points: Sequence[Node]) -> Node:
        """Return points times weight, added up."""
        return self._program.define(
            added(times(got, weight) for got, weight in zip(points, weights, strict=True))
        )

    def _line(self, criterion: CriterionRules, scale: int) -> CompiledLine:
        """Return what a criterion brings; the twin of `criteria.line_of`."""
        define = self._program.define
        met = self._conditions.outcome(criterion["when"]) if "when" in criterion else ALWAYS
        earned, answered = self._earned(criterion, scale)
        earned = define(earned)
        other = int(exact_number(criterion.get("otherwise", "0")) * scale)
        if met == ALWAYS:
            known, points = define(answered), earned
        else:
            is_other = every([answered, compare(earned, "=", whole(other))])
            known = define(some([met.fails, every([met.holds, answered]), is_other]))
            points = define(chosen([(met.fails, whole(other)), (known, earned)], whole(0)))
        is_open = negated(known)
        asked = self._conditions.asked(criterion["when"]) if "when" in criterion else []
        asked = [Asked(a.attribute, every([a.when, is_open]), a.place) for a in asked]
        if "points" not in criterion:
            unknown = every([is_open, negated(answered)])
            asked.append(Asked(criterion["attribute"], unknown, len(asked)))
        own: CriterionRules = {**criterion}
        own.pop("when", None)
        scale_points = [int(points * scale) for points in all_points(own)]
        ends = list[Node]()
        for end, of_both in ((min, least_of), (max, most_of)):
            own_end = end(scale_points)
            whens = [
                (known, points),
                (answered, of_both(earned, whole(other))),
                (met.holds, whole(own_end)),
            ]
            ends.append(chosen(whens, whole(end(own_end, other))))
        fewest, most = ends
        return CompiledLine(criterion, met, points, known, fewest, most, tuple(asked))

    def _earned(self, criterion: CriterionRules, scale: int) -> tuple[Node, Node]:
        """Return the points of the answer, 0 without one, and whether there is one."""
        if "points" in criterion:
            return whole(int(exact_number(criterion["points"]) * scale)), TRUE
        one = self._inputs[criterion["attribute"]]
        answered, value = is_known(one.ref), one.ref
        other = whole(int(exact_number(criterion.get("otherwise", "0")) * scale))
        whens = [(negated(answered), whole(0))]
        if "bands" in criterion:
            last, covered = len(criterion["bands"]) - 1, one.least
            for index, band in enumerate(criterion["bands"]):
                within = []
                start = exact_number(band["from"]) if "from" in band else None
                # What is below has been answered by the bands before.
                follows = covered is not None and (start is None or start <= covered)
                if start is not None and not follows:
                    within.append(compared(value, ">=", start))
                if "to" in band:
                    operator = "<=" if index == last else "<"
                    within.append(compared(value, operator, exact_number(band["to"])))  # type: ignore[arg-type]
                    end = exact_number(band["to"])
                    covered = max(covered, end) if follows and covered is not None else None
                whens.append((every(within), whole(int(exact_number(band["points"]) * scale))))
        else:
            options = criterion.get("options", {})
            whens += [
                (is_one_of(value, [code]), whole(int(exact_number(options[answer]) * scale)))
                for answer, code in one.codes
                if answer in options
            ]
        return chosen(whens, other), answered


def _where(truth: Node, value: Node) -> Node:
    return chosen([(truth, value)], whole(0))


def _at(place: Node, values: Sequence[Node]) -> Node:
    return chosen(
        [(compare(place, "=", whole(at)), value) for at, value in enumerate(values[:-1])],
        values[-1],
    )

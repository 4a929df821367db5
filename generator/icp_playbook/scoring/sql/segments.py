"""The order of segments: the twin of `ranking`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from icp_playbook.model.segment import FOCUSES
from icp_playbook.scoring.rules import SegmentRules
from icp_playbook.scoring.sql.fit import CompiledFit
from icp_playbook.scoring.sql.program import Program
from icp_playbook.scoring.sql.tree import (
    NULL_WHOLE,
    Node,
    added,
    as_count,
    chosen,
    compare,
    every,
    is_known,
    negated,
    some,
    times,
    whole,
)


@dataclass
class Ranked:
    """Places of segments in the rules, each null where there is none."""

    program: Program
    segments: Sequence[SegmentRules]
    judged: Sequence[CompiledFit]
    chosen: Node
    """The place of the segment that somebody chose."""

    @cached_property
    def best(self) -> Node:
        """Return the best match."""
        return self._at_place(self._matches, 0)

    @cached_property
    def runner_up(self) -> Node:
        """Return what comes next."""
        return self._at_place(self._matches, 1)

    @cached_property
    def avoid_first(self) -> Node:
        """Return the segment to avoid that outscores every match."""
        whens = []
        for at in self._avoided:
            higher = [self._above(at, other) for other in self._matches]
            first = self._place_among(self._avoided, at, self._scored)
            truth = every([self._scored(at), compare(first, "=", whole(0)), *higher])
            whens.append((truth, whole(at)))
        return self.program.define(chosen(whens, NULL_WHOLE))

    @cached_property
    def about(self) -> Node:
        """Return the segment that the answer is about."""
        out = self._at_place(self._matches, 0, lambda at: self.judged[at].disqualified)
        firsts = (self.chosen, self.best, self.avoid_first)
        whens = [(is_known(one), one) for one in firsts]
        return self.program.define(chosen(whens, out))

    @cached_property
    def _matches(self) -> list[int]:
        return [at for at, one in enumerate(self.segments) if one["focus"] != "avoid"]

    @cached_property
    def _avoided(self) -> list[int]:
        return [at for at, one in enumerate(self.segments) if one["focus"] == "avoid"]

    def _scored(self, at: int) -> Node:
        return self.program.define(self.judged[at].scored)

    def _at_place(
        self, among: Sequence[int], place: int, counts: Callable[[int], Node] | None = None
    ) -> Node:
        counts = counts or self._scored
        whens = [
            (
                every(
                    [counts(at), compare(self._place_among(among, at, counts), "=", whole(place))]
                ),
                whole(at),
            )
            for at in among
        ]
        return self.program.define(chosen(whens, NULL_WHOLE))

    def _place_among(self, among: Sequence[int], at: int, counts: Callable[[int], Node]) -> Node:
        """Return how many of those that count come before this one."""
        before = [every([counts(o), self._before(o, at)]) for o in among if o != at]
        return self.program.define(added(map(as_count, before)))

    def _before(self, one: int, other: int) -> Node:
        """Return whether a segment comes before another: ties go by focus, then name, then id."""
        if self._rank(one) > self._rank(other):
            return self.program.define(negated(self._before(other, one)))
        left, right = self._crosswise(one, other)
        return self.program.define(compare(left, ">=", right))

    def _above(self, one: int, other: int) -> Node:
        """Return whether a segment scores higher than another, where that one is scored."""
        left, right = self._crosswise(one, other)
        return some([negated(self._scored(other)), compare(left, ">", right)])

    def _crosswise(self, one: int, other: int) -> tuple[Node, Node]:
        a, b = self.judged[one], self.judged[other]
        return times(a.gained, b.of), times(b.gained, a.of)

    def _rank(self, at: int) -> tuple[int, str, str]:
        segment = self.segments[at]
        return FOCUSES.index(segment["focus"]), segment["name"], segment["id"]

"""Fit: is this our customer? One segment at a time, by the rules of "Fit, per segment"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Generic, TypeVar

from icp_playbook.model.segment import FOCUSES
from icp_playbook.scoring.conditions import Known, holds
from icp_playbook.scoring.criteria import Line, asked_by, line_of
from icp_playbook.scoring.exact import exact_number
from icp_playbook.scoring.rules import FitRules, SegmentRules
from icp_playbook.scoring.weighing import Weighing, sum_of, weighings

R = TypeVar("R", bound=FitRules)


@dataclass(frozen=True)
class JudgedFit(Generic[R]):
    """What is decided by one set of rules, mostly a segment's, in exact numbers.

    `ratio` is the score as a share of the highest, comparable between segments and modes; it is
    None while nothing that counts is known.
    """

    segment: R
    lines: tuple[Line, ...]
    weighing: Weighing
    possible_weighings: tuple[Weighing, ...]
    hit: tuple[int, ...]
    known_weight: Fraction
    ratio: Fraction | None
    of: Fraction
    highest: Fraction
    enough_known: bool

    @cached_property
    def _ends(self) -> list[tuple[Fraction, Fraction, Fraction]]:
        """The worst and best ratio by each weighing, and its highest score.

        Most callers ask for none of it, and it takes longer than the score.
        """
        return [_ends(self.segment, one, self.lines) for one in self.possible_weighings]

    @property
    def least(self) -> Fraction:
        """Return the score if everything unknown turned out worst."""
        return min(least * of for least, _, of in self._ends)

    @property
    def most(self) -> Fraction:
        """Return the score if everything unknown turned out best."""
        return max(most * of for _, most, of in self._ends)

    @property
    def floor(self) -> Fraction:
        """Return the ratio if everything unknown turned out worst."""
        return min(least for least, _, _ in self._ends)

    @property
    def ceiling(self) -> Fraction:
        """Return the ratio if everything unknown turned out best."""
        return max(most for _, most, _ in self._ends)

    @property
    def status(self) -> str:
        """Return `disqualified`, `not-enough-known` or `scored`, the first that applies."""
        if self.hit:
            return "disqualified"
        return "scored" if self.enough_known else "not-enough-known"

    @property
    def score(self) -> Fraction | None:
        """Return the score, which only raw points take below 0."""
        return None if self.ratio is None else self.ratio * self.of

    @property
    def is_open(self) -> bool:
        """Whether what is unknown can still move the score."""
        return not self.least == self.most == self.score

    @property
    def reached(self) -> Fraction:
        """The score as a share of the highest; nothing while nothing is known."""
        return self.ratio or Fraction(0)


JudgedSegment = JudgedFit[SegmentRules]


def order_of(one: JudgedSegment) -> tuple[Fraction, int, str, str]:
    """Return what sorts segments: the highest first; ties go by focus, then name, then id."""
    segment = one.segment
    return -one.reached, FOCUSES.index(segment["focus"]), segment["name"], segment["id"]


def judge(segment: R, known: Known) -> JudgedFit[R]:
    """Decide by the rules of one segment, or of a score, from what is known."""
    return _judged(segment, known, [line_of(criterion, known) for criterion in segment["criteria"]])


def judge_again(judged: JudgedFit[R], known: Known, other: str) -> JudgedFit[R]:
    """Decide again where all is known as before, but for the answer to `other`."""
    lines = [
        line_of(line.criterion, known) if other in asked_by(line.criterion) else line
        for line in judged.lines
    ]
    return _judged(judged.segment, known, lines)


def _judged(segment: R, known: Known, lines: Sequence[Line]) -> JudgedFit[R]:
    used, possible = weighings(segment, known)
    is_raw = segment["mode"] == "raw"
    points = [line.points for line in lines]
    highest = sum_of(segment, used, [line.highest for line in lines])
    base = [line.highest if is_raw or line.points is not None else None for line in lines]
    known_weight = sum(
        (w for w, got in zip(used.weights, points, strict=True) if got is not None), Fraction(0)
    )
    gained = sum_of(segment, used, points)
    of = sum_of(segment, used, base) if None in base else highest
    ratio = _ratio(gained, of, is_raw) if known_weight else None
    covered = known_weight >= exact_number(segment["min_coverage"]) * used.total
    required = all(line.points is not None for line in lines if line.criterion["required"])
    hit = [i for i, rule in enumerate(segment["disqualifiers"]) if holds(rule["when"], known)]
    return JudgedFit(
        segment=segment,
        lines=tuple(lines),
        weighing=used,
        possible_weighings=tuple(possible),
        hit=tuple(hit),
        known_weight=known_weight,
        ratio=ratio,
        of=highest if is_raw else Fraction(100),
        highest=highest,
        enough_known=required and covered and ratio is not None,
    )


def _ends(
    segment: FitRules, weighing: Weighing, lines: Sequence[Line]
) -> tuple[Fraction, Fraction, Fraction]:
    """Return the worst and best ratio once all is known, by these weights, and the highest score.

    Each criterion may take its own best or worst, also where no answers give both at once: so the
    score ends between them, but may not reach them.
    """
    is_raw = segment["mode"] == "raw"
    highest = sum_of(segment, weighing, [line.highest for line in lines])
    sums = (
        sum_of(segment, weighing, [line.least for line in lines]),
        sum_of(segment, weighing, [line.most for line in lines]),
    )
    least, most = (_ratio(one, highest, is_raw) or Fraction(0) for one in sums)
    return least, most, highest if is_raw else Fraction(100)


def _ratio(gained: Fraction, of: Fraction, is_raw: bool) -> Fraction | None:
    """Return a share of the highest; only raw points go below 0."""
    if of <= 0:
        return None
    return gained / of if is_raw else max(gained / of, Fraction(0))

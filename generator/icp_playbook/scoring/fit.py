"""Fit: is this our customer? One segment at a time, by the rules of "Fit, per segment"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from icp_playbook.model.segment import FOCUSES
from icp_playbook.scoring.conditions import Known, holds, undecided_by
from icp_playbook.scoring.exact import amount, exact_text, shown
from icp_playbook.scoring.messages import Explanation, say
from icp_playbook.scoring.results import DisqualifierState, FindOut, FitOf, Row
from icp_playbook.scoring.rules import (
    AttributeRules,
    CriterionRules,
    DisqualifierRules,
    FitRules,
    SegmentRules,
)

R = TypeVar("R", bound=FitRules)


@dataclass(frozen=True, slots=True)
class Judged(Generic[R]):
    """What is decided by one set of rules, mostly a segment's, in exact numbers.

    `ratio` is the score as a share of the highest, comparable between segments and modes; it is
    None while nothing that counts is known. `ceiling` is the ratio if everything unknown turned
    out best.
    """

    segment: R
    points: tuple[Fraction | None, ...]
    highest: tuple[Fraction, ...]
    hit: tuple[int, ...]
    known_weight: Fraction
    total_weight: Fraction
    ratio: Fraction | None
    ceiling: Fraction
    enough_known: bool

    @property
    def status(self) -> str:
        """Return `disqualified`, `not-enough-known` or `scored`, the first that applies."""
        if self.hit:
            return "disqualified"
        return "scored" if self.enough_known else "not-enough-known"

    @property
    def of(self) -> Fraction:
        """Return the highest score: 100, or the computed maximum of raw points."""
        if self.segment["mode"] == "share":
            return Fraction(100)
        weights = (Fraction(criterion["weight"]) for criterion in self.segment["criteria"])
        return sum(
            (weight * most for weight, most in zip(weights, self.highest, strict=True)), Fraction(0)
        )

    @property
    def score(self) -> Fraction | None:
        """Return the score, never below 0."""
        return None if self.ratio is None else self.ratio * self.of

    @property
    def reached(self) -> Fraction:
        """The score as a share of the highest; nothing while nothing is known."""
        return self.ratio or Fraction(0)


JudgedSegment = Judged[SegmentRules]


def order_of(one: JudgedSegment) -> tuple[Fraction, int, str, str]:
    """Return what sorts segments: the highest first; ties go by focus, then name, then id."""
    segment = one.segment
    return -one.reached, FOCUSES.index(segment["focus"]), segment["name"], segment["id"]


def judge(segment: R, known: Known) -> Judged[R]:
    """Decide by the rules of one segment, or of a score, from what is known."""
    criteria = segment["criteria"]
    weights = [Fraction(criterion["weight"]) for criterion in criteria]
    points = [_points(criterion, known.get(criterion["attribute"])) for criterion in criteria]
    highest = [
        max(map(Fraction, _all_points(criterion)), default=Fraction(0)) for criterion in criteria
    ]
    lines = list(zip(weights, points, highest, strict=True))
    gained = sum((weight * got for weight, got, _ in lines if got is not None), Fraction(0))
    open_gain = sum((weight * most for weight, got, most in lines if got is None), Fraction(0))
    of_all = sum((weight * most for weight, _, most in lines), Fraction(0))
    of_known = of_all - open_gain
    known_weight = sum((weight for weight, got, _ in lines if got is not None), Fraction(0))
    total_weight = sum(weights, Fraction(0))
    of = of_all if segment["mode"] == "raw" else of_known
    ratio = _ratio(gained, of) if known_weight else None
    required = all(
        got is not None for c, got in zip(criteria, points, strict=True) if c["required"]
    )
    covered = known_weight >= Fraction(segment["min_coverage"]) * total_weight
    hit = [i for i, rule in enumerate(segment["disqualifiers"]) if holds(rule["when"], known)]
    return Judged(
        segment=segment,
        points=tuple(points),
        highest=tuple(highest),
        hit=tuple(hit),
        known_weight=known_weight,
        total_weight=total_weight,
        ratio=ratio,
        ceiling=_ratio(gained + open_gain, of_all) or Fraction(0),
        enough_known=required and covered and ratio is not None,
    )


def describe(judged: Judged[R], questions: Mapping[str, AttributeRules], known: Known) -> FitOf:
    """Return its part of the result, with its table and everything that explains it."""
    segment, score = judged.segment, judged.score
    rules = segment["disqualifiers"]
    hit = [_state(index, rules[index], []) for index in judged.hit]
    undecided = [(i, rule, undecided_by(rule["when"], known)) for i, rule in enumerate(rules)]
    unknown = [_state(index, rule, names) for index, rule, names in undecided if names]
    never = any(state["exception"] == "never" for state in hit)
    return {
        "status": judged.status,  # type: ignore[typeddict-item]
        "mode": segment["mode"],
        "enough_known": judged.enough_known,
        "score": None if score is None else amount(score),
        "of": exact_text(judged.of),
        "band": _band(judged),
        "coverage": {
            "known": exact_text(judged.known_weight),
            "total": exact_text(judged.total_weight),
            "needed": exact_text(Fraction(segment["min_coverage"])),
        },
        "table": _table(judged, known),
        "disqualifiers": {"hit": hit, "unknown": unknown},
        "could_rule_out": [
            say("Could still rule it out: {why}", why=state["why"]) for state in unknown if not hit
        ],
        "exception": ("never" if never else "ask") if hit else None,
        "find_out": _find_out(judged, unknown),
        "messages": _messages(judged, hit, questions),
    }


def _ratio(gained: Fraction, of: Fraction) -> Fraction | None:
    return max(gained / of, Fraction(0)) if of > 0 else None


def _all_points(criterion: CriterionRules) -> list[str]:
    if "bands" in criterion:
        return [band["points"] for band in criterion["bands"]]
    return list(criterion.get("options", {}).values())


def _points(criterion: CriterionRules, value: str | None) -> Fraction | None:
    """Return the points of a known value: bands are half-open, the last one closed."""
    if value is None:
        return None
    if "bands" not in criterion:
        points = criterion.get("options", {}).get(value)
        return None if points is None else Fraction(points)
    number, last = Fraction(value), len(criterion["bands"]) - 1
    for index, band in enumerate(criterion["bands"]):
        above = "from" not in band or number >= Fraction(band["from"])
        below = "to" not in band or number < Fraction(band["to"])
        if above and (below or (index == last and number == Fraction(band["to"]))):
            return Fraction(band["points"])
    return None


def _band(judged: Judged[R]) -> int | None:
    """Return the last band that begins at or below the exact score, once enough is known."""
    if judged.score is None or not judged.enough_known:
        return None
    starts = [Fraction(band["from"]) for band in judged.segment["bands"]]
    reached = [index for index, start in enumerate(starts) if start <= judged.score]
    return reached[-1] if reached else None


def _table(judged: Judged[R], known: Known) -> list[Row]:
    rows: list[Row] = []
    for criterion, got, most in zip(
        judged.segment["criteria"], judged.points, judged.highest, strict=True
    ):
        weight = Fraction(criterion["weight"])
        rows.append(
            {
                "attribute": criterion["attribute"],
                "value": known.get(criterion["attribute"]),
                "points": None if got is None else exact_text(got),
                "highest": exact_text(most),
                "weight": exact_text(weight),
                "weighted": None if got is None else exact_text(weight * got),
                "of": exact_text(weight * most),
                "required": criterion["required"],
                "why": criterion["why"],
            }
        )
    return rows


def _state(index: int, rule: DisqualifierRules, attributes: list[str]) -> DisqualifierState:
    return {
        "index": index,
        "why": rule["why"],
        "exception": rule["exception"],
        "attributes": attributes,
    }


def _find_out(judged: Judged[R], unknown: list[DisqualifierState]) -> list[FindOut]:
    """Return what to ask next: the heaviest, the required, what might disqualify, the others."""
    weights: dict[str, Fraction] = {}
    required: set[str] = set()
    for criterion, got in zip(judged.segment["criteria"], judged.points, strict=True):
        if got is None:
            name = criterion["attribute"]
            weights[name] = weights.get(name, Fraction(0)) + Fraction(criterion["weight"])
            required |= {name} if criterion["required"] else set()
    disqualifies = {name: None for state in unknown for name in state["attributes"]}
    for name in disqualifies:
        weights.setdefault(name, Fraction(0))
    order = sorted(
        weights, key=lambda name: (-weights[name], name not in required, name not in disqualifies)
    )
    return [
        {
            "attribute": name,
            "weight": exact_text(weights[name]),
            "required": name in required,
            "disqualifies": name in disqualifies,
        }
        for name in order
    ]


def _messages(
    judged: Judged[R], hit: list[DisqualifierState], questions: Mapping[str, AttributeRules]
) -> list[Explanation]:
    segment, said = judged.segment, []
    for state in hit:
        said.append(
            say("Disqualified for {segment}: {why}", segment=segment["name"], why=state["why"])
        )
        if state["exception"] == "ask":
            said.append(say("An exception may be asked for."))
        else:
            said.append(say("No exception is made for this."))
    for criterion, got in zip(segment["criteria"], judged.points, strict=True):
        if criterion["required"] and got is None:
            said.append(
                say(
                    "Must be known first: {question}",
                    question=questions[criterion["attribute"]]["question"],
                )
            )
    if not judged.enough_known:
        needed = shown(Fraction(segment["min_coverage"]) * 100)
        known, total = exact_text(judged.known_weight), exact_text(judged.total_weight)
        said.append(
            say(
                "Not enough known: weight {known} of {total} so far;"
                " {needed} % and everything required is needed.",
                known=known,
                total=total,
                needed=needed,
            )
        )
    if judged.score is not None:
        score, of = shown(judged.score), shown(judged.of)
        said.append(
            say(
                "{segment}: {score} of {of} points; what is unknown counts nothing.",
                segment=segment["name"],
                score=score,
                of=of,
            )
            if segment["mode"] == "raw"
            else say(
                "{segment}: {score} of {of}, counting what is known.",
                segment=segment["name"],
                score=score,
                of=of,
            )
        )
    band = _band(judged)
    if band is not None:
        said.append(say("That is: {band}.", band=segment["bands"][band]["name"]))
    return said

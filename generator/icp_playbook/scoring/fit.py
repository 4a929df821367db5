"""Fit: is this our customer? One segment at a time, by the rules of "Fit, per segment"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from icp_playbook.model.segment import FOCUSES
from icp_playbook.scoring.conditions import Known, holds, undecided_by
from icp_playbook.scoring.criteria import Line, asked_by, line_of
from icp_playbook.scoring.exact import amount, exact_text, shown
from icp_playbook.scoring.messages import Explanation, say
from icp_playbook.scoring.results import DisqualifierState, FindOut, FitOf, Row
from icp_playbook.scoring.rules import AttributeRules, DisqualifierRules, FitRules, SegmentRules
from icp_playbook.scoring.weighing import Weighing, group_sums, sum_of, weighings

R = TypeVar("R", bound=FitRules)


@dataclass(frozen=True, slots=True)
class Judged(Generic[R]):
    """What is decided by one set of rules, mostly a segment's, in exact numbers.

    `ratio` is the score as a share of the highest, comparable between segments and modes; it is
    None while nothing that counts is known. `floor` and `ceiling` are the ratios, `least` and
    `most` the scores, if everything unknown turned out worst or best.
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
    least: Fraction
    most: Fraction
    floor: Fraction
    ceiling: Fraction
    enough_known: bool

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


JudgedSegment = Judged[SegmentRules]


def order_of(one: JudgedSegment) -> tuple[Fraction, int, str, str]:
    """Return what sorts segments: the highest first; ties go by focus, then name, then id."""
    segment = one.segment
    return -one.reached, FOCUSES.index(segment["focus"]), segment["name"], segment["id"]


def judge(segment: R, known: Known) -> Judged[R]:
    """Decide by the rules of one segment, or of a score, from what is known."""
    lines = [line_of(criterion, known) for criterion in segment["criteria"]]
    used, possible = weighings(segment, known)
    is_raw = segment["mode"] == "raw"
    points = [line.points for line in lines]
    highest = sum_of(segment, used, [line.highest for line in lines])
    base = [line.highest if is_raw or line.points is not None else None for line in lines]
    known_weight = sum(
        (w for w, got in zip(used.weights, points, strict=True) if got is not None), Fraction(0)
    )
    gained, of = sum_of(segment, used, points), sum_of(segment, used, base)
    ratio = _ratio(gained, of, is_raw) if known_weight else None
    ends = [_ends(segment, weighing, lines) for weighing in possible]
    covered = known_weight >= Fraction(segment["min_coverage"]) * used.total
    required = all(line.points is not None for line in lines if line.criterion["required"])
    hit = [i for i, rule in enumerate(segment["disqualifiers"]) if holds(rule["when"], known)]
    return Judged(
        segment=segment,
        lines=tuple(lines),
        weighing=used,
        possible_weighings=tuple(possible),
        hit=tuple(hit),
        known_weight=known_weight,
        ratio=ratio,
        of=highest if is_raw else Fraction(100),
        highest=highest,
        least=min(least * of for least, _, of in ends),
        most=max(most * of for _, most, of in ends),
        floor=min(least for least, _, _ in ends),
        ceiling=max(most for _, most, _ in ends),
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
        "range": {"least": amount(judged.least), "most": amount(judged.most)},
        "of": exact_text(judged.of),
        "band": _band(judged),
        "coverage": {
            "known": exact_text(judged.known_weight),
            "total": exact_text(judged.weighing.total),
            "needed": exact_text(Fraction(segment["min_coverage"])),
        },
        "table": _table(judged, known),
        "adding_up": _adding_up(judged),
        "disqualifiers": {"hit": hit, "unknown": unknown},
        "could_rule_out": [
            say("Could still rule it out: {why}", why=state["why"]) for state in unknown if not hit
        ],
        "exception": ("never" if never else "ask") if hit else None,
        "find_out": _find_out(judged, unknown),
        "messages": _messages(judged, hit, questions),
    }


def _ratio(gained: Fraction, of: Fraction, is_raw: bool) -> Fraction | None:
    """Return a share of the highest; only raw points go below 0."""
    if of <= 0:
        return None
    return gained / of if is_raw else max(gained / of, Fraction(0))


def _band(judged: Judged[R]) -> int | None:
    """Return the last band that begins at or below the exact score, once enough is known.

    What is below the first one is in it.
    """
    bands = judged.segment["bands"]
    if judged.score is None or not judged.enough_known or not bands:
        return None
    return max(sum(Fraction(band["from"]) <= judged.score for band in bands) - 1, 0)


def _table(judged: Judged[R], known: Known) -> list[Row]:
    rows: list[Row] = []
    for line, weight in zip(judged.lines, judged.weighing.weights, strict=True):
        criterion, got, asked = line.criterion, line.points, asked_by(line.criterion)
        own = criterion.get("attribute")
        rows.append(
            {
                "attribute": own,
                "name": criterion.get("name"),
                "attributes": asked,
                "values": [known.get(name) for name in asked],
                "value": None if own is None else known.get(own),
                "points": None if got is None else exact_text(got),
                "highest": exact_text(line.highest),
                "weight": exact_text(weight),
                "weighted": None if got is None else exact_text(weight * got),
                "of": exact_text(weight * line.highest),
                "required": criterion["required"],
                "why": criterion["why"],
            }
        )
    return rows


def _adding_up(judged: Judged[R]) -> list[Explanation]:
    """Return what the table alone does not show of the sum."""
    segment: FitRules = judged.segment
    said, weighing = [], judged.weighing
    if weighing.name is not None:
        said.append(say("Weighed as for: {name}.", name=weighing.name))
    sums = group_sums(segment, weighing, [line.points for line in judged.lines])
    for group in segment.get("groups", []):
        total = sums.get(group["id"], Fraction(0))
        if total > Fraction(group["most"]):
            said.append(
                say(
                    "{group} would bring {sum} points; it counts {most} at most.",
                    group=group["name"],
                    sum=exact_text(total),
                    most=group["most"],
                )
            )
    return said


def _state(index: int, rule: DisqualifierRules, attributes: list[str]) -> DisqualifierState:
    return {
        "index": index,
        "why": rule["why"],
        "exception": rule["exception"],
        "attributes": attributes,
    }


def swings_of(judged: Judged[R]) -> dict[str, Fraction]:
    """Return how far the sum can move with each open attribute, in the order of the rules.

    A criterion moves it by its weight times what lies between its worst and its best; weights that
    may come to count move it by no more than their difference, times the points.
    """
    swings: dict[str, Fraction] = {}
    weights = judged.weighing.weights
    for line, weight in zip(judged.lines, weights, strict=True):
        for name in line.open_by:
            swings[name] = swings.get(name, Fraction(0)) + weight * (line.most - line.least)
    for other in judged.possible_weighings:
        for name in other.open_by:
            swings[name] = swings.get(name, Fraction(0)) + sum(
                abs(mine - theirs) * max(abs(line.least), abs(line.most))
                for line, mine, theirs in zip(judged.lines, weights, other.weights, strict=True)
            )
    return swings


def _find_out(judged: Judged[R], unknown: list[DisqualifierState]) -> list[FindOut]:
    """Return what to ask next: what moves most, the required, what might disqualify, the others."""
    swings = swings_of(judged)
    required = {
        name for line in judged.lines if line.criterion["required"] for name in line.open_by
    }
    disqualifies = {name: None for state in unknown for name in state["attributes"]}
    for name in disqualifies:
        swings.setdefault(name, Fraction(0))
    order = sorted(
        swings, key=lambda name: (-swings[name], name not in required, name not in disqualifies)
    )
    return [
        {
            "attribute": name,
            "swing": exact_text(swings[name]),
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
    required = [line for line in judged.lines if line.criterion["required"]]
    open_by = dict.fromkeys(name for line in required for name in line.open_by)
    said += [
        say("Must be known first: {question}", question=questions[name]["question"])
        for name in open_by
    ]
    if not judged.enough_known:
        needed = shown(Fraction(segment["min_coverage"]) * 100)
        known, total = exact_text(judged.known_weight), exact_text(judged.weighing.total)
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
        said.append(_score_message(judged, judged.score))
    band = _band(judged)
    if band is not None:
        said.append(say("That is: {band}.", band=segment["bands"][band]["name"]))
    return said


def _score_message(judged: Judged[R], score: Fraction) -> Explanation:
    """Say the score, and where it can end while something is unknown."""
    name, is_raw = judged.segment["name"], judged.segment["mode"] == "raw"
    now, of = shown(score), shown(judged.of)
    if not judged.is_open:
        return (
            say("{segment}: {score} of {of} points.", segment=name, score=now, of=of)
            if is_raw
            else say("{segment}: {score} of {of}.", segment=name, score=now, of=of)
        )
    least, most = shown(judged.least), shown(judged.most)
    return (
        say(
            "{segment}: {score} of {of} points by what is known,"
            " {least} to {most} once all is known.",
            segment=name,
            score=now,
            of=of,
            least=least,
            most=most,
        )
        if is_raw
        else say(
            "{segment}: {score} of {of} by what is known, {least} to {most} once all is known.",
            segment=name,
            score=now,
            of=of,
            least=least,
            most=most,
        )
    )

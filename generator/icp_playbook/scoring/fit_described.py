"""What is said of a fit: its table, what to find out next, and the sentences that explain it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

from icp_playbook.scoring.conditions import Known, undecided_by
from icp_playbook.scoring.criteria import asked_by
from icp_playbook.scoring.exact import amount, exact_text, shown
from icp_playbook.scoring.fit import JudgedFit
from icp_playbook.scoring.messages import Explanation, figure, say
from icp_playbook.scoring.results import DisqualifierState, FindOut, FitOf, Row
from icp_playbook.scoring.rules import AttributeRules, DisqualifierRules, FitRules
from icp_playbook.scoring.weighing import group_sums

R = TypeVar("R", bound=FitRules)


def describe(judged: JudgedFit[R], questions: Mapping[str, AttributeRules], known: Known) -> FitOf:
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
        "band": band_of(judged),
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


def band_of(judged: JudgedFit[R]) -> int | None:
    """Return the last band that begins at or below the exact score, once enough is known.

    What is below the first one is in it.
    """
    bands = judged.segment["bands"]
    if judged.score is None or not judged.enough_known or not bands:
        return None
    return max(sum(Fraction(band["from"]) <= judged.score for band in bands) - 1, 0)


def _table(judged: JudgedFit[R], known: Known) -> list[Row]:
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


def _adding_up(judged: JudgedFit[R]) -> list[Explanation]:
    """Return what the table alone does not show of the sum."""
    segment: FitRules = judged.segment
    said, weighing = [], judged.weighing
    if weighing.name is not None:
        said.append(say("Other weights count here: {name}.", name=weighing.name))
    sums = group_sums(segment, weighing, [line.points for line in judged.lines])
    for group in segment.get("groups", []):
        total = sums.get(group["id"], Fraction(0))
        if total > Fraction(group["most"]):
            said.append(
                say(
                    "{group} would bring {sum} points; it counts {most} at most.",
                    group=group["name"],
                    sum=figure(exact_text(total)),
                    most=figure(group["most"]),
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


def swings_of(judged: JudgedFit[R]) -> dict[str, Fraction]:
    """Return how far the sum can move with each open attribute, in the order of the rules.

    A criterion moves it by its weight times what lies between its worst and its best, and in a
    group by no more than its cap leaves; weights that may come to count move it by no more than
    their difference, times the points.
    """
    swings: dict[str, Fraction] = {}
    weights = judged.weighing.weights
    room = _room(judged)
    for line, weight in zip(judged.lines, weights, strict=True):
        for name in line.open_by:
            most = weight * (line.most - line.least)
            most = min(most, room.get(line.criterion.get("group"), most))
            swings[name] = swings.get(name, Fraction(0)) + most
    for other in judged.possible_weighings:
        for name in other.open_by:
            swings[name] = swings.get(name, Fraction(0)) + sum(
                abs(mine - theirs) * max(abs(line.least), abs(line.most))
                for line, mine, theirs in zip(judged.lines, weights, other.weights, strict=True)
            )
    return swings


def _room(judged: JudgedFit[R]) -> dict[str | None, Fraction]:
    """Return how much each group with a cap may still gain above its worst."""
    segment: FitRules = judged.segment
    worst = group_sums(segment, judged.weighing, [line.least for line in judged.lines])
    nothing = Fraction(0)
    return {
        group["id"]: max(Fraction(group["most"]) - worst.get(group["id"], nothing), nothing)
        for group in segment.get("groups", [])
    }


def _idle(judged: JudgedFit[R]) -> set[str]:
    """Return the open attributes that move nothing: their groups are full, whatever they say."""
    segment: FitRules = judged.segment
    idle: set[str] = set()
    full = {
        group["id"]
        for group in segment.get("groups", [])
        if all(
            group_sums(segment, weighing, points).get(group["id"], 0) >= Fraction(group["most"])
            for weighing in judged.possible_weighings
            for points in (
                [line.points for line in judged.lines], [line.least for line in judged.lines]
            )
        )
    }  # fmt: skip
    asked = {name for weighing in judged.possible_weighings for name in weighing.open_by}
    for line in judged.lines:
        (idle if line.criterion.get("group") in full else asked).update(line.open_by)
    return idle - asked


def _find_out(judged: JudgedFit[R], unknown: list[DisqualifierState]) -> list[FindOut]:
    """Return what to ask next: what moves most, the required, what might disqualify, the others.

    Once enough is known, what can move nothing is not asked.
    """
    swings = swings_of(judged)
    required = {
        name for line in judged.lines if line.criterion["required"] for name in line.open_by
    }
    disqualifies = {name: None for state in unknown for name in state["attributes"]}
    for name in disqualifies:
        swings.setdefault(name, Fraction(0))
    idle = _idle(judged) - required - disqualifies.keys() if judged.enough_known else ()
    order = sorted(
        (name for name in swings if name not in idle),
        key=lambda name: (-swings[name], name not in required, name not in disqualifies),
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
    judged: JudgedFit[R], hit: list[DisqualifierState], questions: Mapping[str, AttributeRules]
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
        known, total = (exact_text(one) for one in (judged.known_weight, judged.weighing.total))
        said.append(
            say(
                "Not enough known: weight {known} of {total} so far;"
                " {needed} % and everything required is needed.",
                known=figure(known),
                total=figure(total),
                needed=needed,
            )
        )
    if judged.score is not None:
        said.append(_score_message(judged, judged.score))
    band = band_of(judged)
    if band is not None:
        said.append(say("That is: {band}.", band=segment["bands"][band]["name"]))
    return said


def _score_message(judged: JudgedFit[R], score: Fraction) -> Explanation:
    """Say the score, and where it can end while something is unknown."""
    name, is_raw = judged.segment["name"], judged.segment["mode"] == "raw"
    now, of = figure(shown(score)), figure(shown(judged.of))
    if not judged.is_open:
        return (
            say("{segment}: {score} of {of} points.", segment=name, score=now, of=of)
            if is_raw
            else say("{segment}: {score} of {of}.", segment=name, score=now, of=of)
        )
    least, most = figure(shown(judged.least)), figure(shown(judged.most))
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

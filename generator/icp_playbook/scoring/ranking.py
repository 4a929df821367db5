"""Which segment matches best, which one comes next, and which answers would change that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.model.segment import FOCUSES
from icp_playbook.scoring.exact import exact_text, shown
from icp_playbook.scoring.fit import JudgedSegment, Known, describe, judge
from icp_playbook.scoring.messages import Explanation, say
from icp_playbook.scoring.results import AnswerRange, DecidingAnswers, FitResult, SegmentFit
from icp_playbook.scoring.rules import AttributeRules, Condition, Rules, SegmentRules

_CHANGES_AT_MOST, _KNOWN_CHANGES_AT_MOST = 4, 3
"""Answers to tell of: of questions that are open, and of those that are answered."""


def rank(rules: Rules, known: Known, chosen: str | None) -> FitResult | None:
    """Return the fit of every segment and their order, or None when there is no segment."""
    if not rules["segments"]:
        return None
    attributes = {attribute["id"]: attribute for attribute in rules["attributes"]}
    judged = [judge(segment, known) for segment in rules["segments"]]
    places = _places(judged)
    described = [describe(one, attributes, known) for one in judged]
    about = chosen or places.about
    return {
        "chosen": chosen,
        "about": about,
        "avoid_first": _id(places.avoid_first),
        "best": _id(places.best),
        "runner_up": _id(places.runner_up),
        "changes": [] if chosen else _changes(attributes, known, places),
        "could_overtake": [one.segment["id"] for one in places.could_overtake],
        "segments": described,
        "find_out": _find_out(judged, described, chosen),
        "stops": _stops(
            places, next((one for one in described if one["segment"] == about), None), chosen
        ),
        "messages": _messages(places),
    }


def _id(one: JudgedSegment | None) -> str | None:
    return one.segment["id"] if one else None


@dataclass(frozen=True, slots=True)
class _Places:
    best: JudgedSegment | None
    runner_up: JudgedSegment | None
    avoid_first: JudgedSegment | None
    nearest: JudgedSegment | None
    """The highest of those disqualified and not to be avoided, enough known or not."""
    all_disqualified: bool
    could_overtake: tuple[JudgedSegment, ...]

    @property
    def about(self) -> str | None:
        """Return the segment to explain: the best match, else the one that comes closest."""
        return _id(self.best or self.avoid_first or self.nearest)


def _places(judged: list[JudgedSegment]) -> _Places:
    """Rank those known enough and not disqualified; ties go by focus, then name, then id."""
    scored = sorted((one for one in judged if one.status == "scored"), key=_order)
    matches = [one for one in scored if one.segment["focus"] != "avoid"]
    avoided = [one for one in scored if one.segment["focus"] == "avoid"]
    best = matches[0] if matches else None
    first = (
        avoided[0] if avoided and (best is None or _reached(avoided[0]) > _reached(best)) else None
    )
    below = _reached(best) if best else Fraction(0)
    served = [one for one in judged if one.segment["focus"] != "avoid"]
    overtake = [one for one in served if one.status == "not-enough-known"]
    disqualified = [one for one in served if one.status == "disqualified"]
    return _Places(
        best=best,
        runner_up=matches[1] if len(matches) > 1 else None,
        avoid_first=first,
        nearest=min(disqualified, key=_order, default=None),
        all_disqualified=bool(served) and len(disqualified) == len(served),
        could_overtake=tuple(one for one in overtake if best is not None and one.ceiling > below),
    )


def _order(one: JudgedSegment) -> tuple[Fraction, int, str, str]:
    segment = one.segment
    return -_reached(one), FOCUSES.index(segment["focus"]), segment["name"], segment["id"]


def _reached(one: JudgedSegment) -> Fraction:
    return one.ratio or Fraction(0)


def _changes(
    attributes: Mapping[str, AttributeRules], known: Known, places: _Places
) -> list[DecidingAnswers]:
    """Return the answers that would move the runner-up ahead, as many as somebody reads.

    Unknown attributes come first, and within those the order in which they are asked.
    """
    if places.best is None or places.runner_up is None:
        return []
    best, runner_up = places.best.segment, places.runner_up.segment
    used = _used_attributes(best) | _used_attributes(runner_up)
    room = {False: _CHANGES_AT_MOST, True: _KNOWN_CHANGES_AT_MOST}
    changes: list[DecidingAnswers] = []
    for name, attribute in attributes.items():
        if name not in used:
            continue
        is_known = name in known
        answers = [
            answer
            for answer, value in _possible(attribute, [best, runner_up])
            if _overtakes(best, runner_up, {**known, name: value})
        ]
        told = _merged(answers)[: room[is_known]]
        room[is_known] -= len(told)
        for answer in told:
            answer["message"] = _change_message(attribute, answer, is_known)
        if told:
            changes.append({"attribute": name, "known": is_known, "answers": told})
    return sorted(changes, key=lambda change: change["known"])


def _overtakes(best: SegmentRules, runner_up: SegmentRules, known: Known) -> bool:
    """Return whether the runner-up would still be a match, and no longer come after the best."""
    other, first = judge(runner_up, known), judge(best, known)
    if other.status != "scored":
        return False
    return first.status != "scored" or _order(other) < _order(first)


def _used_attributes(segment: SegmentRules) -> set[str]:
    criteria = {criterion["attribute"] for criterion in segment["criteria"]}
    return criteria.union(*(_leaves(rule["when"]) for rule in segment["disqualifiers"]))


def _leaves(condition: Condition) -> set[str]:
    parts = condition.get("all", condition.get("any"))
    if parts is None:
        return {condition["attribute"]}
    return set().union(*map(_leaves, parts))


def _possible(
    attribute: AttributeRules, segments: list[SegmentRules]
) -> list[tuple[AnswerRange, str]]:
    """Return every answer that could make a difference, each with a value standing for it."""
    if attribute["type"] == "text":
        return []
    if attribute["type"] == "number":
        return _ranges(attribute, segments)
    values = (
        ["yes", "no"]
        if attribute["type"] == "yes-no"
        else [o["value"] for o in attribute.get("options", [])]
    )
    return [({"value": value}, value) for value in values]


def _ranges(
    attribute: AttributeRules, segments: list[SegmentRules]
) -> list[tuple[AnswerRange, str]]:
    """Cut the numbers at each bound in a rule of these segments; a middle stands for its range."""
    least, most = Fraction(attribute.get("min", "0")), attribute.get("max")
    cuts = {cut for segment in segments for cut in _cuts(segment, attribute["id"])}
    inner = sorted(cut for cut in cuts if cut > least and (most is None or cut < Fraction(most)))
    starts = [least, *inner]
    ends = [*inner, None if most is None else Fraction(most)]
    return [
        (
            {"from": exact_text(start), "to": None if end is None else exact_text(end)},
            exact_text(start + 1 if end is None else (start + end) / 2),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def _cuts(segment: SegmentRules, attribute: str) -> list[Fraction]:
    bands = [
        b for c in segment["criteria"] if c["attribute"] == attribute for b in c.get("bands", [])
    ]
    bounds = [bound for band in bands for bound in (band.get("from"), band.get("to"))]
    for rule in segment["disqualifiers"]:
        bounds += _thresholds(rule["when"], attribute)
    return [Fraction(bound) for bound in bounds if bound is not None]


def _thresholds(condition: Condition, attribute: str) -> list[str | None]:
    parts = condition.get("all", condition.get("any"))
    if parts is not None:
        return [bound for part in parts for bound in _thresholds(part, attribute)]
    return (
        [condition.get("below"), condition.get("at-least")]
        if condition["attribute"] == attribute
        else []
    )


def _merged(answers: list[AnswerRange]) -> list[AnswerRange]:
    """Join neighbouring ranges of numbers."""
    merged: list[AnswerRange] = []
    for answer in answers:
        if merged and "from" in answer and merged[-1]["to"] == answer["from"]:
            merged[-1] = {"from": merged[-1]["from"], "to": answer["to"]}
        else:
            merged.append(answer)
    return merged


def _change_message(attribute: AttributeRules, answer: AnswerRange, known: bool) -> Explanation:
    message = _would_change if known else _change
    if "value" not in answer:
        return message(attribute, "", answer["from"], answer["to"])
    labels = {option["value"]: option["label"] for option in attribute.get("options", [])}
    return message(attribute, labels.get(answer["value"], answer["value"]), "", None)


def _change(attribute: AttributeRules, answer: str, start: str, end: str | None) -> Explanation:
    """Say which answer to an open question changes the order."""
    question = attribute["question"]
    if attribute["type"] == "yes-no" and answer == "yes":
        return say("The order changes if the answer is yes: {question}", question=question)
    if attribute["type"] == "yes-no":
        return say("The order changes if the answer is no: {question}", question=question)
    if attribute["type"] == "choice":
        return say(
            "The order changes if the answer is {answer}: {question}",
            question=question,
            answer=answer,
        )
    if end is None:
        return say("The order changes from {start} up: {question}", question=question, start=start)
    return say(
        "The order changes from {start} to below {end}: {question}",
        question=question,
        start=start,
        end=end,
    )


def _would_change(
    attribute: AttributeRules, answer: str, start: str, end: str | None
) -> Explanation:
    """Say which other answer to a question would have changed it."""
    question = attribute["question"]
    if attribute["type"] == "yes-no" and answer == "yes":
        return say("It would change if the answer were yes: {question}", question=question)
    if attribute["type"] == "yes-no":
        return say("It would change if the answer were no: {question}", question=question)
    if attribute["type"] == "choice":
        return say(
            "It would change if the answer were {answer}: {question}",
            question=question,
            answer=answer,
        )
    if end is None:
        return say(
            "It would change if the answer were {start} or more: {question}",
            question=question,
            start=start,
        )
    return say(
        "It would change if the answer were from {start} to below {end}: {question}",
        question=question,
        start=start,
        end=end,
    )


def _find_out(
    judged: list[JudgedSegment], described: list[SegmentFit], chosen: str | None
) -> list[str]:
    """Return what to ask next.

    That is what the chosen segment lacks, else what weighs most over all that may still match.
    """
    heaviness: dict[str, Fraction] = {}
    for one, fit in zip(judged, described, strict=True):
        may_match = one.segment["focus"] != "avoid" and not one.hit
        if not (one.segment["id"] == chosen if chosen else may_match):
            continue
        for name in (ask["attribute"] for ask in fit["find_out"]):
            asking = [c for c in one.segment["criteria"] if c["attribute"] == name]
            weight = sum((Fraction(c["weight"]) for c in asking), Fraction(0))
            share = weight / one.total_weight if one.total_weight else Fraction(0)
            heaviness[name] = heaviness.get(name, Fraction(0)) + share
    if chosen:
        return list(heaviness)
    return sorted(heaviness, key=lambda name: -heaviness[name])


def _stops(places: _Places, about: SegmentFit | None, chosen: str | None) -> list[Explanation]:
    """Return why nobody should go on: they are ruled out, or look only like whom we avoid."""
    if about and about["status"] == "disqualified":
        return [say("Stop: {why}", why=state["why"]) for state in about["disqualifiers"]["hit"]]
    if chosen is None and places.best is None and places.avoid_first:
        return [_avoid_first(places.avoid_first)]
    return []


def _messages(places: _Places) -> list[Explanation]:
    """Return the order in words, a segment to avoid first."""
    said, best = [], places.best
    if places.avoid_first:
        said.append(_avoid_first(places.avoid_first))
    if best:
        said.append(
            say(
                "Best match: {segment}, {score} of 100.",
                segment=best.segment["name"],
                score=_hundredths(best),
            )
        )
    elif places.nearest and places.all_disqualified:
        said.append(
            say(
                "No segment takes this account: every one that was judged is ruled out."
                " The nearest is {segment}.",
                segment=places.nearest.segment["name"],
            )
        )
    else:
        said.append(say("No segment matches yet."))
    if best and places.runner_up:
        behind = (_reached(best) - _reached(places.runner_up)) * 100
        name = places.runner_up.segment["name"]
        said.append(
            say(
                "Runner-up: {segment}, behind by {behind} of 100.",
                segment=name,
                behind=shown(behind),
            )
        )
    return said + [
        say(
            "Not enough is known about {segment}, which could still come first.",
            segment=one.segment["name"],
        )
        for one in places.could_overtake
    ]


def _avoid_first(one: JudgedSegment) -> Explanation:
    return say(
        "Careful: this looks most like {segment} ({score} of 100), a segment to avoid.",
        segment=one.segment["name"],
        score=_hundredths(one),
    )


def _hundredths(one: JudgedSegment) -> str:
    return shown(_reached(one) * 100)

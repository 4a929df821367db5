"""Which answers would put another segment in the place of the best match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from icp_playbook.scoring import wording
from icp_playbook.scoring.conditions import Known, leaves
from icp_playbook.scoring.criteria import asked_by
from icp_playbook.scoring.exact import exact_text
from icp_playbook.scoring.fit import JudgedSegment, judge_again, order_of
from icp_playbook.scoring.messages import Explanation, say
from icp_playbook.scoring.results import AnswerRange, DecidingAnswers
from icp_playbook.scoring.rules import AttributeRules, Condition, FitRules, SegmentRules

_CHANGES_AT_MOST, _KNOWN_CHANGES_AT_MOST = 4, 3
"""Answers to tell of: of questions that are open, and of those that are answered."""


def deciding_answers(
    attributes: Mapping[str, AttributeRules],
    known: Known,
    best: JudgedSegment,
    runner_up: JudgedSegment,
) -> list[DecidingAnswers]:
    """Return the answers that would move the runner-up ahead, as many as somebody reads.

    Unknown attributes come first, and within those the order in which they are asked.
    """
    pair = best.segment, runner_up.segment
    used = _used_attributes(pair[0]) | _used_attributes(pair[1])
    room = {False: _CHANGES_AT_MOST, True: _KNOWN_CHANGES_AT_MOST}
    changes: list[DecidingAnswers] = []
    for name, attribute in attributes.items():
        if name not in used:
            continue
        is_known = name in known
        answers = [
            answer
            for answer, value in _possible(attribute, pair)
            if _overtakes(best, runner_up, {**known, name: value}, name)
        ]
        told = _merged(answers)[: room[is_known]]
        room[is_known] -= len(told)
        for answer in told:
            answer["message"] = _change_message(attribute, answer, is_known)
        if told:
            changes.append({"attribute": name, "known": is_known, "answers": told})
    return sorted(changes, key=lambda change: change["known"])


def _overtakes(best: JudgedSegment, runner_up: JudgedSegment, known: Known, name: str) -> bool:
    """Return whether the runner-up would still be a match, and no longer come after the best.

    Of what is known, the answer to `name` alone is another one.
    """
    other = judge_again(runner_up, known, name)
    if other.status != "scored":
        return False
    first = judge_again(best, known, name)
    return first.status != "scored" or order_of(other) < order_of(first)


def _used_attributes(segment: SegmentRules) -> set[str]:
    criteria = {name for criterion in segment["criteria"] for name in asked_by(criterion)}
    return criteria.union(*map(leaves, conditions_in(segment)))


def conditions_in(rules: FitRules) -> list[Condition]:
    """Return every condition that a set of rules asks."""
    return [
        *(criterion["when"] for criterion in rules["criteria"] if "when" in criterion),
        *(other["when"] for other in rules.get("other_weights", [])),
        *(rule["when"] for rule in rules["disqualifiers"]),
    ]


def _possible(
    attribute: AttributeRules, segments: Sequence[SegmentRules]
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
    attribute: AttributeRules, segments: Sequence[SegmentRules]
) -> list[tuple[AnswerRange, str]]:
    """Cut the numbers at each bound in a rule of these segments; a middle stands for its range."""
    least, most = Fraction(attribute.get("min", "0")), attribute.get("max")
    cuts = {cut for segment in segments for cut in cuts_in(segment, attribute["id"])}
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


def cuts_in(rules: FitRules, attribute: str) -> list[Fraction]:
    """Return the numbers at which a set of rules begins to judge an attribute otherwise."""
    bands = [
        band
        for criterion in rules["criteria"]
        if criterion.get("attribute") == attribute
        for band in criterion.get("bands", [])
    ]
    bounds = [bound for band in bands for bound in (band.get("from"), band.get("to"))]
    for condition in conditions_in(rules):
        bounds += thresholds_in(condition, attribute)
    return [Fraction(bound) for bound in bounds if bound is not None]


def thresholds_in(condition: Condition, attribute: str) -> list[str | None]:
    """Return the numbers that a condition compares an attribute with."""
    parts = condition.get("all", condition.get("any"))
    if parts is not None:
        return [bound for part in parts for bound in thresholds_in(part, attribute)]
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
    """Say which answer changes the order: to a question that is open, or one that is answered."""
    question = attribute["question"]
    if attribute["type"] == "yes-no":
        return _yes_no_message(question, answer["value"], known)
    said = (
        wording.answer(attribute, answer["value"])
        if "value" in answer
        else wording.number_range(attribute, answer["from"], answer["to"])
    )
    if known:
        return say(
            "It would change if the answer were {answer}: {question}",
            question=question,
            answer=said,
        )
    return say(
        "The order changes if the answer is {answer}: {question}", question=question, answer=said
    )


def _yes_no_message(question: str, answer: str, known: bool) -> Explanation:
    if known and answer == "yes":
        return say("It would change if the answer were yes: {question}", question=question)
    if known:
        return say("It would change if the answer were no: {question}", question=question)
    if answer == "yes":
        return say("The order changes if the answer is yes: {question}", question=question)
    return say("The order changes if the answer is no: {question}", question=question)

"""Accounts that try the edges of rules: every number at which they begin to judge otherwise.

They are made from the rules alone. Who scores by the same rules elsewhere compares what these
accounts get there with what they get here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from icp_playbook.scoring.answers import dimensions_in, scale_of
from icp_playbook.scoring.conditions import leaves
from icp_playbook.scoring.criteria import answers_of, asked_by, line_of
from icp_playbook.scoring.deciding import conditions_in, cuts_in, thresholds_in
from icp_playbook.scoring.exact import exact_number, exact_text
from icp_playbook.scoring.rules import (
    WHOLE_FORMS,
    AttributeRules,
    Condition,
    CriterionRules,
    DimensionRules,
    FitRules,
    Rules,
    ends,
)

GivenAnswers = dict[str, Any]
"""Answers in the shape that `assess` takes."""
Trials = dict[str, GivenAnswers]
"""Accounts by a name that says what they try."""

_LEAST_STEP = Fraction(1, 10**6)
"""No answer has more than six places."""


def trials_of(rules: Rules) -> dict[str, Trials]:
    """Return the accounts by what they try; what a company does not use has none."""
    found = {
        "numbers": dict(_numbers(rules)),
        "choices": dict(_choices(rules)),
        "bands": dict(_bands(rules)),
        "verdicts": dict(_verdicts(rules)),
        "tiers": dict(_tiers(rules)),
        "decided": dict(_decided(rules)),
    }
    return {name: trials for name, trials in found.items() if trials}


def _numbers(rules: Rules) -> Iterator[tuple[str, GivenAnswers]]:
    """Yield each number of a rule and the last one below it, in an account that fits else."""
    flags = [flag["when"] for flag in rules["flags"]]
    for attribute in rules["attributes"]:
        if attribute["type"] != "number":
            continue
        name, base = attribute["id"], _fitting(rules, attribute["id"])
        cuts = {cut for one in _sets(rules) for cut in cuts_in(one, name)}
        cuts |= {Fraction(n) for when in flags for n in thresholds_in(when, name) if n is not None}
        least, most = ends(attribute)
        cuts |= {least} | ({most} if most is not None else set())
        for answer in sorted({cut - less for cut in cuts for less in (_step(attribute), 0)}):
            if abs(answer) < 10**15:
                said = exact_text(Fraction(answer))
                yield f"{name} {said}", {"attributes": {**base, name: said}}


def _step(attribute: AttributeRules) -> Fraction:
    return Fraction(1) if attribute.get("form") in WHOLE_FORMS else _LEAST_STEP


def _choices(rules: Rules) -> Iterator[tuple[str, GivenAnswers]]:
    """Yield each answer to a choice that anything depends on, in an account that fits else."""
    asked = {name for one in _sets(rules) for name in _asked(one)}
    asked |= {name for flag in rules["flags"] for name in leaves(flag["when"])}
    for attribute in rules["attributes"]:
        if attribute["type"] in ("choice", "yes-no") and attribute["id"] in asked:
            base = _fitting(rules, attribute["id"])
            for answer in answers_of(attribute):
                name = attribute["id"]
                yield f"{name} {answer}", {"attributes": {**base, name: answer}}


def _bands(rules: Rules) -> Iterator[tuple[str, GivenAnswers]]:
    """Yield, for each set of rules, accounts from the best one down to the worst.

    One answer more is the worst in each: so they stand on both sides of each edge of a band.
    """
    attributes = _attributes(rules)
    for one in _sets(rules):
        known = dict(_answered(rules, one))
        yield f"{one['id']} best", {"attributes": {**known}}
        lightest = sorted(one["criteria"], key=lambda c: exact_number(c["weight"]))
        for place, criterion in enumerate(lightest, 1):
            known |= _answers_to(criterion, attributes, best=False)
            yield f"{one['id']} worse by {place}", {"attributes": {**known}}


def _verdicts(rules: Rules) -> Iterator[tuple[str, GivenAnswers]]:
    """Yield each number of confirmed criteria beside each state of the others."""
    asked = rules["qualification"]["criteria"] if rules["qualification"] else []
    names = [one["id"] for one in asked]
    for confirmed in range(len(names) + 1) if names else ():
        for other in ("unknown", "partial", "absent"):
            if confirmed == len(names) and other != "absent":
                continue
            states = ["confirmed"] * confirmed + [other] * (len(names) - confirmed)
            given = dict(zip(names, states, strict=True))
            known = {name: state for name, state in given.items() if state != "unknown"}
            yield f"{confirmed} confirmed, else {other}", {"qualification": known}
    for name in names:
        states_of = {other: "absent" if other == name else "confirmed" for other in names}
        yield f"{name} absent", {"qualification": states_of}


def _tiers(rules: Rules) -> Iterator[tuple[str, GivenAnswers]]:
    """Yield all dimensions at each level, and with each one the lowest or not known."""
    dimensions = dimensions_in(rules)
    if not dimensions:
        return
    criteria = rules["qualification"]["criteria"] if rules["qualification"] else []
    base: GivenAnswers = {
        "attributes": dict(_answered(rules, next(iter(_sets(rules)), None))),
        "qualification": {one["id"]: "confirmed" for one in criteria},
    }
    for place in range(max(len(one["levels"]) for one in dimensions)):
        levels = {one["id"]: _at(one, place) for one in dimensions}
        yield f"level {place + 1}", {**base, "maturity": levels}
        for one in dimensions:
            lower = {**levels, one["id"]: _at(one, 0)}
            if place:
                yield f"level {place + 1}, {one['id']} lowest", {**base, "maturity": lower}
            known = {name: level for name, level in levels.items() if name != one["id"]}
            yield f"level {place + 1}, {one['id']} not known", {**base, "maturity": known}


def _decided(rules: Rules) -> Iterator[tuple[str, GivenAnswers]]:
    """Yield each segment chosen, and each tier set by hand with a reason and without."""
    base = dict(_answered(rules, next(iter(_sets(rules)), None)))
    for segment in rules["segments"]:
        yield f"{segment['id']} chosen", {"segment": segment["id"], "attributes": base}
    lowest = {one["id"]: _at(one, 0) for one in dimensions_in(rules)}
    for tier in rules["maturity"]["tiers"] if rules["maturity"] else ():
        for said, reason in (("for a reason", {"reason": "A reason."}), ("without a reason", {})):
            override = {"tier": tier["id"], **reason}
            answers = {"attributes": base, "maturity": {**lowest, "override": override}}
            yield f"{tier['id']} {said}", answers


def _at(dimension: DimensionRules, place: int) -> str | dict[str, str]:
    """Return the answers by which a dimension is at a place among its levels."""
    levels = dimension["levels"]
    place = min(place, len(levels) - 1)
    if dimension["method"] == "rubric":
        return str(levels[place]["level"])
    said: dict[str, str] = {}
    for at, level in enumerate(levels):
        for item in level["items"]:
            values = sorted((one["value"] for one in scale_of(dimension, item)), key=exact_number)
            steps = values if dimension["method"] == "coverage" else ["no", "yes"]
            said[item["id"]] = steps[-1] if at <= place else steps[0]
    return said


def _sets(rules: Rules) -> list[FitRules]:
    return [*rules["segments"], *rules["scores"]]


def _asked(one: FitRules) -> set[str]:
    asked = {name for criterion in one["criteria"] for name in asked_by(criterion)}
    return asked.union(*map(leaves, conditions_in(one)))


def _fitting(rules: Rules, attribute: str) -> dict[str, str]:
    """Return the best answers for the first set of rules that asks for an attribute."""
    found = next((one for one in _sets(rules) if attribute in _asked(one)), None)
    return dict(_answered(rules, found))


def _answered(rules: Rules, one: FitRules | None) -> Iterator[tuple[str, str]]:
    """Yield the best answer to each criterion; what decides whether one counts is answered so."""
    if one is None:
        return
    attributes = _attributes(rules)
    for criterion in one["criteria"]:
        if "when" in criterion:
            yield from _meeting(criterion["when"], attributes)
    for criterion in one["criteria"]:
        yield from _answers_to(criterion, attributes, best=True).items()


def _answers_to(
    criterion: CriterionRules, attributes: Mapping[str, AttributeRules], best: bool
) -> dict[str, str]:
    """Return the answer with the most or the fewest points; none where it has no attribute."""
    if "attribute" not in criterion:
        return {}
    attribute = attributes[criterion["attribute"]]
    alone: CriterionRules = {**criterion}
    alone.pop("when", None)

    def points(answer: str) -> Fraction:
        got = line_of(alone, {attribute["id"]: answer})
        return got.least

    answers = list(_standing_for(criterion, attribute))
    if not answers:
        return {}
    return {attribute["id"]: (max if best else min)(answers, key=points)}


def _standing_for(criterion: CriterionRules, attribute: AttributeRules) -> Iterable[str]:
    """Return an answer for each band or option."""
    if "bands" not in criterion:
        return answers_of(attribute)
    least = ends(attribute)[0]
    return [
        exact_text(
            exact_number(band["from"])
            if "from" in band
            else max(least, exact_number(band["to"]) - _step(attribute))
            if "to" in band
            else least
        )
        for band in criterion["bands"]
    ]


def _meeting(
    condition: Condition, attributes: Mapping[str, AttributeRules]
) -> Iterator[tuple[str, str]]:
    """Yield answers by which a condition holds, as far as single answers can."""
    parts = condition.get("all") or condition.get("any", [])[:1]
    if parts:
        for part in parts:
            yield from _meeting(part, attributes)
        return
    attribute = attributes[condition["attribute"]]
    if "below" in condition:
        yield attribute["id"], exact_text(exact_number(condition["below"]) - _step(attribute))
    elif "is-not" in condition:
        others = [one for one in answers_of(attribute) if one != condition["is-not"]]
        yield from ((attribute["id"], one) for one in others[:1])
    else:
        entries = condition.get("one-of") or condition.get("entries") or []
        single = condition.get("at-least") or condition.get("is")
        said = [single] if single is not None else [*entries]
        if "not-in-list" not in condition:
            yield from ((attribute["id"], one) for one in said[:1])


def _attributes(rules: Rules) -> dict[str, AttributeRules]:
    return {one["id"]: one for one in rules["attributes"]}

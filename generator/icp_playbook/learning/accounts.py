"""Accounts just inside and just outside a segment's rules: a good one, and near misses.

All are made of the rules alone: the ends of bands, the options of a choice, what a disqualifier
asks. Whether one is a customer is for the rules of scoring to say; nothing here decides it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from icp_playbook.scoring.criteria import answers_of
from icp_playbook.scoring.exact import exact_number, exact_text
from icp_playbook.scoring.rules import (
    WHOLE_FORMS,
    AttributeRules,
    Condition,
    CriterionRules,
    SegmentRules,
    ends,
)

Account = dict[str, str]
"""Answers by attribute, in canonical form."""
Asked = Mapping[str, AttributeRules]


def good_account(segment: SegmentRules, asked: Asked, upper: bool) -> Account:
    """Return the answers that bring most points, just inside the best band's lower or upper end.

    Only what must be known for a score is answered: what is required, and the heaviest.
    """
    found: Account = {}
    for criterion in _needed(segment):
        attribute = asked.get(criterion.get("attribute", ""))
        if attribute is not None and (values := _by_points(criterion, attribute, upper)):
            found.setdefault(attribute["id"], values[0])
    return found


def near_misses(
    segment: SegmentRules, asked: Asked, good: Account
) -> tuple[Iterator[Account], Iterator[Account]]:
    """Return accounts like a good one but for one thing that rules them out, and past some edges.

    Those past edges have as few answers changed as there are steps, the fewest first.
    """
    return ({**good, **hit} for hit in _hits(segment, asked)), _past_edges(segment, asked, good)


def _past_edges(segment: SegmentRules, asked: Asked, good: Account) -> Iterator[Account]:
    steps = [*_steps(segment, asked, good)]
    for length in range(1, len(steps) + 1):
        for start in range(len(steps) if length < len(steps) else 1):
            made = dict(good)
            for step in [*steps[start:], *steps[:start]][:length]:
                made |= step
            yield made


def _needed(segment: SegmentRules) -> list[CriterionRules]:
    """Return what is required, then the heaviest, until enough is known."""
    criteria = sorted(
        segment["criteria"], key=lambda one: (not one["required"], -exact_number(one["weight"]))
    )
    total = sum((exact_number(one["weight"]) for one in criteria), Fraction(0))
    needed = exact_number(segment["min_coverage"]) * total
    found: list[CriterionRules] = []
    known = Fraction(0)
    for one in criteria:
        if one["required"] or known < needed:
            found.append(one)
            known += exact_number(one["weight"])
    return found


def _by_points(criterion: CriterionRules, attribute: AttributeRules, upper: bool) -> list[str]:
    """Return answers, one for each band or option, that with the most points first."""
    if "bands" in criterion:
        bands = sorted(criterion["bands"], key=lambda band: -exact_number(band["points"]))
        edges = (_edge(attribute, band.get("from"), band.get("to"), upper) for band in bands)
        return [edge for edge in edges if edge is not None]
    options = criterion.get("options", {})
    known = [value for value in answers_of(attribute) if value in options]
    return sorted(known, key=lambda value: -exact_number(options[value]))


def _edge(attribute: AttributeRules, start: str | None, end: str | None, upper: bool) -> str | None:
    """Return the last answer of a range, or the first, where that end is open or none."""
    if end is not None and (upper or start is None):
        return _below(attribute, end)
    return start if start is not None else exact_text(ends(attribute)[0])


def _below(attribute: AttributeRules, end: str) -> str | None:
    """Return the answer just below an end, or None where it may not be so little."""
    number = exact_number(end)
    is_whole = attribute.get("form") in WHOLE_FORMS or number.denominator == 1
    value = number - (Fraction(1) if is_whole else Fraction(1, 10))
    return exact_text(value) if value >= ends(attribute)[0] else None


def _steps(segment: SegmentRules, asked: Asked, good: Account) -> Iterator[Account]:
    """Yield one step down for each answer: over the edge of its band, or to the next option."""
    for criterion in sorted(segment["criteria"], key=lambda one: -exact_number(one["weight"])):
        name = criterion.get("attribute", "")
        if name not in good:
            continue
        worse = _worse(criterion, asked[name], good[name])
        if worse is not None and worse != good[name]:
            yield {name: worse}


def _worse(criterion: CriterionRules, attribute: AttributeRules, value: str) -> str | None:
    if "bands" not in criterion:
        values = _by_points(criterion, attribute, upper=False)
        options = criterion.get("options", {})
        if value not in options:
            return None
        lower = [one for one in values if exact_number(options[one]) < exact_number(options[value])]
        return lower[0] if lower else None
    number = exact_number(value)
    for band in criterion["bands"]:
        begins = "from" not in band or number >= exact_number(band["from"])
        if begins and ("to" not in band or number < exact_number(band["to"])):
            below = _below(attribute, band["from"]) if "from" in band else None
            return below if below is not None else band.get("to")
    return None


def _hits(segment: SegmentRules, asked: Asked) -> Iterator[Account]:
    """Yield the answers that hit each disqualifier, where they can be told."""
    for rule in segment["disqualifiers"]:
        answers = _meeting(rule["when"], asked)
        if answers is not None:
            yield answers


def _meeting(when: Condition, asked: Asked) -> Account | None:
    """Return answers of which a condition holds, or None where none come to mind."""
    if "all" in when:
        return _joined(_meeting(one, asked) for one in when["all"])
    if "any" in when:
        found = (_meeting(one, asked) for one in when["any"])
        return next((one for one in found if one is not None), None)
    attribute = asked.get(when["attribute"])
    value = None if attribute is None else _value_for(when, attribute)
    return None if value is None else {when["attribute"]: value}


def _joined(parts: Iterable[Account | None]) -> Account | None:
    found: Account = {}
    for part in parts:
        if part is None:
            return None
        found |= part
    return found


def _value_for(when: Condition, attribute: AttributeRules) -> str | None:
    if "below" in when:
        return _below(attribute, when["below"])
    if "at-least" in when:
        return when["at-least"]
    if "is" in when:
        return when["is"]
    if "one-of" in when:
        return when["one-of"][0]
    if "in-list" in when:
        return when["entries"][0] if when["entries"] else None
    refused = when.get("entries", [when.get("is-not", "")])
    return next((one for one in answers_of(attribute) if one not in refused), None)

"""What makes a rules document unscorable, found before anybody is scored: each with its place in the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from icp_playbook.problems import did_you_mean, quoted
from icp_playbook.scoring.ability_defects import maturity_defects
from icp_playbook.scoring.defect import Defect, Where, share_defects
from icp_playbook.scoring.exact import exact_text, read_decimal
from icp_playbook.scoring.fit_defects import criterion_defects
from icp_playbook.scoring.rules import (
    COMPARISONS,
    FOCUSES,
    VERDICTS,
    Attribute,
    Condition,
    Criterion,
    Qualification,
    Rules,
    Segment,
)

__all__ = ["Defect", "find_defects"]

_DECIMALS = (
    "weight",
    "points",
    "from",
    "to",
    "min",
    "max",
    "below",
    "at-least",
    "share",
    "min_known",
    "min_coverage",
)
_FITTING = {
    "number": ("below", "at-least"),
    "choice": ("is", "is-not", "one-of"),
    "yes-no": ("is", "is-not"),
    "text": ("is", "is-not", "one-of"),
}


def find_defects(rules: Rules) -> list[Defect]:
    """Return every defect in the order of the document; `assess` counts on there being none.

    A number that is not a plain decimal is reported alone: nothing can be compared with it.
    """
    parts = {
        name: part for name, part in rules.items() if name != "grid"
    }  # its keys are the company's own ids
    return list(_decimal_defects(parts, ())) or [
        *_attribute_defects(rules["attributes"]),
        *(d for i, segment in enumerate(rules["segments"]) for d in _segment_defects(rules, segment, i)),
        *(_qualification_defects(rules["qualification"]) if rules["qualification"] else ()),
        *(maturity_defects(rules["maturity"]) if rules["maturity"] else ()),
        *_grid_defects(rules),
    ]


def _decimal_defects(part: object, where: Where) -> Iterator[Defect]:
    entries = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in entries:
        number = (
            key in _DECIMALS
            or where[-1:] == ("scale",)
            or (where[-1:] == ("options",) and "criteria" in where)
        )
        if not number:
            yield from _decimal_defects(value, (*where, key))
        elif not isinstance(value, str) or read_decimal(value) is None:
            said = f"{quoted(str(value))} is not a plain decimal number"
            yield Defect((*where, key), said, "write it like 12 or 12.5")


def _attribute_defects(attributes: list[Attribute]) -> Iterator[Defect]:
    for index, attribute in enumerate(attributes):
        where: Where = ("attributes", index)
        if any(other["id"] == attribute["id"] for other in attributes[:index]):
            yield Defect(where, f"{quoted(attribute['id'])} is asked twice", "give each attribute its own id")
        if attribute["type"] == "choice" and not attribute.get("options"):
            yield Defect((*where, "options"), "a choice without options", "list what can be answered")
        least, most = attribute.get("min", "0"), attribute.get("max")
        if most is not None and Fraction(most) <= Fraction(least):
            yield Defect((*where, "max"), f"the most ({most}) is not above the least ({least})")


def _segment_defects(rules: Rules, segment: Segment, index: int) -> Iterator[Defect]:
    where: Where = ("segments", index)
    attributes = {attribute["id"]: attribute for attribute in rules["attributes"]}
    if segment["focus"] not in FOCUSES:
        hint = did_you_mean(segment["focus"], FOCUSES) or f"use one of {', '.join(FOCUSES)}"
        yield Defect((*where, "focus"), f"{quoted(segment['focus'])} is not a focus", hint)
    yield from share_defects((*where, "min_coverage"), segment["min_coverage"])
    for number, criterion in enumerate(segment["criteria"]):
        yield from criterion_defects(attributes, criterion, (*where, "criteria", number))
    for number, rule in enumerate(segment["disqualifiers"]):
        yield from _condition_defects(attributes, rule["when"], (*where, "disqualifiers", number, "when"))
    most = _highest_score(segment)
    yield from _worth_defects(segment, most, (*where, "criteria"))
    yield from _fit_band_defects(segment, most, (*where, "bands"))


def _highest_score(segment: Segment) -> Fraction:
    return sum((Fraction(c["weight"]) * _highest(c) for c in segment["criteria"]), Fraction(0))


def _highest(criterion: Criterion) -> Fraction:
    bands = [band["points"] for band in criterion.get("bands", [])]
    return max(map(Fraction, [*bands, *criterion.get("options", {}).values()]), default=Fraction(0))


def _worth_defects(segment: Segment, most: Fraction, where: Where) -> Iterator[Defect]:
    if not segment["criteria"]:
        yield Defect(where, "no criteria: nothing can be scored", "add at least one criterion with points")
    elif all(Fraction(criterion["weight"]) == 0 for criterion in segment["criteria"]):
        yield Defect(where, "every weight is zero", "give at least one criterion a weight above zero")
    elif most <= 0:
        yield Defect(where, "no answers give a positive score", "let some answers give points above zero")


def _fit_band_defects(segment: Segment, most: Fraction, where: Where) -> Iterator[Defect]:
    """Bands start at 0 and rise; each reaches to the next, the last one to the highest score, included."""
    top = Fraction(100) if segment["mode"] == "share" else most
    before: Fraction | None = None
    for index, band in enumerate(segment["bands"]):
        start, place = Fraction(band["from"]), (*where, index)
        if before is None and start > 0:
            yield Defect(
                place, f"scores from 0 to below {band['from']} have no band", "start the first one at 0"
            )
        if before is not None and start <= before:
            yield Defect(
                place, f"{band['from']} does not come after {exact_text(before)}", "put bands in rising order"
            )
        if start > top or (start < 0 and before is None):
            hint = f"scores go from 0 to {exact_text(top)}"
            yield Defect(place, f"the band from {band['from']} starts outside the scores", hint)
        before = start


def _condition_defects(
    attributes: dict[str, Attribute], condition: Condition, where: Where
) -> Iterator[Defect]:
    for key in ("all", "any"):
        if key in condition:
            parts: list[Condition] = condition[key]
            if not parts:
                yield Defect((*where, key), "a list of no conditions", "name at least one condition")
            for index, part in enumerate(parts):
                yield from _condition_defects(attributes, part, (*where, key, index))
            if key == "all":
                yield from _never_true(parts, (*where, key))
            return
    name = condition["attribute"]
    if name not in attributes:
        hint = did_you_mean(name, attributes)
        yield Defect((*where, "attribute"), f"no attribute is called {quoted(name)}", hint)
        return
    yield from _comparison_defects(attributes[name], condition, where)


def _comparison_defects(attribute: Attribute, condition: Condition, where: Where) -> Iterator[Defect]:
    fitting, used = _FITTING[attribute["type"]], [key for key in COMPARISONS if key in condition]
    if len(used) != 1:
        said = "no comparison" if not used else f"several comparisons: {', '.join(used)}"
        yield Defect(where, said, f"give {quoted(attribute['id'])} exactly one of {', '.join(fitting)}")
        return
    if used[0] not in fitting:
        message = f"{used[0]} does not fit {quoted(attribute['id'])}, which is a {attribute['type']}"
        yield Defect((*where, used[0]), message, f"use {' or '.join(fitting)}")
        return
    if "below" in condition and Fraction(condition["below"]) <= Fraction(attribute.get("min", "0")):
        yield Defect(
            (*where, "below"), f"nothing is below {condition['below']}: it is the least possible answer"
        )
    if (
        "at-least" in condition
        and "max" in attribute
        and Fraction(condition["at-least"]) > Fraction(attribute["max"])
    ):
        yield Defect(
            (*where, "at-least"), f"nothing reaches {condition['at-least']}: the most is {attribute['max']}"
        )
    yield from _value_defects(attribute, condition, where)


def _value_defects(attribute: Attribute, condition: Condition, where: Where) -> Iterator[Defect]:
    known = (
        ["yes", "no"] if attribute["type"] == "yes-no" else [o["value"] for o in attribute.get("options", [])]
    )
    given: list[tuple[str, Where]] = [
        (value, (*where, "one-of", i)) for i, value in enumerate(condition.get("one-of", []))
    ]
    given += [(condition[key], (*where, key)) for key in ("is", "is-not") if key in condition]
    for value, place in given if attribute["type"] in ("choice", "yes-no") else []:
        if value not in known:
            hint = did_you_mean(value, known) or f"use one of {', '.join(known)}"
            yield Defect(place, f"{quoted(attribute['id'])} is never {quoted(value)}", hint)
    if "one-of" in condition and not condition["one-of"]:
        yield Defect((*where, "one-of"), "a list of no values", "name at least one value")


def _never_true(parts: list[Condition], where: Where) -> Iterator[Defect]:
    """Within `all`, one attribute can't be below one number and at least a larger one."""
    for part in parts:
        for other in parts:
            if "below" not in part or "at-least" not in other or part["attribute"] != other["attribute"]:
                continue
            if Fraction(part["below"]) <= Fraction(other["at-least"]):
                said = f"nothing is below {part['below']} and at least {other['at-least']}"
                yield Defect(where, said, "swap the two, or use any")


def _qualification_defects(rules: Qualification) -> Iterator[Defect]:
    where: Where = ("qualification",)
    yield from share_defects((*where, "share"), rules["share"])
    ids = [criterion["id"] for criterion in rules["criteria"]]
    if not ids:
        yield Defect(
            (*where, "criteria"), "no criteria: nothing can be confirmed", "add one, or drop the file"
        )
    yield from _repeated(ids, (*where, "criteria"))
    yield from _unknown(rules["must_have"], ids, (*where, "must_have"), "criterion")
    verdicts = [verdict["id"] for verdict in rules["verdicts"]]
    yield from _repeated(verdicts, (*where, "verdicts"))
    yield from _unknown(verdicts, VERDICTS, (*where, "verdicts"), "verdict")


def _grid_defects(rules: Rules) -> Iterator[Defect]:
    tiers = [tier["id"] for tier in rules["maturity"]["tiers"]] if rules["maturity"] else []
    for verdict, row in rules["grid"].items():
        if verdict not in VERDICTS:
            hint = did_you_mean(verdict, VERDICTS) or f"use one of {', '.join(VERDICTS)}"
            yield Defect(("grid", verdict), f"no verdict is called {quoted(verdict)}", hint)
        for tier in row:
            if tier not in tiers:
                hint = did_you_mean(tier, tiers)
                yield Defect(("grid", verdict, tier), f"no tier is called {quoted(tier)}", hint)


def _unknown(names: Iterable[str], known: Iterable[str], where: Where, kind: str) -> Iterator[Defect]:
    for index, name in enumerate(names):
        if name not in known:
            hint = did_you_mean(name, known) or f"use one of {', '.join(known)}"
            yield Defect((*where, index), f"no {kind} is called {quoted(name)}", hint)


def _repeated(ids: list[str], where: Where) -> Iterator[Defect]:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield Defect((*where, index), f"{quoted(name)} is there twice", "give each its own id")

"""Defects of a segment's fit: its criteria, what rules an account out, the bands of its score."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from fractions import Fraction

from icp_playbook.messages import Message, say
from icp_playbook.problems import did_you_mean, quoted
from icp_playbook.scoring.criteria import all_points, answers_of, name_of
from icp_playbook.scoring.exact import exact_number, exact_text
from icp_playbook.scoring.rules import (
    AttributeRules,
    Band,
    Condition,
    CriterionRules,
    Defect,
    FitRules,
    Where,
    ends,
)
from icp_playbook.scoring.weighing import Weighing, all_weighings, sum_of

_COMPARISONS = {
    "number": ("below", "at-least"),
    "choice": ("is", "is-not", "one-of", "in-list", "not-in-list"),
    "yes-no": ("is", "is-not"),
    "text": ("is", "is-not", "one-of", "in-list", "not-in-list"),
}


def segment_defects(
    attributes: Mapping[str, AttributeRules], segment: FitRules, where: Where
) -> Iterator[Defect]:
    """Yield what keeps a segment from giving every account one score."""
    for number, criterion in enumerate(segment["criteria"]):
        yield from _criterion_defects(attributes, criterion, (*where, "criteria", number))
        yield from _group_defects(segment, criterion, (*where, "criteria", number, "group"))
    for number, rule in enumerate(segment["disqualifiers"]):
        place = (*where, "disqualifiers", number, "when")
        yield from condition_defects(attributes, rule["when"], place)
    for number, other in enumerate(segment.get("other_weights", [])):
        place = (*where, "other_weights", number)
        yield from condition_defects(attributes, other["when"], (*place, "when"))
        yield from _named_weights_defects(segment, other["weights"], (*place, "weights"))
    *others, usual = all_weighings(segment)
    yield from _sum_defects(segment, usual, (*where, "criteria"))
    for number, weighing in enumerate(others):
        yield from _sum_defects(segment, weighing, (*where, "other_weights", number, "weights"))
    yield from _fit_band_defects(segment, (*where, "bands"))


def _sum_defects(segment: FitRules, weighing: Weighing, where: Where) -> Iterator[Defect]:
    if weighing.total == 0:
        hint = say("give at least one criterion a weight above zero")
        yield Defect(where, say("every weight is zero"), hint)
    elif _highest(segment, weighing) <= 0:
        hint = say("let some answers give points above zero")
        yield Defect(where, say("no answers give a positive score"), hint)


def _highest(segment: FitRules, weighing: Weighing) -> Fraction:
    return sum_of(segment, weighing, [max(all_points(one)) for one in segment["criteria"]])


def _group_defects(segment: FitRules, criterion: CriterionRules, where: Where) -> Iterator[Defect]:
    known = [group["id"] for group in segment.get("groups", [])]
    if "group" in criterion and criterion["group"] not in known:
        name = criterion["group"]
        hint = did_you_mean(name, known) or (
            say("use one of {names}", names=known)
            if known
            else say("list it under groups, with the most that it counts")
        )
        yield Defect(where, say("no group is called {name}", name=quoted(name)), hint)


def _named_weights_defects(
    segment: FitRules, weights: Mapping[str, str], where: Where
) -> Iterator[Defect]:
    known = [name for one in segment["criteria"] if (name := name_of(one))]
    for name in weights:
        if name not in known:
            hint = did_you_mean(name, known) or say(
                "use one of {names}", names=list(dict.fromkeys(known))
            )
            said = say("no criterion is called {name}", name=quoted(name))
            yield Defect((*where, name), said, hint)
        elif known.count(name) > 1:
            said = say(
                "{count} criteria are called {name}", count=known.count(name), name=quoted(name)
            )
            yield Defect((*where, name), said, say("give each its own id"))


def _fit_band_defects(segment: FitRules, where: Where) -> Iterator[Defect]:
    """Bands rise, from 0 or below; each reaches to the next, the last one to the highest score."""
    is_raw = segment["mode"] == "raw"
    most = max(_highest(segment, weighing) for weighing in all_weighings(segment))
    top = most if is_raw else Fraction(100)
    before: Fraction | None = None
    for index, band in enumerate(segment["bands"]):
        start, place = exact_number(band["from"]), (*where, index)
        if before is None and start > 0:
            said = say("scores from 0 to below {start} have no band", start=band["from"])
            yield Defect(place, said, say("start the first one at 0"))
        if before is not None and start <= before:
            said = say(
                "{start} does not come after {before}",
                start=band["from"],
                before=exact_text(before),
            )
            yield Defect(place, said, say("put bands in rising order"))
        if start > top or (start < 0 and not is_raw):
            hint = (
                say("points go up to {most}", most=exact_text(top))
                if is_raw
                else say("scores go from 0 to {most}", most=exact_text(top))
            )
            said = say("the band from {start} starts outside the scores", start=band["from"])
            yield Defect(place, said, hint)
        before = start


def _criterion_defects(
    attributes: Mapping[str, AttributeRules], criterion: CriterionRules, where: Where
) -> Iterator[Defect]:
    """A criterion has one scale and what that needs; that much the model has checked."""
    if "when" in criterion:
        yield from condition_defects(attributes, criterion["when"], (*where, "when"))
    if "attribute" in criterion and "points" not in criterion:
        yield from _scale_defects(attributes[criterion["attribute"]], criterion, where)


def _scale_defects(
    attribute: AttributeRules, criterion: CriterionRules, where: Where
) -> Iterator[Defect]:
    name, kind = quoted(attribute["id"]), attribute["type"]
    fills = "otherwise" in criterion
    if kind == "text":
        hint = say("score a number, a choice or a yes-no")
        yield Defect(
            (*where, "attribute"), say("{name} is a text, which can't be scored", name=name), hint
        )
    elif kind == "number" and "options" in criterion:
        yield Defect(
            (*where, "options"),
            say("{name} is a number", name=name),
            say("give bands, not options"),
        )
    elif kind == "number":
        yield from _bands_defects(attribute, criterion["bands"], fills, (*where, "bands"))
    elif "bands" in criterion:
        hint = say("give points to options, not bands")
        yield Defect((*where, "bands"), say("{name} is a {kind}", name=name, kind=kind), hint)
    else:
        options = criterion["options"]
        yield from _option_defects(attribute, options, fills, (*where, "options"))


def _bands_defects(
    attribute: AttributeRules, bands: list[Band], fills: bool, where: Where
) -> Iterator[Defect]:
    """Together the bands of a number cover what it may be, each number once.

    Where other points fill the holes, there may be some.
    """
    least, most = ends(attribute)
    end: Fraction | None = least
    for index, band in enumerate(bands):
        before = bands[index - 1] if index else None
        yield from _band_defects(band, before, end, least, fills, (*where, index))
        if most is not None and "from" in band and exact_number(band["from"]) > most:
            said = say(
                "no number reaches {start}: the most is {most}",
                start=band["from"],
                most=exact_text(most),
            )
            yield Defect((*where, index), said, say("leave this band out"))
        end = exact_number(band["to"]) if "to" in band else None
    if not fills and end is not None and (most is None or end < most):
        start = exact_text(end)
        said = (
            say("a hole: from {start}, anything above, no points", start=start)
            if most is None
            else say(
                "a hole: from {start}, up to {most}, no points", start=start, most=exact_text(most)
            )
        )
        yield Defect((*where, len(bands) - 1), said, say("leave out the last band's to"))


def _band_defects(
    band: Band,
    before: Band | None,
    end: Fraction | None,
    least: Fraction,
    fills: bool,
    where: Where,
) -> Iterator[Defect]:
    """Compare a band with the one before it, and with where that ended (None: it has no end)."""
    start = exact_number(band["from"]) if "from" in band else None
    if start is not None and "to" in band and exact_number(band["to"]) <= start:
        said = say("nothing lies from {start} to below {end}", start=band["from"], end=band["to"])
        yield Defect(where, said, say("swap the two, or drop the band"))
        return
    if before is None:
        if start is not None and start > least and not fills:
            said = _hole(least, start)
            yield Defect(where, said, say("leave out the first band's from"))
    elif start is None or end is None:
        hint = say("end each band where the next one starts")
        yield Defect(where, say("overlaps the band before it"), hint)
    elif start > end:
        if not fills:
            said = _hole(end, start)
            yield Defect(where, said, say("start this band at {start}", start=exact_text(end)))
    elif start < end:
        yield Defect(where, *_overlap(band, before, end))
    if "to" in band and exact_number(band["to"]) <= least:
        said = say(
            "nothing is below {end}: {least} is the least", end=band["to"], least=exact_text(least)
        )
        yield Defect(where, said, say("leave this band out"))


def _hole(start: Fraction, end: Fraction) -> Message:
    return say(
        "a hole: from {start} to below {end} no points",
        start=exact_text(start),
        end=exact_text(end),
    )


def _overlap(band: Band, before: Band, end: Fraction) -> tuple[str, str]:
    """Say how a band that starts before `end`, where the one before it ended, lies to that one."""
    start = exact_text(end)
    said = say("overlaps the band before it, which ends at {end}", end=start)
    to = exact_number(band["to"]) if "to" in band else None
    if to is None or to > end:
        return said, say("start this band at {start}", start=start)
    if to <= Fraction(before.get("from", to)):
        return say("out of order: it comes before the band above it"), say(
            "put bands in rising order"
        )
    return said, say("start this band at {start} and end it higher, or drop it", start=start)


def _option_defects(
    attribute: AttributeRules, points: Mapping[str, str], fills: bool, where: Where
) -> Iterator[Defect]:
    name, known = quoted(attribute["id"]), answers_of(attribute)
    for value in points:
        if value not in known:
            yield _never(name, value, known, (*where, value))
    for value in known:
        if value not in points and not fills:
            hint = say("add {value} with its points, 0 if it is worth nothing", value=value)
            yield Defect(
                where, say("{value} of {name} has no points", value=quoted(value), name=name), hint
            )


def _never(name: str, value: str, known: list[str], where: Where) -> Defect:
    hint = did_you_mean(value, known) or say("use one of {names}", names=known)
    return Defect(where, say("{name} is never {value}", name=name, value=quoted(value)), hint)


def condition_defects(
    attributes: Mapping[str, AttributeRules], condition: Condition, where: Where
) -> Iterator[Defect]:
    """A condition is one comparison or a list; that much the model has checked."""
    for key in ("all", "any"):
        parts: list[Condition] = condition.get(key, [])  # type: ignore[assignment]
        for index, part in enumerate(parts):
            yield from condition_defects(attributes, part, (*where, key, index))
    if "all" in condition:
        yield from _never_true(condition["all"], (*where, "all"))
    if "attribute" in condition:
        yield from _comparison_defects(attributes[condition["attribute"]], condition, where)


def _comparison_defects(
    attribute: AttributeRules, condition: Condition, where: Where
) -> Iterator[Defect]:
    name, kind = quoted(attribute["id"]), attribute["type"]
    fitting = _COMPARISONS[kind]
    used = next(key for key in condition if key != "attribute")
    if used not in fitting:
        said = say("{used} does not fit {name}, which is a {kind}", used=used, name=name, kind=kind)
        yield Defect((*where, used), said, say("use one of {names}", names=fitting))
        return
    if kind == "choice" and condition.get("entries") == []:
        found = quoted(condition["list"])
        said = say("no answer of {name} is on the list {list}", name=name, list=found)
        yield Defect((*where, used), said, say("write ids or labels of its options there"))
    least, most = ends(attribute)
    if "below" in condition and exact_number(condition["below"]) <= least:
        number = condition["below"]
        said = say("nothing is below {number}: it is the least possible answer", number=number)
        yield Defect((*where, "below"), said)
    if "at-least" in condition and most is not None and exact_number(condition["at-least"]) > most:
        number = condition["at-least"]
        said = say(
            "nothing reaches {number}: the most is {most}", number=number, most=exact_text(most)
        )
        yield Defect((*where, "at-least"), said)
    if kind in ("choice", "yes-no"):
        given: list[tuple[str, Where]] = [
            (value, (*where, "one-of", index))
            for index, value in enumerate(condition.get("one-of", []))
        ]
        given += [(condition[key], (*where, key)) for key in ("is", "is-not") if key in condition]
        known = answers_of(attribute)
        yield from (_never(name, value, known, at) for value, at in given if value not in known)


def _never_true(parts: list[Condition], where: Where) -> Iterator[Defect]:
    """Within `all`, one attribute can't be below one number and at least a larger one."""
    for part, other in itertools.product(parts, repeat=2):
        if "below" not in part or "at-least" not in other:
            continue
        below, least = part["below"], other["at-least"]
        if part["attribute"] == other["attribute"] and exact_number(below) <= exact_number(least):
            said = say("nothing is below {number} and at least {least}", number=below, least=least)
            yield Defect(where, said, say("swap the two, or use any"))

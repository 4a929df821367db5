"""Defects of one fit criterion: its weight, its bands over the numbers, its points for the options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from icp_playbook.problems import did_you_mean, quoted
from icp_playbook.scoring.defect import Defect, Where
from icp_playbook.scoring.exact import exact_text
from icp_playbook.scoring.rules import Attribute, Band, Criterion


def criterion_defects(
    attributes: Mapping[str, Attribute], criterion: Criterion, where: Where
) -> Iterator[Defect]:
    """Yield what is wrong with one criterion of a segment."""
    if Fraction(criterion["weight"]) < 0:
        hint = "make the points negative instead"
        yield Defect((*where, "weight"), f"the weight {criterion['weight']} is negative", hint)
    attribute = attributes.get(criterion["attribute"])
    if attribute is None:
        name = criterion["attribute"]
        yield Defect(
            (*where, "attribute"), f"no attribute is called {quoted(name)}", did_you_mean(name, attributes)
        )
    elif attribute["type"] == "text":
        hint = "score a number, a choice or a yes-no"
        yield Defect(
            (*where, "attribute"), f"{quoted(attribute['id'])} is a text, which can't be scored", hint
        )
    elif attribute["type"] == "number":
        yield from _number_defects(attribute, criterion, where)
    else:
        yield from _option_defects(attribute, criterion, where)


def _number_defects(attribute: Attribute, criterion: Criterion, where: Where) -> Iterator[Defect]:
    if "options" in criterion:
        yield Defect((*where, "options"), f"{quoted(attribute['id'])} is a number", "give bands, not options")
    if not criterion.get("bands"):
        yield Defect(where, "no bands: no number gives points", "add bands with from, to and points")
        return
    bands, least = criterion["bands"], Fraction(attribute.get("min", "0"))
    most = Fraction(attribute["max"]) if "max" in attribute else None
    end: Fraction | None = least
    for index, band in enumerate(bands):
        before = bands[index - 1] if index else None
        yield from _band_defects(band, before, end, least, (*where, "bands", index))
        if most is not None and "from" in band and Fraction(band["from"]) > most:
            said = f"no number reaches {band['from']}: the most is {exact_text(most)}"
            yield Defect((*where, "bands", index), said, "leave this band out")
        end = Fraction(band["to"]) if "to" in band else None
    if end is not None and (most is None or end < most):
        above = "anything above" if most is None else f"up to {exact_text(most)}"
        hint = "leave out the last band's to"
        yield Defect(
            (*where, "bands", len(bands) - 1), f"a hole: from {exact_text(end)}, {above}, no points", hint
        )


def _band_defects(
    band: Band, before: Band | None, end: Fraction | None, least: Fraction, where: Where
) -> Iterator[Defect]:
    """Compare one band with the one before it, and with where that ended (None: it has no end)."""
    start = Fraction(band["from"]) if "from" in band else None
    if start is not None and "to" in band and Fraction(band["to"]) <= start:
        yield Defect(
            where, f"nothing lies from {band['from']} to below {band['to']}", "swap the two, or drop the band"
        )
        return
    if before is None:
        if start is not None and start > least:
            said = f"a hole: from {exact_text(least)} to below {exact_text(start)} no points"
            yield Defect(where, said, "leave out the first band's from")
    elif start is None or end is None:
        yield Defect(where, "overlaps the band before it", "end each band where the next one starts")
    elif start > end:
        said = f"a hole: from {exact_text(end)} to below {exact_text(start)} no points"
        yield Defect(where, said, f"start this band at {exact_text(end)}")
    elif start < end:
        yield Defect(where, *_overlap(band, before, end))
    if "to" in band and Fraction(band["to"]) <= least:
        yield Defect(
            where, f"nothing is below {band['to']}: {exact_text(least)} is the least", "leave this band out"
        )


def _overlap(band: Band, before: Band, end: Fraction) -> tuple[str, str]:
    """Say how a band that starts before `end`, where the one before it ended, lies to that one."""
    said = f"overlaps the band before it, which ends at {exact_text(end)}"
    to = Fraction(band["to"]) if "to" in band else None
    if to is None or to > end:
        return said, f"start this band at {exact_text(end)}"
    if to <= Fraction(before.get("from", to)):
        return "out of order: it comes before the band above it", "put bands in rising order"
    return said, f"start this band at {exact_text(end)} and end it higher, or drop it"


def _option_defects(attribute: Attribute, criterion: Criterion, where: Where) -> Iterator[Defect]:
    if "bands" in criterion:
        said = f"{quoted(attribute['id'])} is a {attribute['type']}"
        yield Defect((*where, "bands"), said, "give points to options, not bands")
    known = (
        ["yes", "no"] if attribute["type"] == "yes-no" else [o["value"] for o in attribute.get("options", [])]
    )
    points = criterion.get("options", {})
    for value in points:
        if value not in known:
            hint = did_you_mean(value, known) or f"use one of {', '.join(known)}"
            yield Defect(
                (*where, "options", value), f"{quoted(attribute['id'])} is never {quoted(value)}", hint
            )
    for value in known:
        if value not in points:
            said = f"{quoted(value)} of {quoted(attribute['id'])} has no points"
            yield Defect((*where, "options"), said, f"add {value} with its points, 0 if it is worth nothing")

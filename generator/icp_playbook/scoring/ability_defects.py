"""Defects of the maturity model: its levels, its tiers, the tier rule and how each dimension is assessed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from icp_playbook.problems import quoted
from icp_playbook.scoring.defect import Defect, Where, share_defects
from icp_playbook.scoring.rules import Dimension, Maturity

_PLACE: Where = ("maturity",)


def maturity_defects(model: Maturity) -> Iterator[Defect]:
    """Yield what keeps the maturity model from giving every account one tier."""
    levels = [level["level"] for level in model["levels"]]
    yield from _level_defects(levels)
    yield from _tier_defects(model, levels)
    rule = model["rule"]
    yield from share_defects((*_PLACE, "rule", "share"), rule["share"])
    yield from share_defects((*_PLACE, "rule", "min_known"), rule["min_known"])
    if rule["max_gap"] < 0:
        yield Defect(
            (*_PLACE, "rule", "max_gap"), "a dimension can't lag by less than nothing", "use 0 or more"
        )
    if not model["dimensions"]:
        yield Defect(
            (*_PLACE, "dimensions"), "no dimensions: nothing can be assessed", "add at least one dimension"
        )
    for index, dimension in enumerate(model["dimensions"]):
        yield from _dimension_defects(dimension, levels, (*_PLACE, "dimensions", index))


def _level_defects(levels: list[int]) -> Iterator[Defect]:
    where: Where = (*_PLACE, "levels")
    if not 2 <= len(levels) <= 9:
        yield Defect(where, f"{len(levels)} levels", "use 2 to 9 levels")
    if levels and levels[0] not in (0, 1):
        yield Defect((*where, 0), f"the first level is {levels[0]}", "start at 0 or 1")
    for index, (before, level) in enumerate(itertools.pairwise(levels), start=1):
        if level != before + 1:
            yield Defect(
                (*where, index),
                f"level {level} follows level {before}",
                "number levels without a gap, rising",
            )


def _tier_defects(model: Maturity, levels: list[int]) -> Iterator[Defect]:
    seen: dict[int, str] = {}
    for index, tier in enumerate(model["tiers"]):
        where: Where = (*_PLACE, "tiers", index, "level")
        if tier["level"] not in levels:
            yield Defect(where, f"no level is {tier['level']}", f"use one of {', '.join(map(str, levels))}")
        elif tier["level"] in seen:
            said = f"level {tier['level']} already has the tier {quoted(seen[tier['level']])}"
            yield Defect(where, said, "give each level exactly one tier")
        seen.setdefault(tier["level"], tier["id"])
    for index, level in enumerate(levels):
        if level not in seen:
            yield Defect(
                (*_PLACE, "levels", index), f"level {level} has no tier", "give each level exactly one tier"
            )


def _dimension_defects(dimension: Dimension, levels: list[int], where: Where) -> Iterator[Defect]:
    if dimension["id"] == "override":
        yield Defect(
            where,
            'a dimension called "override"',
            "that name is taken by the tier set by hand; choose another",
        )
    for index, level in enumerate(dimension["levels"]):
        if level["level"] not in levels:
            said = f"the model has no level {level['level']}"
            yield Defect((*where, "levels", index), said, f"use one of {', '.join(map(str, levels))}")
    if dimension["method"] != "rubric":
        yield from _item_defects(dimension, levels, where)
    if dimension["method"] == "coverage":
        yield from _scale_defects(dimension, (*where, "scale"))


def _item_defects(dimension: Dimension, levels: list[int], where: Where) -> Iterator[Defect]:
    asked = {level["level"] for level in dimension["levels"] if level["items"]}
    for level in levels[1:]:
        if level not in asked:
            said = f"nothing is asked about level {level}, so whoever has level {level - 1} has it too"
            yield Defect((*where, "levels"), said, "ask something about each level above the lowest")
    seen: set[str] = set()
    for index, entry in enumerate(dimension["levels"]):
        for number, item in enumerate(entry["items"]):
            if item["id"] in seen:
                place: Where = (*where, "levels", index, "items", number)
                yield Defect(place, f"{quoted(item['id'])} is asked twice", "give each its own id")
            seen.add(item["id"])


def _scale_defects(dimension: Dimension, where: Where) -> Iterator[Defect]:
    scale = [Fraction(step) for step in dimension.get("scale", [])]
    if not scale or max(scale) != 1 or min(scale) != 0:
        yield Defect(where, "the scale does not go from 0 to 1", 'use values such as "0", "0.25", "0.5", "1"')
    for index, (before, step) in enumerate(itertools.pairwise(scale), start=1):
        if step <= before:
            yield Defect((*where, index), "the scale does not rise", "put its values in rising order")

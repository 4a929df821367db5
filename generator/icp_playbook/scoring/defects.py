"""What makes rules unscorable although each field by itself is sound: each defect with its place.

Rules come from `compile.py` alone. So what the model's own fields refuse, such as a negative
weight, and what the linker refuses, such as an unknown attribute, is not looked for again.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from icp_playbook.problems import did_you_mean, quoted
from icp_playbook.scoring.exact import exact_text, read_decimal
from icp_playbook.scoring.fit_defects import segment_defects
from icp_playbook.scoring.rules import (
    Attribute,
    Defect,
    Dimension,
    Maturity,
    Qualification,
    Rules,
    Where,
    ends,
)

__all__ = ["Defect", "find_defects"]

_DECIMALS = frozenset(
    {"weight", "points", "from", "to", "min", "max", "below", "at-least"}
    | {"share", "min_known", "min_coverage"}
)


def find_defects(rules: Rules) -> list[Defect]:
    """Return every defect in the order of the document; `assess` counts on there being none.

    A number with too many decimals is reported alone: answers can't be compared with it exactly.
    """
    # The keys of the grid are the company's own ids, and none of its values is a number.
    parts = {name: part for name, part in rules.items() if name != "grid"}
    attributes = {attribute["id"]: attribute for attribute in rules["attributes"]}
    return list(_decimal_defects(parts, ())) or [
        *_attribute_defects(rules["attributes"]),
        *(
            defect
            for index, segment in enumerate(rules["segments"])
            for defect in segment_defects(attributes, segment, ("segments", index))
        ),
        *(_qualification_defects(rules["qualification"]) if rules["qualification"] else ()),
        *(_maturity_defects(rules["maturity"]) if rules["maturity"] else ()),
        *_grid_defects(rules),
    ]


def _decimal_defects(part: object, where: Where) -> Iterator[Defect]:
    """Content may have nine decimals; rules and answers have six, in both languages."""
    entries = (
        part.items()
        if isinstance(part, dict)
        else enumerate(part)
        if isinstance(part, list)
        else ()
    )
    for key, value in entries:
        is_points = where[-1:] == ("options",) and "criteria" in where
        if not (key in _DECIMALS or where[-1:] == ("scale",) or is_points):
            yield from _decimal_defects(value, (*where, key))
        elif read_decimal(value) is None:
            yield Defect((*where, key), f"{value} has more than six decimals", "round it")


def _attribute_defects(attributes: list[Attribute]) -> Iterator[Defect]:
    for index, attribute in enumerate(attributes):
        where: Where = ("attributes", index)
        if attribute["type"] == "choice" and not attribute.get("options"):
            hint = "list what can be answered"
            yield Defect((*where, "options"), "a choice without options", hint)
        least, most = ends(attribute)
        if most is not None and most <= least:
            said = f"the most ({exact_text(most)}) is not above the least ({exact_text(least)})"
            yield Defect((*where, "max"), said)


def _qualification_defects(rules: Qualification) -> Iterator[Defect]:
    criteria = [criterion["id"] for criterion in rules["criteria"]]
    for index, name in enumerate(rules["must_have"]):
        if name not in criteria:
            hint = did_you_mean(name, criteria) or f"use one of {', '.join(criteria)}"
            where: Where = ("qualification", "must_have", index)
            yield Defect(where, f"no criterion is called {quoted(name)}", hint)
    verdicts = [verdict["id"] for verdict in rules["verdicts"]]
    for index, name in enumerate(verdicts):
        if name in verdicts[:index]:
            where = ("qualification", "verdicts", index)
            yield Defect(where, f"{quoted(name)} is there twice", "give each its own id")


def _maturity_defects(model: Maturity) -> Iterator[Defect]:
    """Yield what keeps the maturity model from giving every account one tier."""
    levels = [level["level"] for level in model["levels"]]
    yield from _level_defects(levels, ("maturity", "levels"))
    yield from _tier_defects(model, levels)
    where: Where = ("maturity", "dimensions")
    if not model["dimensions"]:
        hint = "add at least one dimension"
        yield Defect(where, "no dimensions: nothing can be assessed", hint)
    for index, dimension in enumerate(model["dimensions"]):
        yield from _dimension_defects(dimension, levels, (*where, index))


def _level_defects(levels: list[int], where: Where) -> Iterator[Defect]:
    if not 2 <= len(levels) <= 9:
        yield Defect(where, f"{len(levels)} levels", "use 2 to 9 levels")
    if levels[0] not in (0, 1):
        yield Defect((*where, 0), f"the first level is {levels[0]}", "start at 0 or 1")
    for index, (before, level) in enumerate(itertools.pairwise(levels), start=1):
        if level != before + 1:
            said = f"level {level} follows level {before}"
            yield Defect((*where, index), said, "number levels without a gap, rising")


def _tier_defects(model: Maturity, levels: list[int]) -> Iterator[Defect]:
    hint = "give each level exactly one tier"
    seen: dict[int, str] = {}
    for index, tier in enumerate(model["tiers"]):
        level, where = tier["level"], ("maturity", "tiers", index, "level")
        if level not in levels:
            yield Defect(where, f"no level is {level}", f"use one of {', '.join(map(str, levels))}")
        elif level in seen:
            said = f"level {level} already has the tier {quoted(seen[level])}"
            yield Defect(where, said, hint)
        seen.setdefault(level, tier["id"])
    for index, level in enumerate(levels):
        if level not in seen:
            yield Defect(("maturity", "levels", index), f"level {level} has no tier", hint)


def _dimension_defects(dimension: Dimension, levels: list[int], where: Where) -> Iterator[Defect]:
    if dimension["id"] == "override":
        hint = "that name is taken by the tier set by hand; choose another"
        yield Defect(where, 'a dimension called "override"', hint)
    for index, level in enumerate(dimension["levels"]):
        if level["level"] not in levels:
            said = f"the model has no level {level['level']}"
            hint = f"use one of {', '.join(map(str, levels))}"
            yield Defect((*where, "levels", index), said, hint)
    if dimension["method"] != "rubric":
        asked = {level["level"] for level in dimension["levels"] if level["items"]}
        hint = "ask something about each level above the lowest"
        for number in levels[1:]:
            if number not in asked:
                said = (
                    f"nothing is asked about level {number}, so whoever has level"
                    f" {number - 1} has it too"
                )
                yield Defect((*where, "levels"), said, hint)
    yield from _scale_defects(list(map(Fraction, dimension.get("scale", []))), (*where, "scale"))


def _scale_defects(scale: list[Fraction], where: Where) -> Iterator[Defect]:
    if scale and (max(scale) != 1 or min(scale) != 0):
        hint = 'use values such as "0", "0.25", "0.5", "1"'
        yield Defect(where, "the scale does not go from 0 to 1", hint)
    for index, (before, step) in enumerate(itertools.pairwise(scale), start=1):
        if step <= before:
            yield Defect(
                (*where, index), "the scale does not rise", "put its values in rising order"
            )


def _grid_defects(rules: Rules) -> Iterator[Defect]:
    """A cell may name a tier that is retired: a reference to it is sound, but no account has it."""
    tiers = [tier["id"] for tier in rules["maturity"]["tiers"]] if rules["maturity"] else []
    for verdict, row in rules["grid"].items():
        for tier in row:
            if tier not in tiers:
                said = f"no account has the tier {quoted(tier)} any more"
                yield Defect(("grid", verdict, tier), said, did_you_mean(tier, tiers))

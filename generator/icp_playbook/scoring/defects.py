"""What makes rules unscorable although each field by itself is sound: each defect with its place.

Rules come from `compile.py` alone. So what the model's own fields refuse, such as a negative
weight, and what the linker refuses, such as an unknown attribute, is not looked for again.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from icp_playbook.messages import say, say_count
from icp_playbook.problems import did_you_mean, quoted
from icp_playbook.scoring.exact import exact_text, read_decimal
from icp_playbook.scoring.fit_defects import segment_defects
from icp_playbook.scoring.rules import (
    AbilityRules,
    AttributeRules,
    Defect,
    DimensionRules,
    MotivationRules,
    Rules,
    Where,
    ends,
)

__all__ = ["Defect", "find_defects"]

_DECIMALS = frozenset(
    {"weight", "points", "from", "to", "min", "max", "below", "at-least"}
    | {"share", "min_known", "min_coverage", "most", "otherwise"}
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
    """Content may have nine decimals; rules and answers six, which both languages read alike."""
    entries = (
        part.items()
        if isinstance(part, dict)
        else enumerate(part)
        if isinstance(part, list)
        else ()
    )
    for key, value in entries:
        is_points = (where[-1:] == ("options",) and "criteria" in where) or (
            where[-1:] == ("weights",) and "other_weights" in where
        )
        if not (key in _DECIMALS or where[-1:] == ("scale",) or is_points):
            yield from _decimal_defects(value, (*where, key))
        elif read_decimal(value) is None:
            yield Defect(
                (*where, key),
                say("{value} has more than six decimals", value=str(value)),
                say("round it"),
            )


def _attribute_defects(attributes: list[AttributeRules]) -> Iterator[Defect]:
    for index, attribute in enumerate(attributes):
        where: Where = ("attributes", index)
        if attribute["type"] == "choice" and not attribute.get("options"):
            hint = say("list what can be answered")
            yield Defect((*where, "options"), say("a choice without options"), hint)
        least, most = ends(attribute)
        if most is not None and most <= least:
            said = say(
                "the most ({most}) is not above the least ({least})",
                most=exact_text(most),
                least=exact_text(least),
            )
            yield Defect((*where, "max"), said)


def _qualification_defects(rules: MotivationRules) -> Iterator[Defect]:
    criteria = [criterion["id"] for criterion in rules["criteria"]]
    for index, name in enumerate(rules["must_have"]):
        if name not in criteria:
            hint = did_you_mean(name, criteria) or say("use one of {names}", names=criteria)
            where: Where = ("qualification", "must_have", index)
            yield Defect(where, say("no criterion is called {name}", name=quoted(name)), hint)
    verdicts = [verdict["id"] for verdict in rules["verdicts"]]
    for index, name in enumerate(verdicts):
        if name in verdicts[:index]:
            where = ("qualification", "verdicts", index)
            yield Defect(
                where, say("{name} is there twice", name=quoted(name)), say("give each its own id")
            )


def _maturity_defects(model: AbilityRules) -> Iterator[Defect]:
    """Yield what keeps the maturity model from giving every account one tier."""
    levels = [level["level"] for level in model["levels"]]
    yield from _level_defects(levels, ("maturity", "levels"))
    yield from _tier_defects(model, levels)
    where: Where = ("maturity", "dimensions")
    if not model["dimensions"]:
        hint = say("add at least one dimension")
        yield Defect(where, say("no dimensions: nothing can be assessed"), hint)
    for index, dimension in enumerate(model["dimensions"]):
        yield from _dimension_defects(dimension, levels, (*where, index))


def _level_defects(levels: list[int], where: Where) -> Iterator[Defect]:
    if not 2 <= len(levels) <= 9:
        yield Defect(
            where,
            say_count("{count} level", "{count} levels", count=len(levels)),
            say("use 2 to 9 levels"),
        )
    if levels[0] not in (0, 1):
        yield Defect(
            (*where, 0), say("the first level is {level}", level=levels[0]), say("start at 0 or 1")
        )
    for index, (before, level) in enumerate(itertools.pairwise(levels), start=1):
        if level != before + 1:
            said = say("level {level} follows level {before}", level=level, before=before)
            yield Defect((*where, index), said, say("number levels without a gap, rising"))


def _tier_defects(model: AbilityRules, levels: list[int]) -> Iterator[Defect]:
    hint = say("give each level exactly one tier")
    seen: dict[int, str] = {}
    for index, tier in enumerate(model["tiers"]):
        level, where = tier["level"], ("maturity", "tiers", index, "level")
        if level not in levels:
            yield Defect(where, say("no level is {level}", level=level), _one_of(levels))
        elif level in seen:
            said = say(
                "level {level} already has the tier {tier}", level=level, tier=quoted(seen[level])
            )
            yield Defect(where, said, hint)
        seen.setdefault(level, tier["id"])
    for index, level in enumerate(levels):
        if level not in seen:
            yield Defect(
                ("maturity", "levels", index), say("level {level} has no tier", level=level), hint
            )


def _one_of(levels: list[int]) -> str:
    return say("use one of {names}", names=[str(level) for level in levels])


def _dimension_defects(
    dimension: DimensionRules, levels: list[int], where: Where
) -> Iterator[Defect]:
    if dimension["id"] == "override":
        hint = say("that name is taken by the tier set by hand; choose another")
        yield Defect(where, say('a dimension called "override"'), hint)
    for index, level in enumerate(dimension["levels"]):
        if level["level"] not in levels:
            said = say("the model has no level {level}", level=level["level"])
            yield Defect((*where, "levels", index), said, _one_of(levels))
    if dimension["method"] != "rubric":
        asked = {level["level"] for level in dimension["levels"] if level["items"]}
        hint = say("ask something about each level above the lowest")
        for number in levels[1:]:
            if number not in asked:
                said = say(
                    "nothing is asked about level {level},"
                    " so an account on level {below} reaches it too",
                    level=number,
                    below=number - 1,
                )
                yield Defect((*where, "levels"), said, hint)
    yield from _scale_defects(list(map(Fraction, dimension.get("scale", []))), (*where, "scale"))


def _scale_defects(scale: list[Fraction], where: Where) -> Iterator[Defect]:
    if scale and (max(scale) != 1 or min(scale) != 0):
        hint = say('use values such as "0", "0.25", "0.5", "1"')
        yield Defect(where, say("the scale does not go from 0 to 1"), hint)
    for index, (before, step) in enumerate(itertools.pairwise(scale), start=1):
        if step <= before:
            yield Defect(
                (*where, index),
                say("the scale does not rise"),
                say("put its values in rising order"),
            )


def _grid_defects(rules: Rules) -> Iterator[Defect]:
    """A cell may name a tier that is retired: a reference to it is sound, but no account has it."""
    tiers = [tier["id"] for tier in rules["maturity"]["tiers"]] if rules["maturity"] else []
    for verdict, row in rules["grid"].items():
        for tier in row:
            if tier not in tiers:
                said = say("no account has the tier {tier} any more", tier=quoted(tier))
                yield Defect(("grid", verdict, tier), said, did_you_mean(tier, tiers))

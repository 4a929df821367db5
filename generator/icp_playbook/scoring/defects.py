"""What makes rules unscorable although each field by itself is sound: each defect with its place.

Rules come from `compile.py` alone. So what the model's own fields refuse, such as a negative
weight, and what the linker refuses, such as an unknown attribute, is not looked for again.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from icp_playbook.messages import say, say_count
from icp_playbook.problems import did_you_mean, quoted
from icp_playbook.scoring.exact import exact_number, exact_text, read_decimal
from icp_playbook.scoring.fit_defects import condition_defects, segment_defects
from icp_playbook.scoring.form_defects import form_defects, limit_defects
from icp_playbook.scoring.rules import (
    AbilityRules,
    AttributeRules,
    Defect,
    DimensionRules,
    MotivationRules,
    Rules,
    ScaleStep,
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
    parts = dict(rules)
    attributes = {attribute["id"]: attribute for attribute in rules["attributes"]}
    return list(_decimal_defects(parts, ())) or [
        *_attribute_defects(rules["attributes"]),
        *(
            defect
            for index, segment in enumerate(rules["segments"])
            for defect in segment_defects(attributes, segment, ("segments", index))
        ),
        *(
            defect
            for index, score in enumerate(rules["scores"])
            for defect in segment_defects(attributes, score, ("scores", index))
        ),
        *(
            defect
            for index, flag in enumerate(rules["flags"])
            for defect in condition_defects(attributes, flag["when"], ("flags", index, "when"))
        ),
        *form_defects(attributes, {**parts, "attributes": []}, ()),
        *(_qualification_defects(rules["qualification"]) if rules["qualification"] else ()),
        *maturity_defects(rules),
    ]


def maturity_defects(rules: Rules) -> Iterator[Defect]:
    """Yield the defects of the maturity models, and of the grid that stands on their tiers."""
    decimals = [*_decimal_defects(rules["maturity"], ("maturity",))]
    decimals += _decimal_defects(rules["further"], ("further",))
    if decimals:
        yield from decimals
        return
    if rules["maturity"]:
        yield from _model_defects(rules["maturity"], ("maturity",))
    for index, model in enumerate(rules["further"]):
        yield from _model_defects(model["ability"], ("further", index))
    yield from _grid_defects(rules)


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
        is_value = key == "value" and where[-2:-1] == ("scale",)
        if not (key in _DECIMALS or is_value or is_points):
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
        yield from limit_defects(attribute, where)
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


def _model_defects(model: AbilityRules, area: Where) -> Iterator[Defect]:
    """Yield what keeps a maturity model from giving every account one tier."""
    levels = [level["level"] for level in model["levels"]]
    yield from _level_defects(levels, (*area, "levels"))
    if model["rule"]["kind"] != "none":
        yield from _tier_defects(model, levels, area)
    else:
        for index, tier in enumerate(model["tiers"]):
            said = say("the model has no tiers, since its method is none")
            hint = say("delete {tier}, or choose another method", tier=quoted(tier["id"]))
            yield Defect((*area, "tiers", index, "level"), said, hint)
    where: Where = (*area, "dimensions")
    if not model["dimensions"]:
        hint = say("add at least one dimension")
        yield Defect(where, say("no dimensions: nothing can be assessed"), hint)
    for index, dimension in enumerate(model["dimensions"]):
        yield from _dimension_defects(dimension, levels, (*where, index))
    yield from _group_defects(model, area)


def _group_defects(model: AbilityRules, area: Where) -> Iterator[Defect]:
    """Yield groups that nothing is in, and dimensions that are in none, or in none that is."""
    groups = [group["id"] for group in model.get("groups", [])]
    used = {dimension.get("group") for dimension in model["dimensions"]}
    over_groups = model["rule"].get("over") == "groups"
    for index, name in enumerate(groups):
        if name not in used:
            hint = say("write {line} into a dimension, or delete the group", line=f"group: {name}")
            said = say("no dimension is in the group {name}", name=quoted(name))
            yield Defect((*area, "groups", index, "id"), said, hint)
    for index, dimension in enumerate(model["dimensions"]):
        group, where = dimension.get("group"), (*area, "dimensions", index, "group")
        if group is None and over_groups:
            said = say("the tier is made of groups, and this dimension is in none")
            yield Defect(where, said, _groups_are(groups))
        elif group is not None and group not in groups:
            said = say("no group is called {name}", name=quoted(group))
            yield Defect(where, said, did_you_mean(group, groups) or _groups_are(groups))
    if over_groups and not groups:
        said = say("the tier is made of groups, but the model has none")
        yield Defect((*area, "rule", "over"), said, say("add {field}", field="groups:"))


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


def _groups_are(groups: list[str]) -> str:
    if groups:
        return say(
            "write {field} with one of {names}", field="group:", names=[*dict.fromkeys(groups)]
        )
    return say("the model has no groups: add them there under {field}", field="groups:")


def _tier_defects(model: AbilityRules, levels: list[int], area: Where) -> Iterator[Defect]:
    hint = say("give each level exactly one tier")
    seen: dict[int, str] = {}
    for index, tier in enumerate(model["tiers"]):
        level, where = tier["level"], (*area, "tiers", index, "level")
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
                (*area, "levels", index), say("level {level} has no tier", level=level), hint
            )


def _one_of(levels: list[int]) -> str:
    return say("use one of {names}", names=[str(level) for level in levels])


def _dimension_defects(
    dimension: DimensionRules, levels: list[int], where: Where
) -> Iterator[Defect]:
    if dimension["id"] == "override":
        hint = say("that name is taken by the tier set by hand; choose another")
        yield Defect(where, say('a dimension called "override"'), hint)
    own = sorted({level["level"] for level in dimension["levels"]})
    for index, level in enumerate(dimension["levels"]):
        if level["level"] not in levels:
            said = say("the model has no level {level}", level=level["level"])
            yield Defect((*where, "levels", index), said, _one_of(levels))
    if dimension["method"] != "rubric":
        asked = {level["level"] for level in dimension["levels"] if level["items"]}
        hint = say("ask something about each level above the lowest")
        for below, number in itertools.pairwise(own):
            if number not in asked:
                said = say(
                    "nothing is asked about level {level},"
                    " so an account on level {below} reaches it too",
                    level=number,
                    below=below,
                )
                yield Defect((*where, "levels"), said, hint)
    yield from _scale_defects(dimension.get("scale", []), (*where, "scale"))
    for index, level in enumerate(dimension["levels"]):
        for place, item in enumerate(level["items"]):
            inside = (*where, "levels", index, "items", place, "scale")
            yield from _scale_defects(item.get("scale", []), inside)


def _scale_defects(steps: list[ScaleStep], where: Where) -> Iterator[Defect]:
    scale = [exact_number(step["value"]) for step in steps]
    if scale and (max(scale) != 1 or min(scale) != 0):
        hint = say('use values such as "0", "0.25", "0.5", "1"')
        yield Defect(where, say("the scale does not go from 0 to 1"), hint)
    for index, (before, step) in enumerate(itertools.pairwise(scale), start=1):
        if step <= before:
            yield Defect(
                (*where, index, "value"),
                say("the scale does not rise"),
                say("put its values in rising order"),
            )


def _grid_defects(rules: Rules) -> Iterator[Defect]:
    """A cell may name what is retired, or never matched: a reference to it is sound."""
    tiers = [tier["id"] for tier in rules["maturity"]["tiers"]] if rules["maturity"] else []
    segments = [segment["id"] for segment in rules["segments"]]
    for index, cell in enumerate(rules["grid"]):
        tier, segment = cell["tier"], cell.get("segment")
        if tier not in tiers:
            said = say("no account has the tier {tier} any more", tier=quoted(tier))
            yield Defect(("grid", index, "tier"), said, did_you_mean(tier, tiers))
        if segment is not None and segment not in segments:
            said = say("no account is judged by the segment {segment}", segment=quoted(segment))
            hint = did_you_mean(segment, segments) or say(
                "give the segment criteria under {field}, or delete this cell", field="fit:"
            )
            yield Defect(("grid", index, "segment"), said, hint)

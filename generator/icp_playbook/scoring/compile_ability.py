"""Compile the maturity models into their part of the rules document."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from icp_playbook.model import maturity
from icp_playbook.model.catalog import Catalog
from icp_playbook.scoring import rules as doc
from icp_playbook.scoring.current import (
    Read,
    dimensions_in_order,
    further_models,
    plain,
    tiers_in_order,
)
from icp_playbook.scoring.exact import exact_text, part_of

DEFAULT_SCALE = ("0", "0.25", "0.5", "1")
"""What none, some, most and all count for a dimension by coverage without its own scale."""


def ability(catalog: Catalog, line: Read, prose: Read) -> doc.AbilityRules | None:
    """Return levels, tiers, dimensions and the rule between them; None without a model."""
    model = catalog.one(maturity.MaturityModel)
    return _ability(catalog, model, None, line, prose) if model else None


def further(catalog: Catalog, line: Read, prose: Read) -> list[doc.FurtherRules]:
    """Return the maturity models beside the main one."""
    return [
        {
            "id": model.id,
            "name": line(model.name),
            "ability": _ability(catalog, model, model.id, line, prose),
        }
        for model in further_models(catalog)
    ]


def _ability(
    catalog: Catalog, model: maturity.MaturityModel, of: str | None, line: Read, prose: Read
) -> doc.AbilityRules:
    dimensions = dimensions_in_order(catalog, of)
    rule: doc.LevelsToTier = {
        "kind": model.tier_rule.method,  # type: ignore[typeddict-item]  # a closed list in both
        "share": plain(model.tier_rule.share),
        "max_gap": int(model.tier_rule.max_gap),
        "min_known": _min_known(model.tier_rule.min_known, len(dimensions)),
    }
    if model.tier_rule.over == "groups" and model.tier_rule.method != "none":
        rule["over"] = "groups"
    compiled: doc.AbilityRules = {
        "levels": [{"level": int(level.level), "name": line(level.name)} for level in model.levels],
        "rule": rule,
        "tiers": [
            {"id": one.id, "level": int(one.level), "name": line(one.name)}
            for one in tiers_in_order(catalog, of)
        ],
        "dimensions": [_dimension(one, line, prose) for one in dimensions],
    }
    if model.groups:
        compiled["groups"] = [{"id": one.id, "name": line(one.name)} for one in model.groups]
    return compiled


def needed_dimensions(rule: maturity.TierRule, dimensions: int) -> int:
    """Return how many of so many dimensions must be known before there is a tier."""
    return max(part_of(_min_known(rule.min_known, dimensions), dimensions), 1) if dimensions else 0


def needed_groups(rule: maturity.TierRule, dimensions: int, groups: int) -> int:
    """Return how many of so many groups must be known before there is a tier made of them."""
    return max(part_of(_min_known(rule.min_known, dimensions), groups), 1) if groups else 0


def _min_known(count: Decimal | None, dimensions: int) -> str:
    """Return a number of dimensions as a share; rounded up, it gives that number again."""
    if count is None or not dimensions:
        return "0.75"
    share = min(Fraction(count) / dimensions, Fraction(1))
    return exact_text(Fraction(math.floor(share * 10**6), 10**6))


def _dimension(one: maturity.Dimension, line: Read, prose: Read) -> doc.DimensionRules:
    compiled: doc.DimensionRules = {
        "id": one.id,
        "name": line(one.name),
        "question": line(one.question),
        "method": one.method,  # type: ignore[typeddict-item]  # a closed list in both
        "levels": [
            {
                "level": int(level.level),
                "label": line(level.label),
                "signs": [prose(sign) for sign in level.signs],
                "items": _items(one.method, level, line, prose),
            }
            for level in one.levels
        ],
    }
    if one.method == "coverage":
        own = _scale(one.scale, line)
        compiled["scale"] = own or [{"value": value} for value in DEFAULT_SCALE]
    if one.group is not None:
        compiled["group"] = one.group
    return compiled


def _scale(answers: Iterable[maturity.Answer], line: Read) -> list[doc.ScaleStep]:
    return [{"value": plain(one.value), "label": line(one.label)} for one in answers]


def _items(method: str, level: maturity.DimensionLevel, line: Read, prose: Read) -> list[doc.Item]:
    """Return what is ticked or asked at one level; an id is the level and the place in its list."""
    items: list[doc.Item] = []
    if method == "checklist":
        items = [{"id": "", "text": prose(sign)} for sign in level.signs]
    elif method == "coverage":
        items = [_asked(one, line) for one in level.questions]
    return [{**item, "id": f"{level.level}-{place}"} for place, item in enumerate(items, start=1)]


def _asked(one: maturity.LevelQuestion, line: Read) -> doc.Item:
    item: doc.Item = {"id": "", "text": line(one.question)}
    return {**item, "scale": _scale(one.scale, line)} if one.scale else item

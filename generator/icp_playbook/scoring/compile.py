"""Compile the catalog into the rules document by which accounts are scored (see `rules.py`).

Each part can be compiled alone, and keeps the order of `scored_segments`, `tiers_in_order` and
`dimensions_in_order`, so that a path into the document leads back to the definition it came from.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from icp_playbook.model import maturity, qualification, segment
from icp_playbook.model.account import AccountAttributes, Attribute, Option
from icp_playbook.model.catalog import Catalog, D
from icp_playbook.model.grid import Grid
from icp_playbook.model.kept_list import KeptList
from icp_playbook.model.prose import plain_text
from icp_playbook.model.score import Score
from icp_playbook.model.text import said
from icp_playbook.scoring import rules as doc
from icp_playbook.scoring.conditions import folded
from icp_playbook.scoring.criteria import has_holes
from icp_playbook.scoring.exact import exact_text, part_of

Read = Callable[[str], str]

DEFAULT_SCALE = ("0", "0.25", "0.5", "1")
"""What none, some, most and all count for a dimension by coverage without its own scale."""


def compile_rules(catalog: Catalog, line: Read, line_prose: Read | None = None) -> doc.Rules:
    """Return everything needed to score an account, the same for the same catalog.

    `line` turns a name or a question into the site's language; `line_prose`, by default the
    same, turns a longer text.
    """
    prose = line_prose or line
    return {
        "version": doc.VERSION,
        "attributes": attributes(catalog, line),
        "segments": segments(catalog, line, prose),
        "scores": scores(catalog, line, prose),
        "flags": flags(catalog, line, prose),
        "qualification": motivation(catalog, line, prose),
        "maturity": ability(catalog, line, prose),
        "further": further(catalog, line, prose),
        "grid": grid(catalog, prose),
    }


def rules_in(catalog: Catalog, language: str) -> doc.Rules:
    """Return the rules for a page or a terminal: one language, prose without its Markdown."""
    return compile_rules(catalog, *readers(catalog, language))


def readers(catalog: Catalog, language: str) -> tuple[Read, Read]:
    """Return what turns a name, and what turns prose, into plain text of one language."""

    def line(text: str) -> str:
        return said(text, language)

    def shown(target: str) -> str:
        return line(catalog.targets[catalog.ref(target)].title)

    def prose(text: str) -> str:
        return plain_text(line(text), shown)

    return line, prose


def scored_segments(catalog: Catalog) -> list[segment.Segment]:
    """Return the segments that an account can be compared with: those with criteria, by id."""
    return [one for one in _current(catalog, segment.Segment) if one.fit is not None]


def current_scores(catalog: Catalog) -> list[Score]:
    """Return the scores of the company as a whole, the one that measures fit first."""
    return list(_current(catalog, Score))


def _names(option: Option) -> list[str]:
    """Return the id of an option and its label in each language."""
    return [option.id, *(label for _, label in option.label.each)]


def tiers_in_order(catalog: Catalog, model: str | None = None) -> list[maturity.Tier]:
    """Return the tiers of a further model, or of the main one, from low to high."""
    tiers = maturity.of_model(_current(catalog, maturity.Tier), model)
    return sorted(tiers, key=lambda tier: (tier.level, tier.id))


def dimensions_in_order(catalog: Catalog, model: str | None = None) -> list[maturity.Dimension]:
    """Return the dimensions of a further model, or of the main one.

    They stand as the company orders them, the others after them by id.
    """
    dimensions = maturity.of_model(_current(catalog, maturity.Dimension), model)
    return sorted(dimensions, key=lambda one: (one.order is None, one.order or 0, one.id))


def further_models(catalog: Catalog) -> list[maturity.FurtherModel]:
    """Return the maturity models beside the main one, by id."""
    return list(_current(catalog, maturity.FurtherModel))


def _current(catalog: Catalog, model: type[D]) -> Iterable[D]:
    return (one for one in catalog.all(model) if one.status != "retired")


def attributes(catalog: Catalog, line: Read) -> list[doc.AttributeRules]:
    """Return what is asked about any account."""
    account = catalog.one(AccountAttributes)
    return [attribute_rules(one, line) for one in account.attributes] if account else []


def attribute_rules(one: Attribute, line: Read) -> doc.AttributeRules:
    """Return one thing that is asked."""
    compiled: doc.AttributeRules = {
        "id": one.id,
        "question": line(one.question),
        "type": one.type,  # type: ignore[typeddict-item]
    }
    if one.form is not None:
        compiled["form"] = one.form  # type: ignore[typeddict-item]
    if one.currency is not None:
        compiled["currency"] = one.currency
    for key in ("name", "unit", "unit_of_one", "if_yes", "if_no"):
        if (text := getattr(one, key)) is not None:
            compiled[key] = line(text)
    if one.least is not None:
        compiled["min"] = plain(one.least)
    if one.most is not None:
        compiled["max"] = plain(one.most)
    if one.options:
        compiled["options"] = [_option(option, line) for option in one.options]
    return compiled


def _option(option: Option, line: Read) -> doc.OptionRules:
    compiled: doc.OptionRules = {"value": option.id, "label": line(option.label)}
    if option.statement is not None:
        compiled["statement"] = line(option.statement)
    return compiled


def segments(catalog: Catalog, line: Read, prose: Read) -> list[doc.SegmentRules]:
    """Return how well an account fits each segment that has criteria."""
    asked = {attribute["id"]: attribute for attribute in attributes(catalog, line)}
    found = [
        _segment(one, one.fit, asked, line, prose) for one in scored_segments(catalog) if one.fit
    ]
    _put_lists_in(found, catalog, line)
    return found


def scores(catalog: Catalog, line: Read, prose: Read) -> list[doc.ScoreRules]:
    """Return the scores of the company as a whole."""
    asked = {attribute["id"]: attribute for attribute in attributes(catalog, line)}
    found: list[doc.ScoreRules] = [
        {
            **_fit_rules(one.id, one.name, one.scoring, asked, line, prose),
            "question": line(one.question),
            "measures": one.measures,  # type: ignore[typeddict-item]  # a closed list in both
        }
        for one in current_scores(catalog)
    ]
    _put_lists_in(found, catalog, line)
    return found


def flags(catalog: Catalog, line: Read, prose: Read) -> list[doc.FlagRules]:
    """Return what may be said of an account without a point more or less."""
    account = catalog.one(AccountAttributes)
    found: list[doc.FlagRules] = []
    for one in account.flags if account else ():
        flag: doc.FlagRules = {
            "id": one.id,
            "name": line(one.name),
            "when": _condition(one.when),
            "do": prose(one.do),
        }
        if one.run_by is not None:
            flag["owner"] = one.run_by
        if one.play is not None:
            flag["play"] = one.play
        found.append(flag)
    _put_lists_in(found, catalog, line)
    return found


def _put_lists_in(compiled: object, catalog: Catalog, line: Read) -> None:
    """Give each comparison with a list the list's name and its entries."""
    lists = {one.id: one for one in catalog.all(KeptList)}
    account = catalog.one(AccountAttributes)
    asked = {one.id: one for one in account.attributes} if account else {}
    waiting: list[Any] = [compiled]
    while lists and waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            waiting += part.values()
            name: Any = part.get("in-list") or part.get("not-in-list")
            found = lists.get(name)
            if found is not None and "attribute" in part:
                part["list"] = line(found.name)
                part["entries"] = _entries(found, asked.get(part["attribute"]))


def _entries(found: KeptList, attribute: Attribute | None) -> list[str]:
    """Return the options of a choice that a list names by id or label, else its entries."""
    entries = dict.fromkeys(map(folded, found.entries))
    if attribute is None or attribute.type != "choice":
        return list(entries)
    return [
        option.id
        for option in attribute.options
        if not entries.keys().isdisjoint(map(folded, _names(option)))
    ]


_Asked = Mapping[str, doc.AttributeRules]


def _segment(
    one: segment.Segment, fit: segment.Fit, asked: _Asked, line: Read, prose: Read
) -> doc.SegmentRules:
    return {"focus": one.focus, **_fit_rules(one.id, one.name, fit, asked, line, prose)}


def _fit_rules(
    id: str, name: str, fit: segment.Fit, asked: _Asked, line: Read, prose: Read
) -> doc.FitRules:
    compiled: doc.FitRules = {
        "id": id,
        "name": line(name),
        "mode": fit.mode,  # type: ignore[typeddict-item]  # a closed list in both
        "min_coverage": exact_text(Fraction(fit.min_coverage) / 100),
        "criteria": [_criterion(one, asked, line, prose) for one in fit.criteria],
        "disqualifiers": [
            {"when": _condition(rule.when), "why": prose(rule.why), "exception": rule.exception}  # type: ignore[typeddict-item]
            for rule in fit.disqualifiers
        ],
        "bands": [{"from": plain(band.from_), "name": line(band.name)} for band in fit.bands],
    }
    if fit.groups:
        compiled["groups"] = [
            {"id": group.id, "name": line(group.name), "most": plain(group.most)}
            for group in fit.groups
        ]
    if fit.other_weights:
        compiled["other_weights"] = [
            {
                "name": line(other.name),
                "when": _condition(other.when),
                "weights": {name: plain(weight) for name, weight in other.weights.items()},
            }
            for other in fit.other_weights
        ]
    return compiled


def _criterion(
    criterion: segment.Criterion, asked: _Asked, line: Read, prose: Read
) -> doc.CriterionRules:
    given = {
        "attribute": criterion.attribute,
        "id": criterion.id,
        "name": None if criterion.name is None else line(criterion.name),
        "group": criterion.group,
        "weight": plain(criterion.weight),
        "required": criterion.required,
        "why": prose(criterion.why) if criterion.why is not None else "",
        "points": None if criterion.points is None else plain(criterion.points),
    }
    compiled = cast(
        "doc.CriterionRules", {key: value for key, value in given.items() if value is not None}
    )
    if criterion.bands:
        compiled["bands"] = [_band(band) for band in criterion.bands]
    if criterion.options:
        compiled["options"] = {
            answer: plain(points) for answer, points in criterion.options.items()
        }
    if criterion.when is not None:
        compiled["when"] = _condition(criterion.when)
    if criterion.otherwise is not None or criterion.when is not None:
        compiled["otherwise"] = plain(criterion.otherwise or Decimal(0))
        if criterion.attribute is not None and has_holes(asked[criterion.attribute], compiled):
            compiled["has_holes"] = True
    return compiled


def _band(band: segment.NumberBand) -> doc.Band:
    compiled: doc.Band = {"points": plain(band.points)}
    if band.from_ is not None:
        compiled["from"] = plain(band.from_)
    if band.to is not None:
        compiled["to"] = plain(band.to)
    return compiled


def _condition(condition: segment.Condition) -> doc.Condition:
    """Return the same condition: exactly one comparison, or a list under `all` or `any`."""
    if condition.all or condition.any:
        key, parts = ("all", condition.all) if condition.all else ("any", condition.any)
        return {key: [_condition(part) for part in parts]}  # type: ignore[misc]
    compiled: dict[str, Any] = {"attribute": condition.attribute}
    for key, number in (("below", condition.below), ("at-least", condition.at_least)):
        compiled |= {key: plain(number)} if number is not None else {}
    for key, answer in (("is", condition.is_), ("is-not", condition.is_not)):
        compiled |= {key: answer} if answer is not None else {}
    compiled |= {"one-of": list(condition.one_of)} if condition.one_of else {}
    for key, name in (("in-list", condition.in_list), ("not-in-list", condition.not_in_list)):
        compiled |= {key: name} if name is not None else {}
    return cast("doc.Condition", compiled)


def motivation(catalog: Catalog, line: Read, prose: Read) -> doc.MotivationRules | None:
    """Return the criteria of motivation, or None when the company has none."""
    found = catalog.one(qualification.Qualification)
    if found is None:
        return None
    return {
        "criteria": [
            {
                "id": one.id,
                "name": line(one.name),
                "questions": [line(question) for question in one.questions],
            }
            for one in found.criteria
        ],
        "share": plain(found.rule.share),
        "must_have": list(found.rule.must_have),
        "verdicts": [_verdict(verdict, line, prose) for verdict in found.verdicts],
    }


def _verdict(verdict: qualification.Verdict, line: Read, prose: Read) -> doc.VerdictRules:
    compiled: doc.VerdictRules = {
        "id": verdict.id,
        "name": line(verdict.name),
        "next_action": prose(verdict.next_action),
    }
    if verdict.run_by is not None:
        compiled["owner"] = verdict.run_by
    if verdict.play is not None:
        compiled["play"] = verdict.play
    return compiled


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


def grid(catalog: Catalog, prose: Read) -> list[doc.CellRules]:
    """Return the stance of each decided cell, in the order of the grid."""
    found = catalog.one(Grid)
    cells: list[doc.CellRules] = []
    for cell in found.cells if found else ():
        compiled: doc.CellRules = {
            "verdict": cell.verdict,
            "tier": cell.tier,
            "text": prose(cell.stance),
        }
        cells.append({**compiled, "segment": cell.segment} if cell.segment else compiled)
    return cells


def plain(number: Decimal) -> str:
    """Return a number as the rules and the answers write it."""
    return exact_text(Fraction(number))


def condition_rules(condition: segment.Condition, lists: Mapping[str, str]) -> doc.Condition:
    """Return a condition as the rules have it, to be said; `lists` says what each is called."""
    compiled = _condition(condition)
    for part in _comparisons(compiled):
        if name := part.get("in-list") or part.get("not-in-list"):
            part["list"] = lists.get(name, name)
    return compiled


def _comparisons(condition: doc.Condition) -> Iterator[doc.Condition]:
    """Yield each single comparison of a condition."""
    parts = condition.get("all", condition.get("any"))
    if parts is None:
        yield condition
    for part in parts or ():
        yield from _comparisons(part)

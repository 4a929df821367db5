"""Compile attributes, segments, scores and flags into their part of the rules document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from icp_playbook.model import fit as model
from icp_playbook.model import segment
from icp_playbook.model.account import AccountAttributes, Attribute, Option
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kept_list import KeptList
from icp_playbook.scoring import rules as doc
from icp_playbook.scoring.conditions import folded
from icp_playbook.scoring.criteria import has_holes
from icp_playbook.scoring.current import Read, current_scores, plain, scored_segments
from icp_playbook.scoring.exact import exact_text


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


def _names(option: Option) -> list[str]:
    """Return the id of an option and its label in each language."""
    return [option.id, *(label for _, label in option.label.each)]


def _segment(
    one: segment.Segment, fit: model.Fit, asked: _Asked, line: Read, prose: Read
) -> doc.SegmentRules:
    return {"focus": one.focus, **_fit_rules(one.id, one.name, fit, asked, line, prose)}


def _fit_rules(
    id: str, name: str, fit: model.Fit, asked: _Asked, line: Read, prose: Read
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
    criterion: model.Criterion, asked: _Asked, line: Read, prose: Read
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


def _band(band: model.NumberBand) -> doc.Band:
    compiled: doc.Band = {"points": plain(band.points)}
    if band.from_ is not None:
        compiled["from"] = plain(band.from_)
    if band.to is not None:
        compiled["to"] = plain(band.to)
    return compiled


def _condition(condition: model.Condition) -> doc.Condition:
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


def condition_rules(condition: model.Condition, lists: Mapping[str, str]) -> doc.Condition:
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

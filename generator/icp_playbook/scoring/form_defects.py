"""Defects of forms: what is compared with a count or a year is whole, as all their answers are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from icp_playbook.messages import say
from icp_playbook.problems import quoted
from icp_playbook.scoring.exact import exact_number
from icp_playbook.scoring.rules import WHOLE_FORMS, AttributeRules, Defect, Where

_BOUNDS = ("below", "at-least", "from", "to")


def form_defects(
    attributes: Mapping[str, AttributeRules], part: Any, where: Where
) -> Iterator[Defect]:
    """Yield each bound inside `part` that lies between two answers to its attribute."""
    if isinstance(part, list):
        for index, one in enumerate(part):
            yield from form_defects(attributes, one, (*where, index))
    if not isinstance(part, dict):
        return
    attribute = attributes.get(part.get("attribute", ""))
    if attribute is not None and attribute.get("form") in WHOLE_FORMS:
        yield from _fractions(attribute, part, where)
        for index, band in enumerate(part.get("bands", ())):
            yield from _fractions(attribute, band, (*where, "bands", index))
    for key, one in part.items():
        if isinstance(one, dict | list):
            yield from form_defects(attributes, one, (*where, key))


def limit_defects(attribute: AttributeRules, where: Where) -> Iterator[Defect]:
    """Yield the least and the most of a whole number that are none."""
    if attribute.get("form") in WHOLE_FORMS:
        yield from _fractions(attribute, attribute, where, ("min", "max"))


def _fractions(
    attribute: AttributeRules,
    bounds: Mapping[str, Any],
    where: Where,
    keys: tuple[str, ...] = _BOUNDS,
) -> Iterator[Defect]:
    for key in keys:
        if key in bounds and exact_number(bounds[key]).denominator != 1:
            said = say(
                "{number} is not a whole number, as every answer to {name} is",
                number=bounds[key],
                name=quoted(attribute["id"]),
            )
            yield Defect(
                (*where, key),
                said,
                say("round it, or leave out form: {form}", form=attribute["form"]),
            )

"""What definitions say in words: their conditions, ranges and numbers, with what they are of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from icp_playbook.model.account import Attribute
from icp_playbook.model.base import Part
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.fields import Number
from icp_playbook.model.fit import Condition, NumberBand
from icp_playbook.model.kept_list import KeptList
from icp_playbook.model.segment import Economics
from icp_playbook.model.shape import Shape
from icp_playbook.numbers import shown
from icp_playbook.scoring import wording
from icp_playbook.scoring.compile_fit import attribute_rules, condition_rules
from icp_playbook.scoring.conditions import leaves
from icp_playbook.scoring.current import Read, plain
from icp_playbook.scoring.messages import text_of
from icp_playbook.scoring.rules import AttributeRules

_NUMBER: AttributeRules = {"id": "", "question": "", "type": "number", "min": "-1000000000"}


def condition_text(
    when: Condition, asked: Sequence[AttributeRules], lists: Mapping[str, str]
) -> str:
    """Return a condition as a sentence: `fewer than 200 returns a month`.

    `lists` says what each list is called.
    """
    rules, known = condition_rules(when, lists), {one["id"] for one in asked}
    unasked = [_unasked(name) for name in leaves(rules) if name not in known]
    return text_of(wording.condition(rules, [*asked, *unasked]))


def _unasked(name: str) -> AttributeRules:
    """Return what stands for an attribute of a company whose questions are not written yet."""
    return {"id": name, "question": name, "type": "text"}


def list_names(catalog: Catalog) -> dict[str, str]:
    """Return what each list is called, by its id."""
    return {one.id: one.name for one in catalog.all(KeptList)}


def range_text(
    band: NumberBand, attribute: str | None = None, asked: Sequence[AttributeRules] = ()
) -> str:
    """Return a range of numbers, with the unit of the attribute that they are of."""
    rules = next((one for one in asked if one["id"] == attribute), _NUMBER)
    start, end = (None if one is None else plain(one) for one in (band.from_, band.to))
    return text_of(wording.number_range(rules, start, end))


def number_text(part: Part, field: str, value: Decimal, shape: Shape | None, line: Read) -> str:
    """Return a number of a definition with all its decimals, and with what it is of.

    Money has the currency that stands beside it, and what is compared with an attribute its unit.
    """
    if isinstance(part, Attribute) and field in ("least", "most"):
        return text_of(wording.quantity(attribute_rules(part, line), plain(value)))
    if isinstance(part, Economics) and not is_percent(shape):
        return exact(value, "money", part.currency)
    return exact(value, "percent" if is_percent(shape) else "")


def exact(value: Decimal, form: str = "", currency: str = "") -> str:
    """Return a number with all its decimals: in a comparison, rounding would hide what changed."""
    exponent = value.normalize().as_tuple().exponent
    places = max(-exponent, 0) if isinstance(exponent, int) else None
    return shown(value, places, form, currency)


def is_percent(shape: Shape | None) -> bool:
    """Tell whether a field holds percent."""
    return isinstance(shape, Number) and (shape.least, shape.most) == (0, 100)

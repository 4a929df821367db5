"""Where a CRM keeps the answers: the field of each attribute, and what it says for an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from icp_playbook.model.account import Attribute
from icp_playbook.scoring.rules import AttributeRules, Rules

_STANDARD = (
    "AccountNumber", "AccountSource", "AnnualRevenue", "BillingCity", "BillingCountry",
    "BillingCountryCode", "BillingPostalCode", "BillingState", "BillingStateCode", "CleanStatus",
    "DunsNumber", "Fax", "Industry", "Jigsaw", "NaicsCode", "NaicsDesc", "Name",
    "NumberOfEmployees", "Ownership", "Phone", "Rating", "ShippingCity", "ShippingCountry",
    "ShippingCountryCode", "ShippingPostalCode", "ShippingState", "ShippingStateCode", "Sic",
    "SicDesc", "Site", "TickerSymbol", "Tradestyle", "Type", "Website", "YearStarted",
)  # fmt: skip
_STANDARD_NAMES = {name.casefold(): name for name in _STANDARD}
_CUSTOM = re.compile(r"([A-Za-z](?:_?[A-Za-z0-9])*(?:__[A-Za-z](?:_?[A-Za-z0-9])*)?)__[cC]")
_LONGEST_NAME = 40
"""Letters that a name may have, without `__c`."""


@dataclass(frozen=True, slots=True)
class CrmField:
    """The field that holds an attribute; `values` are what it says for each answer."""

    attribute: AttributeRules
    name: str
    is_named: bool
    """Whether the playbook names it; else it has to be made."""
    values: Mapping[str, Sequence[str]]


@dataclass(slots=True)
class Names:
    """Names of fields that nobody has yet; a CRM does not tell capitals from small letters."""

    taken: set[str] = field(default_factory=set)

    def of(self, name: str, ending: str = "") -> str:
        """Return `Icp_<name><ending>__c`, short enough and not taken."""
        letters = re.sub(r"[^0-9A-Za-z]+", "_", name).strip("_")
        tails = (f"{ending}_{number}" if number > 1 else ending for number in count(1))
        made = next(m for m in (_made(letters, t) for t in tails) if m.casefold() not in self.taken)
        self.taken.add(made.casefold())
        return made


def _made(letters: str, tail: str) -> str:
    room = _LONGEST_NAME - len("Icp_") - len(tail)
    return f"Icp_{letters[:room].strip('_') or 'x'}{tail}__c"


def api_name(column: str) -> str | None:
    """Return the field that a column is named after, when it looks like the name of one."""
    column = column.strip()
    custom = _CUSTOM.fullmatch(column)
    if custom:
        return f"{custom[1]}__c"
    return _STANDARD_NAMES.get(column.casefold())


def fields_of(rules: Rules, asked: Sequence[Attribute], names: Names) -> dict[str, CrmField]:
    """Return the field of each attribute of the rules, by its id; `asked` say what a CRM has."""
    columns = {one.id: one.crm_columns for one in asked}
    said = {(one.id, option.id): option.crm_values for one in asked for option in one.options}
    named = {
        one["id"]: next(filter(None, map(api_name, columns.get(one["id"], ()))), None)
        for one in rules["attributes"]
    }
    names.taken |= {name.casefold() for name in named.values() if name}
    return {
        one["id"]: CrmField(
            one, named[one["id"]] or names.of(one["id"]), bool(named[one["id"]]), _values(one, said)
        )
        for one in rules["attributes"]
    }


def _values(
    one: AttributeRules, said: Mapping[tuple[str, str], Sequence[str]]
) -> dict[str, Sequence[str]]:
    if one["type"] == "yes-no":
        return {"yes": ("Yes",), "no": ("No",)}
    return {
        option["value"]: said.get((one["id"], option["value"])) or (option["label"],)
        for option in one.get("options", [])
    }

"""Names of columns and words in cells, compared by their letters, in either Chinese script."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

from icp_playbook.numbers import half_width
from icp_playbook.stages.search.letters import in_simplified

T = TypeVar("T")

_ACCOUNTS = frozenset(
    {"account", "accountname", "name", "company", "companyname", "organization", "organizationname"}
    | {"customer", "customername", "名称", "客户", "公司", "企业"}
    | {
        whose + name
        for whose in ("客户", "公司", "企业", "单位", "机构", "账户", "帐户")
        for name in ("名", "名称", "全称", "简称")
    }
)
_FURNITURE = re.compile(r"^property_|__[cC]$|[(（](?:必填|[选選]填)[)）]\s*$")
"""What CRMs put around a field's own name: HubSpot in front of it, Salesforce behind it; and what
Chinese import forms say behind it, that a field is needed or not."""
_MARKS = (" - ", ": ", "：")
_SIZE = re.compile(r"(?:[十百千]?[万亿]|千)(?=\w{0,2}$)")


@dataclass(frozen=True, slots=True)
class Names(Generic[T]):
    """Things by the letters of their names; what two share in the other script is neither's."""

    exact: Mapping[str, T]
    simplified: Mapping[str, T]

    @classmethod
    def of(cls, named: Iterable[tuple[str, T]]) -> Self:
        """Take each name with what it means; the last of two that are spelled alike counts."""
        exact = {letters(name): one for name, one in named}
        meant: dict[str, list[T]] = defaultdict(list)
        for name, one in exact.items():
            if one not in meant[in_simplified(name)]:
                meant[in_simplified(name)].append(one)
        return cls(exact, {name: ones[0] for name, ones in meant.items() if len(ones) == 1})

    def get(self, name: str) -> T | None:
        """Return what is called so: in these letters, else in those of the other script."""
        form = letters(name)
        return self.exact[form] if form in self.exact else self.simplified.get(in_simplified(form))

    def of_column(self, column: str) -> T | None:
        """Return what a column is called by, with or without what a CRM puts around the name."""
        found = (self.get(form) for form in forms(column))
        return next((one for one in found if one is not None), None)


def names_account(column: str) -> bool:
    """Tell whether a column holds what accounts are called."""
    return any(in_simplified(letters(form)) in _ACCOUNTS for form in forms(column))


def size_of(column: str) -> str:
    """Return the thousands or 万 in which a column counts by its name, or nothing: 产值（万元）."""
    found = _SIZE.search(in_simplified(letters(column)))
    return found[0] if found else ""


def letters(text: str) -> str:
    """Return the letters and digits of a text, without case: what names are compared by."""
    return "".join(c for c in half_width(text).casefold() if c.isalnum()) or text.strip()


def forms(column: str) -> Iterator[str]:
    """Yield a column's name, then the name alone: of `Account: Industry`, of `Employees__c`."""
    yield column
    yield _FURNITURE.sub("", column.strip())
    for mark in _MARKS:
        if mark in column:
            yield column.rpartition(mark)[2]

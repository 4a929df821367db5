"""Answers saved before something was renamed: read under the ids of today, or back again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

from icp_playbook.model.account import AccountAttributes, Attribute
from icp_playbook.model.catalog import Catalog

PARTS = ("attributes", "qualification", "maturity")
_KINDS = {
    "segment": "segment", "stage": "stage", "tier": "tier",
    "attributes": "attribute", "qualification": "criterion", "maturity": "dimension",
}  # fmt: skip
"""What answers name, and what that is in the catalog."""


class EarlierIds(TypedDict):
    """What answers name, by what it is: earlier id to the one of today.

    The page carries it as JSON.
    """

    ids: dict[str, dict[str, str]]
    """By `segment`, `stage`, `tier`, `attributes`, `qualification`, `maturity`."""
    options: dict[str, dict[str, str]]
    """By attribute."""


def renamed(catalog: Catalog) -> EarlierIds:
    """Return the earlier ids of what an assessment of `catalog` names, where there are any."""
    ids: dict[str, dict[str, str]] = {}
    for was, now in catalog.aliases.items():
        kind, _, id = was.partition(":")
        for what in (what for what, of in _KINDS.items() if of == kind):
            ids.setdefault(what, {})[id] = now.partition(":")[2]
    options = {one.id: _earlier(one) for one in _attributes(catalog)}
    return {
        "ids": ids,
        "options": {attribute: known for attribute, known in options.items() if known},
    }


def back(now: Catalog, then: Catalog) -> EarlierIds:
    """Return what leads from the ids of `now` to those that `then` knew the same things under."""
    table = renamed(now)
    ids = {
        what: _turned(earlier, lambda id, kind=_KINDS[what]: f"{kind}:{id}" in then.targets)  # type: ignore[misc]
        for what, earlier in table["ids"].items()
    }
    before = ids.get("attributes", {})
    options = {one.id: {option.id for option in one.options} for one in _attributes(then)}
    return {
        "ids": ids,
        "options": {
            was: _turned(earlier, options.get(was, set()).__contains__)
            for attribute, earlier in table["options"].items()
            if (was := before.get(attribute, attribute))
        },
    }


def followed(table: EarlierIds, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return `answers` under the ids that `table` leads to.

    What has an answer there already keeps it.
    """
    ids, found = table["ids"], dict(answers)
    for what in ("segment", "stage"):
        if isinstance(id := found.get(what), str):
            found[what] = ids.get(what, {}).get(id, id)
    for part in PARTS:
        if isinstance(given := found.get(part), Mapping):
            found[part] = moved(ids.get(part, {}), given)
    if isinstance(given := found.get("attributes"), Mapping):
        options = table["options"]
        found["attributes"] = {
            name: options.get(name, {}).get(answer, answer) if isinstance(answer, str) else answer
            for name, answer in given.items()
        }
    override = (
        found["maturity"].get("override") if isinstance(found.get("maturity"), Mapping) else None
    )
    if isinstance(override, Mapping) and isinstance(tier := override.get("tier"), str):
        found["maturity"]["override"] = {**override, "tier": ids.get("tier", {}).get(tier, tier)}
    return found


def moved(ids: Mapping[str, str], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is `given`, each under what `ids` calls it, unless something is there."""
    return {
        ids.get(name, name): value for name, value in given.items() if ids.get(name) not in given
    }


def _attributes(catalog: Catalog) -> tuple[Attribute, ...]:
    account = catalog.one(AccountAttributes)
    return account.attributes if account else ()


def _earlier(attribute: Attribute) -> dict[str, str]:
    return {alias: option.id for option in attribute.options for alias in option.aliases}


def _turned(earlier: Mapping[str, str], is_known: Callable[[str], bool]) -> dict[str, str]:
    return {now: was for was, now in earlier.items() if is_known(was) and not is_known(now)}

"""What answers were saved under before something was renamed: read under the ids of today, or back again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.base import Definition, NamedPart
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.lifecycle import Lifecycle
from icp_playbook.model.maturity import Dimension, Tier
from icp_playbook.model.qualification import Qualification
from icp_playbook.model.segment import Segment

PARTS = ("attributes", "qualification", "maturity")


class Renamed(TypedDict):
    """What answers name, by what it is: earlier id to the one of today. The page carries it as JSON."""

    ids: dict[str, dict[str, str]]
    """By `segment`, `stage`, `tier`, `attributes`, `qualification`, `maturity`."""
    options: dict[str, dict[str, str]]
    """By attribute."""


def renamed(catalog: Catalog) -> Renamed:
    """Return the earlier ids of what an assessment of `catalog` names, where there are any."""
    options = {one.id: _earlier(one.options) for one in _attributes(catalog)}
    return {
        "ids": {what: ids for what, named in _named(catalog).items() if (ids := _earlier(named))},
        "options": {attribute: ids for attribute, ids in options.items() if ids},
    }


def back(now: Catalog, then: Catalog) -> Renamed:
    """Return what leads from the ids of `now` to those that `then` knew the same things under."""
    table, known = renamed(now), {what: {one.id for one in named} for what, named in _named(then).items()}
    ids = {what: _turned(earlier, known[what]) for what, earlier in table["ids"].items()}
    before = ids.get("attributes", {})
    options = {one.id: {option.id for option in one.options} for one in _attributes(then)}
    return {
        "ids": ids,
        "options": {
            was: _turned(earlier, options.get(was, set()))
            for attribute, earlier in table["options"].items()
            if (was := before.get(attribute, attribute))
        },
    }


def followed(table: Renamed, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return `answers` under the ids that `table` leads to. What has an answer there already keeps it."""
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
    override = found["maturity"].get("override") if isinstance(found.get("maturity"), Mapping) else None
    if isinstance(override, Mapping) and isinstance(tier := override.get("tier"), str):
        found["maturity"]["override"] = {**override, "tier": ids.get("tier", {}).get(tier, tier)}
    return found


def moved(ids: Mapping[str, str], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is `given` by id, each under what `ids` calls it, unless something is there already."""
    return {ids.get(name, name): value for name, value in given.items() if ids.get(name) not in given}


def _named(catalog: Catalog) -> dict[str, tuple[Definition | NamedPart, ...]]:
    lifecycle, qualification = catalog.one(Lifecycle), catalog.one(Qualification)
    return {
        "segment": catalog.all(Segment),
        "stage": lifecycle.stages if lifecycle else (),
        "tier": catalog.all(Tier),
        "attributes": _attributes(catalog),
        "qualification": qualification.criteria if qualification else (),
        "maturity": catalog.all(Dimension),
    }


def _attributes(catalog: Catalog) -> tuple[Any, ...]:
    account = catalog.one(AccountAttributes)
    return account.attributes if account else ()


def _earlier(named: tuple[Definition | NamedPart, ...]) -> dict[str, str]:
    return {alias: one.id for one in named for alias in one.aliases}


def _turned(earlier: Mapping[str, str], known: set[str]) -> dict[str, str]:
    return {now: was for was, now in earlier.items() if was in known and now not in known}

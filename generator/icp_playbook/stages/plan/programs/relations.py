"""What each definition refers to, and what refers to it: a relation is written once and read on both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.walk import Loc


@dataclass(frozen=True, slots=True)
class Relation:
    """The definition at the other end, the top-level field that holds the reference, and the part it names, if any."""

    ref: str
    field: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Relations:
    """All relations of a catalog, by the reference of a definition."""

    refers_to: Mapping[str, tuple[Relation, ...]]
    used_by: Mapping[str, tuple[Relation, ...]]
    written: Mapping[tuple[str, Loc], str]
    """By definition and place: the reference that the field there leads to."""
    published: frozenset[str]
    """The reference of each definition."""


def relations(catalog: Catalog) -> Relations:
    """Return all relations, each once, in the order of kinds, definitions and fields."""
    forward: dict[str, dict[Relation, None]] = defaultdict(dict)
    backward: dict[str, dict[Relation, None]] = defaultdict(dict)
    written: dict[tuple[str, Loc], str] = {}
    for ref, uses in catalog.uses.items():
        for use in uses:
            if use.ref != ref:
                continue  # counted once more for the definition that the part belongs to
            target = catalog.targets[ref]
            part = "" if target.part is None else ref
            forward[use.by.ref][Relation(target.definition.ref, use.field, part)] = None
            if use.by.ref != target.definition.ref:
                backward[target.definition.ref][Relation(use.by.ref, use.field, part)] = None
            if not use.in_prose:
                written[use.by.ref, use.loc] = ref
    order = {definition.ref: number for number, definition in enumerate(catalog.definitions())}
    return Relations(_sorted(forward, order), _sorted(backward, order), written, frozenset(order))


def _sorted(
    found: Mapping[str, Mapping[Relation, None]], order: Mapping[str, int]
) -> dict[str, tuple[Relation, ...]]:
    return {
        ref: tuple(sorted(ones, key=lambda one: (order[one.ref], one.field, one.part)))
        for ref, ones in found.items()
    }

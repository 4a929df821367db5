"""What is published for programs: which definitions, their files, and their relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import BY_NAME, page_source
from icp_playbook.project import Site

FOLDER = "data"


def published(catalog: Catalog, site: Site) -> Catalog:
    """Return the catalog without definitions whose pages are left out; their names stay known."""
    gone = {
        one.ref
        for one in catalog.definitions()
        if site.left_out(page_source(BY_NAME[one.kind], one.id))
    }
    if not gone:
        return catalog
    by_kind = {
        kind: tuple(one for one in found if one.ref not in gone)
        for kind, found in catalog.by_kind.items()
    }
    uses = {
        ref: tuple(use for use in found if use.by.ref not in gone)
        for ref, found in catalog.uses.items()
        if catalog.targets[ref].definition.ref not in gone
    }
    return replace(catalog, by_kind=by_kind, uses=uses)


@dataclass(frozen=True, slots=True)
class Address:
    """The files of one definition, below the site; they stay, also under earlier ids.

    Markdown ends in `.txt`: engines make pages of what ends in `.md`.
    """

    json: str
    markdown: str


def address_of(definition: Definition, id: str = "") -> Address:
    """Return the addresses of a definition, under its own id or an earlier one."""
    kind = BY_NAME[definition.kind]
    path = f"{FOLDER}/{kind.url}" if kind.single else f"{FOLDER}/{kind.url}/{id or definition.id}"
    return Address(f"{path}.json", f"{path}.md.txt")


@dataclass(frozen=True, slots=True)
class Relation:
    """The definition at the other end, the field with the reference, and the part it names."""

    ref: str
    field: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class AllRelations:
    """All relations of a catalog, by the reference of a definition."""

    refers_to: Mapping[str, tuple[Relation, ...]]
    used_by: Mapping[str, tuple[Relation, ...]]
    published: frozenset[str]
    """The reference of each definition."""


def relations(catalog: Catalog) -> AllRelations:
    """Return all relations, each once, in the order of kinds, definitions and fields."""
    forward: dict[str, dict[Relation, None]] = defaultdict(dict)
    backward: dict[str, dict[Relation, None]] = defaultdict(dict)
    for ref, uses in catalog.uses.items():
        for use in uses:
            if use.ref != ref:
                continue  # counted once more for the definition that the part belongs to
            target = catalog.targets[ref]
            part = "" if target.part is None else ref
            forward[use.by.ref][Relation(target.definition.ref, use.field, part)] = None
            if use.by.ref != target.definition.ref:
                backward[target.definition.ref][Relation(use.by.ref, use.field, part)] = None
    order = {definition.ref: number for number, definition in enumerate(catalog.definitions())}
    return AllRelations(_sorted(forward, order), _sorted(backward, order), frozenset(order))


def _sorted(
    found: Mapping[str, Mapping[Relation, None]], order: Mapping[str, int]
) -> dict[str, tuple[Relation, ...]]:
    return {
        ref: tuple(sorted(ones, key=lambda one: (order[one.ref], one.field, one.part)))
        for ref, ones in found.items()
    }

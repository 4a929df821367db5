"""Link again what one definition says, where the rest of the catalog stays as it is."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog, Use
from icp_playbook.model.company import Company
from icp_playbook.model.kinds import KINDS
from icp_playbook.model.references import References, Target, part_ref
from icp_playbook.problems import Problem
from icp_playbook.stages.link import add_use, link_one, refers_in

_ORDER = {kind.name: place for place, kind in enumerate(KINDS)}


def can_replace(old: Definition, new: Definition) -> bool:
    """Tell whether whatever leads to `old` leads to `new` as well, and in the same order.

    What the company says is meant by all others.
    """
    return not isinstance(new, Company) and _bears(old) == _bears(new)


def link_again(
    catalog: Catalog, old: Definition, new: Definition, files: Mapping[str, str]
) -> tuple[Catalog, list[Problem]]:
    """Return the catalog with `new` in the place of `old`, and what is wrong with its references.

    It is what `link` would make of all definitions; `can_replace` says whether this may be asked.
    """
    targets = {**catalog.targets, **_targets_in(new)}
    company = catalog.one(Company)
    references = References(targets, catalog.aliases)
    contacts = company.contacts if company else {}
    problems: list[Problem] = []
    used = link_one(new, targets, references, contacts, files, problems)
    before, found = _by_ref(catalog.used[old.ref], targets), _by_ref(used, targets)
    uses = dict(catalog.uses)
    for ref in dict.fromkeys([*before, *found]):
        if together := _with(uses.get(ref, ()), old, new, found.get(ref, [])):
            uses[ref] = together
        else:
            del uses[ref]
    refers = {ref: those for ref, those in catalog.refers.items() if ref != new.ref}
    by_kind = {
        **catalog.by_kind,
        new.kind: tuple(new if one is old else one for one in catalog.by_kind[new.kind]),
    }
    again = replace(
        catalog,
        targets=targets,
        uses=uses,
        by_kind=by_kind,
        refers={**refers, **refers_in(targets, found)},
        used={**catalog.used, new.ref: used},
    )
    return again, problems


def _bears(one: Definition) -> tuple[object, ...]:
    """Return what others know a definition and its parts by, and its place among its kind."""
    parts = [
        (part_ref(one, kind, part.id), part.aliases, type(part))
        for field, kind in one.parts.items()
        for part in getattr(one, field)
    ]
    return one.ref, one.path, one.rank, one.aliases, parts


def _targets_in(one: Definition) -> dict[str, Target]:
    targets = {one.ref: Target(one.ref, one)}
    for field, kind in one.parts.items():
        for index, part in enumerate(getattr(one, field)):
            ref = part_ref(one, kind, part.id)
            targets[ref] = Target(ref, one, (field, index), part)
    return targets


def _by_ref(used: Iterable[Use], targets: Mapping[str, Target]) -> dict[str, list[Use]]:
    uses: dict[str, list[Use]] = defaultdict(list)
    for use in used:
        add_use(uses, targets, use)
    return uses


def _with(
    uses: tuple[Use, ...], old: Definition, new: Definition, own: list[Use]
) -> tuple[Use, ...]:
    """Return the uses of something with those by `new` in their place among the others."""
    others = [use for use in uses if use.by is not old]
    at = next((at for at, use in enumerate(uses) if use.by is old), None)
    if at is None:
        at = bisect(others, _place(new), key=lambda use: _place(use.by))
    return (*others[:at], *own, *others[at:])


def _place(one: Definition) -> tuple[object, ...]:
    return _ORDER[one.kind], one.rank

"""How a definition hangs together with others: what it refers to, and what refers to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from icp_playbook.model.base import Definition, NamedPart
from icp_playbook.model.catalog import Catalog, Use
from icp_playbook.model.company import ListedWord
from icp_playbook.model.department import Department
from icp_playbook.model.kinds import BY_NAME, KINDS, Kind

AT_ONCE = 3
"""So many of a kind are seen at once; of more, all but one of these, and the others fold."""

Thing = Definition | NamedPart


@dataclass(frozen=True, slots=True)
class Group:
    """Definitions of one kind, or parts of the one definition that a company has of a kind."""

    kind: Kind
    things: tuple[Thing, ...]

    @property
    def title(self) -> str:
        """What they are called."""
        return self.kind.titles if len(self.things) > 1 else self.kind.title

    @property
    def shown(self) -> tuple[Thing, ...]:
        """Those that are seen at once."""
        return self.things if len(self.things) <= AT_ONCE else self.things[: AT_ONCE - 1]

    @property
    def folded(self) -> tuple[Thing, ...]:
        """The others."""
        return self.things[len(self.shown) :]


@dataclass(frozen=True, slots=True)
class Relations:
    """The map around one definition, by kind and in the order of kinds."""

    refers_to: tuple[Group, ...]
    used_by: tuple[Group, ...]

    @property
    def sides(self) -> str:
        """Which sides have something: `both`, `to`, `by`, or none."""
        if self.refers_to and self.used_by:
            return "both"
        return "to" if self.refers_to else "by" if self.used_by else ""


def relations_in(catalog: Catalog) -> Callable[[Definition], Relations]:
    """Return what finds the relations of a definition.

    The words of a company's lists are shown with those who use them, and whom a definition concerns
    stands beside its owner: neither is a relation.
    """
    places = {ref: place for place, ref in enumerate(catalog.targets)}

    def relations(definition: Definition) -> Relations:
        used = catalog.used.get(definition.ref, ())
        found = {_seen_as(catalog, use.ref) for use in used if not _is_no_relation(catalog, use)}
        refs = sorted(found, key=places.__getitem__)
        users: dict[str, Definition] = {}
        for use in catalog.uses.get(definition.ref, ()):
            if use.by is not definition and not _is_word(catalog, use.ref):
                users[use.by.ref] = use.by
        return Relations(
            _grouped(catalog, refs), _grouped(catalog, sorted(users, key=lambda ref: users[ref].id))
        )

    return relations


def _is_no_relation(catalog: Catalog, use: Use) -> bool:
    target = catalog.targets[use.ref].definition
    concerns = use.field == "departments" and isinstance(target, Department)
    return concerns or target is use.by or _is_word(catalog, use.ref)


def _is_word(catalog: Catalog, ref: str) -> bool:
    return isinstance(catalog.targets[ref].part, ListedWord)


def _seen_as(catalog: Catalog, ref: str) -> str:
    """Return the part itself where a company has one definition of the kind: a stage, a term."""
    definition = catalog.targets[ref].definition
    return ref if BY_NAME[definition.kind].single else definition.ref


def _grouped(catalog: Catalog, refs: Iterable[str]) -> tuple[Group, ...]:
    by_kind: dict[str, list[Thing]] = defaultdict(list)
    for ref in refs:
        target = catalog.targets[ref]
        by_kind[target.definition.kind].append(target.part or target.definition)
    return tuple(Group(kind, tuple(by_kind[kind.name])) for kind in KINDS if kind.name in by_kind)


__all__ = ["AT_ONCE", "Group", "Relations", "relations_in"]

"""The catalog: every definition and part by its reference, and who uses what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeVar

from icp_playbook.history import History
from icp_playbook.model.base import Definition, NamedPart
from icp_playbook.model.fields import Reference
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.model.references import References, Target
from icp_playbook.model.walk import Loc

D = TypeVar("D", bound=Definition)


class Use(NamedTuple):
    """One place where a definition refers to another.

    `field` is the top-level field of the reference.
    """

    by: Definition
    loc: Loc
    ref: str
    in_prose: bool

    @property
    def field(self) -> str:
        """The field of the referring definition that holds the reference."""
        return str(self.loc[0])


@dataclass(frozen=True, eq=False)
class Catalog:
    """All definitions of a company, linked. Nothing in it changes after it is made.

    Each is equal to itself alone, so that what is worked out from one can be kept for it.
    """

    targets: Mapping[str, Target]
    """By reference: `segment:mid-market`, `stage:onboarding`, `pain:exchanges-first#label-
    chaos`."""
    uses: Mapping[str, tuple[Use, ...]]
    """By reference of what is used; a use of a part counts for its definition too."""
    by_kind: Mapping[str, tuple[Definition, ...]]
    pages: tuple[Prosepage, ...] = ()
    refers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By reference of a definition: those it refers to in its fields, or whose parts it refers
    to."""
    used: Mapping[str, tuple[Use, ...]] = field(default_factory=dict)
    """By reference of a definition: where it refers to something, in the order of its fields."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """By reference under an earlier id: how that definition or part is referred to now."""
    history: History = field(default_factory=History)
    """The repository's own history, empty where there is none."""

    @cached_property
    def references(self) -> References:
        """What finds the target of a reference, or of what somebody meant to be one."""
        return References(self.targets, self.aliases)

    def ref(self, thing: str | Definition | NamedPart | Target) -> str:
        """Return the reference of something in `targets`; a KeyError when it leads nowhere.

        A field's reference, what an author wrote in a link, a definition, a part of one: all have
        just one.
        """
        if isinstance(thing, Definition | Target):
            return thing.ref
        if isinstance(thing, NamedPart):
            return self._part_refs[id(thing)]
        kinds = thing.kinds if isinstance(thing, Reference) else ()
        if (ref := self.references.find(thing, kinds)) is None:
            raise KeyError(thing)
        return ref

    @cached_property
    def _part_refs(self) -> dict[int, str]:
        """References by the identity of parts: comparing parts compares all that is in them."""
        return {
            id(target.part): ref for ref, target in self.targets.items() if target.part is not None
        }

    def all(self, model: type[D]) -> tuple[D, ...]:
        """Return the definitions of a kind, in order of rank."""
        return self.by_kind.get(model.kind, ())  # type: ignore[return-value]

    def one(self, model: type[D]) -> D | None:
        """Return the only definition of a kind that a company has once, or None."""
        return next(iter(self.all(model)), None)

    def get(self, model: type[D], named: str) -> D:
        """Return a definition that is known to exist; a KeyError is our own mistake."""
        return self.targets[f"{model.kind}:{named}"].definition  # type: ignore[return-value]

    def users(
        self, thing: str | Definition | NamedPart, model: type[D], field: str | None = None
    ) -> tuple[D, ...]:
        """Return the definitions of a kind that refer to it, in `field` if given, by rank."""
        found = {
            use.by.id: use.by
            for use in self.uses.get(self.ref(thing), ())
            if isinstance(use.by, model) and not use.in_prose and field in (None, use.field)
        }
        return tuple(sorted(found.values(), key=lambda one: one.rank))

    def definitions(self) -> tuple[Definition, ...]:
        """Return all definitions, in the order of kinds, then of rank."""
        return tuple(one for kind in BY_NAME for one in self.by_kind.get(kind, ()))

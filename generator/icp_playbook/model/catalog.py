"""The catalog: every definition by its reference, every part that can be referred to, and who uses what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from icp_playbook.history import History
from icp_playbook.model.base import Definition, NamedPart
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.text import Text
from icp_playbook.model.walk import Loc

D = TypeVar("D", bound=Definition)


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference leads to: a definition, or a part of one at `loc`."""

    ref: str
    definition: Definition
    loc: Loc = ()
    part: NamedPart | None = None

    @property
    def title(self) -> Text:
        """The text that a link shows when the author gave none."""
        return (self.part or self.definition).title


class Use(NamedTuple):
    """One place where a definition refers to another. `field` is the top-level field of the reference."""

    by: Definition
    loc: Loc
    ref: str
    in_prose: bool

    @property
    def field(self) -> str:
        """The field of the referring definition that holds the reference."""
        return str(self.loc[0])


@dataclass(frozen=True, slots=True)
class Prosepage:
    """A hand-written page: Markdown for the engine, with our links in it."""

    path: str
    """The file, relative to the repository."""
    url: str
    """Its path below the site, without ending: `how-to` or `guides/how-to`."""
    title: str
    text: str
    """The Markdown as typed, front matter included; lines end with a line feed."""
    area: str | None = None
    """The part of the navigation it belongs to."""
    order: int = 100
    body_at: int = 0
    """Where in the text the front matter is over."""
    matter: Mapping[str, object] = field(default_factory=dict)
    """The front matter that is for the engine, its theme and plugins."""

    @property
    def source(self) -> str:
        """The path of its Markdown file in a docs folder."""
        return f"{self.url}.md"

    @property
    def body(self) -> str:
        """The Markdown without front matter."""
        return self.text[self.body_at :]


@dataclass(frozen=True, slots=True)
class Catalog:
    """All definitions of a company, linked. Nothing in it changes after it is made."""

    targets: Mapping[str, Target]
    """By reference: `segment:mid-market`, `stage:onboarding`, `pain:exchanges-first#label-chaos`."""
    uses: Mapping[str, tuple[Use, ...]]
    """By reference of what is used; a use of a part counts for its definition too."""
    by_kind: Mapping[str, tuple[Definition, ...]]
    pages: tuple[Prosepage, ...] = ()
    refers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By reference of a definition: those it refers to in its fields, or whose parts it refers to."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """By reference under an earlier id: how that definition or part is referred to now."""
    history: History = field(default_factory=History)
    """The repository's own history, empty where there is none."""

    def all(self, model: type[D]) -> tuple[D, ...]:
        """Return the definitions of a kind, in order of rank."""
        return self.by_kind.get(model.kind, ())  # type: ignore[return-value]

    def one(self, model: type[D]) -> D | None:
        """Return the only definition of a kind that a company has once, or None."""
        return next(iter(self.all(model)), None)

    def get(self, model: type[D], named: str) -> D:
        """Return a definition that is known to exist; a KeyError is our own mistake."""
        return self.targets[f"{model.kind}:{named}"].definition  # type: ignore[return-value]

    def users(self, ref: str, model: type[D], field: str | None = None) -> tuple[D, ...]:
        """Return the definitions of a kind that refer to `ref` (in `field`, if given), in order of rank."""
        found = {
            use.by.id: use.by
            for use in self.uses.get(ref, ())
            if isinstance(use.by, model) and not use.in_prose and field in (None, use.field)
        }
        return tuple(sorted(found.values(), key=lambda one: one.rank))

    def definitions(self) -> tuple[Definition, ...]:
        """Return all definitions, in the order of kinds, then of rank."""
        return tuple(one for kind in BY_NAME for one in self.by_kind.get(kind, ()))


def exact(targets: Mapping[str, Target], written: str) -> str | None:
    """Return the reference that `kind:id`, `kind:id#part` or `kind` stands for; a part also by its definition's kind."""
    if written in targets:
        return written
    kind, _, name = written.partition(":")
    if kind not in BY_NAME:
        return None
    single, part = BY_NAME[kind].single, name.partition("#")[2]
    parts = BY_NAME[kind].model.parts.values() if part else ()
    candidates = [f"{of}:{part if single else name}" for of in parts]
    if single and name in ("", kind):
        candidates.append(f"{kind}:{BY_NAME[kind].single_id}")
    return next((ref for ref in candidates if ref in targets), None)


def canonical(catalog: Catalog, written: str) -> str:
    """Return the reference under which `targets` knows what an author wrote; a KeyError when it leads nowhere."""
    if (ref := exact(catalog.targets, written)) is None:
        raise KeyError(written)
    return ref

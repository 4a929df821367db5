"""Resolve references: what an author wrote, as the reference of what it leads to, or what to say of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Target, Use, exact
from icp_playbook.model.fields import Ref, SourceRef
from icp_playbook.model.kinds import BY_NAME, PARTS
from icp_playbook.model.spellings import Spellings, id_like
from icp_playbook.model.walk import Loc
from icp_playbook.problems import Problem, did_you_mean, known_are, quoted

SUGGESTIONS = 100
"""For so many unknown names the nearest is looked for, which takes time; more of them is a folder that was renamed."""
ANY = Ref()
"""How links in prose name things, and references to whatever there is."""


class Unknown(NamedTuple):
    """A reference that leads nowhere: what to say about it."""

    message: str
    hint: str
    rule: str = "unknown-reference"

    def at(self, path: str, line: int, column: int) -> Problem:
        """Return the problem of a reference that stands there."""
        return Problem(path, line, column, self.rule, self.message, self.hint)


class Resolver:
    """Turns what an author wrote into the reference of a target."""

    def __init__(
        self, targets: Mapping[str, Target], aliases: Mapping[str, str], unread: Collection[str]
    ) -> None:
        self._targets, self._aliases, self._unread = targets, aliases, unread
        self._spellings = Spellings(targets)
        self._resolved: dict[tuple[str, Ref], str | Unknown | None] = {}
        self._known: dict[str, list[str]] = {}
        self._suggested = 0

    def add_use(
        self,
        uses: dict[str, list[Use]],
        by: Definition,
        loc: Loc,
        written: str,
        field: Ref,
        in_prose: bool = False,
    ) -> Unknown | None:
        """Add the use of what `written` leads to, and of the definition that it is a part of; or say why not."""
        ref = self.resolve(written, field)
        if ref is None or isinstance(ref, Unknown):
            return ref
        use = Use(by, loc, ref, in_prose)
        uses[ref].append(use)
        if (owner := self._targets[ref].definition.ref) != ref:
            uses[owner].append(use)
        return None

    def resolve(self, written: str, field: Ref) -> str | Unknown | None:
        """Return the reference, or why there is none; None when it leads to what can't be read, which was told.

        Where the field has no `kinds`, `written` is `kind:id`.
        """
        if (written, field) not in self._resolved:
            self._resolved[written, field] = self._resolve(written, field)
        return self._resolved[written, field]

    def _resolve(self, written: str, field: Ref) -> str | Unknown | None:
        if not field.kinds:
            return exact(self._targets, written) or self._of_no_kind(written, field)
        refs = (f"{kind}:{written}" for kind in field.kinds)
        return next((ref for ref in refs if ref in self._targets), None) or self._unknown(
            written, field.kinds, field
        )

    def _of_no_kind(self, written: str, field: Ref) -> Unknown | None:
        """Return what to say of a reference to any kind, which should have said of which."""
        kind, colon, name = written.partition(":")
        if colon and kind in BY_NAME and "#" in name and BY_NAME[kind].model.parts:
            single = BY_NAME[kind].single
            parts = tuple(BY_NAME[kind].model.parts.values())
            return self._unknown(name.partition("#")[2] if single else name, parts, field)
        if colon and (kind in BY_NAME or kind in PARTS):
            return self._unknown(name, (kind,), field)
        if meant := self._spellings.meant(written):
            return Unknown(f"{quoted(written)} does not say of which kind it is", f"write {_either(meant)}")
        if colon and " " not in kind:
            near = did_you_mean(kind, [*BY_NAME, *PARTS]) or f"kinds are {', '.join(BY_NAME)}"
            return Unknown(f"{quoted(kind)} in {quoted(written)} is no kind of definition", near)
        example = next((ref for ref in self._targets if ref.startswith("segment:")), "")
        such = f", for example {example}" if example else f"; kinds are {', '.join(BY_NAME)}"
        return Unknown(f"{quoted(written)} does not say of which kind it is", f"write kind:id{such}")

    def _unknown(self, written: str, kinds: tuple[str, ...], field: Ref) -> Unknown | None:
        """Return what to say of a name that nothing of `kinds` has; nothing when it can't be read."""
        if any(_owner_ref(kind, written) in self._unread for kind in kinds):
            return None
        names = " or ".join(kind.replace("-", " ") for kind in kinds)
        message = f"no {names} is called {quoted(written)}"
        for kind in kinds:
            if (renamed := self._aliases.get(f"{kind}:{written}")) is not None:
                return Unknown(message, f"it is called {quoted(renamed.partition(':')[2])} now")
        if meant := self._spellings.meant(written, kinds):
            hint = f"write {_either([_as_written(ref, field) for ref in meant])}"
            spelled = f"{quoted(written)} is not {field.form()}" if field.kinds else message
            return Unknown(spelled, hint, "bad-reference" if field.kinds else "unknown-reference")
        if exact(self._targets, written):
            message = f"{quoted(written)} is no {names}"
        hint = self._like(written, kinds) or self._instead(kinds)
        if isinstance(field, SourceRef) and id_like(written) != written:
            return Unknown(
                f"{quoted(written)} is neither an insight nor a link", f"{hint}; links begin with https://"
            )
        return Unknown(message, hint)

    def _like(self, written: str, kinds: tuple[str, ...]) -> str:
        """Return which id or name is like the one that was written, or an empty text."""
        self._suggested += 1
        if self._suggested > SUGGESTIONS:
            return ""
        known = [name for kind in kinds for name in self._names(kind)]
        near = self._spellings.near(written, kinds).partition(":")[2]
        return did_you_mean(written, known) or (f'did you mean "{near}"?' if near else "")

    def _instead(self, kinds: tuple[str, ...]) -> str:
        """Return what could be written: what there is, or that there is nothing yet."""
        known = [name for kind in kinds for name in self._names(kind)]
        none = f"there is no {' or '.join(kind.replace('-', ' ') for kind in kinds)} yet"
        return known_are(known) if known else none

    def _names(self, kind: str) -> list[str]:
        """Return the ids of a kind, sorted; made for all kinds when the first reference is unknown."""
        if not self._known:
            for ref in sorted({*self._targets, *self._unread}):
                of, _, name = ref.partition(":")
                self._known.setdefault(of, []).append(name)
        return self._known.get(kind, [])


def _owner_ref(kind: str, written: str) -> str:
    """Return the reference of the definition that `kind:written` is, or is a part of."""
    owner = PARTS.get(kind) or BY_NAME[kind]
    return f"{owner.name}:{owner.single_id if owner.single else written.partition('#')[0]}"


def _as_written(ref: str, field: Ref) -> str:
    """Return how a field names what `ref` leads to."""
    return ref.partition(":")[2] if field.kinds else ref


def _either(names: Sequence[str]) -> str:
    return " or ".join(map(quoted, names[:3]))

"""What an author means by a reference: what it leads to, or why it leads nowhere.

A reference is written as an id, `id#part` or `kind:id`. People write a name, a file or its path, an
earlier id, or a link as in prose instead. That is no reference, but whoever reports it says which
one is meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple

from icp_playbook.messages import say
from icp_playbook.model.base import Definition, NamedPart
from icp_playbook.model.company import Contact
from icp_playbook.model.fields import Ref, SourceRef
from icp_playbook.model.kind_names import any_kind
from icp_playbook.model.kinds import BY_NAME, PARTS
from icp_playbook.model.text import Text
from icp_playbook.problems import Problem, did_you_mean, known_are, nearest, quoted

SUGGESTIONS = 100
"""For so many unknown names the nearest is looked for, which takes time; more of them is a
folder that was renamed."""
ANY = Ref()
"""How links in prose and commands name things, and references to whatever there is."""
_LINK = re.compile(r"\[\[([^\]|]*)(?:\|[^\]]*)?\]\]")


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference leads to: a definition, or a part of one at `loc`."""

    ref: str
    definition: Definition
    loc: tuple[str | int, ...] = ()
    part: NamedPart | None = None

    @property
    def title(self) -> Text:
        """The text that a link shows when the author gave none."""
        return (self.part or self.definition).title


class Unknown(NamedTuple):
    """A reference that leads nowhere: what to say about it."""

    message: str
    hint: str
    rule: str = "unknown-reference"

    def at(self, path: str, line: int, column: int) -> Problem:
        """Return the problem of a reference that stands there."""
        return Problem(path, line, column, self.rule, self.message, self.hint)


class References:
    """Finds what a reference leads to, among all targets and the names that they had before.

    `unread` are the references of definitions that are there but can't be read.
    """

    def __init__(
        self,
        targets: Mapping[str, Target],
        aliases: Mapping[str, str] | None = None,
        unread: Collection[str] = (),
    ) -> None:
        self._targets, self._aliases, self._unread = targets, aliases or {}, unread
        self._resolved: dict[tuple[str, Ref], str | Unknown | None] = {}
        self._titles: dict[tuple[str, ...], dict[str, str]] = {}
        self._suggested = 0

    def find(self, written: str, kinds: Sequence[str] = ()) -> str | None:
        """Return what an id of one of `kinds` leads to; or `kind:id`, `kind:id#part` or `kind`.

        A part is also found by its definition's kind.
        """
        if kinds:
            return next(
                (ref for kind in kinds if (ref := f"{kind}:{written}") in self._targets), None
            )
        if written in self._targets:
            return written
        kind, _, name = written.partition(":")
        if kind not in BY_NAME:
            return None
        single, part = BY_NAME[kind].single, name.partition("#")[2]
        candidates = [f"{of}:{part if single else name}" for of in _part_kinds(kind) if part]
        if single and name in ("", kind):
            candidates.append(f"{kind}:{BY_NAME[kind].single_id}")
        return next((ref for ref in candidates if ref in self._targets), None)

    def resolve(self, written: str, field: Ref = ANY) -> str | Unknown | None:
        """Return the reference, or why there is none.

        None when it leads to what can't be read, which was told.
        """
        try:
            return self._resolved[written, field]
        except KeyError:
            found = self.find(written, field.kinds) or self._why_not(written, field)
            self._resolved[written, field] = found
            return found

    def meant(self, written: str, kinds: Sequence[str] = ()) -> list[str]:
        """Return the references that `written` may mean, of `kinds` or of any, the surest first."""
        link = _LINK.fullmatch(written.strip())
        text = (link[1] if link else written).strip()
        if (ref := self.find(text)) and _is_of(ref, kinds):
            return [ref]
        for spelled in filter(
            None, (_folded(text), _folded(text).removeprefix("./"), id_like(text))
        ):
            if found := [ref for ref in self._by_spelling.get(spelled, ()) if _is_of(ref, kinds)]:
                return found
        return []

    def near(self, written: str, kinds: Sequence[str]) -> str:
        """Return the reference of `kinds` whose title is nearest to `written`, or an empty text."""
        if (asked := tuple(kinds)) not in self._titles:
            self._titles[asked] = {
                _folded(title): ref
                for ref, target in self._targets.items()
                if _is_of(ref, kinds)
                for _, title in target.title.each
            }
        titles = self._titles[asked]
        return titles.get(nearest(_folded(written), titles), "")

    def _why_not(self, written: str, field: Ref) -> Unknown | None:
        if field.kinds:
            return self._unknown(written, field.kinds, field)
        kind, colon, name = written.partition(":")
        if colon and kind in BY_NAME and "#" in name and (parts := _part_kinds(kind)):
            return self._unknown(
                name.partition("#")[2] if BY_NAME[kind].single else name, parts, field
            )
        if kind in BY_NAME and BY_NAME[kind].single and name in ("", kind):
            return self._unknown(BY_NAME[kind].single_id, (kind,), field)
        if colon and (kind in BY_NAME or kind in PARTS):
            return self._unknown(name, (kind,), field)
        return self._of_no_kind(written, kind, bool(colon))

    def _of_no_kind(self, written: str, kind: str, has_colon: bool) -> Unknown:
        """Return what to say of a reference to any kind, which should have said of which."""
        name = quoted(written)
        says_no_kind = say("{name} does not say of which kind it is", name=name)
        if meant := self.meant(written):
            return Unknown(says_no_kind, _write(meant))
        if kind in BY_NAME or kind in PARTS:
            message = say("{name} does not say which one", name=name)
            return Unknown(message, say("write {kind}:id", kind=kind))
        if has_colon and " " not in kind:
            near = did_you_mean(kind, [*BY_NAME, *PARTS])
            message = say("{kind} in {name} is no kind of definition", kind=quoted(kind), name=name)
            return Unknown(message, near or say("kinds are {kinds}", kinds=list(BY_NAME)))
        example = next((ref for ref in self._targets if ref.startswith("segment:")), "")
        if example:
            hint = say("write kind:id, for example {example}", example=example)
        else:
            hint = say("write kind:id; kinds are {kinds}", kinds=list(BY_NAME))
        return Unknown(says_no_kind, hint)

    def _unknown(self, written: str, kinds: Sequence[str], field: Ref) -> Unknown | None:
        """Return what to say of a name that nothing of `kinds` has.

        Nothing when it can't be read.
        """
        if any(_owner_ref(kind, written) in self._unread for kind in kinds):
            return None
        message = say("no {kinds} is called {name}", kinds=any_kind(kinds), name=quoted(written))
        for kind in kinds:
            if (now := self._aliases.get(f"{kind}:{written}")) is not None:
                name = quoted(now.partition(":")[2])
                return Unknown(message, say("it is called {name} now", name=name))
        if meant := self.meant(written, kinds):
            hint = _write([_as_written(ref, field) for ref in meant])
            if not field.kinds:
                return Unknown(message, hint)
            spelled = say("{name} is not {form}", name=quoted(written), form=field.form())
            return Unknown(spelled, hint, "bad-reference")
        if self.find(written):
            message = say("{name} is no {kinds}", name=quoted(written), kinds=any_kind(kinds))
        hint = self._like(written, kinds) or self._instead(kinds)
        if isinstance(field, SourceRef) and id_like(written) != written:
            message = say("{name} is neither an insight nor a link", name=quoted(written))
            hint = say("{hint}; links begin with https://", hint=hint)
        return Unknown(message, hint)

    def _like(self, written: str, kinds: Sequence[str]) -> str:
        """Return which id or name is like the one that was written, or an empty text."""
        self._suggested += 1
        if self._suggested > SUGGESTIONS:
            return ""
        known = [name for kind in kinds for name in self._names.get(kind, ())]
        near = self.near(written, kinds).partition(":")[2]
        return did_you_mean(written, known) or (
            say('did you mean "{near}"?', near=near) if near else ""
        )

    def _instead(self, kinds: Sequence[str]) -> str:
        """Return what could be written: what there is, or that there is nothing yet."""
        known = [name for kind in kinds for name in self._names.get(kind, ())]
        return known_are(known) if known else say("there is no {kinds} yet", kinds=any_kind(kinds))

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """The ids of each kind, sorted; made when the first reference is unknown."""
        found: dict[str, list[str]] = {}
        for ref in sorted({*self._targets, *self._unread}):
            kind, _, name = ref.partition(":")
            found.setdefault(kind, []).append(name)
        return found

    @cached_property
    def _by_spelling(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for ref, target in self._targets.items():
            for spelling in dict.fromkeys(_spellings(ref, target)):
                found.setdefault(spelling, []).append(ref)
        return found


def meant_owner(contacts: Mapping[str, Contact], written: str) -> str:
    """Return the owner whose name or id, in another spelling, was written; or an empty text."""
    names = {
        _folded(name): id
        for id, contact in contacts.items()
        for _, name in (contact.name.each if contact.name else ())
    }
    like = id_like(written)
    return names.get(_folded(written)) or (like if like in contacts else "")


def part_ref(definition: Definition, part_kind: str, part: str) -> str:
    """Return the reference of a part; one of a kind that a company has once names no owner."""
    return (
        f"{part_kind}:{part}"
        if BY_NAME[definition.kind].single
        else f"{part_kind}:{definition.id}#{part}"
    )


def _part_kinds(kind: str) -> tuple[str, ...]:
    return tuple(BY_NAME[kind].model.parts.values())


def _spellings(ref: str, target: Target) -> Iterator[str]:
    titles = [title for _, title in target.title.each]
    yield ref.partition(":")[2]
    yield from map(_folded, titles)
    yield from map(id_like, titles)
    if target.part is not None:
        yield target.part.id
        return
    path = PurePosixPath(target.definition.path)
    yield from map(_folded, (str(path), path.name, str(path.with_suffix(""))))


def _is_of(ref: str, kinds: Sequence[str]) -> bool:
    return not kinds or ref.partition(":")[0] in kinds


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def id_like(text: str) -> str:
    """Return the id that a text looks like: its letters and digits, hyphens between words."""
    return "-".join(re.findall(r"[a-z0-9]+", text.casefold()))


def _owner_ref(kind: str, written: str) -> str:
    """Return the reference of the definition that `kind:written` is, or is a part of."""
    owner = PARTS.get(kind) or BY_NAME[kind]
    return f"{owner.name}:{owner.single_id if owner.single else written.partition('#')[0]}"


def _as_written(ref: str, field: Ref) -> str:
    """Return how a field names what `ref` leads to."""
    return ref.partition(":")[2] if field.kinds else ref


def _write(names: Sequence[str]) -> str:
    """Return what to write: one of the first three names."""
    *others, last = [quoted(name) for name in names[:3]]
    said = say("{answers} or {last}", answers=others, last=last) if others else last
    return say("write {name}", name=said)

"""What an author means by a reference: its exact forms, and the others in which people write one.

A reference is written as an id, `id#part` or `kind:id`. People write a name, a file or its path, or a link as in
prose instead. That is no reference, but whoever reports it can say which one is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath

from icp_playbook.model.catalog import Target, exact
from icp_playbook.model.company import Contact
from icp_playbook.model.text import Text
from icp_playbook.problems import nearest

_LINK = re.compile(r"\[\[([^\]|]*)(?:\|[^\]]*)?\]\]")


class Spellings:
    """Finds what is meant by what is no reference. Made from all targets when it is first asked."""

    def __init__(self, targets: Mapping[str, Target]) -> None:
        self._targets = targets
        self._names: dict[tuple[str, ...], dict[str, str]] = {}

    def meant(self, written: str, kinds: Sequence[str] = ()) -> list[str]:
        """Return the references of `kinds` (of any, when there are none) that `written` may mean, the surest first."""
        link = _LINK.fullmatch(written.strip())
        text = (link[1] if link else written).strip()
        if (ref := exact(self._targets, text)) and _is_of(ref, kinds):
            return [ref]
        for spelled in filter(None, (_folded(text), _folded(text).removeprefix("./"), id_like(text))):
            if found := [ref for ref in self._by_spelling.get(spelled, ()) if _is_of(ref, kinds)]:
                return found
        return []

    def near(self, written: str, kinds: Sequence[str]) -> str:
        """Return the reference of `kinds` whose name is nearest to `written`, or an empty text."""
        if (asked := tuple(kinds)) not in self._names:
            self._names[asked] = {
                name: ref
                for ref, target in self._targets.items()
                if _is_of(ref, kinds)
                for name in map(_folded, _every(target.title))
            }
        names = self._names[asked]
        return names.get(nearest(_folded(written), names), "")

    @cached_property
    def _by_spelling(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for ref, target in self._targets.items():
            for spelling in dict.fromkeys(_spellings(ref, target)):
                found.setdefault(spelling, []).append(ref)
        return found


def meant_owner(contacts: Mapping[str, Contact], written: str) -> str:
    """Return the owner that somebody means who wrote a name or another spelling of the id, or an empty text."""
    names = {
        _folded(name): id
        for id, contact in contacts.items()
        for name in (_every(contact.name) if contact.name else ())
    }
    like = id_like(written)
    return names.get(_folded(written)) or (like if like in contacts else "")


def _spellings(ref: str, target: Target) -> Iterator[str]:
    name = ref.partition(":")[2]
    yield name
    yield from map(_folded, _every(target.title))
    yield from map(id_like, _every(target.title))
    if target.part is not None:
        yield target.part.id
        return
    path = PurePosixPath(target.definition.path)
    yield from map(_folded, (str(path), path.name, str(path.with_suffix(""))))


def _is_of(ref: str, kinds: Sequence[str]) -> bool:
    return not kinds or ref.partition(":")[0] in kinds


def _every(text: Text) -> Iterator[str]:
    return (said for _, said in text.each)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def id_like(text: str) -> str:
    """Return the id that a text looks like: its letters and digits, with hyphens between the words."""
    return "-".join(re.findall(r"[a-z0-9]+", text.casefold()))

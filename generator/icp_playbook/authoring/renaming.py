"""Rename a definition or a part of one, and mend everything that leads to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from icp_playbook.authoring.changing import Change, apply, readable, refuse_errors, tried
from icp_playbook.authoring.generated import refresh
from icp_playbook.authoring.mentions import Mention, find_mentions
from icp_playbook.authoring.naming import RefusedError, named, refuse_bad_id
from icp_playbook.authoring.source import Edit, Source, read_source
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog, Target
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.problems import ContentError, Problem, quoted


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a rename did: the file that moved (old and new path, if one did), and the mended places."""

    old: str
    new: str
    moved: tuple[str, str] | None
    mended: tuple[Mention, ...]


def rename(root: Path, old: str, new_id: str) -> Renamed:
    """Give what `old` names the id `new_id`. Raise, and change nothing, where that is not possible."""
    catalog = readable(root).catalog
    target = named(catalog, old)
    new_ref = _new_ref(catalog, target, new_id)
    mended = find_mentions(root, catalog, target)
    edits: dict[str, list[Edit]] = defaultdict(list)
    for mention in mended:
        edits[mention.path].append(_mended(mention, target, new_id))
    definition = target.definition
    own = read_source(root, definition.path)
    edits[definition.path] += _own_edits(own, target, new_id)
    sources = {path: own if path == definition.path else read_source(root, path) for path in edits}
    moved = _moved(definition, new_id) if target.part is None else None
    contents = {
        moved[1] if moved and path == moved[0] else path: sources[path].mark + sources[path].edited(found)
        for path, found in edits.items()
        if found
    }
    change = Change(contents, dict([moved]) if moved else {})
    _make(root, change, catalog, target, new_ref)
    return Renamed(target.ref, new_ref, moved, tuple(mended))


def _make(root: Path, change: Change, before: Catalog, target: Target, new_ref: str) -> None:
    after = tried(root, change)
    refuse_errors(after)
    old_uses, new_uses = len(before.uses.get(target.ref, ())), len(after.catalog.uses.get(new_ref, ()))
    if target.ref in after.catalog.targets or old_uses != new_uses:
        message = f"after the rename {new_uses} of {old_uses} references would lead to {quoted(new_ref)}"
        raise ContentError(
            [Problem(target.definition.path, 1, 1, "unusual-text", message, "nothing was changed")]
        )
    apply(root, change)
    refresh(root, after.catalog)


def _new_ref(catalog: Catalog, target: Target, new_id: str) -> str:
    kind, _, old = target.ref.partition(":")
    if target.part is None and BY_NAME[target.definition.kind].single:
        raise RefusedError(f"a company has just one {kind}, and its name is fixed")
    refuse_bad_id(new_id, is_file=target.part is None)
    owner, hash_, _ = old.rpartition("#")
    ref = f"{kind}:{owner}{hash_}{new_id}"
    if ref == target.ref:
        raise RefusedError(f"it is called {quoted(new_id)} already")
    if ref in catalog.targets:
        raise RefusedError(f"{quoted(ref)} is there already, in {catalog.targets[ref].definition.path}")
    for other in catalog.by_kind.get(kind, ()):
        if new_id in other.aliases and other is not target.definition:
            raise RefusedError(f"{quoted(new_id)} is an alias of {other.ref}; delete it there first")
    return ref


def _moved(definition: Definition, new_id: str) -> tuple[str, str]:
    path = PurePosixPath(definition.path)
    return definition.path, path.with_name(new_id + path.suffix).as_posix()


def _mended(mention: Mention, target: Target, new_id: str) -> Edit:
    """Replace just the id in what is written: `value-proposition:OLD#pain`, `OLD#pain`, `stage:OLD`, `OLD`."""
    start, end = mention.start, mention.end
    if ":" in mention.written:
        start += mention.written.index(":") + 1
    if "#" in mention.written:
        hash_ = mention.start + mention.written.index("#")
        start, end = (start, hash_) if target.part is None else (hash_ + 1, end)
    return Edit(start, end, new_id)


def _own_edits(source: Source, target: Target, new_id: str) -> list[Edit]:
    """Return what changes in the definition's own file: the part's id, or else the list of aliases."""
    definition = target.definition
    if target.part is None:
        return list(_aliased(source, definition, new_id))
    start, end = source.span(*definition.place((*target.loc, "id")))
    old = target.part.id
    at = source.text.index(old, start, end)
    return [Edit(at, at + len(old), new_id)]


def _aliased(source: Source, definition: Definition, new_id: str) -> Iterable[Edit]:
    """Record the old id. Going back to an earlier name, that one is no alias any more: it gives way to the old id."""
    if new_id in definition.aliases:
        start, end = source.span(*definition.place(("aliases", definition.aliases.index(new_id))))
        at = source.text.index(new_id, start, end)
        yield Edit(at, at + len(new_id), definition.id)
    elif definition.aliases:
        last = len(definition.aliases) - 1
        line, column = definition.place(("aliases", last))
        start, end = source.span(line, column)
        begin = source.text.rfind("\n", 0, start) + 1
        in_block = re.fullmatch(r"\s*(?:aliases:\s*)?-\s+", source.text[begin:start])
        indent = source.text[begin:start].rpartition("-")[0]
        yield Edit(
            end, end, f"{_newline(source)}{indent}- {definition.id}" if in_block else f", {definition.id}"
        )
    else:
        yield _after_owner(source, definition)


def _after_owner(source: Source, definition: Definition) -> Edit:
    """Add the list of aliases below the owner; in a file that is one pair of braces, beside it."""
    _, end = source.span(*definition.place(("owner",)))
    line, column = definition.place(("owner",), key=True)
    begin = source.offset(line, 1)
    if source.text[begin : begin + column - 1].strip():
        return Edit(end, end, f", aliases: [{definition.id}]")
    ends = source.text.find("\n", end)
    added = f"{' ' * (column - 1)}aliases: [{definition.id}]"
    if ends < 0:
        return Edit(len(source.text), len(source.text), f"{_newline(source)}{added}")
    return Edit(ends + 1, ends + 1, f"{added}{_newline(source)}")


def _newline(source: Source) -> str:
    return "\r\n" if "\r\n" in source.text else "\n"

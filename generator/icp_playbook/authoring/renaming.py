"""Rename a definition or a part of one, and change everything that leads to it; or remove it."""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from icp_playbook.authoring.changing import (
    FileEdits,
    applied,
    apply,
    readable,
    refuse_errors,
    stage,
    tried,
    unstaged_edits,
)
from icp_playbook.authoring.generated import refresh
from icp_playbook.authoring.mentions import Mention, find_mentions, id_in
from icp_playbook.authoring.naming import RefusedError, named, refuse_bad_id, refuse_ours
from icp_playbook.authoring.source import Edit, Source, read_source
from icp_playbook.messages import say
from icp_playbook.model.base import Definition, NamedPart
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kind_names import kind_name
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.references import Target
from icp_playbook.model.walk import Loc
from icp_playbook.problems import ContentError, Problem, quoted


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a rename did: the file that moved, if one did, and the places that followed."""

    old: str
    new: str
    moved: tuple[str, str] | None
    followed: tuple[Mention, ...]
    staged: tuple[str, ...]
    """The files that are staged now: each of them that git knows."""
    edited: tuple[str, ...]
    """Those in which the person had edits that were not staged before."""


def rename(root: Path, old: str, new_id: str) -> Renamed:
    """Give what `old` names the id `new_id`.

    Raise, and change nothing, where that is not possible.
    """
    catalog = readable(root).catalog
    target = named(catalog, old)
    refuse_ours(target)
    new_ref = _new_ref(catalog, target, new_id)
    found = find_mentions(root, catalog, target)
    edits: dict[str, list[Edit]] = defaultdict(list)
    for mention in found:
        edits[mention.path].append(_followed(mention, target, new_id))
    definition = target.definition
    own = read_source(root, definition.path)
    edits[definition.path] += _own_edits(own, target, new_id)
    sources = {path: own if path == definition.path else read_source(root, path) for path in edits}
    moved = _moved(definition, new_id) if target.part is None else None
    contents = {
        moved[1] if moved and path == moved[0] else path: sources[path].mark
        + sources[path].edited(made)
        for path, made in edits.items()
        if made
    }
    change = FileEdits(contents, dict([moved]) if moved else {})
    staged, edited = _make(root, change, catalog, target, new_ref)
    return Renamed(target.ref, new_ref, moved, tuple(found), staged, edited)


def _make(
    root: Path, change: FileEdits, before: Catalog, target: Target, new_ref: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Make the change, unless it would lose a reference.

    Return what is staged, and what the person had edited.
    """
    after = tried(root, change)
    refuse_errors(after)
    old_uses, new_uses = (
        len(before.uses.get(target.ref, ())),
        len(after.catalog.uses.get(new_ref, ())),
    )
    if target.ref in after.catalog.targets or old_uses != new_uses:
        message = say(
            "after the rename {now} of {before} references would lead to {ref}",
            now=new_uses, before=old_uses, ref=quoted(new_ref),
        )  # fmt: skip
        hint, path = say("nothing was changed"), target.definition.path
        raise ContentError([Problem(path, 1, 1, "unusual-text", message, hint)])
    paths = [*change.contents, *change.moves]
    edited = unstaged_edits(root, paths)
    with applied(root, change):
        staged = stage(root, target.definition.path, paths, change.moves)
    with suppress(
        OSError
    ):  # the editor's schemas can wait for the next check, which says what is wrong
        refresh(root, after.catalog)
    return tuple(staged), tuple(edited)


def _new_ref(catalog: Catalog, target: Target, new_id: str) -> str:
    kind, _, old = target.ref.partition(":")
    if target.part is None and BY_NAME[target.definition.kind].single:
        raise RefusedError(
            say("a company has just one {kind}, and its name is fixed", kind=kind_name(kind))
        )
    refuse_bad_id(new_id, is_file=target.part is None)
    owner, hash_, _ = old.rpartition("#")
    ref = f"{kind}:{owner}{hash_}{new_id}"
    if ref == target.ref:
        raise RefusedError(say("it is called {id} already", id=quoted(new_id)))
    if ref in catalog.targets:
        there = catalog.targets[ref].definition.path
        raise RefusedError(
            say("{written} is there already, in {file}", written=quoted(ref), file=there)
        )
    if (other := catalog.aliases.get(ref, target.ref)) != target.ref:
        why = say(
            "{written} is an alias of {other}; delete it there first",
            written=quoted(new_id), other=other,
        )  # fmt: skip
        raise RefusedError(why)
    return ref


def _moved(definition: Definition, new_id: str) -> tuple[str, str]:
    path = PurePosixPath(definition.path)
    return definition.path, path.with_name(new_id + path.suffix).as_posix()


def _followed(mention: Mention, target: Target, new_id: str) -> Edit:
    """Replace just the id in what is written: `play:OLD#part`, `OLD#part`, `stage:OLD`, `OLD`."""
    start, end = id_in(mention, target) if mention.is_address else (mention.start, mention.end)
    if mention.is_address:
        return Edit(start, end, new_id)
    if ":" in mention.written:
        start += mention.written.index(":") + 1
    if "#" in mention.written:
        hash_ = mention.start + mention.written.index("#")
        start, end = (start, hash_) if target.part is None else (hash_ + 1, end)
    return Edit(start, end, new_id)


def _own_edits(source: Source, target: Target, new_id: str) -> list[Edit]:
    """Return what changes in the definition's file: the id of a part, and the aliases."""
    definition, part = target.definition, target.part
    if part is None:
        return [_aliased(source, definition, (), "owner", definition, new_id)]
    assert isinstance(part, NamedPart)
    start, end = source.span(*definition.place((*target.loc, "id")))
    at = source.text.index(part.id, start, end)
    return [
        Edit(at, at + len(part.id), new_id),
        _aliased(source, definition, target.loc, "id", part, new_id),
    ]


def _aliased(
    source: Source,
    definition: Definition,
    loc: Loc,
    after: str,
    named: Definition | NamedPart,
    new_id: str,
) -> Edit:
    """Record the old id of what is `named` at `loc`, in its aliases or a new list below `after`.

    Going back to an earlier name, that one is no alias any more: it gives way to the old id.
    """
    if new_id in named.aliases:
        start, end = source.span(*definition.place((*loc, "aliases", named.aliases.index(new_id))))
        at = source.text.index(new_id, start, end)
        return Edit(at, at + len(new_id), named.id)
    if not named.aliases:
        return _below(source, definition, (*loc, after), named.id)
    line, column = definition.place((*loc, "aliases", len(named.aliases) - 1))
    start, end = source.span(line, column)
    begin = source.text.rfind("\n", 0, start) + 1
    in_block = re.fullmatch(r"\s*(?:aliases:\s*)?-\s+", source.text[begin:start])
    indent = source.text[begin:start].rpartition("-")[0]
    return Edit(
        end, end, f"{_newline(source)}{indent}- {named.id}" if in_block else f", {named.id}"
    )


def _below(source: Source, definition: Definition, loc: Loc, old_id: str) -> Edit:
    """Add a list of aliases below the field at `loc`.

    Where that stands in a pair of braces, beside it.
    """
    _, end = source.span(*definition.place(loc))
    line, column = definition.place(loc, key=True)
    begin = source.offset(line, 1)
    if source.text[begin : begin + column - 1].strip(" -"):
        return Edit(end, end, f", aliases: [{old_id}]")
    ends = source.text.find("\n", end)
    added = f"{' ' * (column - 1)}aliases: [{old_id}]"
    if ends < 0:
        return Edit(len(source.text), len(source.text), f"{_newline(source)}{added}")
    return Edit(ends + 1, ends + 1, f"{added}{_newline(source)}")


def _newline(source: Source) -> str:
    return "\r\n" if "\r\n" in source.text else "\n"


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed.

    Or, when `in_the_way` is not empty, what still leads to it, and then nothing was.
    """

    ref: str
    path: str
    in_the_way: tuple[Mention, ...] = ()


def remove(root: Path, written: str) -> Removed:
    """Remove what `written` names, if nothing but itself leads to it."""
    catalog = readable(root).catalog
    target = named(catalog, written)
    refuse_ours(target)
    path = target.definition.path
    used = [
        one
        for one in find_mentions(root, catalog, target)
        if target.part is not None or one.path != path
    ]
    if used:
        return Removed(target.ref, path, tuple(used))
    change = (
        FileEdits({}, removes=(path,))
        if target.part is None
        else FileEdits({path: _without(root, target)})
    )
    after = tried(root, change)
    refuse_errors(after)
    apply(root, change)
    with suppress(
        OSError
    ):  # the editor's schemas can wait for the next check, which says what is wrong
        refresh(root, after.catalog)
    return Removed(target.ref, path)


def _without(root: Path, target: Target) -> str:
    """Return the file's text without the lines of one list item; comments above it stay."""
    definition = target.definition
    field, _ = target.loc
    if len(getattr(definition, str(field))) == 1:
        why = say(
            'it is the only one of its list; remove the field "{field}" in {file} by hand',
            field=str(field), file=definition.path,
        )  # fmt: skip
        raise RefusedError(why)
    source = read_source(root, definition.path)
    line, column = definition.place(target.loc)
    start, end = source.extent(line, column)
    begin = source.text.rfind("\n", 0, start) + 1
    if source.text[begin:start].strip() != "-":
        why = say(
            "{written} does not stand on lines of its own; remove it by hand in {place}",
            written=quoted(target.ref), place=f"{definition.path}:{line}",
        )  # fmt: skip
        raise RefusedError(why)
    kept = source.text[:end].rstrip()
    ends = source.text.find("\n", len(kept))
    return source.mark + source.edited(
        [Edit(begin, ends + 1 if ends >= 0 else len(source.text), "")]
    )

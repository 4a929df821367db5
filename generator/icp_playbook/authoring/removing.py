"""Remove a definition or a part of one, unless something still leads to it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from icp_playbook.authoring.addresses import find_addresses
from icp_playbook.authoring.changing import Change, apply, readable, refuse_errors, tried
from icp_playbook.authoring.generated import refresh
from icp_playbook.authoring.mentions import Mention, find_mentions
from icp_playbook.authoring.naming import RefusedError, named
from icp_playbook.authoring.source import Edit, read_source
from icp_playbook.model.references import Target
from icp_playbook.problems import quoted


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed; or, when `in_the_way` is not empty, what still leads to it, and then nothing was."""

    ref: str
    path: str
    in_the_way: tuple[Mention, ...] = ()


def remove(root: Path, written: str) -> Removed:
    """Remove what `written` names, if nothing but itself leads to it."""
    catalog = readable(root).catalog
    target = named(catalog, written)
    path = target.definition.path
    used = [
        one for one in find_mentions(root, catalog, target) if target.part is not None or one.path != path
    ]
    used += find_addresses(root, catalog, target)
    if used:
        return Removed(target.ref, path, tuple(used))
    change = Change({}, removes=(path,)) if target.part is None else Change({path: _without(root, target)})
    after = tried(root, change)
    refuse_errors(after)
    apply(root, change)
    with suppress(OSError):  # the editor's schemas can wait for the next check, which says what is wrong
        refresh(root, after.catalog)
    return Removed(target.ref, path)


def _without(root: Path, target: Target) -> str:
    """Return the file's text without the lines of one list item; comments above it stay."""
    definition = target.definition
    field, _ = target.loc
    if len(getattr(definition, str(field))) == 1:
        raise RefusedError(
            f'it is the only one of its list; remove the field "{field}" in {definition.path} by hand'
        )
    source = read_source(root, definition.path)
    line, column = definition.place(target.loc)
    start, end = source.extent(line, column)
    begin = source.text.rfind("\n", 0, start) + 1
    if source.text[begin:start].strip() != "-":
        raise RefusedError(
            f"{quoted(target.ref)} does not stand on lines of its own; remove it by hand in {definition.path}:{line}"
        )
    kept = source.text[:end].rstrip()
    ends = source.text.find("\n", len(kept))
    return source.mark + source.edited([Edit(begin, ends + 1 if ends >= 0 else len(source.text), "")])

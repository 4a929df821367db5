"""Begin a definition, or add a part to one: never over something that is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from icp_playbook.authoring.changing import FileEdits, apply
from icp_playbook.authoring.generated import known_ids, refresh
from icp_playbook.authoring.language import language_of
from icp_playbook.authoring.naming import (
    RefusedError,
    UnknownNameError,
    refuse_bad_id,
    unknown_kind,
)
from icp_playbook.authoring.schema import FOLDER as SCHEMAS_FOLDER
from icp_playbook.authoring.schema import modeline
from icp_playbook.authoring.skeleton import filled, skeleton
from icp_playbook.authoring.source import Edit, Source, read_source
from icp_playbook.authoring.yaml_text import Value, dashed, indented
from icp_playbook.configuration import context_of
from icp_playbook.messages import say
from icp_playbook.model.base import Definition, Part
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.fields import Field
from icp_playbook.model.kind_names import kind_name
from icp_playbook.model.kinds import BY_NAME, PARTS, Kind
from icp_playbook.model.shape import Many, ModelField, Shape, fields_of, shapes_of
from icp_playbook.model.slugs import slug_of
from icp_playbook.problems import Problem, did_you_mean, known_are, quoted
from icp_playbook.reading import check_playbook
from icp_playbook.stages.load.decoding import FORBIDDEN, character_name
from icp_playbook.stages.load.files import MAX_ID


@dataclass(frozen=True, slots=True)
class Added:
    """The file that was written, the line where what is new begins, and the file's problems."""

    path: str
    line: int
    problems: tuple[Problem, ...]


def model_of(kind: str) -> type[Part]:
    """Return the model of a kind of definition or part, or raise `UnknownNameError`."""
    if kind in BY_NAME:
        return BY_NAME[kind].model
    if kind in PARTS:
        owner = PARTS[kind].model
        field = next(field for field, part in owner.parts.items() if part == kind)
        shape = shapes_of(owner)[field]
        assert isinstance(shape, Many)
        assert isinstance(shape.item, type)
        return shape.item
    raise unknown_kind(kind)


def add(
    root: Path,
    catalog: Catalog,
    kind: str,
    id: str,
    values: Mapping[str, Value],
    comments: bool = True,
) -> Added:
    """Write a new definition, or a part of one, with `values`; a missing required field is empty.

    With `comments` each field is explained, and optional ones are there to be filled in. Raise
    `RefusedError` when something of that name is there.
    """
    refuse_taken(root, catalog, kind, id)
    model = model_of(kind)
    if kind in BY_NAME:
        path, line = _path(BY_NAME[kind], id), 1
        if comments:
            lines = skeleton(model, values, known_ids(catalog), language_of(root))
        else:
            lines = filled(model, values)
        head = [modeline(BY_NAME[kind])] if (root / SCHEMAS_FOLDER).is_dir() else []
        text = "\n".join([*head, *lines, ""])
    else:
        owner = _owner(catalog, kind, id)
        path = owner.path
        text, line = _with_part(
            root, owner, kind, filled(model, {"id": id.rpartition("#")[2], **values})
        )
    apply(root, FileEdits({path: text}))
    checked = check_playbook(root, context_of(root))
    refresh(root, checked.catalog)
    return Added(path, line, tuple(problem for problem in checked.problems if problem.path == path))


def refuse_taken(root: Path, catalog: Catalog, kind: str, id: str) -> None:
    """Raise `RefusedError` when there can be no new `kind` that is called `id`."""
    model_of(kind)
    if kind in PARTS and kind not in BY_NAME:
        owner = _owner(catalog, kind, id)
        refuse_bad_id(id.rpartition("#")[2], is_file=False)
        if f"{kind}:{id}" in catalog.targets:
            raise RefusedError(
                say("{written} is there already, in {file}", written=quoted(id), file=owner.path)
            )
        _refuse_earlier(catalog, kind, id)
        return
    if not BY_NAME[kind].single:
        refuse_bad_id(id, is_file=True)
    elif id not in ("", BY_NAME[kind].single_id):
        why = say(
            "a company has just one {kind}, in {file}; leave the id out",
            kind=kind_name(kind), file=BY_NAME[kind].where,
        )  # fmt: skip
        raise RefusedError(why)
    path = PurePosixPath(_path(BY_NAME[kind], id))
    for there in (path, path.with_suffix(".yaml")):
        if (root / there).exists():
            raise RefusedError(say("{file} is there already", file=str(there)))
    _refuse_earlier(catalog, kind, id)


def _refuse_earlier(catalog: Catalog, kind: str, id: str) -> None:
    if (other := catalog.aliases.get(f"{kind}:{id}")) is not None:
        why = say(
            "{written} is an earlier name of {other}; choose another, or delete the alias there",
            written=quoted(id), other=other,
        )  # fmt: skip
        raise RefusedError(why)


def id_from(title: str) -> str:
    """Return the id that a title suggests, or an empty text."""
    return slug_of(title)[:MAX_ID].strip("-")


def _path(kind: Kind, id: str) -> str:
    return kind.where if kind.single else f"{kind.where}/{id}.yml"


def _owner(catalog: Catalog, kind: str, id: str) -> Definition:
    """Return the definition that a new part belongs to: the only one, or that before the #."""
    owner = PARTS[kind]
    owner_id, _, part = id.rpartition("#")
    if owner.single and owner_id:
        raise RefusedError(
            say("write the id of the {kind} alone: {id}", kind=kind_name(kind), id=part)
        )
    if not owner.single and not owner_id:
        why = say(
            "which {owner} does the {kind} belong to? Write ID#{id}",
            owner=kind_name(owner.name), kind=kind_name(kind), id=id or kind,
        )  # fmt: skip
        raise RefusedError(why)
    target = catalog.targets.get(f"{owner.name}:{owner.single_id if owner.single else owner_id}")
    if target is None:
        name = owner.name if owner.single else f"{owner.name} {owner_id}"
        why = say(
            "there is no such {owner}, or it has errors; begin it with: icp new {name}",
            owner=kind_name(owner.name), name=name,
        )  # fmt: skip
        raise RefusedError(why)
    return target.definition


def _with_part(root: Path, owner: Definition, kind: str, lines: list[str]) -> tuple[str, int]:
    """Return the file's text with one more item at the end of its list, and the line of it."""
    source = read_source(root, owner.path)
    field = next(field for field, part in owner.parts.items() if part == kind)
    count = len(getattr(owner, field))
    newline = "\r\n" if "\r\n" in source.text else "\n"
    if not count:
        added = [f"{field}:", *indented(dashed(lines))]
        end = len(source.text.rstrip())
    else:
        added, end = _after_last(source, owner, field, count - 1, lines)
    text = source.edited([Edit(end, end, newline + newline.join(added))])
    return source.mark + (text if text.endswith(newline) else text + newline), source.place(end)[
        0
    ] + 1


def _after_last(
    source: Source, owner: Definition, field: str, last: int, lines: list[str]
) -> tuple[list[str], int]:
    line, column = owner.place((field, last))
    start, end = source.extent(line, column)
    before = source.text[source.offset(line, 1) : start]
    if before.strip() != "-":
        why = say(
            "the list {field} in {file} is written in one line; add to it by hand",
            field=quoted(field), file=owner.path,
        )  # fmt: skip
        raise RefusedError(why)
    end = len(source.text[:end].rstrip())
    rest = source.text.find("\n", end)  # a comment behind the last value stays where it is
    end = (rest if rest >= 0 else len(source.text)) - (source.text[rest - 1 : rest] == "\r")
    return indented(dashed(lines), len(before) - len(before.lstrip())), end


def put(model: type[Part], values: dict[str, Value], path: str, text: str) -> None:
    """Put `text` at `path`, such as `name`, `sample.n` or `steps.2.do` (items count from 1).

    A list takes one more item each time it is named. Raise `UnknownNameError` where the model has
    no such field.
    """
    if found := FORBIDDEN.search(text):
        why = say(
            "{field} has a character that is not allowed: {character}",
            field=quoted(path), character=character_name(found.group()),
        )  # fmt: skip
        raise RefusedError(why)
    _put_in_group(model, values, path.split("."), text)


def _put_in_group(model: type[Part], group: Any, keys: list[str], text: str) -> None:
    entries = {one.key: one for one in fields_of(model)}
    if keys[0] not in entries:
        near = did_you_mean(keys[0], entries) or known_are(entries, most=len(entries))
        raise UnknownNameError(
            say("there is no field {field}; {near}", field=quoted(keys[0]), near=near)
        )
    one = entries[keys[0]]
    group[one.key] = _put(one.shape, group.get(one.key), one, keys[1:], text)


def _put(shape: Shape, here: Any, one: ModelField, keys: list[str], text: str) -> Value:
    """Return what stands at a field after `text` was added to what was `here`."""
    if isinstance(shape, Field):
        if keys:
            raise UnknownNameError(say("{field} has no fields of its own", field=quoted(one.key)))
        return text
    if isinstance(shape, Many) and not shape.keyed:
        return _put_in_list(shape.item, list(here or ()), one, keys, text)
    if not keys:
        raise _ask_which(one.key, f"{one.key}.field")
    group: dict[str, Value] = dict(here or {})
    if isinstance(shape, Many):
        group[keys[0]] = _put(shape.item, group.get(keys[0]), one, keys[1:], text)
    else:
        _put_in_group(shape, group, keys, text)
    return group


def _put_in_list(
    item: Shape, here: list[Any], one: ModelField, keys: list[str], text: str
) -> Value:
    place = len(here)
    if keys and keys[0].isascii() and keys[0].isdigit():
        place = min(int(keys[0]) - 1, len(here))
        keys = keys[1:]
        if place < 0:
            raise UnknownNameError(say("items count from 1"))
    if not keys and isinstance(item, type):
        needed = [inner.key for inner in fields_of(item) if inner.required]
        if len(needed) != 1:
            raise _ask_which(one.key, f"{one.key}.1.{(needed or ['field'])[0]}")
        keys = needed
    old = here[place] if place < len(here) else None
    return [*here[:place], _put(item, old, one, keys, text), *here[place + 1 :]]


def _ask_which(field: str, example: str) -> UnknownNameError:
    return UnknownNameError(
        say("which field of {field}? Write {example}=value", field=quoted(field), example=example)
    )

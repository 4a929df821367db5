"""Compare two catalogs: definitions added, removed, renamed and changed, field by field, in the author's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from icp_playbook.model.base import Definition, Part
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.fields import Text, Translations
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.segment import Condition, NumberBand
from icp_playbook.numbers import shown

# What an item of a list goes by, so that one inserted above the others doesn't look like a change of all.
_IDENTITY = (
    "id", "attribute", "level", "stage", "persona", "role", "name", "who", "what", "period", "verdict", "term",
    "word", "rule", "claim", "says", "challenge", "question", "situation", "title", "with_", "label", "between", "behaviour", "text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One difference inside a definition. `where` names the way to it; None means that there was (or is) nothing."""

    where: tuple[str, ...]
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A definition that is in both states and differs; `old_ref` is another one when it was renamed."""

    old_ref: str
    definition: Definition
    fields: tuple[FieldChange, ...]

    @property
    def renamed(self) -> bool:
        """Whether its id is another one now."""
        return self.old_ref != self.definition.ref


@dataclass(frozen=True, slots=True)
class Relation:
    """One definition that refers, or no longer refers, to another."""

    source: str
    field: str
    target: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two states of a playbook. All empty when only the layout of files changed."""

    added: tuple[Definition, ...]
    removed: tuple[Definition, ...]
    changed: tuple[Changed, ...]
    gained: tuple[Relation, ...]
    lost: tuple[Relation, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def compare(old: Catalog, new: Catalog) -> Changes:
    """Return what differs, in the order of kinds and ranks."""
    before = {definition.ref: definition for definition in old.definitions()}
    after = {definition.ref: definition for definition in new.definitions()}
    renamed = _renamed(before, after)
    changed = []
    for ref, definition in after.items():
        old_ref = renamed.get(ref, ref)
        if old_ref in before:
            fields = tuple(_differences(before[old_ref], definition))
            if fields or old_ref != ref:
                changed.append(Changed(old_ref, definition, fields))
    now, then = _relations(new, {}), _relations(old, {was: is_ for is_, was in renamed.items()})
    return Changes(
        added=tuple(one for ref, one in after.items() if ref not in before and ref not in renamed),
        removed=tuple(one for ref, one in before.items() if ref not in after and ref not in renamed.values()),
        changed=tuple(changed),
        gained=tuple(sorted(now - then, key=_relation_order)),
        lost=tuple(sorted(then - now, key=_relation_order)),
    )


def label(field: str) -> str:
    """Return a field's name as people say it."""
    return field.rstrip("_").replace("_", " ")


def _renamed(before: dict[str, Definition], after: dict[str, Definition]) -> dict[str, str]:
    """Return new reference to old one, where a definition names its old id as an alias."""
    renamed = {}
    for ref, definition in after.items():
        for alias in definition.aliases:
            old = f"{definition.kind}:{alias}"
            if ref not in before and old in before and old not in after:
                renamed[ref] = old
    return renamed


def _relations(catalog: Catalog, renamed: dict[str, str]) -> set[Relation]:
    return {
        Relation(renamed.get(use.by.ref, use.by.ref), label(use.field), renamed.get(use.ref, use.ref))
        for uses in catalog.uses.values()
        for use in uses
        if not use.in_prose and use.ref == catalog.targets[use.ref].ref
    }


def _relation_order(relation: Relation) -> tuple[str, str, str]:
    return relation.source, relation.target, relation.field


def _differences(old: Part, new: Part, where: tuple[str, ...] = ()) -> Iterator[FieldChange]:
    for field in type(new).model_fields:
        before, after = getattr(old, field, None), getattr(new, field)
        if before != after and not (field == "aliases" and isinstance(new, Definition)):
            yield from _value_differences(before, after, (*where, label(field)))


def _value_differences(old: Any, new: Any, where: tuple[str, ...]) -> Iterator[FieldChange]:
    if isinstance(old, Translations) and isinstance(new, Translations):
        yield from _translation_differences(old, new, where)
    elif _is_scale(old, new):
        kept = set(old or ()) & set(new or ())
        yield FieldChange(where, _or_none(_scale(old, kept)), _or_none(_scale(new, kept)))
    elif isinstance(old, Part) and isinstance(new, Part) and not isinstance(new, Condition):
        yield from _differences(old, new, where)
    elif isinstance(old, tuple) or isinstance(new, tuple):
        yield from _list_differences(old or (), new or (), where)
    elif isinstance(old, dict) or isinstance(new, dict):
        for key in dict.fromkeys([*(old or {}), *(new or {})]):
            before, after = (old or {}).get(key), (new or {}).get(key)
            if before != after:
                yield from _value_differences(before, after, (*where, str(key)))
    else:
        yield FieldChange(where, _or_none(words(old)), _or_none(words(new)))


def _translation_differences(
    old: Translations, new: Translations, where: tuple[str, ...]
) -> Iterator[FieldChange]:
    before, after = dict(old.by_language), dict(new.by_language)
    for tag in dict.fromkeys([*before, *after]):
        if before.get(tag) != after.get(tag):
            yield FieldChange((*where, tag), _or_none(before.get(tag, "")), _or_none(after.get(tag, "")))


def _list_differences(
    old: Sequence[Any], new: Sequence[Any], where: tuple[str, ...]
) -> Iterator[FieldChange]:
    before, after = _by_identity(old), _by_identity(new)
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key), after.get(key)
        if one == other:
            continue
        if isinstance(one, Part) and isinstance(other, Part):
            yield from _differences(one, other, (*where, key))
        else:
            yield FieldChange(where, _or_none(words(one)), _or_none(words(other)))
    if list(before) != list(after) and set(before) == set(after) and before == after:
        yield FieldChange((*where, "order"), " · ".join(before), " · ".join(after))


def _by_identity(items: Sequence[Any]) -> dict[str, Any]:
    """Return items by what they go by; two of the same name are told apart by their number."""
    found: dict[str, Any] = {}
    for item in items:
        name = base = _identity(item)
        count = 2
        while name in found:
            name, count = f"{base} ({count})", count + 1
        found[name] = item
    return found


def _identity(item: Any) -> str:
    if isinstance(item, Part):
        for field in _IDENTITY:
            value = getattr(item, field, None)
            if value is not None and value != ():
                return words(value)
    return words(item)


def _is_scale(old: Any, new: Any) -> bool:
    bands = [
        value
        for value in (old, new)
        if isinstance(value, tuple) and value and isinstance(value[0], NumberBand)
    ]
    return bool(bands)


def _scale(bands: Iterable[NumberBand] | None, kept: set[NumberBand]) -> str:
    """Return the number bands that did not stay as they were: `50–500: 5 points, 500 or more: 2 points`."""
    changed = [band for band in bands or () if band not in kept]
    return ", ".join(f"{_range(band)}: {shown(band.points)} points" for band in changed)


def _range(band: NumberBand) -> str:
    if band.from_ is None:
        return f"below {shown(band.to)}" if band.to is not None else "any"
    return f"{shown(band.from_)}–{shown(band.to)}" if band.to is not None else f"{shown(band.from_)} or more"


def words(value: Any) -> str:
    """Return any value of a definition as plain words on one line, in the first language it is written in."""
    if value is None or value == ():
        return ""
    if isinstance(value, Translations):
        return _line(value.by_language[0][1])
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return shown(value)
    if isinstance(value, Part):
        fields = [(name, getattr(value, name)) for name in type(value).model_fields]
        told = [
            f"{label(name)} {words(one)}" for name, one in fields if one is not None and one not in ((), {})
        ]
        return ", ".join(told)
    if isinstance(value, tuple):
        return ", ".join(words(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {words(item)}" for key, item in value.items())
    return _line(str(value))


def _line(text: str) -> str:
    return " ".join(text.split())


def _or_none(text: str) -> str | None:
    return text or None


def title_of(definition: Definition) -> str:
    """Return what people call a definition: its kind and its title."""
    title: Text = definition.title
    return f"{BY_NAME[definition.kind].title} {words(title)}"

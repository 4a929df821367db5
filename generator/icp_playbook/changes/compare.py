"""Compare two catalogs: definitions added, removed, renamed, and changed field by field."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from icp_playbook.changes.fields import FieldChange, differences
from icp_playbook.changes.words import Words, label
from icp_playbook.model.base import READERS, Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.model.segment import Segment
from icp_playbook.numbers import shown
from icp_playbook.scoring.economics import unit_economics


@dataclass(frozen=True, slots=True)
class Changed:
    """A definition that is in both states and differs; a renamed one has another `old_ref`."""

    old_ref: str
    definition: Definition
    fields: tuple[FieldChange, ...]

    @property
    def renamed(self) -> bool:
        """Whether its id is another one now."""
        return self.old_ref != self.definition.ref


@dataclass(frozen=True, slots=True)
class ChangedReference:
    """One definition that refers, or no longer refers, to another."""

    source: str
    field: str
    target: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two states of a playbook; nothing when only the layout changed."""

    added: tuple[Definition, ...] = ()
    removed: tuple[Definition, ...] = ()
    changed: tuple[Changed, ...] = ()
    gained: tuple[ChangedReference, ...] = ()
    lost: tuple[ChangedReference, ...] = ()
    pages: tuple[tuple[str, Prosepage], ...] = ()
    """Hand-written pages that are `new`, `gone` or `changed`."""

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.pages)


def compare(
    old: Catalog,
    new: Catalog,
    unread: Collection[str] = (),
    unseen: Collection[str] = (),
    language: str = "en",
) -> Changes:
    """Return what differs, in the order of kinds and ranks.

    What could not be had on one side is left out: the definitions whose references are `unread`,
    and the files or folders whose paths are `unseen`.
    """
    before, after = (
        {
            one.ref: one
            for one in catalog.definitions()
            if one.ref not in unread and not _is_below(one.path, unseen)
        }
        for catalog in (old, new)
    )
    renamed = _renamed(before, after)
    names = {was: is_ for is_, was in renamed.items()}
    names |= dict(_renamed_parts(old, new, names))
    later = Words(new, language)
    said = Words(old, language, later, names), later
    changed = []
    for ref, definition in after.items():
        old_ref = renamed.get(ref, ref)
        if old_ref in before:
            fields = (
                *differences(before[old_ref], definition, *said),
                *_earned(before[old_ref], definition),
            )
            if fields or old_ref != ref:
                changed.append(Changed(old_ref, definition, fields))
    now, then = _relations(new, {}), _relations(old, names)
    told = set(before) | set(after) | set(renamed)
    return Changes(
        added=tuple(one for ref, one in after.items() if ref not in before and ref not in renamed),
        removed=tuple(
            one for ref, one in before.items() if ref not in after and ref not in renamed.values()
        ),
        changed=tuple(changed),
        gained=_in_order(one for one in now - then if {one.source, one.target} <= told),
        lost=_in_order(one for one in then - now if {one.source, one.target} <= told),
        pages=tuple(
            (how, page) for how, page in _pages(old, new) if not _is_below(page.path, unseen)
        ),
    )


def _is_below(path: str, places: Collection[str]) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in places)


def _earned(old: Definition, new: Definition) -> Iterator[FieldChange]:
    """Yield what a segment's numbers come to, where that is another amount now."""
    numbers = [
        one.business_model.economics
        for one in (old, new)
        if isinstance(one, Segment) and one.business_model is not None
    ]
    if len(numbers) == 2 and numbers[0] is not None and numbers[1] is not None:
        before, after = (unit_economics(one, None) for one in (numbers[0], numbers[1]))
        for name, was, is_ in (
            ("LTV:CAC", before.ltv_to_cac, after.ltv_to_cac),
            ("payback in months", before.payback_months, after.payback_months),
        ):
            if was != is_ and was is not None and is_ is not None:
                yield FieldChange((name,), shown(was, 1), shown(is_, 1))


def _renamed(before: dict[str, Definition], after: dict[str, Definition]) -> dict[str, str]:
    """Return new reference to old one, where a definition names its old id as an alias."""
    renamed: dict[str, str] = {}
    for ref, definition in after.items():
        for alias in definition.aliases:
            old = f"{definition.kind}:{alias}"
            if (
                ref not in before
                and old in before
                and old not in after
                and old not in renamed.values()
            ):
                renamed[ref] = old
    return renamed


def _renamed_parts(
    old: Catalog, new: Catalog, names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield old and new reference of each part that has another id, or whose definition has."""
    for ref, target in old.targets.items():
        if target.part is not None and ref not in new.targets:
            kind, _, name = ref.partition(":")
            owner, hash_, part = name.rpartition("#")
            is_ = names.get(f"{target.definition.kind}:{owner}", f":{owner}").partition(":")[2]
            moved = f"{kind}:{is_}{hash_}{part}"
            if (now := new.aliases.get(moved, moved)) in new.targets:
                yield ref, now


def _relations(catalog: Catalog, renamed: dict[str, str]) -> set[ChangedReference]:
    """Return who refers to what, but for whom a definition concerns and who may read it."""
    return {
        ChangedReference(
            renamed.get(use.by.ref, use.by.ref),
            label(use.field, type(use.by)),
            renamed.get(ref, ref),
        )
        for ref, uses in catalog.uses.items()
        if catalog.targets[ref].part is None
        for use in uses
        if not use.in_prose and use.by.ref != ref and use.field not in READERS
    }


def _in_order(relations: Iterable[ChangedReference]) -> tuple[ChangedReference, ...]:
    return tuple(sorted(relations, key=lambda one: (one.target, one.source, one.field)))


def _pages(old: Catalog, new: Catalog) -> Iterator[tuple[str, Prosepage]]:
    before, after = {page.path: page for page in old.pages}, {page.path: page for page in new.pages}
    for path, page in after.items():
        if path not in before:
            yield "new", page
        elif before[path] != page:
            yield "changed", page
    yield from (("gone", page) for path, page in before.items() if path not in after)

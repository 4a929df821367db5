"""Compare two states of one definition field by field, items of lists by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from icp_playbook.changes.words import Words, label
from icp_playbook.cutting import cut_short
from icp_playbook.messages import say
from icp_playbook.model.base import Definition, NamedPart, Part
from icp_playbook.model.fields import Ref
from icp_playbook.model.fit import Condition, Criterion, Disqualifier, Fit, OtherWeights
from icp_playbook.model.kind_names import kind_name
from icp_playbook.model.segment import Arrow
from icp_playbook.model.shape import Many, Shape, fields_of, shapes_of
from icp_playbook.model.text import Text

_ALIKE = 0.6
_NAME_LIMIT = 60
_PAIRED = 40
"""Of more items than this that came and went at once, none is taken for the other one edited."""

Where = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One difference inside a definition.

    `where` names the way to it; None stands for no value.
    """

    where: Where
    old: str | None
    new: str | None


def differences(old: Definition, new: Definition, before: Words, after: Words) -> list[FieldChange]:
    """Return every difference, in the model's order, in the words of `before` and `after`."""
    return list(_Comparer(before, after, new).parts(old, new, ()))


class _Comparer:
    """Compares values of any shape; an instance serves one definition."""

    def __init__(self, before: Words, after: Words, definition: Definition) -> None:
        self._before, self._after, self._criteria = before, after, _criteria_in(definition)
        self._kinds = {
            label(field, type(definition)): kind for field, kind in definition.parts.items()
        }

    def parts(self, old: Part, new: Part, where: Where) -> Iterator[FieldChange]:
        for field, shape in shapes_of(type(new)).items():
            one, other = getattr(old, field, None), getattr(new, field)
            if one == other or (field == "aliases"):
                continue
            if field == "options" and isinstance(new, Criterion):
                yield from self._options(old, new, where)
            elif field == "weights" and isinstance(new, OtherWeights):
                yield from self._maps(self._weights(old), self._weights(new), None, where)
            elif kind := type(new).keys.get(field):
                earlier, later = self._by_name(kind, one), self._by_name(kind, other)
                yield from self._maps(earlier, later, None, (*where, label(field, type(new))))
            elif field == "bands" and isinstance(new, Criterion):
                yield self._scale(old, new, (*where, label(field, type(new))))
            elif isinstance(one, Decimal) or isinstance(other, Decimal):
                before = self._before.field(old, field, one, shape)
                after = self._after.field(new, field, other, shape)
                yield FieldChange((*where, label(field, type(new))), before or None, after or None)
            else:
                yield from self._values(one, other, shape, (*where, label(field, type(new))))

    def _values(
        self, old: Any, new: Any, shape: Shape | None, where: Where
    ) -> Iterator[FieldChange]:
        if tags := _tags(old) or _tags(new):
            yield from self._maps(_by_language(old, tags), _by_language(new, tags), None, where)
        elif isinstance(old, Part) and isinstance(new, Part) and not isinstance(new, Condition):
            yield from self.parts(old, new, where)
        elif isinstance(old, tuple) or isinstance(new, tuple):
            yield from self._lists(old or (), new or (), shape, where)
        elif isinstance(old, dict) or isinstance(new, dict):
            inner = shape.item if isinstance(shape, Many) else None
            yield from self._maps(old or {}, new or {}, inner, where)
        else:
            yield from self._change(where, old, new, shape)

    def _scale(self, old: Any, new: Criterion, where: Where) -> FieldChange:
        kept = set(old.bands) & set(new.bands)
        return FieldChange(
            where,
            self._before.scale(old.bands, kept, old.attribute) or None,
            self._after.scale(new.bands, kept, new.attribute) or None,
        )

    def _change(
        self, where: Where, old: Any, new: Any, shape: Shape | None
    ) -> Iterator[FieldChange]:
        before, after = self._before.value(old, shape), self._after.value(new, shape)
        if before == after:
            # They differ in what is not read (emphasis, where a link leads), or by a rename.
            before, after = self._before.typed(old, shape), self._after.typed(new, shape)
        if before != after:
            yield FieldChange(where, before or None, after or None)

    def _maps(
        self, old: Mapping[str, Any], new: Mapping[str, Any], shape: Shape | None, where: Where
    ) -> Iterator[FieldChange]:
        for key in dict.fromkeys([*old, *new]):
            if old.get(key) != new.get(key):
                yield from self._values(old.get(key), new.get(key), shape, (*where, key))

    def _weights(self, other: Any) -> dict[str, Decimal]:
        """Return other weights by what their criteria are called."""
        weights: dict[str, Decimal] = getattr(other, "weights", {})
        return _by_title(weights, self._criterion)

    def _by_name(self, kind: str, given: Mapping[str, Any] | None) -> dict[str, Any]:
        """Return what stands under ids, under what they name."""
        return _by_title(given or {}, lambda id: self._after.name(f"{kind}:{id}"))

    def _criterion(self, name: str) -> str:
        """Return what a criterion is called whose id, or whose attribute, is this."""
        found = self._criteria.get(name)
        return self._after.criterion(found) if found else self._after.name(f"attribute:{name}")

    def _options(self, old: Any, new: Criterion, where: Where) -> Iterator[FieldChange]:
        for key in dict.fromkeys([*old.options, *new.options]):
            one, other = old.options.get(key), new.options.get(key)
            if one != other:
                name = (self._after if other is not None else self._before).answer(
                    new.attribute, key
                )
                yield from self._change((*where, name, say("points")), one, other, None)

    def _lists(
        self, old: Sequence[Any], new: Sequence[Any], shape: Shape | None, where: Where
    ) -> Iterator[FieldChange]:
        inner = shape.item if isinstance(shape, Many) else None
        before, after = (
            _by_identity(old, inner, self._before),
            _by_identity(new, inner, self._after),
        )
        edited = self._edited(before, after, inner)
        for key in dict.fromkeys([*before, *after]):
            if key not in before and key in edited.values():
                continue  # told with the one that it was
            one, other = before.get(key), after.get(edited.get(key, key))
            if isinstance(one, Part) and isinstance(other, Part):
                same = key in after or hasattr(one, "id")
                yield from self.parts(
                    one, other, self._item(where, other, inner) if same else where
                )
            elif one != other:
                yield from self._change(self._item(where, None, inner), one, other, inner)
        kept = (
            [one for key, one in before.items() if key in after],
            [one for key, one in after.items() if key in before],
        )
        if [*filter(before.__contains__, after)] != [*filter(after.__contains__, before)]:
            said = [" · ".join(_name(one, inner, self._after) for one in items) for items in kept]
            yield FieldChange((*where, say("order")), said[0], said[1])

    def _item(self, where: Where, item: Part | None, shape: Shape | None) -> Where:
        """Name an item: `Term Champion` if it has a kind of its own, else list and name."""
        kind = self._kinds.get(where[-1]) if len(where) == 1 else None
        if item is None:
            return (kind_name(kind),) if kind else where
        name = cut_short(_name(item, shape, self._after), _NAME_LIMIT)
        if kind is None:
            return (*where, name)
        return (say("{kind} {title}", kind=kind_name(kind), title=name),)

    def _edited(
        self, before: Mapping[str, Any], after: Mapping[str, Any], shape: Shape | None
    ) -> dict[str, str]:
        """Return items that have another name now: one that left, one that came, much alike."""
        gone, come = (
            [key for key in before if key not in after],
            [key for key in after if key not in before],
        )
        if isinstance(shape, Ref) or max(len(gone), len(come)) > _PAIRED:
            return {}
        said = {key: self._after.value(after[key], shape) for key in come}
        found = {
            was: key for key in come for was in getattr(after[key], "aliases", ()) if was in gone
        }
        for key in gone:
            if key in found:
                continue
            match = SequenceMatcher(b=self._before.value(before[key], shape), autojunk=False)
            best, alike = None, _ALIKE
            for other, text in said.items():
                match.set_seq1(text[:500])
                if (
                    other not in found.values()
                    and match.real_quick_ratio() > alike
                    and match.ratio() > alike
                ):
                    best, alike = other, match.ratio()
            if best is not None:
                found[key] = best
        return found


def _tags(value: Any) -> tuple[str, ...]:
    return tuple(tag for tag, _ in value.by_language) if isinstance(value, Text) else ()


def _by_language(text: Text | None, tags: Sequence[str]) -> dict[str, str]:
    """Return a text by language; one without a language is in the first of `tags`."""
    return dict(text.by_language or ((tags[0], text),)) if text is not None else {}


def _by_title(given: Mapping[str, Any], title: Callable[[str], str]) -> dict[str, Any]:
    """Return what stands under ids, under titles; one that is taken is told apart by the id."""
    found: dict[str, Any] = {}
    for id, value in given.items():
        name = title(id)
        found[f"{name} ({id})" if name in found else name] = value
    return found


def _criteria_in(definition: Definition) -> dict[str, Criterion]:
    """Return the criteria of a segment or a score by what other weights name them by."""
    fit = getattr(definition, "fit", None) or getattr(definition, "scoring", None)
    criteria = fit.criteria if isinstance(fit, Fit) else ()
    return {criterion.id or criterion.attribute or "": criterion for criterion in criteria}


def _by_identity(items: Sequence[Any], shape: Shape | None, words: Words) -> dict[str, Any]:
    """Return items by what they go by; two of the same name are told apart by their number."""
    found: dict[str, Any] = {}
    for item in items:
        name = base = _identity(item, shape, words)
        count = 2
        while name in found:
            name, count = f"{base} ({count})", count + 1
        found[name] = item
    return found


def _identity(item: Any, shape: Shape | None, words: Words) -> str:
    if isinstance(item, Arrow):
        return f"{item.from_} → {item.to}"
    if isinstance(item, Disqualifier):
        return words.condition(item.when)
    if not isinstance(item, Part):
        return words.value(item, shape)
    field = next(
        (field for field in _goes_by(item) if getattr(item, field) not in (None, ())), None
    )
    if field is None:
        return words.value(item, shape)
    value, shapes = getattr(item, field), shapes_of(type(item))
    said = " – ".join(value) if field == "between" else words.value(value, shapes[field])
    return say("level {level}", level=said) if field == "level" else said


def _goes_by(item: Part) -> tuple[str, ...]:
    return (fields_of(type(item))[0].name,) if item.goes_by is None else item.goes_by


def _name(item: Any, shape: Shape | None, words: Words) -> str:
    """Return what people call an item: its own name, where it has an id that only files know."""
    if isinstance(item, NamedPart):
        return words.text(item.title)
    own = (getattr(item, field, None) for field in ("name", "question"))
    named = next((text for text in own if text is not None), None) if hasattr(item, "id") else None
    return words.text(named) if named is not None else _identity(item, shape, words)

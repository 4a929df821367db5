"""Any value of a definition in plain words on one line, as a reader of the site would call it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from icp_playbook.model.base import Definition, Part
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.fields import Number, Prose, Ref
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.prose import plain_text, replaced
from icp_playbook.model.segment import Condition, Criterion, NumberBand
from icp_playbook.model.shape import Many, Shape, shapes_of
from icp_playbook.model.text import Text, said
from icp_playbook.numbers import shown


def label(field: str, model: type[Part] = Part) -> str:
    """Return a field's name as people say it; `model` is the group that it stands in."""
    return model.labels.get(field, field.rstrip("_").replace("_", " ").replace("-", " "))


def title_of(definition: Definition, words: Words) -> str:
    """Return what people call a definition.

    Its kind and its title, the kind alone where there is just one.
    """
    kind = BY_NAME[definition.kind]
    return kind.title if kind.single else f"{kind.title} {words.text(definition.title)}"


class Words:
    """Says values in one language, and references by the titles that a catalog knows.

    What was `renamed` since (old reference to new one) is called as it is called `later`: a new
    name is told once, not again by everything that refers to it.
    """

    def __init__(
        self,
        catalog: Catalog,
        language: str,
        later: Words | None = None,
        renamed: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._catalog, self._later, self._renamed = catalog, later, renamed
        self._language = language

    def text(self, text: str) -> str:
        """Return a line of text as typed."""
        return " ".join(said(text, self._language).split())

    def prose(self, text: str) -> str:
        """Return prose on one line, without its Markdown, links by what they lead to."""
        return plain_text(said(text, self._language), self.name)

    def name(self, ref: str) -> str:
        """Return the title of what a reference leads to, or the reference as it is written."""
        if self._later is not None and ref in self._renamed:
            return self._later.name(self._renamed[ref])
        target = self._catalog.targets.get(ref)
        return self.text(target.title) if target is not None else ref.partition(":")[2] or ref

    def title(self, ref: str) -> str:
        """Return kind and title of the definition that a reference leads to."""
        target = self._catalog.targets.get(ref)
        return title_of(target.definition, self) if target is not None else ref

    def value(self, value: Any, shape: Shape | None = None) -> str:
        """Return any value; an empty string for none. `shape` is what the model says of it."""
        if value is None or value in ((), {}):
            return ""
        match value:
            case bool():
                return "yes" if value else "no"
            case Decimal():
                return f"{exact(value)} %" if _is_percent(shape) else exact(value)
            case datetime.date():
                return f"{value.day} {value:%B %Y}"
            case Condition():
                return self.condition(value)
            case NumberBand():
                return f"{_range(value)}: {exact(value.points)} points"
            case Part():
                return self._part(value)
        return self._words_of(value, shape)

    def _words_of(self, value: Any, shape: Shape | None) -> str:
        inner = shape.item if isinstance(shape, Many) else None
        if isinstance(value, tuple):
            return ", ".join(self.value(item, inner) for item in value)
        if isinstance(value, dict):
            return ", ".join(
                f"{label(key)}: {self.value(item, inner)}" for key, item in value.items()
            )
        if isinstance(shape, Ref):
            return self.reference(str(value), shape)
        return self.prose(value) if isinstance(shape, Prose) else self.text(value)

    def reference(self, written: str, field: Ref) -> str:
        """Return what a reference is called; its kind is the field's, or written in front of it."""
        if (ref := self._catalog.references.find(written, field.kinds)) is not None:
            return self.name(ref)
        return self.name(written) if not field.kinds else written

    def typed(self, value: Any, shape: Shape | None) -> str:
        """Return a text or a reference as its author typed it, but for new names.

        What is left when words agree.
        """
        if isinstance(shape, Ref):
            refs = [f"{kind}:{value}" for kind in shape.kinds] or [str(value)]
            return next((self._renamed[ref] for ref in refs if ref in self._renamed), refs[0])
        if isinstance(value, Text):
            named = ((one, self._renamed.get(one.target, one.target)) for one in value.links)
            return replaced(
                value, [(one.start, one.end, f"[[{name}|{one.text or ''}]]") for one, name in named]
            )
        return value if isinstance(value, str) else ""

    def condition(self, condition: Condition) -> str:
        """Return a comparison as one would say it: `monthly returns below 100`."""
        if condition.all or condition.any:
            joined = " and " if condition.all else " or "
            return joined.join(
                _bracketed(self.condition(one), one) for one in condition.all or condition.any
            )
        name = self.name(f"attribute:{condition.attribute}")
        tests = {
            "below": condition.below,
            "at least": condition.at_least,
            "is": condition.is_,
            "is not": condition.is_not,
        }
        for test, value in tests.items():
            if value is not None:
                answer = (
                    exact(value)
                    if isinstance(value, Decimal)
                    else self.answer(condition.attribute, value)
                )
                return f"{name} {test} {answer}"
        answers = [self.answer(condition.attribute, one) for one in condition.one_of]
        return f"{name} is one of {', '.join(answers)}"

    def answer(self, attribute: str | None, answer: str) -> str:
        """Return the label of an answer to an attribute."""
        target = self._catalog.targets.get(f"attribute:{attribute}")
        options = getattr(target.part, "options", ()) if target is not None else ()
        return next((self.text(option.label) for option in options if option.id == answer), answer)

    def scale(self, bands: tuple[NumberBand, ...], kept: set[NumberBand]) -> str:
        """Return the bands that changed: `50–500: 5 points, 500 or more: 2 points`."""
        return ", ".join(self.value(band) for band in bands if band not in kept)

    def _part(self, part: Part) -> str:
        shapes = shapes_of(type(part))
        if isinstance(part, Criterion):
            return f"{self.name(f'attribute:{part.attribute}')}, weight {exact(part.weight)}"
        words = {
            name: self.value(value, shapes[name])
            for name in type(part).model_fields
            if (value := getattr(part, name)) not in (None, (), {}, False) and name != "id"
        }
        if len(words) == 1:
            return next(iter(words.values()))
        first, *rest = words.items()
        return ", ".join(
            [first[1], *(f"{label(name, type(part))}: {value}" for name, value in rest)]
        )


def exact(value: Decimal) -> str:
    """Return a number with all its decimals: in a comparison, rounding would hide what changed."""
    exponent = value.normalize().as_tuple().exponent
    return shown(value, max(-exponent, 0) if isinstance(exponent, int) else None)


def _is_percent(shape: Shape | None) -> bool:
    return isinstance(shape, Number) and (shape.least, shape.most) == (0, 100)


def _range(band: NumberBand) -> str:
    if band.from_ is None:
        return f"below {exact(band.to)}" if band.to is not None else "any"
    return (
        f"{exact(band.from_)}–{exact(band.to)}"
        if band.to is not None
        else f"{exact(band.from_)} or more"
    )


def _bracketed(words: str, condition: Condition) -> str:
    return f"({words})" if condition.all or condition.any else words

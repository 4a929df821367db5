"""Any value of a definition in plain words on one line, as a reader of the site would call it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any

from icp_playbook.days import Day
from icp_playbook.messages import Message, Phrase, say
from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.base import Definition, Part
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.fields import Choice, Prose, Ref
from icp_playbook.model.fit import Condition, Criterion, NumberBand
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.prose import plain_text, replaced
from icp_playbook.model.shape import Many, Shape, in_words, shapes_of
from icp_playbook.model.text import Text, said
from icp_playbook.scoring.compile_fit import attribute_rules
from icp_playbook.scoring.rules import AttributeRules
from icp_playbook.scoring.spoken import (
    condition_text,
    exact,
    is_percent,
    list_names,
    number_text,
    range_text,
)


def label(field: str, model: type[Part] = Part) -> str:
    """Return a field's name as people say it; `model` is the group that it stands in."""
    return model.labels.get(field) or Phrase(in_words(field), {})


def title_of(definition: Definition, words: Words) -> str:
    """Return a definition's kind and title; the kind alone where there can be just one."""
    kind = BY_NAME[definition.kind]
    if kind.single:
        return kind.title
    return say("{kind} {title}", kind=kind.title, title=words.text(definition.title))


class Words:
    """Says values in one language, and references by the titles that a catalog knows.

    What was `renamed` since (old reference to new one) has the name that it has `later`: a new
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
        target = self._catalog.targets.get(self._catalog.aliases.get(ref, ref))
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
                return say("yes") if value else say("no")
            case Decimal():
                return exact(value, "percent" if is_percent(shape) else "")
            case datetime.date():
                return Day(value)
            case Condition():
                return self.condition(value)
            case NumberBand():
                return self._band(value)
            case Part():
                return self._part(value)
        return self._words_of(value, shape)

    def field(self, part: Part, name: str, value: Any, shape: Shape | None) -> str:
        """Return the value of a field, a number with what the part says that it is of."""
        if isinstance(value, Decimal):
            return number_text(part, name, value, shape, self.text)
        return self.value(value, shape)

    def _words_of(self, value: Any, shape: Shape | None) -> str:
        inner = shape.item if isinstance(shape, Many) else None
        if isinstance(value, tuple):
            return _listed([self.value(item, inner) for item in value])
        if isinstance(value, dict):
            pairs = [(label(key), self.value(item, inner)) for key, item in value.items()]
            return _listed([say("{name}: {value}", name=name, value=one) for name, one in pairs])
        if isinstance(shape, Ref):
            return self.reference(str(value), shape)
        if isinstance(shape, Choice):
            company = self._catalog.one(Company)
            return self.text(company.words.get(value, value) if company else value)
        return self.prose(value) if isinstance(shape, Prose) else self.text(value)

    def reference(self, written: str, field: Ref) -> str:
        """Return what a reference is called; its kind is the field's, or written in front of it."""
        if (ref := self._catalog.references.find(written, field.kinds)) is not None:
            return self.name(ref)
        return self.name(written) if not field.kinds else written

    def typed(self, value: Any, shape: Shape | None) -> str:
        """Return a text or a reference as its author typed it, with new names in place of old ones.

        It tells two values apart that read alike.
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
        """Return a condition as a sentence: `fewer than 200 returns a month`."""
        return condition_text(condition, self._attributes, list_names(self._catalog))

    @cached_property
    def _attributes(self) -> list[AttributeRules]:
        """What is asked, under the names that it has later."""
        account = self._catalog.one(AccountAttributes)
        asked = [attribute_rules(one, self.text) for one in (account.attributes if account else ())]
        for one in asked:
            if "name" in one:
                one["name"] = self.name(f"attribute:{one['id']}")
        return asked

    def criterion(self, criterion: Criterion) -> str:
        """Return what a criterion is called."""
        if criterion.name is not None:
            return self.text(criterion.name)
        return self.name(f"attribute:{criterion.attribute}")

    def answer(self, attribute: str | None, answer: str) -> str:
        """Return the label of an answer to an attribute."""
        target = self._catalog.targets.get(f"attribute:{attribute}")
        options = getattr(target.part, "options", ()) if target is not None else ()
        return next((self.text(option.label) for option in options if option.id == answer), answer)

    def scale(
        self, bands: tuple[NumberBand, ...], kept: set[NumberBand], attribute: str | None = None
    ) -> str:
        """Return the bands that are not among `kept`: `50 to 499 people: 5 points`."""
        return _listed([self._band(band, attribute) for band in bands if band not in kept])

    def _band(self, band: NumberBand, attribute: str | None = None) -> str:
        said = range_text(band, attribute, self._attributes)
        return say("{range}: {points} points", range=said, points=exact(band.points))

    def _part(self, part: Part) -> str:
        shapes = shapes_of(type(part))
        if isinstance(part, Criterion):
            name = self.criterion(part)
            return say("{name}, weight {weight}", name=name, weight=exact(part.weight))
        words = {
            name: self.value(value, shapes[name])
            for name in type(part).model_fields
            if (value := getattr(part, name)) not in (None, (), {}, False) and name != "id"
        }
        if len(words) == 1:
            return next(iter(words.values()))
        first, *rest = words.items()
        named = [(label(name, type(part)), value) for name, value in rest]
        return _listed(
            [first[1], *(say("{name}: {value}", name=name, value=value) for name, value in named)]
        )


def _listed(values: list[str]) -> str:
    """Return values with commas between them, those of the reader's language."""
    return Message("{values}", {"values": values})

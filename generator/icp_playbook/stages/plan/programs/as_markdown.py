"""A definition as Markdown: a heading for each field, links to the Markdown of others."""

from __future__ import annotations

import datetime
import posixpath
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property
from textwrap import indent
from typing import Any
from urllib.parse import quote

from icp_playbook.messages import say
from icp_playbook.model.addresses import way
from icp_playbook.model.base import Definition, Part
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.fields import Reference
from icp_playbook.model.fit import Condition, Criterion, NumberBand
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.prose import image_path, replaced
from icp_playbook.model.shape import ModelField, fields_of
from icp_playbook.model.text import Text, said
from icp_playbook.scoring.compile_fit import attributes
from icp_playbook.scoring.rules import AttributeRules
from icp_playbook.scoring.spoken import condition_text, exact, list_names, number_text, range_text
from icp_playbook.stages.plan.programs.published import AllRelations, address_of
from icp_playbook.stages.plan.spoken import language_of


def markdown_of(
    definition: Definition,
    catalog: Catalog,
    related: AllRelations,
    language: str,
    address: Callable[[Definition], str] | None = None,
) -> str:
    """Return one definition as a Markdown text that stands alone.

    Its links lead to the Markdown of others as it is published, or to what `address` says.
    """
    return MarkdownWriter(catalog, related, language, address).text(definition)


class MarkdownWriter:
    """Writes definitions: texts in the site's language, references as links."""

    _definition: Definition
    _here: str
    """The folder of its file."""

    def __init__(
        self,
        catalog: Catalog,
        related: AllRelations,
        language: str,
        address: Callable[[Definition], str] | None = None,
    ) -> None:
        """Links lead to the Markdown of others as it is published, or to what `address` says."""
        self._catalog, self._related = catalog, related
        self._language, self._address = language, address or self._published
        self._say = language_of(language).text
        self._labels: dict[str, str] = {}
        self._addresses: dict[tuple[str, str], str] = {}

    def text(self, definition: Definition) -> str:
        """Return one definition as a Markdown text that stands alone."""
        self._definition = definition
        self._here = posixpath.dirname(address_of(definition).markdown)
        one = self._definition
        blocks = [
            f"# {said(one.title, self._language)}",
            self._head(),
            *self._sections(),
            *self._used_by(),
        ]
        return "\n\n".join(blocks) + "\n"

    def _head(self) -> str:
        one, kind = self._definition, BY_NAME[self._definition.kind]
        seen = one.reviewed.isoformat() if one.reviewed else say("never")
        status = say("status: {status}", status=one.status)
        if one.claims:
            sure = say("confidence: {confidence}", confidence=one.confidence)
            status = say("{status}; {confidence}", status=status, confidence=sure)
        return self._say(
            say(
                "{kind} {ref}; {status}; owner: {owner}; reviewed: {seen}; source: {source}",
                kind=kind.title,
                ref=f"`{one.ref}`",
                status=status,
                owner=one.owner,
                seen=seen,
                source=f"`{one.path}`",
            )
        )

    def _sections(self) -> list[str]:
        one = self._definition
        skipped = {field.name for field in fields_of(Definition)} | {one.title_field}
        blocks = []
        for field in fields_of(type(one)):
            value = getattr(one, field.name)
            if isinstance(value, Decimal):
                value = self._say(number_text(one, field.name, value, field.shape, self._line))
            if field.name not in skipped and _says_something(value):
                blocks += [f"## {self._label(field)}", self._block(value)]
        if one.sources:
            blocks += [f"## {self._say(say('Sources'))}", self._block(one.sources)]
        return blocks

    def _used_by(self) -> list[str]:
        found = dict.fromkeys(
            relation.ref for relation in self._related.used_by.get(self._definition.ref, ())
        )
        if not found:
            return []
        links = "\n".join(f"- {self._link(ref)}" for ref in found)
        return [f"## {self._say(say('Used by'))}", links]

    def _band(self, band: NumberBand, criterion: Criterion) -> str:
        """Return a range of numbers with its unit, and its points."""
        said = range_text(band, criterion.attribute, self._asked)
        points = exact(band.points)
        return self._say(say("{range}: {points} points", range=said, points=points))

    @cached_property
    def _asked(self) -> list[AttributeRules]:
        return attributes(self._catalog, self._line)

    def _line(self, text: str) -> str:
        return said(text, self._language)

    def _label(self, field: ModelField) -> str:
        if (label := self._labels.get(field.key)) is None:
            label = self._labels[field.key] = self._say(field.label)
        return label

    def _block(self, value: Any) -> str:
        if isinstance(value, str):
            return self._scalar(value)
        if isinstance(value, Condition):
            return self._say(condition_text(value, self._asked, list_names(self._catalog)))
        if isinstance(value, Part):
            return "\n".join(self._fields(value))
        if isinstance(value, Mapping):
            return "\n".join(_item(f"**{key}:** ", self._inner(one)) for key, one in value.items())
        if isinstance(value, tuple):
            return "\n".join(_item("", self._inner(one)) for one in value)
        return self._scalar(value)

    def _inner(self, value: Any) -> str:
        """Return a value that stands in a list; the fields of a part follow its first one."""
        if not isinstance(value, Part):
            return ("\n" if isinstance(value, (tuple, Mapping)) else "") + self._block(value)
        first, *rest = self._fields(value) or [""]
        return "\n".join([first.removeprefix("- "), *rest])

    def _fields(self, part: Part) -> list[str]:
        lines = []
        for field in fields_of(type(part)):
            value = getattr(part, field.name)
            if isinstance(part, Criterion) and field.name == "bands":
                value = tuple(self._band(band, part) for band in value)
            if isinstance(value, Decimal):
                value = self._say(number_text(part, field.name, value, field.shape, self._line))
            if _says_something(value):
                nested = isinstance(value, (Part, tuple, Mapping)) and not isinstance(
                    value, Condition
                )
                block = self._block(value)
                lines.append(
                    _item(f"**{self._label(field)}:** ", f"\n{block}" if nested else block)
                )
        return lines

    def _scalar(self, value: Any) -> str:
        if isinstance(value, Reference):
            ref = self._catalog.references.find(value, value.kinds)
            return self._link(ref) if ref is not None else value
        if isinstance(value, bool):
            return self._say(say("yes") if value else say("no"))
        if isinstance(value, Decimal):
            return self._say(exact(value))
        if isinstance(value, datetime.date):
            return value.isoformat()
        text = said(value, self._language)
        return self._prose(text) if isinstance(text, Text) else text

    def _prose(self, text: Text) -> str:
        """Return a text with its links, and the addresses of its images as seen from here."""
        links = [
            (one.start, one.end, self._link(self._catalog.ref(one.target), one.text))
            for one in text.links
        ]
        images = [
            (one.start, one.end, f"![{one.alt}]({quote(way(self._here, image_path(one.address)))})")
            for one in text.images
        ]
        return replaced(text, [*links, *images])

    def _link(self, ref: str, text: str | None = None) -> str:
        target = self._catalog.targets[ref]
        label = text or said(target.title, self._language)
        if target.definition.ref not in self._related.published:
            return label
        return f"[{re.sub(r'[][]', '', label)}]({self._address(target.definition)})"

    def _published(self, one: Definition) -> str:
        key = self._here, one.ref
        if (there := self._addresses.get(key)) is None:
            there = self._addresses[key] = way(self._here, address_of(one).markdown)
        return there


def _says_something(value: Any) -> bool:
    return value is not None and (bool(value) or not isinstance(value, (tuple, Mapping)))


def _item(lead: str, text: str) -> str:
    """Return a list item; the lines after its first are indented below it."""
    first, newline, rest = text.partition("\n")
    return f"- {lead}{first}".rstrip() + (newline + indent(rest, "  ") if rest else "")

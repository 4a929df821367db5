"""Which texts of a playbook a language has, lacks, or has of an earlier original."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from icp_playbook.authoring.translating.older import Pair, read_older
from icp_playbook.configuration import read_configuration
from icp_playbook.history import History
from icp_playbook.model.base import Definition, Part
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.shape import Many, ModelField, Shape, fields_of
from icp_playbook.model.text import Text, has_language
from icp_playbook.model.walk import Leaf, Loc
from icp_playbook.stages.check.language import own_texts

_FIRST = "en"
"""The language of texts where no configuration names one."""
_UNKNOWN = History()


@dataclass(frozen=True, slots=True)
class Translatable:
    """A text with what it says in the language of its original and in the one asked for."""

    definition: Definition
    leaf: Leaf
    language: str
    original_language: str
    original: Text
    present: str = ""
    """What it says in `language`, or nothing."""
    before: str | None = None
    """The original that `present` was written for, where it reads otherwise now."""

    @property
    def address(self) -> str:
        """What a translator's file calls it: the file's path, `#`, and the way to the text."""
        return f"{self.definition.path}#{'/'.join(map(str, self.leaf.loc))}"

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to translate."""
        return self.before is None and (bool(self.present) or not has_language(self.original))

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of what is to be changed: the old translation, else the original."""
        tags = [tag for tag, _ in self.leaf.value.by_language]
        tag = self.language if self.present else self.original_language
        return self.definition.place((*self.leaf.loc, tag) if tag in tags else self.leaf.loc)

    @property
    def field(self) -> str:
        """The way to it as people read it, counted from 1: `challenges.1.how_we_help`."""
        return ".".join(str(step + 1) if isinstance(step, int) else step for step in self.leaf.loc)

    @property
    def about(self) -> tuple[str, ...]:
        """What a translator should know: whose text it is, and what the field means."""
        definition = self.definition
        owner = f"{BY_NAME[definition.kind].title}: {definition.title}"
        field = _field_at(type(definition), self.leaf.loc)
        if field is None:
            return (owner,)
        return owner, f"{field.label}: {field.meaning}" if field.meaning else field.label


def first_language(root: Path) -> str:
    """Return the language that texts are in which name none: the site's first."""
    return next(iter(read_configuration(root).languages), _FIRST)


def find_texts(
    root: Path, catalog: Catalog, language: str, first: str, history: History = _UNKNOWN
) -> list[Translatable]:
    """Return every text that an author wrote, in the order of files and their fields.

    `first` is the language of texts that name none. What is older, `history` tells.
    """
    found = [
        text
        for definition in sorted(catalog.definitions(), key=lambda one: one.path)
        for text in _texts_of(definition, language, first)
    ]
    pairs: dict[str, set[Pair]] = {}
    for one in found:
        if one.present:
            pairs.setdefault(one.definition.path, set()).add(_pair(one))
    older = read_older(root, language, pairs, history)
    return [_aged(one, older.get(one.definition.path, {})) for one in found]


def _texts_of(definition: Definition, language: str, first: str) -> Iterator[Translatable]:
    for leaf in own_texts(definition):
        said = dict(leaf.value.by_language or ((first, leaf.value),))
        others = [tag for tag in (first, *said) if tag in said and tag != language]
        if others:
            yield Translatable(
                definition, leaf, language, others[0], said[others[0]], str(said.get(language, ""))
            )


def _pair(text: Translatable) -> Pair:
    return Pair(text.original_language, str(text.original), text.present)


def _aged(text: Translatable, older: Mapping[Pair, str]) -> Translatable:
    before = older.get(_pair(text)) if text.present else None
    return replace(text, before=before)


def _field_at(model: type[Part], loc: Loc) -> ModelField | None:
    """Return the last field on the way to a text: what a list's item is, the list says."""
    shape: Shape = model
    found = None
    for step in loc:
        if isinstance(shape, Many):
            shape = shape.item
        elif isinstance(shape, type):
            found = next((one for one in fields_of(shape) if one.key == step), found)
            shape = found.shape if found is not None else shape
    return found

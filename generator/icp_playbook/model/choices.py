"""What readers see for the words that authors choose from, of all kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from icp_playbook.messages import Language, Word, say
from icp_playbook.model.base import Part
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.fields import Choice
from icp_playbook.model.kinds import KINDS
from icp_playbook.model.shape import Many, Shape, shapes_of
from icp_playbook.model.text import said


def choices() -> list[Choice]:
    """Return every field of a closed list of words, in the order of kinds."""
    seen: set[type[Part]] = set()
    return [choice for kind in KINDS for choice in _choices_in(kind.model, seen)]


def _choices_in(shape: Shape, seen: set[type[Part]]) -> Iterator[Choice]:
    while isinstance(shape, Many):
        shape = shape.item
    if isinstance(shape, Choice):
        yield shape
    elif isinstance(shape, type) and shape not in seen:
        seen.add(shape)
        for inner in shapes_of(shape).values():
            yield from _choices_in(inner, seen)


LABELS: Mapping[str, Word] = {
    word: Word(word, label)
    for choice in choices()
    for word, label in zip(choice.words, choice.labels, strict=bool(choice.labels))
}
"""By the word as authors write it; where no label is given, no page shows the word."""

BEACHHEAD = Word("beachhead", say("beachhead"), alone=False)
"""The segment that we focus on, inside a sentence."""


def in_own_words(language: Language, catalog: Catalog) -> Language:
    """Return the language in which the company of a catalog speaks: with its own words."""
    company = catalog.one(Company)
    words = company.words if company else {}
    return replace(language, words={word: said(own, language.tag) for word, own in words.items()})


def called(catalog: Catalog, word: Word) -> str:
    """Return a word in the company's own words, for who speaks without its `Language`."""
    company = catalog.one(Company)
    own = company.words.get(word.word) if company else None
    return word if own is None else word.called(own)

"""The glossary: terms and short forms in one order, under letters where the words have them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.glossary import Avoid, Glossary, Term
from icp_playbook.model.text import said
from icp_playbook.project import Site
from icp_playbook.stages.plan.pages import KindPages, View

FEW = 12
"""A glossary of so few entries is seen at once, and needs no letters to jump to."""


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term, or with `short` its abbreviation, which only leads to the term."""

    word: str
    term: Term
    short: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries that begin with a letter; those whose script has no alphabet are under none."""

    letter: str
    anchor: str
    entries: tuple[GlossaryEntry, ...]


def show_glossary(_: Catalog, site: Site) -> Callable[[Glossary], View]:
    """Return what gives the entries by letter, and the words to avoid with what to say instead."""
    return lambda glossary: {
        "letters": group_by_letter(glossary, site.language),
        "avoided_words": _avoided(glossary, site.language),
    }


def group_by_letter(glossary: Glossary, language: str) -> list[Letter]:
    """Return all entries as the language orders them, in one group when there are few."""

    def key(entry: GlossaryEntry) -> tuple[str, str]:
        letter = _letter(said(entry.word, language))
        return (letter or "\uffff", _folded(said(entry.word, language)))

    entries = sorted(_entries(glossary, language), key=key)
    if len(entries) <= FEW:
        in_order = sorted(entries, key=lambda entry: key(entry)[1])
        return [Letter("", "", tuple(in_order))]
    groups = groupby(entries, key=lambda entry: _letter(said(entry.word, language)))
    return [
        Letter(letter, f"letter-{ord(letter):x}" if letter else "", tuple(found))
        for letter, found in groups
    ]


def _entries(glossary: Glossary, language: str) -> Iterator[GlossaryEntry]:
    for term in glossary.terms:
        yield GlossaryEntry(term.term, term)
        if term.abbreviation and _differs(term.abbreviation, term.term, language):
            yield GlossaryEntry(term.abbreviation, term, short=True)


def _differs(short: str, word: str, language: str) -> bool:
    return _folded(said(short, language)) != _folded(said(word, language))


def _avoided(glossary: Glossary, language: str) -> list[tuple[Avoid, Term]]:
    found = [(one, term) for term in glossary.terms for one in term.avoid]
    return sorted(found, key=lambda pair: _folded(said(pair[0].word, language)))


def _letter(word: str) -> str:
    """Return the capital that a word stands under; nothing for a sign, a number or a Han word."""
    first = _folded(word)[:1].upper()
    has_case = first.lower() != first.upper()
    return first if has_case and len(first) == 1 else ""


def _folded(word: str) -> str:
    """Return a word without accents and capitals, as people look it up."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one)).strip()


PAGES = (KindPages(Glossary, sited=show_glossary),)

"""What search finds of a playbook: each page, and the parts of those that a company has once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from icp_playbook.messages import Language, say
from icp_playbook.model.base import Definition, NamedPart
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.entry import Entry, Passage
from icp_playbook.model.glossary import Glossary, Term
from icp_playbook.model.kinds import BY_NAME, Kind
from icp_playbook.model.page import Page, Plan
from icp_playbook.model.persona import Persona
from icp_playbook.model.prose import plain_text
from icp_playbook.model.references import Target
from icp_playbook.model.text import Text
from icp_playbook.model.walk import first_text
from icp_playbook.project import Site
from icp_playbook.stages.search.letters import pieces
from icp_playbook.stages.search.plain import passages, plain
from icp_playbook.stages.search.stems import stems_of

PAGE, OVERVIEW = say("Page"), say("Overview")
_WRITTEN = 0.5
"""What a hand-written page weighs beside the pages of definitions."""
_ABOUT_OTHERS = frozenset({"s-used-by", "s-history", "s-about"})
"""Sections that say what other pages say, or when somebody looked at this one."""


def written_entry(address: str, title: str, markup: str, language: Language) -> Entry:
    """Return what leads to a page that an engine made of Markdown, from its HTML.

    Headings that are questions are what people ask; a page of the playbook that answers one too
    comes first.
    """
    found = tuple(Passage(*one) for one in passages(markup))
    ways = tuple(one.heading for one in found if one.heading.endswith(("?", "\uff1f")))
    return Entry(address, title, language.text(PAGE), ways=ways, passages=found, weight=_WRITTEN)


class Shown(Protocol):
    """A section of a page as it was drawn."""

    @property
    def anchor(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def html(self) -> str: ...


def passages_of(page: Page, shown: Sequence[Shown]) -> tuple[Passage, ...]:
    """Return what search finds of a page's sections, as they were drawn."""
    return tuple(
        _passage(section, page) for section in shown if section.anchor not in _ABOUT_OTHERS
    )


def entries_of(
    plan: Plan,
    passages_by_source: Mapping[str, tuple[Passage, ...]],
    catalog: Catalog,
    site: Site,
    language: Language,
) -> tuple[Entry, ...]:
    """Return what search finds; the passages of each page are by the page's source."""
    maker = _Maker(plan, catalog, site, language)
    pages = [maker.page(page, passages_by_source[page.source]) for page in plan.pages]
    return (*pages, *maker.parts())


class _Maker:
    def __init__(self, plan: Plan, catalog: Catalog, site: Site, language: Language) -> None:
        self._plan, self._catalog, self._site, self._language = plan, catalog, site, language
        self._indexes = {page.url for page in plan.pages if page.is_index}
        self._stem = stems_of(language.tag)
        self._others = self._other_words()

    def page(self, page: Page, found: tuple[Passage, ...]) -> Entry:
        """Return what leads to a page."""
        title = self._language.text(page.title)
        ways = [*map(self._language.text, page.asks), *self._in_other_languages(page.title)]
        if isinstance(page.about, Persona):
            ways += map(self._language.text, page.about.titles)
        return Entry(
            self._address(page.url),
            title,
            self._language.text(_kind(page)),
            self._answer(page.about),
            self._with_other_words(title, ways),
            passages=found,
            weight=page.boost,
            ref=page.about.ref if page.about is not None else "",
        )

    def parts(self) -> Iterator[Entry]:
        """Yield what leads to each part of a definition that a company has once."""
        for ref, target in self._catalog.targets.items():
            if target.part is None or not BY_NAME[target.definition.kind].single:
                continue
            url, _, anchor = self._plan.addresses[ref].partition("#")
            if url not in self._plan.left_out:
                address = f"{self._address(url)}#{anchor}"
                yield self._part(target, BY_NAME[target.definition.kind], address)

    def _part(self, target: Target, kind: Kind, address: str) -> Entry:
        part = target.part
        assert part is not None
        title = self._language.text(part.title)
        ways = self._in_other_languages(part.title)
        avoided: tuple[tuple[str, str], ...] = ()
        if isinstance(part, Term):
            ways += self._names(part)
            avoided = tuple(
                (self._language.text(one.word), self._language.text(one.use_instead or part.term))
                for one in part.avoid
            )
        return Entry(
            address,
            title,
            self._language.text(kind.title),
            self._first_text(part),
            self._with_other_words(title, ways),
            avoided,
            ref=target.ref,
        )

    def _address(self, url: str) -> str:
        return self._site.served(url, url in self._indexes)

    def _first_text(self, part: NamedPart) -> str:
        text = first_text(part)
        return "" if text is None else self._plain(text)

    def _answer(self, about: Definition | None) -> str:
        text = about.summary_text if about is not None else None
        return "" if text is None else self._plain(text)

    def _plain(self, text: str) -> str:
        return plain_text(self._language.text(text), self._title)

    def _title(self, ref: str) -> str:
        found = self._catalog.references.find(ref)
        return self._language.text(self._catalog.targets[found].title) if found else ref

    def _other_words(self) -> dict[tuple[str, ...], list[str]]:
        """Return what else the glossary calls a thing, by the stems of its name."""
        glossary = self._catalog.one(Glossary)
        return {
            self._key(self._language.text(term.term)): self._names(term)
            for term in (glossary.terms if glossary else ())
        }

    def _with_other_words(self, title: str, ways: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*ways, *self._others.get(self._key(title), ())]))

    def _key(self, name: str) -> tuple[str, ...]:
        return tuple(map(self._stem, pieces(name, {})))

    def _names(self, term: Term) -> list[str]:
        short = [term.abbreviation] if term.abbreviation else []
        return [*short, *map(self._language.text, term.synonyms)]

    def _in_other_languages(self, title: str) -> list[str]:
        by_language = title.by_language if isinstance(title, Text) else ()
        return [str(one) for _, one in by_language if one != self._language.text(title)]


def _kind(page: Page) -> str:
    if page.about is not None and page.url:
        return BY_NAME[page.about.kind].title
    return OVERVIEW if page.is_index else PAGE


def _passage(section: Shown, page: Page) -> Passage:
    # What a joined page says stands on the pages of definitions, which are the ones to find.
    text = plain(section.html) if page.about is not None or page.is_index else ""
    if section.anchor == "s-page":
        return Passage("", "", text)
    return Passage(section.anchor, section.title, text)

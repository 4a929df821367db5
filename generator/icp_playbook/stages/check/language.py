"""Rules about words: those to avoid are avoided, and texts are there in each language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from icp_playbook.messages import Message, say
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.fields import Exact, Line, Prose
from icp_playbook.model.glossary import Avoid, Glossary, Term
from icp_playbook.model.markdown import parse
from icp_playbook.model.prose import blanked, line_and_column, unseen_in
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.model.shape import Many, Shape, shapes_of
from icp_playbook.model.spots import spots
from icp_playbook.model.text import Text, has_language, said
from icp_playbook.model.walk import Leaf, Loc, values, walk
from icp_playbook.problems import Problem, Severity, quoted
from icp_playbook.stages.check.rule import Context, Finding, listed
from icp_playbook.tags import nearest_tag

_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def avoided_word(catalog: Catalog, _: Context) -> Iterator[Finding | Problem]:
    """One word for one thing: the glossary says which, and which not.

    It holds for hand-written pages, too.
    """
    glossary = catalog.one(Glossary)
    words = _Words.of(glossary.terms) if glossary else None
    if words is None:
        return
    for definition in catalog.definitions():
        if words.may_be_in(values(definition, (Line, Prose))):
            for leaf in walk(definition, (Line, Prose)):
                if leaf.value.message is None:
                    yield from _findings(words, definition, leaf)
    for page in catalog.pages:
        for found, entry in words.found_in(page.text, page):
            line, column = line_and_column(page.text, found.start())
            told = _told(found[0], entry)
            yield Problem(page.path, line, column, "avoided-word", *told, Severity.WARNING)


def _findings(words: _Words, definition: Definition, leaf: Leaf) -> Iterator[Finding]:
    if _is_verbatim(definition, leaf.loc):
        return
    own = leaf.loc[1] if definition.kind == Glossary.kind and leaf.loc[0] == "terms" else None
    seen = set()
    for language, text in leaf.value.each:
        for found, entry in words.found_in(text):
            word = found[0].casefold()
            if word not in seen and entry.place != own and entry.holds_in(language):
                seen.add(word)
                yield Finding(definition, leaf.loc, *_told(found[0], entry, language))


def _told(word: str, entry: _Entry, language: str | None = None) -> tuple[Message, Message]:
    """Return what is wrong with a word, and what to say instead, in the language it stands in."""
    avoid = entry.avoid
    better = avoid.use_instead if avoid.use_instead is not None else entry.term.term
    instead = said(better, language or "")
    hint = say("say {word} instead", word=quoted(instead))
    if avoid.reason is None:
        return say("{word} is a word to avoid", word=quoted(word)), hint
    reason = said(avoid.reason, language or "")
    return say("{word} is a word to avoid ({reason})", word=quoted(word), reason=reason), hint


def _is_verbatim(definition: Definition, loc: Loc) -> bool:
    """Tell whether a value is in another's words: nobody may change one."""
    shape: Shape = type(definition)
    for step in loc:
        if isinstance(step, int):
            continue
        if isinstance(shape, type):
            if step in shape.verbatim:
                return True
            shape = shapes_of(shape).get(step, shape)
        while isinstance(shape, Many):
            shape = shape.item
    return False


class _Entry(NamedTuple):
    """What the glossary says of a word to avoid: the term's place in it, the term, its entry."""

    place: int
    term: Term
    avoid: Avoid
    language: str | None
    """The only one in which it is to avoid."""

    def holds_in(self, language: str | None) -> bool:
        """Tell whether a text of `language`, which may say none, is to avoid it."""
        if language is None or self.language is None:
            return True
        return nearest_tag([self.language], language)[1]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words to avoid, folded, ready to be looked for."""

    known: dict[str, _Entry]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, terms: Iterable[Term]) -> _Words | None:
        """Return the words that `terms` say to avoid, or None when there are none."""
        known: dict[str, _Entry] = {}
        good: set[str] = set()
        for place, term in enumerate(terms):
            good.update(text.casefold() for _, text in term.term.each)
            for avoid in term.avoid:
                for language, word in avoid.word.each:
                    known.setdefault(word.casefold(), _Entry(place, term, avoid, language))
                if avoid.use_instead is not None:
                    good.update(text.casefold() for _, text in avoid.use_instead.each)
        if not known:
            return None
        # A good phrase that holds a bad word is found first, and is no finding: "end customer" in
        # "to the end customers".
        shields = {
            phrase
            for phrase in good
            if phrase not in known and any(word in phrase for word in known)
        }
        longest_first = sorted({*known, *shields}, key=lambda word: (-len(word), word))
        return cls(known, re.compile("|".join(map(_whole, longest_first)), re.IGNORECASE))

    def may_be_in(self, texts: Iterable[Text]) -> bool:
        """Tell quickly whether it is worth looking: most definitions use no word to avoid."""
        parts: list[Text] = []
        for text in texts:
            if text.by_language:
                parts += [part for _, part in text.by_language]
            else:
                parts.append(text)
        return self._hints_in("\n".join(parts))

    def _hints_in(self, text: str) -> bool:
        folded = text.casefold()
        return any(word in folded for word in self.known)

    def found_in(
        self, text: str, page: Prosepage | None = None
    ) -> Iterator[tuple[re.Match[str], _Entry]]:
        """Yield each word to avoid as readers see it in `text`, which may be that of `page`."""
        if not self._hints_in(text):
            return
        placed = page.spots if page is not None else spots(text, parse(text))
        for found in self.pattern.finditer(blanked(text, unseen_in(text, placed))):
            if (entry := self.known.get(found[0].casefold())) is not None:
                yield found, entry


def _whole(word: str) -> str:
    """Return the pattern of a whole word; Chinese has no gaps between words."""
    before = "" if _CHINESE.match(word[0]) else r"(?<!\w)"
    after = "" if _CHINESE.match(word[-1]) else r"(?!\w)"
    return before + re.escape(word) + after


def translation_missing(catalog: Catalog, context: Context) -> Iterator[Finding]:
    """A reader of either language finds everything.

    One finding a definition and language, at the first gap.
    """
    both = ", ".join(f"{language}: …" for language in context.languages)
    for definition in catalog.definitions():
        texts = [leaf for leaf in own_texts(definition) if has_language(leaf.value)]
        for language in context.languages:
            lacking = [
                leaf for leaf in texts if not _is_in(leaf.value, language, context.languages[0])
            ]
            if lacking:
                fields = list(dict.fromkeys(str(leaf.loc[0]) for leaf in lacking))
                message = say(
                    "{lacking} of {all} texts are missing in {language}: in {fields}",
                    lacking=len(lacking),
                    all=len(texts),
                    language=language,
                    fields=listed([*fields[:3], say("others")] if len(fields) > 3 else fields),
                )
                hint = say("write each in both languages: {example}", example=f"{{{both}}}")
                yield Finding(definition, lacking[0].loc, message, hint)


def own_texts(definition: Definition) -> list[Leaf]:
    """Return the texts that the author wrote, which are not the same in every language."""
    written = definition.model_fields_set
    found = walk(definition, (Line, Prose))
    return [leaf for leaf in found if leaf.loc[0] in written and not isinstance(leaf.field, Exact)]


def _is_in(text: Text, language: str, first: str) -> bool:
    """Tell whether a text is written in `language`; a plain one is in the site's first language."""
    return nearest_tag(dict(text.by_language or ((first, text),)), language)[1]

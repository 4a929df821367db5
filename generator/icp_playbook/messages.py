"""What the program says to people: English sentences where they are used, ready to translate.

A sentence is its own key, as in gettext: `say("no {kind} is called {id}", kind=…, id=…)`. What
`say` returns is the English text and remembers how it was made, so no stage needs to know a
language: the template or the command that shows a text translates it. `make messages` collects
all sentences in `site_templates/texts/icp.pot`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from gettext import NullTranslations
from typing import Self, TypeAlias

from markupsafe import Markup, escape

from icp_playbook.days import ENGLISH_DAYS, Day, DayFormats
from icp_playbook.numbers import ENGLISH_NUMBERS, Figure, NumberFormats

Argument: TypeAlias = "str | int | Decimal | list[str] | tuple[str, ...]"
_NAME = re.compile(r"\{([a-z_]+)\}")
_LATIN = re.compile("[A-Za-z0-9]").match


class Written(str):
    """Words of an author, which may have been written in several languages."""

    __slots__ = ()

    def within(self, language: str) -> str:
        """Return them in a language, or in their first one when they are not written in that."""
        raise NotImplementedError


class Message(str):
    """A sentence in English, with the template and the arguments that it was made of.

    `several` is the template for other counts than one; such a sentence has an argument `count`.
    """

    __slots__ = ("arguments", "several", "template")
    template: str
    several: str
    arguments: Mapping[str, Argument]

    def __new__(cls, template: str, arguments: Mapping[str, Argument], several: str = "") -> Self:
        """Fill the template; raise `KeyError` for a name in braces without an argument."""
        english = template if not several or arguments["count"] == 1 else several
        made = super().__new__(cls, cls.begun(fill(english, arguments)))
        made.template, made.several, made.arguments = template, several, arguments
        return made

    @staticmethod
    def begun(text: str) -> str:
        """Return how what was filled in begins: as it is."""
        return text

    def __reduce__(self) -> tuple[type[Message], tuple[str, Mapping[str, Argument], str]]:
        return type(self), (self.template, self.arguments, self.several)


class Sentence(Message):
    """A message that stands alone: it begins with a capital, whatever its first word is."""

    __slots__ = ()

    @classmethod
    def of(cls, said: str) -> str:
        """Return a message as a sentence that stands alone."""
        if not isinstance(said, Message):
            return cls.begun(said)
        return cls(said.template, said.arguments, said.several)

    @staticmethod
    def begun(text: str) -> str:
        """Return `text` with a capital."""
        return text[:1].upper() + text[1:]


class Phrase(Message):
    """A message within a sentence: in English it begins with a small letter."""

    __slots__ = ()

    @staticmethod
    def begun(text: str) -> str:
        """Return `text` with a small letter."""
        return text[:1].lower() + text[1:]


class Word(Message):
    """What we call a `word` that authors choose from, such as `beachhead`.

    A company may call it otherwise. Where it stands `alone`, it begins with a capital.
    """

    __slots__ = ("alone", "word")
    word: str
    alone: bool

    def __new__(cls, word: str, label: Message, alone: bool = True) -> Self:
        """Take the word as authors write it, and what we call it."""
        made = super().__new__(cls, label.template, label.arguments)
        made.word, made.alone = word, alone
        return made

    def __reduce__(self) -> tuple[type[Word], tuple[str, Message, bool]]:  # type: ignore[override]
        return Word, (self.word, Message(self.template, self.arguments), self.alone)

    def called(self, own: str) -> str:
        """Return what the company calls it: as typed in a sentence, with a capital alone."""
        return own[:1].upper() + own[1:] if self.alone else own


def say(template: str, **arguments: Argument) -> Message:
    """Return the sentence with the argument for each {name}; a list is joined with commas."""
    return Message(template, arguments)


def say_count(one: str, several: str, *, count: int, **arguments: Argument) -> Message:
    """Return the sentence for one or for several; `count` is an argument too."""
    return Message(one, {"count": count, **arguments}, several)


def fill(template: str, arguments: Mapping[str, Argument], separator: str = ", ") -> str:
    """Return `template` with its names replaced once: braces in an argument stay as they are.

    Where a language has nothing between two names, as Chinese between a number and its unit, a
    space keeps Latin letters and digits of the one from those of the other.
    """
    if "{" not in template:
        return template
    end, before = -1, ""

    def put(name: re.Match[str]) -> str:
        nonlocal end, before
        value = arguments[name[1]]
        said = separator.join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        apart = name.start() == end and _LATIN(before[-1:]) and _LATIN(said[:1])
        end, before = name.end(), said
        return f" {said}" if apart else said

    return _NAME.sub(put, template)


def names_in(template: str) -> frozenset[str]:
    """Return the names of the arguments that a template needs."""
    return frozenset(_NAME.findall(template))


_COMMA = say(", ")
"""What stands between the items of a list."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface: its tag, its sentences by the English ones, its numbers."""

    tag: str = "en"
    sentences: NullTranslations = field(default_factory=NullTranslations)
    for_scripts: Mapping[str, object] = field(default_factory=dict)
    """What scripts say, as JSON: their sentences, and plural forms by name; empty for English."""
    numbers: NumberFormats = ENGLISH_NUMBERS
    days: DayFormats = ENGLISH_DAYS
    words: Mapping[str, str] = field(default_factory=dict)
    """What the company calls the words that authors choose from, where it has names of its own."""

    def text(self, said: str) -> str:
        """Return a message, a number or an author's text in this language; another as it is."""
        if said.__class__ is str or said.__class__ is Markup:
            return said
        if isinstance(said, Figure):
            return said.within(self.numbers)
        if isinstance(said, Day):
            return said.within(self.days)
        if isinstance(said, Written):
            words = said.within(self.tag)  # which may be a message, where no author wrote it
            return words if words is said else self.text(words)
        if not isinstance(said, Message):
            return said
        if isinstance(said, Word) and said.word in self.words:
            return said.called(self.words[said.word])
        arguments = {name: self._argument(value) for name, value in said.arguments.items()}
        template = self._template(said)
        text = fill(template, arguments, self._comma)
        if isinstance(said, Phrase) and template != said.template:
            return text  # a translation has the letters that its language wants
        return said.begun(text)

    def markup(self, said: Message) -> Markup:
        """Return a message as HTML; arguments that are not HTML already are escaped."""
        if isinstance(said, Word):
            return escape(self.text(said))
        arguments = {name: self._escaped(value) for name, value in said.arguments.items()}
        return Markup(fill(escape(self._template(said)), arguments))  # noqa: S704 (both were escaped)

    @property
    def _comma(self) -> str:
        return self.sentences.gettext(_COMMA.template)

    def _template(self, said: Message) -> str:
        if said.several:
            return self.sentences.ngettext(
                said.template, said.several, int(str(said.arguments["count"]))
            )
        return self.sentences.gettext(said.template)

    def _argument(self, value: Argument) -> Argument:
        if isinstance(value, list | tuple):
            return [self.text(one) for one in value]
        return self.text(value) if isinstance(value, str) else value

    def _escaped(self, value: Argument) -> Markup:
        if isinstance(value, list | tuple):
            return Markup(self._comma).join(map(self._escaped, value))  # noqa: S704 (a comma of ours)
        return escape(self._argument(value))


ENGLISH = Language()
"""What everything is written in."""

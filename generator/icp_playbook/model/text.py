"""Text of an author, which knows its languages: what it says in one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple, NoReturn, Self

from icp_playbook.messages import Message, Written, say
from icp_playbook.tags import nearest_tag, spelled


class ProseLink(NamedTuple):
    """A link to a definition: its target as typed, its own words if any, and where it stands."""

    target: str
    text: str | None
    start: int
    end: int


class ProseImage(NamedTuple):
    """An image: its address as typed, what it shows in words, and where it stands in the text."""

    address: str
    alt: str
    start: int
    end: int


class Text(Written):
    """Text as its author wrote it, in one language or in several.

    It is the `str` that its first language says, so what has no languages needs no second thought.
    Two texts are equal when they say the same in each language. What stands in it as a link or an
    image was found when it was read. What stands where the author wrote nothing is a message of
    ours, which each reader's language says.
    """

    __slots__ = ("by_language", "found", "message")

    by_language: tuple[tuple[str, Text], ...]
    """Each language tag with what the text says in it.

    Empty when the author named no language.
    """
    found: tuple[ProseLink | ProseImage, ...]
    """The links and images in what its first language says, in order."""
    message: Message | None
    """What it says as a message of ours, where no author wrote it."""

    def __new__(
        cls,
        said: str = "",
        by_language: Iterable[tuple[str, str]] = (),
        found: tuple[ProseLink | ProseImage, ...] = (),
    ) -> Self:
        """Take what a text says, or each language tag in order with what it says.

        `found` are the links and images in what it says, in order. What says a message is one.
        """
        if by_language:
            pairs = tuple(
                (tag, one if isinstance(one, Text) else Text(one)) for tag, one in by_language
            )
            first = pairs[0][1]
            self = str.__new__(cls, first)
            _keep_languages(self, pairs)
            _keep_found(self, first.found)
            _keep_message(self, None)
            return self
        self = str.__new__(cls, said)
        _keep_languages(self, ())
        _keep_found(self, found)
        _keep_message(self, said if isinstance(said, Message) else None)
        return self

    @property
    def each(self) -> tuple[tuple[str | None, Text], ...]:
        """Everything that the text says, with the tag of its language.

        None when the author named no language.
        """
        return self.by_language or ((None, self),)

    @property
    def links(self) -> list[ProseLink]:
        """The links to definitions in what its first language says, in order."""
        return [one for one in self.found if isinstance(one, ProseLink)]

    @property
    def images(self) -> list[ProseImage]:
        """The images in what its first language says, in order."""
        return [one for one in self.found if isinstance(one, ProseImage)]

    def within(self, language: str) -> str:
        """Return what it says in `language`, or in its first one."""
        return in_language(self, language)[0]

    @property
    def data(self) -> str | dict[str, str]:
        """The text as JSON has it, and YAML had it."""
        return {tag: str(one) for tag, one in self.by_language} or str(self)

    def __eq__(self, other: object) -> bool:
        same = str.__eq__(self, other) is True
        return same and self.by_language == getattr(other, "by_language", ())

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__

    def __repr__(self) -> str:
        return f"Text(by_language={self.by_language})" if self.by_language else super().__repr__()

    def __reduce__(self) -> tuple[type[Text], tuple[Any, ...]]:
        return Text, (self.message or str(self), self.by_language, self.found)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"a text is frozen: {name}")


# A large company has a million texts: the slots' own setters are the quick way around
# `__setattr__`.
_keep_languages = Text.__dict__["by_language"].__set__
_keep_found = Text.__dict__["found"].__set__
_keep_message = Text.__dict__["message"].__set__


def in_language(text: str, language: str) -> tuple[str, str | None]:
    """Return what a text says in `language`; or in another one that it has, with that one's tag.

    What no author wrote is a message, which the reader's `Language` says.
    """
    if not isinstance(text, Text):
        return text, None
    if not (pairs := text.by_language):
        return text if text.message is None else text.message, None
    if pairs[0][0] == language:
        return pairs[0][1], None
    known = dict(pairs)
    tag, is_read = nearest_tag(known, language)
    if tag is None:
        tag = pairs[0][0]
    return known[tag], None if is_read else spelled(tag)


_CODE = re.compile(r"[#@][!-~]+|[A-Z0-9][A-Z0-9&/+.-]*|[!-~]+@[!-~]+|[a-z]+://[!-~]+")


def has_language(text: str) -> bool:
    """Tell whether a text says something in words.

    A number, a sign, a code of capitals, a channel (`#sales`) and an address are the same in every
    language.
    """
    return any(sign.isalpha() for sign in text) and _CODE.fullmatch(text) is None


def said(text: str, language: str) -> str:
    """Return what a text says in `language`, or in its first one when it isn't written in that."""
    return in_language(text, language)[0]


_KNOWN = {
    "do-not-sell": say("Do not sell"),
    "limited": say("Limited"),
    "grow": say("Grow"),
    "premium": say("Premium"),
}
"""Ids that we propose for stances: each language has words for them."""


def worded(id: str) -> Text:
    """Return an id that says what it means, such as `do-not-sell`, as readers see it.

    What an author has written in words stays, in each language.
    """
    if isinstance(id, Text) and id.by_language:
        return Text(by_language=[(tag, worded(str(one))) for tag, one in id.by_language])
    if (known := _KNOWN.get(id.casefold().replace(" ", "-"))) is not None:
        return Text(known)
    words = id if " " in id else id.replace("-", " ")
    return Text(words[:1].upper() + words[1:])

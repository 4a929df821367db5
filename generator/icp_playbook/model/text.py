"""Text of an author, which knows its languages: what it says in one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn, Self

Pairs = tuple[tuple[str, str], ...]


class Text(str):
    """Text as its author wrote it, in one language or in several.

    It is the `str` that its first language says, so what has no languages needs no second thought. Two texts are
    equal when they say the same in each language.
    """

    __slots__ = ("_by_language",)

    _by_language: Pairs

    def __new__(cls, said: str = "", by_language: Iterable[tuple[str, str]] = ()) -> Self:
        """Take what a text says, or the language tags that the author wrote, in order, each with what it says."""
        pairs = tuple(by_language)
        self = super().__new__(cls, pairs[0][1] if pairs else said)
        object.__setattr__(self, "_by_language", pairs)
        return self

    @property
    def by_language(self) -> Pairs:
        """Each language tag with what the text says in it; empty when the author named no language."""
        return self._by_language

    @property
    def each(self) -> tuple[tuple[str | None, str], ...]:
        """Everything that the text says, with the tag of its language; None when the author named no language."""
        return self._by_language or ((None, self),)

    @property
    def data(self) -> str | dict[str, str]:
        """The text as JSON has it, and YAML had it."""
        return dict(self._by_language) or str(self)

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) is True and self._by_language == getattr(other, "by_language", ())

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__

    def __repr__(self) -> str:
        return f"Text(by_language={self._by_language})" if self._by_language else super().__repr__()

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"a text is frozen: {name}")


def in_language(text: str, language: str) -> tuple[str, str | None]:
    """Return what a text says in `language`; or in another one that it has, with that one's tag."""
    pairs = text.by_language if isinstance(text, Text) else ()
    if not pairs:
        return text, None
    known, base = dict(pairs), language.partition("-")[0]
    near = (tag for tag in known if tag.partition("-")[0] == base)
    if (tag := next((tag for tag in (language, base, *near) if tag in known), None)) is not None:
        return known[tag], None
    return pairs[0][1], pairs[0][0]


def said(text: str, language: str) -> str:
    """Return what a text says in `language`, or in its first one when it isn't written in that."""
    return in_language(text, language)[0]

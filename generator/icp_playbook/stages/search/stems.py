"""Words that are forms of one another: sign, signs, signed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import snowballstemmer
from babel.core import Locale, UnknownLocaleError

_ANY = str


@cache
def stems_of(language: str) -> Callable[[str], str]:
    """Return what gives the same for each form of a word, in the language of a tag.

    In a language that Snowball doesn't know every form is a word of its own.
    """
    try:
        name = (Locale.parse(language, sep="-").get_language_name("en") or "").lower()
    except (UnknownLocaleError, ValueError):
        return _ANY
    if name not in snowballstemmer.algorithms():
        return _ANY
    stem = snowballstemmer.stemmer(name).stemWord
    return cache(lambda word: word if word.isdigit() else stem(word))

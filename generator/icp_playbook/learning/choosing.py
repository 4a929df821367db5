"""Wrong answers: plausible, unlike each other, and so many that one cannot just guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from icp_playbook.learning.question import Option, letters_of
from icp_playbook.model.base import Definition

D = TypeVar("D", bound=Definition)

WRONG = 3
"""So many wrong answers stand beside the true one."""
FEWEST = 2
"""With fewer, a guess is right every other time: there is no question then."""
ALIKE = 0.5
"""Texts that share this part of their words may mean the same: not both are options."""

_WORDS = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def pick_wrong(right: Option, candidates: Iterable[Option]) -> list[Option]:
    """Return the first `WRONG` candidates that differ in words; nothing where they are too few."""
    chosen = [right]
    for one in candidates:
        if len(chosen) > WRONG:
            break
        if has_words(one.lines) and not any(is_same(one, other) for other in chosen):
            chosen.append(one)
    return chosen[1:] if len(chosen) > FEWEST and has_words(right.lines) else []


def has_words(texts: Sequence[str]) -> bool:
    """Tell whether each text says something: a picture alone has no words."""
    return all(text.strip() for text in texts)


def is_same(one: Option, other: Option) -> bool:
    """Tell whether two options mean the same, or a reader could not tell them apart."""
    return one.means == other.means or _folded(one.lines) == _folded(other.lines)


def is_alike(one: str, other: str) -> bool:
    """Tell whether two texts say nearly the same: half of the shorter one's words are shared."""
    a, b = _words(one), _words(other)
    if not a or not b:
        return _folded((one,)) == _folded((other,))
    return len(a & b) >= ALIKE * min(len(a), len(b))


def arranged(options: Sequence[Option], about: str) -> tuple[Option, ...]:
    """Return options in an order that tells nothing, and is the same in each language."""
    return tuple(sorted(options, key=lambda one: letters_of([about, one.means])))


def shuffled(found: Iterable[D], about: str) -> list[D]:
    """Return candidates, which stand in one order everywhere, in one of each question's own."""
    return sorted(found, key=lambda one: letters_of([one.ref, about]))


def _folded(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).casefold().split())


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """Return the words of a text, and in Han letters the pairs of neighbours."""
    found: set[str] = set()
    for word in _WORDS.findall(text.casefold()):
        if _HAN.search(word):
            found |= {word[i : i + 2] for i in range(max(len(word) - 1, 1))}
        elif len(word) > 3:
            found.add(word)
    return frozenset(found)

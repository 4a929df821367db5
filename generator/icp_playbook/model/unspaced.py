"""Text that has no spaces between its words, as Chinese and Japanese: where lines join without one.

Authors wrap lines, in YAML under `>-` and in Markdown, and what wraps is one sentence.
"""

from __future__ import annotations

import re
from itertools import pairwise

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u30ff\u31c0-\u31ef\u3400-\u4dbf\u4e00-\u9fff"
_FULL = "\u3000-\u3004\u3008-\u3020\u302a-\u3037\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
_EITHER = "\u00b7\u2014\u2018\u2019\u201c\u201d\u2025\u2026"
"""Signs that Chinese writes as wide as a letter, and English narrow."""
_MARKUP = "*_~`[]()<>%"
"""Signs that stand close to what they mark, with words beyond them."""
_WIDE = re.compile(f"[{_HAN}{_FULL}]")
_WIDE_OR_EITHER = re.compile(f"[{_HAN}{_FULL}{_EITHER}]")
_LETTER = re.compile(f"[{_HAN}]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")


def is_unspaced(text: str) -> bool:
    """Tell whether a text is in such a script, whatever words of another it has."""
    letters = len(_LETTER.findall(text))
    return letters > 0 and letters >= len(_LATIN_WORD.findall(text))


def joins(before: str, after: str, unspaced: bool = True) -> bool:
    """Tell whether no space belongs between a line that ends and one that begins so.

    In an `unspaced` text none belongs between Chinese and Latin letters either: the page sets those
    apart.
    """
    last, first = before[-1:], after[:1]
    if not (last and first):
        return False
    wide = bool(_WIDE.match(last)), bool(_WIDE.match(first))
    if all(wide):
        return True
    if not any(wide):
        return False
    other = first if wide[0] else last
    return bool(_WIDE_OR_EITHER.match(other)) or (
        unspaced and (other.isalnum() or other in _MARKUP)
    )


def unfolded(value: str, lines: list[str]) -> str:
    """Return what YAML made of some `lines` without the spaces that it put between Chinese ones."""
    if not _WIDE.search(value):
        return value
    unspaced, place = is_unspaced(value), 0
    for before, after in pairwise(lines):
        left, right = before.strip()[-_NEAR:], after.strip()[:_NEAR]
        if not joins(left, right, unspaced):
            continue
        found = value.find(f"{left} {right}", place)
        if found >= 0:
            place = found + len(left)
            value = value[:place] + value[place + 1 :]
    return value


_NEAR = 12
"""Letters on each side that tell the place of a fold from other spaces."""

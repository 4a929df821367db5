"""Text in a picture: how wide it is about, how it breaks into lines, and whether two pieces touch.

No browser is asked, so a width is an estimate by the character's kind, on the wide side: whatever
the reader's fonts are, no text should lie on another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Anchor: TypeAlias = Literal["start", "middle", "end"]

LINE = 1.25
"""The height of a line, in sizes of its type."""
_NARROW = frozenset("iljtfrI1.,;:!|'()[] ")
_BROAD = frozenset("mwMWGOQ@%&—…")
_HELD = frozenset("，。、；：？！）」』》〉】”’)],.;:!?%")
"""What never begins a line."""
_WORD = re.compile(r"\s+|[^\s\-/]+[\-/]*|[\-/]+")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text at a place: x as the anchor says, y the baseline of the first line."""

    lines: tuple[str, ...]
    x: float
    y: float
    size: float
    anchor: Anchor = "start"

    @property
    def step(self) -> float:
        """From one baseline to the next."""
        return round(self.size * LINE, 2)

    @property
    def box(self) -> Box:
        """The place that it takes."""
        width = max((width_of(line, self.size) for line in self.lines), default=0.0)
        left = {"start": self.x, "middle": self.x - width / 2, "end": self.x - width}[self.anchor]
        top = self.y - self.size
        return Box(left, top, left + width, top + self.step * len(self.lines))


@dataclass(frozen=True, slots=True)
class Box:
    """A place in a picture."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Tell whether the two have a place in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def lies_in(self, width: float, height: float) -> bool:
        """Tell whether it is inside a picture of this size."""
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is in one line, at a size of type."""
    return sum(map(_em, text)) * size


def wrap(text: str, width: float, size: float) -> tuple[str, ...]:
    """Return a text in lines of at most `width`: all of it, broken in a word only where one must.

    Chinese breaks between any two characters, but closing punctuation never begins a line.
    """
    lines, line = [], ""
    for piece in _pieces(" ".join(text.split()), width, size):
        if line and width_of((line + piece).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return tuple(one for one in (*lines, line.rstrip()) if one)


def _pieces(text: str, width: float, size: float) -> Iterator[str]:
    """Yield what stays together: words with the space before them, characters of Chinese."""
    space = ""
    for word in _WORD.findall(text):
        if word.isspace():
            space = " "
            continue
        for piece in _split(word, width, size):
            yield space + piece
            space = ""


def _split(word: str, width: float, size: float) -> Iterator[str]:
    """Yield the parts of a word that a line can hold."""
    part = ""
    for cluster in _clusters(word):
        between = part and (_is_wide(part[-1]) or _is_wide(cluster[0]))
        breaks = between and cluster[0] not in _HELD
        if part and (breaks or width_of(part + cluster, size) > width):
            yield part
            part = ""
        part += cluster
    if part:
        yield part


def _clusters(word: str) -> Iterator[str]:
    """Yield characters with what is written on them."""
    cluster = ""
    for sign in word:
        if cluster and not _is_mark(sign) and not cluster.endswith("\u200d"):
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


def _em(sign: str) -> float:
    if _is_mark(sign):
        return 0.0
    if _is_wide(sign):
        return 1.0
    if sign in _NARROW:
        return 0.36
    return 0.86 if sign in _BROAD else 0.7 if sign.isupper() else 0.58


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in ("W", "F")


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) in ("Mn", "Me", "Cf")

"""What an answer is: data with a text that says the same; or a refusal, with its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_TEXT = 60_000
"""So many characters of a text are given; an assistant reads no more at once."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`data` is as its tool's output describes it, `text` the same as people read it."""

    data: Mapping[str, Any]
    text: str


class NotAnsweredError(Exception):
    """A question that cannot be answered; the message says why, and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def cut(text: str, most: int = MOST_TEXT) -> tuple[str, bool]:
    """Return the beginning of a text, and whether more was left out."""
    return (text, False) if len(text) <= most else (text[:most].rsplit("\n", 1)[0], True)

"""Texts that a spreadsheet would run, and how they are kept from it.

Quotes do not help: a cell that begins with one of these signs is a formula, whatever stands around
it. An apostrophe in front makes it text, and is not shown.
"""

from __future__ import annotations

_BEGINS = ("=", "+", "-", "@", "\t", "\r")


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would run a text."""
    return text.startswith(_BEGINS)


def as_text(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs."""
    return f"'{text}" if is_formula(text) else text

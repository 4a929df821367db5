"""The id that a name suggests: ids stand in addresses and files, so their letters are Latin."""

from __future__ import annotations

import re
import unicodedata
from importlib import import_module

from icp_playbook.messages import Message, say

LIMIT = 64
"""Characters of an id."""

_WORD = re.compile("[a-z0-9]+")


def slug_of(text: str) -> str:
    """Return the id nearest to a text, or an empty text; Chinese as it is pronounced."""
    plain = unicodedata.normalize("NFKD", text)
    if not plain.isascii():
        # Loaded for such names only, which are few.
        spelled = import_module("anyascii").anyascii
        plain = "".join(
            one
            if one.isascii()
            else ""
            if unicodedata.combining(one)
            else f" {spelled(one)} "
            if unicodedata.east_asian_width(one) in "WF"
            else spelled(one)
            for one in plain
        )
    return "-".join(_WORD.findall(plain.lower()))[:LIMIT].strip("-")


def latin_hint(text: str) -> Message | None:
    """Return how to write an id for what is not in Latin letters; None for what is."""
    like = "" if text.isascii() else slug_of(text)
    if not like:
        return None
    return say(
        'an id stands in addresses, where letters are Latin; readers see the name: write "{id}"',
        id=like,
    )

"""The first sentence of a text: what one reads before deciding to read the rest."""

from __future__ import annotations

import re

from icp_playbook.cutting import cut_short

_END = re.compile(
    r"""
    (?<![.\s]\w) (?<!\b(?:vs|Dr|Mr|no|St)) (?<!\b(?:bzw|usw|Mrs|etc|max|min))
    [.!?] [\u201d\u2019"')\]]* (?=\s+[^\sa-z\u00df-\u00ff])
    | [\u3002\uff01\uff1f] [\u300d\u300f\u201d]*
    """,
    re.VERBOSE,
)
"""An end that something follows: a stop before a capital or a number, but after no "e.g."."""


def first_sentence(text: str, most: int) -> str:
    """Return the first sentence of plain text, cut between words where it is longer than `most`.

    A text that begins with a very short sentence ("None.") keeps the next one as well, and so does
    one that begins inside a quotation.
    """
    for end in _END.finditer(text):
        found = text[: end.end()]
        if len(found) > _SHORT and found.count('"') % 2 == 0:
            return cut_short(found, most)
    return cut_short(text, most)


_SHORT = 40
"""Characters: what is no longer says nothing alone."""

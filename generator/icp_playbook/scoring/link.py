"""A link that opens answers on the page "Assess an account".

`site_templates/scripts/assess/link.js` writes the same and reads it; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from icp_playbook.scoring.document import AssessmentDocument
from icp_playbook.scoring.renamed import PARTS

_VERSION = 1
_STATES = {"confirmed": "c", "partial": "p", "absent": "a", "unknown": "u"}
_ITEMS = {"yes": "y", "no": "n", "not-applicable": "x"}


def link_of(document: AssessmentDocument, answers: Mapping[str, Any], name: str = "") -> str:
    """Return the fragment of an address that holds the answers, which the rules can use."""
    about = {"n": name, "r": document["version"]["letters"], "s": answers.get("segment", "")}
    fields = [f"{key}={_encoded(value)}" for key, value in about.items() if value]
    for part in PARTS:
        for id, answer in answers.get(part, {}).items():
            letters = document["questions"].get(f"{part}.{id}")
            fields.append(
                f"{part[0]}:{id}={_answer(part, answer)}{f',{letters}' if letters else ''}"
            )
    return f"v{_VERSION}.{'&'.join(fields)}"


def _answer(part: str, answer: str | Mapping[str, str]) -> str:
    if isinstance(answer, Mapping):
        return ";".join(f"{id}:{_short(_ITEMS, one)}" for id, one in answer.items())
    return _short(_STATES, answer) if part == "qualification" else _encoded(answer)


def _short(words: Mapping[str, str], word: str) -> str:
    return words.get(word) or f".{_encoded(word)}"


def _encoded(text: str) -> str:
    """Return what `encodeURIComponent` does."""
    return quote(text, safe="!~*'()")

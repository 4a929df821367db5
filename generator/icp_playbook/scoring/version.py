"""Which rules judged an account: a few letters that are the same wherever the rules are.

Every number, id, order and condition counts that a result can depend on; no text does, so that a
site in another language, or a sentence that reads better, gives the same letters.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any, TypedDict

from icp_playbook.model.catalog import Catalog
from icp_playbook.scoring.compile import compile_rules

LETTERS = 6
"""Thirty bits: of a million changes of the rules, hardly one goes unnoticed."""


class RulesVersion(TypedDict):
    """What a result says of the rules it was judged by.

    `day` and `revision` are of the newest change in git; null without one, or where files differ
    from it.
    """

    letters: str
    day: str | None
    revision: str | None


def version_of(catalog: Catalog) -> RulesVersion:
    """Return the version of the rules of a catalog."""
    history = catalog.history
    newest = next(iter(history.changes), None) if history.as_committed else None
    return {
        "letters": letters_of(catalog),
        "day": newest.day.isoformat() if newest else None,
        "revision": newest.commit[:10] or None if newest else None,
    }


def letters_of(catalog: Catalog) -> str:
    """Return the letters of the rules of a catalog: of the rules document without its texts."""
    rules = without_texts(compile_rules(catalog, no_text))
    written = json.dumps(rules, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(written.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode().lower()[:LETTERS]


def without_texts(part: Any) -> Any:
    """Return a part of the rules, which were compiled with `no_text`, without its texts.

    Leave out what is empty: so it makes no difference whether there is a text.
    """
    if isinstance(part, dict):
        kept = {key: without_texts(value) for key, value in part.items()}
        return {key: value for key, value in kept.items() if value not in ("", [], {})}
    if isinstance(part, list):
        return [without_texts(one) for one in part if one != ""]
    return part


def no_text(_: str) -> str:
    """Return nothing, in place of a text that decides nothing."""
    return ""

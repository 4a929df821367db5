"""Explanations as a key and parameters; the one set of texts is `site_templates/texts/assessment.en.json`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypedDict

Parameter = str | int | list[str]


class Message(TypedDict):
    """What a result says: never a finished text, so that both languages give the same and texts can change."""

    key: str
    params: dict[str, Parameter]


def say(key: str, **params: Parameter) -> Message:
    """Return the message with this key."""
    return {"key": key, "params": params}


def format_message(texts: Mapping[str, str], key: str, params: Mapping[str, Parameter]) -> str:
    """Return the text of a message: each {name} replaced once, a list joined with commas.

    An unknown key is shown itself and an unknown name stays in its braces, so that both are seen.
    """

    def put(match: re.Match[str]) -> str:
        value = params.get(match[1], match[0])
        return ", ".join(value) if isinstance(value, list) else str(value)

    return re.sub(r"\{([a-z_]+)\}", put, texts.get(key, key))

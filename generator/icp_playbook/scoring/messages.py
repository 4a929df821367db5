"""What a result explains, as JSON that both languages make alike: a sentence and its arguments."""

from __future__ import annotations

from typing import TypedDict

from icp_playbook import messages

Parameter = str | int | list[str]


class Explanation(TypedDict):
    """`key` is the English sentence with names in braces, `params` what stands for them."""

    key: str
    params: dict[str, Parameter]


def say(key: str, **params: Parameter) -> Explanation:
    """Return the message of this sentence."""
    return {"key": key, "params": params}


def format_message(message: Explanation, language: messages.Language = messages.ENGLISH) -> str:
    """Return a message in the reader's language."""
    return language.text(messages.Message(message["key"], message["params"]))

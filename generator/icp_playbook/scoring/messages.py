"""What a result explains, as JSON that both languages make alike: a sentence and its arguments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NotRequired, TypedDict, final

from icp_playbook import messages
from icp_playbook.numbers import Figure

_HAS_GROUPS = re.compile(r"-?[0-9]{4,}(\.[0-9]+)?")


@final
class FigureParameter(TypedDict):
    """A plain decimal that each language writes in its own way, and what it counts."""

    number: str
    form: NotRequired[str]
    currency: NotRequired[str]


@final
class Explanation(TypedDict):
    """`key` is the English sentence with names in braces, `params` what stands for them."""

    key: str
    params: Mapping[str, Parameter]


Parameter = str | int | FigureParameter | Explanation | list[str] | list[Explanation]


def say(key: str, **params: Parameter) -> Explanation:
    """Return the message of this sentence."""
    return {"key": key, "params": params}


def figure(digits: str) -> str | FigureParameter:
    """Return a plain decimal, as a number that each language writes where it has groups."""
    return {"number": digits} if _HAS_GROUPS.fullmatch(digits) else digits


def format_message(message: Explanation, language: messages.Language = messages.ENGLISH) -> str:
    """Return a message in the reader's language."""
    return language.text(text_of(message))


def text_of(parameter: FigureParameter | Explanation | str) -> str:
    """Return a sentence or a number in English, as a text that every language can say."""
    if isinstance(parameter, str):
        return parameter
    if "number" in parameter:
        form, currency = parameter.get("form", ""), parameter.get("currency", "")
        return Figure(parameter["number"], form, currency)
    arguments = {name: _argument(value) for name, value in parameter["params"].items()}
    return messages.Message(parameter["key"], arguments)


def _argument(value: Parameter) -> messages.Argument:
    if isinstance(value, list):
        return [_item(one) for one in value]
    return text_of(value) if isinstance(value, dict) else value


def _item(value: Parameter) -> str:
    return text_of(value) if isinstance(value, dict) else str(value)

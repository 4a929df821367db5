"""Answers in the words that files have for yes and no, before they are scored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from icp_playbook.scoring.rules import Rules

_WORDS = {"true": "yes", "false": "no"}


def spoken(rules: Rules, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return `answers` with YAML's and JSON's true and false as yes and no where those are asked for.

    Where a text or one of several options is asked for, they are words like any other.
    """
    asked = {one["id"] for one in rules["attributes"] if one["type"] == "yes-no"}
    return {
        part: {
            name: _said(one) if part != "attributes" or name in asked else one for name, one in given.items()
        }
        if isinstance(given, dict)
        else given
        for part, given in answers.items()
    }


def _said(answer: Any) -> Any:
    if isinstance(answer, dict):  # the items of a checklist
        return {name: _word(one) for name, one in answer.items()}
    return _word(answer)


def _word(answer: Any) -> Any:
    return _WORDS.get(answer, answer) if isinstance(answer, str) else answer

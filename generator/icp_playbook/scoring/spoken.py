"""Answers in the words that files have for yes and no, before they are scored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from icp_playbook.scoring.rules import Rules

_YES = "yes y true t 1 on x ✓ ✔ ☑ checked ja oui vrai wahr sí si sim 是 有 对 對"
_NO = "no n false f 0 off ✗ ✘ ☐ unchecked nein non faux falsch não 否 没有 沒有 无 無"
_WORDS = dict.fromkeys(_YES.split(), "yes") | dict.fromkeys(_NO.split(), "no")


def yes_or_no(word: str) -> str:
    """Return `yes` or `no` for a word that says so in a file or an export, else an empty text."""
    return _WORDS.get(word.strip().casefold(), "")


def spoken(rules: Rules, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return `answers` with the words of files for yes and no as yes and no where those are asked for.

    Those are yes-no attributes and the items of checklists; elsewhere they are words like any other.
    """
    attributes = {one["id"] for one in rules["attributes"] if one["type"] == "yes-no"}
    dimensions = rules["maturity"]["dimensions"] if rules["maturity"] else []
    asked = {
        "attributes": attributes,
        "maturity": {one["id"] for one in dimensions if one["method"] == "checklist"},
    }
    return {
        part: {name: _said(one) if name in asked.get(part, ()) else one for name, one in given.items()}
        if isinstance(given, dict)
        else given
        for part, given in answers.items()
    }


def _said(answer: Any) -> Any:
    if isinstance(answer, dict):  # the items of a checklist
        return {name: _said(one) for name, one in answer.items()}
    return yes_or_no(answer) or answer if isinstance(answer, str) else answer

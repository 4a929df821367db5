"""What files and exports say for an answer, in the words of scoring: a tick is a yes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from icp_playbook.numbers import half_width
from icp_playbook.scoring.answers import dimensions_in, read_item, scale_of
from icp_playbook.scoring.rules import DimensionRules, Rules, ScaleStep

_YES = "yes y true t 1 on x ✓ ✔ ☑ checked ja oui vrai wahr sí si sim √ 是 是的 有 对 對"
_NO = "no n false f 0 off ✗ ✘ ☐ unchecked nein non faux falsch não 否 不是 没有 沒有 无 無"
_WORDS = dict.fromkeys(_YES.split(), "yes") | dict.fromkeys(_NO.split(), "no")
_NONE_TO_ALL = {"0": "None", "0.25": "Some", "0.5": "Most", "1": "All"}


def spoken(rules: Rules, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return `answers` in the words of scoring for what files say instead.

    Yes-no attributes and the items of checklists ask for yes and no, and take other words for
    them; the questions of a scale take its wording. Elsewhere they are plain words.
    """
    attributes = {one["id"] for one in rules["attributes"] if one["type"] == "yes-no"}
    dimensions = dimensions_in(rules)
    asked = {
        "attributes": attributes,
        "maturity": {one["id"] for one in dimensions if one["method"] == "checklist"},
    }
    read = {
        part: {
            name: _said(one) if name in asked.get(part, ()) else one for name, one in given.items()
        }
        if isinstance(given, dict)
        else given
        for part, given in answers.items()
    }
    if isinstance(maturity := read.get("maturity"), dict):
        for one in dimensions:
            if one["method"] == "coverage" and isinstance(given := maturity.get(one["id"]), dict):
                maturity[one["id"]] = _by_wording(one, given)
    return read


def _said(answer: Any) -> Any:
    if isinstance(answer, dict):  # the items of a checklist
        return {name: _said(one) for name, one in answer.items()}
    return yes_or_no(answer) or answer if isinstance(answer, str) else answer


def _by_wording(dimension: DimensionRules, given: Mapping[Any, Any]) -> dict[Any, Any]:
    """Return the answers to questions with the value for the wording of their scale."""
    read = dict(given)
    for item in (item for level in dimension["levels"] for item in level["items"]):
        answer, scale = given.get(item["id"]), scale_of(dimension, item)
        if isinstance(answer, bool):  # what YAML makes of a bare yes or no
            answer = "yes" if answer else "no"
        if not isinstance(answer, str) or read_item(dimension, item, answer):
            continue
        wanted = answer.strip().casefold()
        values = (step["value"] for step in scale if wording_of(step).casefold() == wanted)
        read[item["id"]] = next(values, given[item["id"]])
    return read


def yes_or_no(word: str) -> str:
    """Return `yes` or `no` for a word that says so in a file or an export, else an empty text."""
    return _WORDS.get(half_width(word).strip().casefold(), "")


def wording_of(step: ScaleStep) -> str:
    """Return what an answer of a scale is called; without a label of its own it is none to all."""
    return step.get("label") or _NONE_TO_ALL.get(step["value"], step["value"])

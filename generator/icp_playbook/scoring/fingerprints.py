"""Fingerprints: a few letters for what each question means, to see later whether it changed.

What an answer depends on counts: the question with its type, unit, currency and options; what
counts as confirmed, partial and absent; what each level looks like. Weights, points and bands do
not count: they change the score of an old answer, not its truth. An option counts under its first
id, so that renaming it changes nothing. Texts count as the author wrote them first, so that a new
translation changes nothing and every language of a site gives the same letters.
"""

from __future__ import annotations

import base64
import hashlib
import json

from icp_playbook.model.account import AccountAttributes, Attribute
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.maturity import Dimension, LevelQuestion
from icp_playbook.model.qualification import Qualification, QualificationCriterion
from icp_playbook.model.text import Text
from icp_playbook.scoring.current import dimensions_in_order, further_models

LETTERS = 4
"""Twenty bits: one change in a million goes unnoticed."""


def fingerprints(catalog: Catalog) -> dict[str, str]:
    """Return the letters of each question, by `attributes.<id>` or what else it is."""
    account, qualification = catalog.one(AccountAttributes), catalog.one(Qualification)
    attributes = account.attributes if account else ()
    criteria = qualification.criteria if qualification else ()
    return {
        **{f"attributes.{one.id}": _letters(_attribute(one)) for one in attributes},
        **{f"qualification.{one.id}": _letters(_criterion(one)) for one in criteria},
        **{
            f"maturity.{one.id}": _letters(_dimension(one))
            for model in (None, *(further.id for further in further_models(catalog)))
            for one in dimensions_in_order(catalog, model)
        },
    }


def _letters(meaning: list[object]) -> str:
    digest = hashlib.sha256(json.dumps(meaning, ensure_ascii=False).encode()).digest()
    return base64.b32encode(digest).decode().lower()[:LETTERS]


def _attribute(one: Attribute) -> list[object]:
    options = [[[*option.aliases, option.id][0], _first(option.label)] for option in one.options]
    meaning: list[object] = [_first(one.question), one.type, _first(one.unit), options]
    return [*meaning, one.currency] if one.currency is not None else meaning


def _criterion(one: QualificationCriterion) -> list[object]:
    return [_first(text) for text in (one.name, one.confirmed, one.partial, one.absent)]


def _dimension(one: Dimension) -> list[object]:
    levels = [
        [
            int(level.level),
            _first(level.label),
            _first(level.descriptor),
            [_first(sign) for sign in level.signs] if one.method == "checklist" else [],
            [_question(asked) for asked in level.questions] if one.method == "coverage" else [],
        ]
        for level in one.levels
    ]
    return [
        _first(one.question),
        one.method,
        levels,
        [str(answer.value.normalize()) for answer in one.scale],
    ]


def _question(asked: LevelQuestion) -> object:
    """Return a question as words; with its own answers, if it has some, since they are its own."""
    answers = [[_first(one.label), str(one.value.normalize())] for one in asked.scale]
    return [_first(asked.question), answers] if answers else _first(asked.question)


def _first(text: Text | None) -> str:
    return text or ""

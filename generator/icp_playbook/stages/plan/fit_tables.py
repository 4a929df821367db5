"""Fit rules in words: criteria with the points of each answer, and when a disqualifier holds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from icp_playbook.messages import Sentence
from icp_playbook.model.account import AccountAttributes, Attribute
from icp_playbook.model.segment import Condition, Criterion, Disqualifier, Fit, NumberBand
from icp_playbook.scoring.compile import attribute_rules
from icp_playbook.scoring.spoken import condition_text, range_text


@dataclass(frozen=True, slots=True)
class Earned:
    """One answer to a criterion and its points; `share` is their percentage of the most."""

    answer: str
    points: Decimal
    share: int


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion, with its question and answers."""

    criterion: Criterion
    attribute: Attribute | None
    earned: tuple[Earned, ...]


@dataclass(frozen=True, slots=True)
class FitTable:
    """How a score comes about, as its page shows it."""

    criteria: list[CriterionRow]
    disqualifiers: list[DisqualifierRow]
    required: bool
    """Whether some criterion must be known first."""


def fit_table(fit: Fit, account: AccountAttributes | None) -> FitTable:
    """Return how a score comes about: of a segment, or of the company as a whole."""
    return FitTable(
        list_criteria(fit, account),
        list_disqualifiers(fit, account),
        any(one.required for one in fit.criteria),
    )


def list_criteria(fit: Fit, account: AccountAttributes | None) -> list[CriterionRow]:
    """Return the criteria of a score, the heaviest first."""
    attributes = {attribute.id: attribute for attribute in account.attributes} if account else {}
    criteria = sorted(fit.criteria, key=lambda one: one.weight, reverse=True)
    return [_row(criterion, attributes.get(criterion.attribute)) for criterion in criteria]


def _row(criterion: Criterion, attribute: Attribute | None) -> CriterionRow:
    if criterion.bands:
        pairs: list[tuple[str, Decimal]] = [
            (_range(band, attribute), band.points) for band in criterion.bands
        ]
    else:
        labels = {option.id: option.label for option in attribute.options} if attribute else {}
        pairs = [
            (labels.get(answer, answer), points) for answer, points in criterion.options.items()
        ]
    most = max((points for _, points in pairs), default=Decimal(0))
    earned = [Earned(answer, points, _share(points, most)) for answer, points in pairs]
    return CriterionRow(criterion, attribute, tuple(earned))


def _share(points: Decimal, most: Decimal) -> int:
    return int(points * 100 / most) if points > 0 and most > 0 else 0


def _range(band: NumberBand, attribute: Attribute | None) -> str:
    asked = [attribute_rules(attribute, _as_typed)] if attribute else []
    return range_text(band, attribute.id if attribute else None, asked)


@dataclass(frozen=True, slots=True)
class DisqualifierRow:
    """One disqualifier, its condition as a list of words and labels."""

    disqualifier: Disqualifier
    words: tuple[str, ...]


def list_disqualifiers(fit: Fit, account: AccountAttributes | None) -> list[DisqualifierRow]:
    """Return what rules an account out, in the author's order."""
    attributes = {attribute.id: attribute for attribute in account.attributes} if account else {}
    return [
        DisqualifierRow(one, tuple(condition_words(one.when, attributes)))
        for one in fit.disqualifiers
    ]


def condition_words(when: Condition, attributes: dict[str, Attribute]) -> list[str]:
    """Return a condition as a sentence, alone in a list."""
    asked = [attribute_rules(one, _as_typed) for one in attributes.values()]
    return [Sentence.of(condition_text(when, asked))]


def _as_typed(text: str) -> str:
    return text

"""Fit rules in words: criteria with the points of each answer, and when a disqualifier holds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from icp_playbook.messages import Sentence, say
from icp_playbook.model.account import AccountAttributes, Attribute
from icp_playbook.model.segment import (
    Condition,
    CriteriaGroup,
    Criterion,
    Disqualifier,
    Fit,
    NumberBand,
    OtherWeights,
)
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
    """One criterion, with its question and answers, and in words when they count."""

    criterion: Criterion
    attribute: Attribute | None
    earned: tuple[Earned, ...]
    when: str | None


@dataclass(frozen=True, slots=True)
class FitTable:
    """How a score comes about, as its page shows it."""

    criteria: list[CriterionRow]
    groups: list[GroupRow]
    other_weights: list[WeightsRow]
    disqualifiers: list[DisqualifierRow]
    required: bool
    """Whether some criterion must be known first."""


def fit_table(fit: Fit, account: AccountAttributes | None) -> FitTable:
    """Return how a score comes about: of a segment, or of the company as a whole."""
    return FitTable(
        list_criteria(fit, account),
        list_groups(fit, account),
        list_other_weights(fit, account),
        list_disqualifiers(fit, account),
        any(one.required for one in fit.criteria),
    )


def list_criteria(fit: Fit, account: AccountAttributes | None) -> list[CriterionRow]:
    """Return the criteria of a score, the heaviest first."""
    attributes = {attribute.id: attribute for attribute in account.attributes} if account else {}
    criteria = sorted(fit.criteria, key=lambda one: one.weight, reverse=True)
    return [_row(criterion, attributes) for criterion in criteria]


def _row(criterion: Criterion, attributes: dict[str, Attribute]) -> CriterionRow:
    attribute = attributes.get(criterion.attribute or "")
    when = _condition(criterion.when, attributes) if criterion.when else None
    otherwise = criterion.otherwise
    if otherwise is None and when is not None:
        otherwise = Decimal(0)
    pairs: list[tuple[str, Decimal]]
    if criterion.points is not None and when is not None:
        pairs, when = [(Sentence.of(when), criterion.points)], None
    elif criterion.bands:
        pairs = [(_range(band, attribute), band.points) for band in criterion.bands]
    else:
        labels = {option.id: option.label for option in attribute.options} if attribute else {}
        pairs = [
            (labels.get(answer, answer), points) for answer, points in criterion.options.items()
        ]
    most = max((points for _, points in [*pairs, ("", otherwise or Decimal(0))]))
    earned = [Earned(answer, points, _share(points, most)) for answer, points in pairs]
    if otherwise is not None:
        said = say("otherwise") if criterion.when else say("any other answer")
        earned.append(Earned(said, otherwise, _share(otherwise, most)))
    return CriterionRow(criterion, attribute, tuple(earned), when)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of criteria with its cap, and what its criteria are called."""

    group: CriteriaGroup
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeightsRow:
    """Other weights: for whom, in words, and what each criterion weighs then."""

    other: OtherWeights
    when: str
    weights: tuple[tuple[str, Decimal], ...]


def list_groups(fit: Fit, account: AccountAttributes | None) -> list[GroupRow]:
    """Return the groups that have criteria, in the author's order."""
    names = _criterion_names(fit, account)
    rows = [
        GroupRow(
            group,
            tuple(
                name for one, name in zip(fit.criteria, names, strict=True) if one.group == group.id
            ),
        )
        for group in fit.groups
    ]
    return [row for row in rows if row.names]


def list_other_weights(fit: Fit, account: AccountAttributes | None) -> list[WeightsRow]:
    """Return what is weighed otherwise for some accounts, in the author's order."""
    names = _criterion_names(fit, account)
    attributes = {attribute.id: attribute for attribute in account.attributes} if account else {}
    called = {one.id or one.attribute: name for one, name in zip(fit.criteria, names, strict=True)}
    return [
        WeightsRow(
            other,
            _condition(other.when, attributes),
            tuple((called.get(name, name), weight) for name, weight in other.weights.items()),
        )
        for other in fit.other_weights
    ]


def _criterion_names(fit: Fit, account: AccountAttributes | None) -> list[str]:
    titles: dict[str, str] = {one.id: one.title for one in account.attributes} if account else {}
    found: list[str] = []
    for one in fit.criteria:
        own = one.attribute or ""
        found.append(one.name or titles.get(own, own))
    return found


def _share(points: Decimal, most: Decimal) -> int:
    return int(points * 100 / most) if points > 0 and most > 0 else 0


def _range(band: NumberBand, attribute: Attribute | None) -> str:
    asked = [attribute_rules(attribute, _as_typed)] if attribute else []
    return Sentence.of(range_text(band, attribute.id if attribute else None, asked))


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
    return [Sentence.of(_condition(when, attributes))]


def _condition(when: Condition, attributes: dict[str, Attribute]) -> str:
    asked = [attribute_rules(one, _as_typed) for one in attributes.values()]
    return condition_text(when, asked)


def _as_typed(text: str) -> str:
    return text

"""Fit rules in words: criteria with the points of each answer, and when a disqualifier holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from icp_playbook.messages import Sentence, say
from icp_playbook.model.account import AccountAttributes, Attribute, Flag
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.fit import (
    Condition,
    CriteriaGroup,
    Criterion,
    Disqualifier,
    Fit,
    NumberBand,
    OtherWeights,
)
from icp_playbook.scoring.compile_fit import attribute_rules
from icp_playbook.scoring.spoken import condition_text, list_names, range_text


@dataclass(frozen=True, slots=True)
class Asked:
    """What conditions and criteria name: attributes, and what lists are called."""

    attributes: Mapping[str, Attribute]
    lists: Mapping[str, str]


def asked_of(catalog: Catalog) -> Asked:
    """Return what the conditions of a catalog name."""
    account = catalog.one(AccountAttributes)
    return Asked(
        {one.id: one for one in account.attributes} if account else {}, list_names(catalog)
    )


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

    @property
    def most(self) -> Decimal:
        """The points of the best answer."""
        return max((one.points for one in self.earned), default=Decimal(0))

    @property
    def best(self) -> tuple[str, ...]:
        """The answers that earn the most; none where no answer is better than another."""
        if self.most <= 0 or all(one.points == self.most for one in self.earned):
            return ()
        return tuple(one.answer for one in self.earned if one.points == self.most)

    @property
    def counts(self) -> Decimal:
        """What the best answer adds to the score."""
        return max(self.most, Decimal(0)) * self.criterion.weight


@dataclass(frozen=True, slots=True)
class FitTable:
    """How a score comes about, as its page shows it."""

    criteria: list[CriterionRow]
    groups: list[GroupRow]
    other_weights: list[WeightsRow]
    disqualifiers: list[DisqualifierRow]
    required: bool
    """Whether some criterion must be known first."""

    @property
    def weighed(self) -> bool:
        """Whether weights differ: where all are the same they say nothing."""
        return bool(self.other_weights) or len({one.criterion.weight for one in self.criteria}) > 1

    @property
    def by_weight(self) -> list[tuple[CriterionRow, int]]:
        """The criteria, the one that may add most first, with its share of that one's in percent.

        The share is 0 where all may add the same.
        """
        rows = sorted(self.criteria, key=lambda one: one.counts, reverse=True)
        most = rows[0].counts if rows else Decimal(0)
        differ = len({one.counts for one in rows}) > 1
        return [(one, int(one.counts * 100 / most) if differ and most else 0) for one in rows]


def fit_table(fit: Fit, asked: Asked) -> FitTable:
    """Return how a score comes about: of a segment, or of the company as a whole."""
    return FitTable(
        list_criteria(fit, asked),
        list_groups(fit, asked),
        list_other_weights(fit, asked),
        list_disqualifiers(fit, asked),
        any(one.required for one in fit.criteria),
    )


def list_criteria(fit: Fit, asked: Asked) -> list[CriterionRow]:
    """Return the criteria of a score, the heaviest first."""
    criteria = sorted(fit.criteria, key=lambda one: one.weight, reverse=True)
    return [_row(criterion, asked) for criterion in criteria]


def _row(criterion: Criterion, asked: Asked) -> CriterionRow:
    attribute = asked.attributes.get(criterion.attribute or "")
    when = _condition(criterion.when, asked) if criterion.when else None
    otherwise = criterion.otherwise
    if otherwise is None and when is not None:
        otherwise = Decimal(0)
    pairs: list[tuple[str, Decimal]]
    if criterion.points is not None and when is not None:
        pairs, when = [(Sentence.of(when), criterion.points)], None
    elif criterion.bands:
        pairs = [(_range(band, attribute), band.points) for band in criterion.bands]
    else:
        labels = _labels(attribute)
        pairs = [
            (labels.get(answer, answer), points) for answer, points in criterion.options.items()
        ]
    most = max((points for _, points in [*pairs, ("", otherwise or Decimal(0))]))
    earned = [Earned(answer, points, _share(points, most)) for answer, points in pairs]
    if otherwise is not None:
        said = say("Otherwise") if criterion.when else say("Any other answer")
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


def list_groups(fit: Fit, asked: Asked) -> list[GroupRow]:
    """Return the groups that have criteria, in the author's order."""
    names = _criterion_names(fit, asked)
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


def list_other_weights(fit: Fit, asked: Asked) -> list[WeightsRow]:
    """Return what is weighed otherwise for some accounts, in the author's order."""
    names = _criterion_names(fit, asked)
    called = {one.id or one.attribute: name for one, name in zip(fit.criteria, names, strict=True)}
    return [
        WeightsRow(
            other,
            _condition(other.when, asked),
            tuple((called.get(name, name), weight) for name, weight in other.weights.items()),
        )
        for other in fit.other_weights
    ]


def _criterion_names(fit: Fit, asked: Asked) -> list[str]:
    titles: dict[str, str] = {id: one.title for id, one in asked.attributes.items()}
    found: list[str] = []
    for one in fit.criteria:
        own = one.attribute or ""
        found.append(one.name or titles.get(own, own))
    return found


def _labels(attribute: Attribute | None) -> dict[str, str]:
    """Return what the answers to a question are called."""
    if attribute is None:
        return {}
    if attribute.type == "yes-no":
        return {"yes": say("Yes"), "no": say("No")}
    return {option.id: option.label for option in attribute.options}


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


def list_disqualifiers(fit: Fit, asked: Asked) -> list[DisqualifierRow]:
    """Return what rules an account out, in the author's order."""
    return [
        DisqualifierRow(one, tuple(condition_words(one.when, asked))) for one in fit.disqualifiers
    ]


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One flag, its condition as a list of words and labels."""

    flag: Flag
    words: tuple[str, ...]


def list_flags(account: AccountAttributes, asked: Asked) -> list[FlagRow]:
    """Return what may be said of an account beside its scores, in the author's order."""
    return [FlagRow(one, tuple(condition_words(one.when, asked))) for one in account.flags]


def asked_in(when: Condition) -> list[str]:
    """Return the attributes that a condition compares, as often as it does."""
    if when.attribute is not None:
        return [when.attribute]
    return [name for part in when.all or when.any for name in asked_in(part)]


def condition_words(when: Condition, asked: Asked) -> list[str]:
    """Return a condition as a sentence, alone in a list."""
    return [Sentence.of(_condition(when, asked))]


def _condition(when: Condition, asked: Asked) -> str:
    rules = [attribute_rules(one, _as_typed) for one in asked.attributes.values()]
    return condition_text(when, rules, asked.lists)


def _as_typed(text: str) -> str:
    return text

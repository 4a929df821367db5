"""Fit at a glance: what counts most and at its best, and what rules an account out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from icp_playbook.model.fit import Fit
from icp_playbook.stages.plan.fit_tables import (
    Asked,
    CriterionRow,
    list_criteria,
    list_disqualifiers,
)

_SHOWN = 3
"""So many criteria, the heaviest, and so many disqualifiers: the page of the segment has all."""
_BEST = 100


@dataclass(frozen=True, slots=True)
class Glance:
    """The names of criteria with the answers that earn most, and what rules an account out."""

    best: tuple[tuple[str, tuple[str, ...]], ...]
    stops: tuple[str, ...]


def glance_of(fit: Fit | None, asked: Asked) -> Glance:
    """Return how one tells a customer at a glance; nothing without rules of fit."""
    if fit is None:
        return Glance((), ())
    best = (_best(row) for row in list_criteria(fit, asked))
    stops = (word for row in list_disqualifiers(fit, asked) for word in row.words[:1])
    return Glance(
        tuple(one for one in best if one is not None)[:_SHOWN], tuple(_first(stops, _SHOWN))
    )


def _best(row: CriterionRow) -> tuple[str, tuple[str, ...]] | None:
    """Return a criterion and its best answers; None where a condition says when it counts."""
    attribute = row.attribute
    name = row.criterion.name or (attribute and (attribute.name or attribute.question))
    answers = tuple(one.answer for one in row.earned if one.share == _BEST)
    return (name, answers) if name and answers and row.when is None else None


def _first(words: Iterator[str], most: int) -> Iterator[str]:
    """Yield the first words, each once."""
    yield from list(dict.fromkeys(words))[:most]

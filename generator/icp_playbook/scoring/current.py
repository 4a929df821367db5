"""What of a catalog accounts are judged by, and what turns its texts into plain ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from icp_playbook.model import maturity, segment
from icp_playbook.model.catalog import Catalog, D
from icp_playbook.model.prose import plain_text
from icp_playbook.model.score import Score
from icp_playbook.model.text import said
from icp_playbook.scoring.exact import exact_text

Read = Callable[[str], str]


def readers(catalog: Catalog, language: str) -> tuple[Read, Read]:
    """Return what turns a name, and what turns prose, into plain text of one language."""

    def line(text: str) -> str:
        return said(text, language)

    def shown(target: str) -> str:
        return line(catalog.targets[catalog.ref(target)].title)

    def prose(text: str) -> str:
        return plain_text(line(text), shown)

    return line, prose


def scored_segments(catalog: Catalog) -> list[segment.Segment]:
    """Return the segments that an account can be compared with: those with criteria, by id."""
    return [one for one in current(catalog, segment.Segment) if one.fit is not None]


def current_scores(catalog: Catalog) -> list[Score]:
    """Return the scores of the company as a whole, the one that measures fit first."""
    return list(current(catalog, Score))


def tiers_in_order(catalog: Catalog, model: str | None = None) -> list[maturity.Tier]:
    """Return the tiers of a further model, or of the main one, from low to high."""
    tiers = maturity.of_model(current(catalog, maturity.Tier), model)
    return sorted(tiers, key=lambda tier: (tier.level, tier.id))


def dimensions_in_order(catalog: Catalog, model: str | None = None) -> list[maturity.Dimension]:
    """Return the dimensions of a further model, or of the main one.

    They stand as the company orders them, the others after them by id.
    """
    dimensions = maturity.of_model(current(catalog, maturity.Dimension), model)
    return sorted(dimensions, key=lambda one: (one.order is None, one.order or 0, one.id))


def further_models(catalog: Catalog) -> list[maturity.FurtherModel]:
    """Return the maturity models beside the main one, by id."""
    return list(current(catalog, maturity.FurtherModel))


def current(catalog: Catalog, model: type[D]) -> Iterable[D]:
    """Return the definitions of a kind that are not retired, in their order."""
    return (one for one in catalog.all(model) if one.status != "retired")


@lru_cache(maxsize=10_000)
def plain(number: Decimal) -> str:
    """Return a number as the rules and the answers write it.

    A company's points and bands are the same few numbers.
    """
    return exact_text(Fraction(number))

"""What one criterion brings: its points once they are known, and what they may still turn out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.scoring.conditions import Known, holds, leaves, undecided_by
from icp_playbook.scoring.exact import exact_number
from icp_playbook.scoring.rules import AttributeRules, CriterionRules, ends


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of an account.

    `least` and `most` are the points it may still bring, both `points` once they are known;
    `highest` is what the best account would earn. `open_by` are the attributes it waits for.
    """

    criterion: CriterionRules
    points: Fraction | None
    least: Fraction
    most: Fraction
    highest: Fraction
    open_by: tuple[str, ...]


def line_of(criterion: CriterionRules, known: Known) -> Line:
    """Return what a criterion brings, by what is known."""
    possible, open_by = _possible(criterion, known)
    return Line(
        criterion=criterion,
        points=None if open_by else possible[0],
        least=min(possible),
        most=max(possible),
        highest=max(all_points(criterion)),
        open_by=tuple(dict.fromkeys(open_by)),
    )


def all_points(criterion: CriterionRules) -> list[Fraction]:
    """Return all that a criterion may bring, whatever is known."""
    return [*_scale(criterion), *([_otherwise(criterion)] if "when" in criterion else [])]


def name_of(criterion: CriterionRules) -> str:
    """Return what others name a criterion by: its id, else its attribute."""
    return criterion.get("id") or criterion.get("attribute", "")


def asked_by(criterion: CriterionRules) -> list[str]:
    """Return the attributes that a criterion depends on, its own first."""
    own = [criterion["attribute"]] if "attribute" in criterion else []
    return list(dict.fromkeys([*own, *(leaves(criterion["when"]) if "when" in criterion else [])]))


def answers_of(attribute: AttributeRules) -> list[str]:
    """Return what can be answered to a choice or a yes-no."""
    if attribute["type"] == "yes-no":
        return ["yes", "no"]
    return [option["value"] for option in attribute.get("options", [])]


def has_holes(attribute: AttributeRules, criterion: CriterionRules) -> bool:
    """Tell whether an answer may have no points of its own: a hole between bands, say."""
    if "bands" not in criterion:
        return any(value not in criterion.get("options", {}) for value in answers_of(attribute))
    end, most = ends(attribute)
    for band in sorted(
        criterion["bands"], key=lambda band: exact_number(band["from"]) if "from" in band else end
    ):
        if "from" in band and exact_number(band["from"]) > end:
            return True
        if "to" not in band:
            return False
        end = max(end, exact_number(band["to"]))
    return most is None or end < most


def _possible(criterion: CriterionRules, known: Known) -> tuple[list[Fraction], list[str]]:
    """Return the points that are possible, and what has to be known to tell which of them."""
    met = holds(criterion["when"], known) if "when" in criterion else True
    if met is False:
        return [_otherwise(criterion)], []
    earned = _earned(criterion, known)
    possible = _scale(criterion) if earned is None else [earned]
    asks = [criterion["attribute"]] if earned is None else []
    if met or (possible == [_otherwise(criterion)] and not asks):
        return possible, asks
    return [*possible, _otherwise(criterion)], [*undecided_by(criterion["when"], known), *asks]


def _scale(criterion: CriterionRules) -> list[Fraction]:
    """Return the points of all answers."""
    if "points" in criterion:
        return [exact_number(criterion["points"])]
    listed = (
        [band["points"] for band in criterion["bands"]]
        if "bands" in criterion
        else [*criterion.get("options", {}).values()]
    )
    others = [_otherwise(criterion)] if criterion.get("has_holes") else []
    return [*map(exact_number, listed), *others]


def _otherwise(criterion: CriterionRules) -> Fraction:
    return exact_number(criterion.get("otherwise", "0"))


def _earned(criterion: CriterionRules, known: Known) -> Fraction | None:
    """Return the points of the answer, or None while there is none.

    Bands are half-open, the last one closed; what the scale does not list earns `otherwise`.
    """
    if "points" in criterion:
        return exact_number(criterion["points"])
    value = known.get(criterion["attribute"])
    if value is None:
        return None
    points = (
        _band_points(criterion, exact_number(value))
        if "bands" in criterion
        else criterion.get("options", {}).get(value)
    )
    return _otherwise(criterion) if points is None else exact_number(points)


def _band_points(criterion: CriterionRules, number: Fraction) -> str | None:
    last = len(criterion["bands"]) - 1
    for index, band in enumerate(criterion["bands"]):
        above = "from" not in band or number >= exact_number(band["from"])
        below = "to" not in band or number < exact_number(band["to"])
        if above and (below or (index == last and number == exact_number(band["to"]))):
            return band["points"]
    return None

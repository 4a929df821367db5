"""The rules document: all that scores an account, as JSON for Python and JavaScript alike.

Weights, points, bounds and shares are **plain decimal strings** ("3", "-1", "0.75"; see
`exact.py`), so that no binary fraction ever enters a sum; levels, `max_gap` and `version` are JSON
integers. Texts are already in the site's language. Lists keep the author's order; `find_defects`
answers with paths into this document.

    {"version": 1,
     "attributes": [{"id": "employees", "question": "How many people work there?", "type": "number",
                     "unit": "people", "min": "0"},
                    {"id": "storefront", "question": "Which storefront?", "type": "choice",
                     "options": [{"value": "hosted", "label": "Hosted"},
                                 {"value": "none", "label": "None"}]}],
     "segments": [{"id": "mid-market", "name": "Mid-market", "focus": "beachhead", "mode": "share",
                   "min_coverage": "0.6",
                   "criteria": [{"attribute": "employees", "weight": "3", "required": true,
                                 "why": "…", "bands": [{"to": "50", "points": "1"},
                                                       {"from": "50", "points": "5"}]},
                                {"attribute": "storefront", "weight": "2", "required": false,
                                 "why": "…", "options": {"hosted": "5", "none": "0"},
                                 "when": {"attribute": "employees", "at-least": "20"},
                                 "otherwise": "0", "group": "reach"},
                                {"id": "large", "name": "Large", "weight": "1", "required": false,
                                 "why": "…", "when": {"attribute": "employees", "at-least": "90"},
                                 "points": "5", "otherwise": "0", "group": "reach"}],
                   "groups": [{"id": "reach", "name": "Reach", "most": "12"}],
                   "other_weights": [{"name": "Without a shop", "weights": {"large": "2"},
                                      "when": {"attribute": "storefront", "is": "none"}}],
                   "disqualifiers": [{"when": {"attribute": "employees", "below": "5"}, "why": "…",
                                      "exception": "ask"}],
                   "bands": [{"from": "0", "name": "Pass"}, {"from": "70", "name": "Core"}]}],
     "qualification": {"criteria": [{"id": "need", "name": "Need", "questions": ["What hurts?"]}],
                       "share": "0.75", "must_have": ["need"],
                       "verdicts": [{"id": "qualified", "name": "Qualified", "next_action": "…",
                                     "owner": "sales", "play": "first-proposal"}]},
     "maturity": {"levels": [{"level": 1, "name": "Immature"}, {"level": 2, "name": "Low"}],
                  "rule": {"kind": "threshold", "share": "0.75", "max_gap": 1, "min_known": "0.75"},
                  "tiers": [{"id": "immature", "level": 1, "name": "Immature"},
                            {"id": "low", "level": 2, "name": "Low"}],
                  "dimensions": [{"id": "tools", "name": "Tools", "question": "…",
                                  "method": "rubric",
                                  "levels": [{"level": 1, "label": "…", "signs": ["…"],
                                              "items": []},
                                             {"level": 2, "label": "…", "signs": ["…"],
                                              "items": []}]}]},
     "grid": {"qualified": {"immature": "Decline kindly."}}}

`qualification`, `maturity` may be null: the company does not use them. A number attribute takes
answers from `min` (default "0") up to `max` (default: no end); the bands of its criteria must cover
exactly that.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NotRequired, TypedDict

VERSION = 1

AttributeType = Literal["number", "choice", "yes-no", "text"]


class OptionRules(TypedDict):
    """One possible answer of a `choice`; a `yes-no` has "yes" and "no" without listing them."""

    value: str
    label: str


class AttributeRules(TypedDict):
    """What is asked about any account, once, whichever segments use it."""

    id: str
    question: str
    type: AttributeType
    unit: NotRequired[str]
    options: NotRequired[list[OptionRules]]
    min: NotRequired[str]
    max: NotRequired[str]


def ends(attribute: AttributeRules) -> tuple[Fraction, Fraction | None]:
    """Return the least and the most that a number may be; None where there is no most."""
    most = attribute.get("max")
    return Fraction(attribute.get("min", "0")), None if most is None else Fraction(most)


#: From `from` to below `to`; the last band includes its end. No `from` or `to`: no bound there.
Band = TypedDict("Band", {"from": NotRequired[str], "to": NotRequired[str], "points": str})

#: From this score up to the next band's `from`; the last one up to the highest score, included.
#: Raw points may be below zero: the first band holds all that is below the second.
FitBand = TypedDict("FitBand", {"from": str, "name": str, "id": NotRequired[str]})

#: Either one comparison of one attribute, or `all` or `any` of several conditions.
Condition = TypedDict(
    "Condition",
    {
        "attribute": str,
        "below": str,
        "at-least": str,
        "is": str,
        "is-not": str,
        "one-of": list[str],
        "all": "list[Condition]",
        "any": "list[Condition]",
    },
    total=False,
)


class CriterionRules(TypedDict):
    """What something is worth to a segment.

    An attribute is worth the points of `bands` of a number, or of `options`; `points` alone are
    earned where `when` holds. Where `when` does not, and for what the scale leaves out
    (`has_holes`), `otherwise` counts. Others name a criterion by `id`, else by `attribute`.
    """

    attribute: NotRequired[str]
    weight: str
    required: bool
    why: str
    bands: NotRequired[list[Band]]
    options: NotRequired[dict[str, str]]
    points: NotRequired[str]
    id: NotRequired[str]
    name: NotRequired[str]
    group: NotRequired[str]
    when: NotRequired[Condition]
    otherwise: NotRequired[str]
    has_holes: NotRequired[bool]


class GroupRules(TypedDict):
    """Criteria that together count `most`, weights included, however much they earn."""

    id: str
    name: str
    most: str


class OtherWeights(TypedDict):
    """Weights by the names of criteria, for accounts of which `when` holds."""

    name: str
    when: Condition
    weights: dict[str, str]


class DisqualifierRules(TypedDict):
    """What rules an account out whatever it scores, and whether an exception may be asked for."""

    when: Condition
    why: str
    exception: Literal["ask", "never"]


class SegmentRules(TypedDict):
    """How well an account fits one segment; mode `raw` counts points, `share` their share.

    Of `other_weights` the first count whose condition holds.
    """

    id: str
    name: str
    focus: str
    mode: Literal["share", "raw"]
    min_coverage: str
    criteria: list[CriterionRules]
    disqualifiers: list[DisqualifierRules]
    bands: list[FitBand]
    groups: NotRequired[list[GroupRules]]
    other_weights: NotRequired[list[OtherWeights]]


class MotivationCriterion(TypedDict):
    """One thing to be confirmed; its first question is the next one to ask."""

    id: str
    name: str
    questions: list[str]


class VerdictRules(TypedDict):
    """What the company does on one of the verdicts `qualified`, `pursue`, `nurture`."""

    id: str
    name: str
    next_action: NotRequired[str]
    owner: NotRequired[str]
    play: NotRequired[str]


class MotivationRules(TypedDict):
    """Motivation: the criteria, the share to be confirmed, and those needed in any case."""

    criteria: list[MotivationCriterion]
    share: str
    must_have: list[str]
    verdicts: list[VerdictRules]


class LevelRules(TypedDict):
    """One level of maturity; levels are consecutive whole numbers from 0 or 1."""

    level: int
    name: str


class TierRules(TypedDict):
    """What the company calls the customers of one level."""

    id: str
    level: int
    name: str


class LevelsToTier(TypedDict):
    """How levels make a tier; `share` and `max_gap` belong to `threshold`."""

    kind: Literal["threshold", "minimum", "mean"]
    share: str
    max_gap: int
    min_known: str


class Item(TypedDict):
    """One criterion of a checklist, or one question of a dimension by coverage."""

    id: str
    text: str


class DimensionLevelRules(TypedDict):
    """What one level looks like in one dimension. `items` is empty for a rubric."""

    level: int
    label: str
    signs: list[str]
    items: list[Item]


class DimensionRules(TypedDict):
    """One dimension of maturity; `scale` ("0" to "1") belongs to the method `coverage`."""

    id: str
    name: str
    question: str
    method: Literal["rubric", "checklist", "coverage"]
    levels: list[DimensionLevelRules]
    scale: NotRequired[list[str]]


class AbilityRules(TypedDict):
    """Ability: levels, one tier each, dimensions, and the rule from levels to the tier."""

    levels: list[LevelRules]
    rule: LevelsToTier
    tiers: list[TierRules]
    dimensions: list[DimensionRules]


class Rules(TypedDict):
    """The whole document. `grid` is verdict id → tier id → stance; a missing cell is undecided."""

    version: int
    attributes: list[AttributeRules]
    segments: list[SegmentRules]
    qualification: MotivationRules | None
    maturity: AbilityRules | None
    grid: dict[str, dict[str, str]]


Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Defect:
    """What can't be scored. `where` is the path into the document: ("segments", 0, "bands", 2)."""

    where: Where
    message: str
    hint: str = ""

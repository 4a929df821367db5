"""The rules document: all that scores an account, as JSON for Python and JavaScript alike.

Weights, points, bounds and shares are **plain decimal strings** ("3", "-1", "0.75"; see
`exact.py`), so that no binary fraction ever enters a sum; levels, `max_gap` and `version` are JSON
integers. Texts are already in the site's language. Lists keep the author's order; `find_defects`
answers with paths into this document.

    {"version": 1,
     "attributes": [{"id": "employees", "question": "How many people work there?", "type": "number",
                     "form": "count", "unit": "people", "min": "0"},
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
     "scores": [{"id": "health", "name": "Health", "question": "How are they?",
                 "measures": "other", "mode": "share", "min_coverage": "0.6",
                 "criteria": [{"attribute": "storefront", "weight": "2", "required": false,
                               "why": "…", "options": {"hosted": "5", "none": "0"}}],
                 "disqualifiers": [], "bands": [{"from": "0", "name": "Ill"}]}],
     "flags": [{"id": "hosted", "name": "On our list", "do": "Pass them on.", "owner": "sales",
                "when": {"attribute": "storefront", "in-list": "partners", "list": "Partners",
                         "entries": ["hosted"]}}],
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
     "further": [],
     "grid": [{"verdict": "qualified", "tier": "immature", "text": "Decline kindly."}]}

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
WHOLE_FORMS = ("count", "year")
"""Forms of numbers that are whole."""


class OptionRules(TypedDict):
    """One possible answer of a `choice`; a `yes-no` has "yes" and "no" without listing them."""

    value: str
    label: str
    statement: NotRequired[str]


class AttributeRules(TypedDict):
    """What is asked about any account, once, whichever segments use it.

    `form` says how a number is written; a count and a year are whole. `if_yes`, `if_no` and the
    statement of an option are parts of sentences.
    """

    id: str
    name: NotRequired[str]
    question: str
    type: AttributeType
    form: NotRequired[Literal["count", "money", "percent", "year"]]
    currency: NotRequired[str]
    unit: NotRequired[str]
    unit_of_one: NotRequired[str]
    options: NotRequired[list[OptionRules]]
    if_yes: NotRequired[str]
    if_no: NotRequired[str]
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

#: Either one comparison of one attribute, or `all` or `any` of several conditions. A comparison
#: with a list has its name (`list`) and its `entries`: the ids of options, or texts without blanks
#: around them and with a to z for A to Z.
Condition = TypedDict(
    "Condition",
    {
        "attribute": str,
        "below": str,
        "at-least": str,
        "is": str,
        "is-not": str,
        "one-of": list[str],
        "in-list": str,
        "not-in-list": str,
        "list": str,
        "entries": list[str],
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


class CriteriaGroupRules(TypedDict):
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


class FitRules(TypedDict):
    """How an account earns a score; mode `raw` counts points, `share` their share.

    Of `other_weights` the first count whose condition holds.
    """

    id: str
    name: str
    mode: Literal["share", "raw"]
    min_coverage: str
    criteria: list[CriterionRules]
    disqualifiers: list[DisqualifierRules]
    bands: list[FitBand]
    groups: NotRequired[list[CriteriaGroupRules]]
    other_weights: NotRequired[list[OtherWeights]]


class SegmentRules(FitRules):
    """How well an account fits one segment."""

    focus: str


class ScoreRules(FitRules):
    """A score of the company as a whole: its fit, or something else."""

    question: str
    measures: Literal["fit", "other"]


class FlagRules(TypedDict):
    """What is said of an account without a point more or less, and when."""

    id: str
    name: str
    when: Condition
    do: str
    owner: NotRequired[str]
    play: NotRequired[str]


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
    """How levels make a tier; `share` and `max_gap` belong to `threshold`.

    `none` is a profile without a tier. `over` says what counts: dimensions, if left out.
    """

    kind: Literal["threshold", "minimum", "mean", "none"]
    over: NotRequired[Literal["dimensions", "groups"]]
    share: str
    max_gap: int
    min_known: str


class ScaleStep(TypedDict):
    """An answer of a scale and what it counts, "0" to "1"; without a label it is none to all."""

    value: str
    label: NotRequired[str]


class Item(TypedDict):
    """One criterion of a checklist, or one question of a dimension by coverage.

    A question may have a `scale` of its own; the dimension's holds else.
    """

    id: str
    text: str
    scale: NotRequired[list[ScaleStep]]


class DimensionLevelRules(TypedDict):
    """What one level looks like in one dimension. `items` is empty for a rubric."""

    level: int
    label: str
    signs: list[str]
    items: list[Item]


class DimensionRules(TypedDict):
    """One dimension of maturity; its levels are some of the model's, rising.

    `scale` belongs to the method `coverage`; `group` is a group of the model.
    """

    id: str
    name: str
    question: str
    method: Literal["rubric", "checklist", "coverage"]
    levels: list[DimensionLevelRules]
    scale: NotRequired[list[ScaleStep]]
    group: NotRequired[str]


class GroupRules(TypedDict):
    """Dimensions that are rolled up together."""

    id: str
    name: str


class AbilityRules(TypedDict):
    """Ability: levels, one tier each, dimensions, and the rule from levels to the tier."""

    levels: list[LevelRules]
    groups: NotRequired[list[GroupRules]]
    rule: LevelsToTier
    tiers: list[TierRules]
    dimensions: list[DimensionRules]


class FurtherRules(TypedDict):
    """A maturity model beside the main one; ids of its dimensions and tiers are its own."""

    id: str
    name: str
    ability: AbilityRules


class CellRules(TypedDict):
    """The stance on a verdict at a tier; with a `segment` it holds only there, and wins there."""

    verdict: str
    tier: str
    segment: NotRequired[str]
    text: str


class Rules(TypedDict):
    """The whole document; a cell that is missing in the grid is undecided."""

    version: int
    attributes: list[AttributeRules]
    segments: list[SegmentRules]
    scores: list[ScoreRules]
    flags: list[FlagRules]
    qualification: MotivationRules | None
    maturity: AbilityRules | None
    further: list[FurtherRules]
    grid: list[CellRules]


Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Defect:
    """What can't be scored. `where` is the path into the document: ("segments", 0, "bands", 2)."""

    where: Where
    message: str
    hint: str = ""

"""The shape of an assessment: what `assess` returns, as JSON, the same in Python and JavaScript.

Numbers are strings (`exact`, `shown`); levels and counts are integers; what does not apply is null.
`messages` explain each part in reading order.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from icp_playbook.scoring.exact import Amount
from icp_playbook.scoring.messages import Explanation
from icp_playbook.scoring.rules import TierRules


class Row(TypedDict):
    """One line of the fit table; `value` and `points` are null while unknown, counts weighted.

    `attributes` are all that the criterion depends on, `values` what is known of them. It is
    called `name`, or where that is null like its attribute, which is null where it has none.
    """

    attribute: str | None
    name: str | None
    attributes: list[str]
    values: list[str | None]
    value: str | None
    points: str | None
    highest: str
    weight: str
    weighted: str | None
    of: str
    required: bool
    why: str


class FindOut(TypedDict):
    """One attribute to ask about, and why it matters beyond its swing.

    `swing` is how far the criteria that wait for it can move the sum: weight times the difference
    between their best and their worst.
    """

    attribute: str
    swing: str
    required: bool
    disqualifies: bool


class DisqualifierState(TypedDict):
    """A disqualifier that is hit, or left open by `attributes`; by its place in the rules."""

    index: int
    why: str
    exception: Literal["ask", "never"]
    attributes: list[str]


class Disqualifiers(TypedDict):
    """Those that are hit, and those not decided yet, which count as not hit."""

    hit: list[DisqualifierState]
    unknown: list[DisqualifierState]


class KnownWeight(TypedDict):
    """The weight of the known criteria, of all of them, and the share that must be known."""

    known: str
    total: str
    needed: str


class ScoreRange(TypedDict):
    """The scores between which it ends up once all is known."""

    least: Amount
    most: Amount


class FitOf(TypedDict):
    """What one set of rules gives.

    `of` is the highest score; `band` is an index, once enough is known. `range` is where the score
    can end once everything is known. `adding_up` says what the table alone does not show: other
    weights that count, and groups that reach their cap.
    `exception` says whether one may be asked for when disqualified: "never" if any disqualifier
    that is hit says so.
    """

    status: Literal["disqualified", "not-enough-known", "scored"]
    mode: Literal["share", "raw"]
    enough_known: bool
    score: Amount | None
    range: ScoreRange
    of: str
    band: int | None
    coverage: KnownWeight
    table: list[Row]
    adding_up: list[Explanation]
    disqualifiers: Disqualifiers
    could_rule_out: list[Explanation]
    exception: Literal["ask", "never"] | None
    find_out: list[FindOut]
    messages: list[Explanation]


class SegmentFit(FitOf):
    """How well an account fits one segment."""

    segment: str


class ScoreFit(FitOf):
    """One score of the company as a whole; `score_of` is its id, `stops` why not to go on."""

    score_of: str
    measures: Literal["fit", "other"]
    stops: list[Explanation]


class OpenFlag(TypedDict):
    """A flag that is neither raised nor not, and the attributes that leave it open."""

    flag: str
    attributes: list[str]


class Flags(TypedDict):
    """The flags that are raised, and those still open; none changes a score."""

    raised: list[str]
    open: list[OpenFlag]
    messages: list[Explanation]


#: A choice or yes-no has a `value`; a number the half-open range `from` … `to` (null: no end).
AnswerRange = TypedDict(
    "AnswerRange",
    {"value": str, "from": str, "to": str | None, "message": Explanation},
    total=False,
)


class DecidingAnswers(TypedDict):
    """Answers to one attribute that would put the best match behind the runner-up, or out."""

    attribute: str
    known: bool
    answers: list[AnswerRange]


class FitResult(TypedDict):
    """All segments in the order of the rules, and who matches best.

    `about` is the segment the answer is about: the chosen one, else the best match. `avoid_first`
    is the segment to avoid that outscores every match. `could_overtake` are segments about which
    too little is known, and that might still win.
    """

    chosen: str | None
    about: str | None
    avoid_first: str | None
    best: str | None
    runner_up: str | None
    changes: list[DecidingAnswers]
    could_overtake: list[str]
    segments: list[SegmentFit]
    find_out: list[str]
    stops: list[Explanation]
    messages: list[Explanation]


class Unconfirmed(TypedDict):
    """A criterion that is not confirmed, with the next question to ask."""

    criterion: str
    state: Literal["partial", "absent", "unknown"]
    must_have: bool
    question: str | None


class Motivation(TypedDict):
    """Do they want it? `needed` of `of` criteria must be confirmed.

    While nothing is known there is no verdict.
    """

    status: Literal["verdict", "nothing-known"]
    verdict: Literal["qualified", "pursue", "nurture"] | None
    confirmed: int
    needed: int
    of: int
    not_confirmed: list[Unconfirmed]
    messages: list[Explanation]


class Value(TypedDict):
    """The sum of a coverage dimension if everything unanswered were 0, and if it were 1."""

    worst: str
    best: str


class ProfileRow(TypedDict):
    """One dimension: its level, or null and a range; `answered` counts the items of a list."""

    dimension: str
    level: int | None
    worst: int
    best: int
    value: Value | None
    answered: int
    of: int


class GroupRow(TypedDict):
    """Dimensions taken together by the model's rule, once `needed` of them are known.

    `value` is their mean, where a mean decides: of the known ones, or of all at worst and at best.
    """

    group: str
    name: str
    level: int | None
    worst: int
    best: int
    value: Value | None
    known: int
    needed: int
    of: int


class StepLevel(TypedDict):
    """What a dimension does not show yet of one level."""

    level: int
    label: str
    signs: list[str]


class NextStep(TypedDict):
    """One dimension that caps the tier: the level to climb to; `must` is the one it needs."""

    dimension: str
    level: int
    to: int
    must: int | None
    levels: list[StepLevel]


class Next(TypedDict):
    """The next tier: take `needed` steps; where the mean decides, climb `levels_up` in all.

    Without tiers it is the next level of each dimension.
    """

    tier: TierRules | None
    needed: int | None
    levels_up: Amount | None
    steps: list[NextStep]


class Unanswered(TypedDict):
    """A dimension whose level is open, with the items not answered yet."""

    dimension: str
    items: list[str]


class OverrideResult(TypedDict):
    """A tier set by hand."""

    tier: TierRules
    reason: str


class Ability(TypedDict):
    """How mature are they? `tier` counts an override, `computed` does not.

    `known` of `of` dimensions are known, or groups where those count; `trend` is the
    mean of their levels, by coverage of their exact values.
    `worst` and `best` are null where there are no tiers.
    """

    status: Literal["tier", "not-enough-evidence", "overridden", "profile-only"]
    tier: TierRules | None
    computed: TierRules | None
    override: OverrideResult | None
    worst: TierRules | None
    best: TierRules | None
    over: Literal["dimensions", "groups"]
    known: int
    needed: int
    of: int
    profile: list[ProfileRow]
    groups: list[GroupRow]
    capped_by: list[str]
    capped_by_groups: list[str]
    next: Next | None
    find_out: list[Unanswered]
    trend: str | None
    messages: list[Explanation]


class FurtherAbility(TypedDict):
    """What one of the further maturity models says."""

    model: str
    name: str
    ability: Ability


class Together(TypedDict):
    """The cell of the grid, word for word, or why there is none.

    `cell` is its place in the rules; `segment` is set where it holds in that segment only.
    """

    status: Literal["decided", "undecided", "find-out-maturity", "nothing-known"]
    verdict: str | None
    tier: str | None
    segment: str | None
    cell: int | None
    text: str | None
    message: Explanation


class Assessment(TypedDict):
    """The whole answer; a part is null where the company has no rules for it."""

    version: int
    notes: list[Explanation]
    fit: FitResult | None
    scores: list[ScoreFit]
    flags: Flags | None
    motivation: Motivation | None
    ability: Ability | None
    further: list[FurtherAbility]
    together: Together | None

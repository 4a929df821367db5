"""The columns of a dbt package in words: what each asks or says, who answers for it, its values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from icp_playbook.messages import Language, Message, say
from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.grid import Grid
from icp_playbook.model.maturity import Dimension, FurtherModel, MaturityModel
from icp_playbook.model.qualification import Qualification
from icp_playbook.model.score import Score
from icp_playbook.model.segment import Segment
from icp_playbook.model.unspaced import joins
from icp_playbook.scoring.answers import dimensions_in, scale_of
from icp_playbook.scoring.rules import (
    WHOLE_FORMS,
    AttributeRules,
    DimensionRules,
    FitRules,
    Item,
    Rules,
)
from icp_playbook.scoring.sql.compiled import STATUSES
from icp_playbook.scoring.sql.inputs import SEGMENT, TIER, TIER_REASON, Input
from icp_playbook.scoring.sql.motivation import VERDICTS
from icp_playbook.scoring.sql.names import model_prefix, score_prefix

NO_MATCH = "no-match"
STANCES = ("decided", "undecided", "find-out-maturity", "nothing-known")
EXCEPTIONS = ("ask", "never")


@dataclass(frozen=True, slots=True)
class Described:
    """A column in words; `values` are all that it may hold, none where it may be anything."""

    name: str
    said: tuple[str, ...]
    owner: str = ""
    values: tuple[str, ...] = ()
    path: str = ""
    """Of a question: where its answer belongs, `attributes.employees`."""

    def text(self, language: Language) -> str:
        """Return what is said of it; Chinese sentences have no space between them."""
        whole = ""
        for part in self.said:
            said = language.text(part)
            whole += said if not whole or joins(whole, said) else f" {said}"
        return whole


@dataclass(frozen=True, slots=True)
class Owners:
    """Who answers for what accounts are judged by."""

    catalog: Catalog

    @property
    def usual(self) -> str:
        """Who answers for the questions, or else for the company's profile."""
        account = self.catalog.one(AccountAttributes)
        company = self.catalog.one(Company)
        found = account or company or next(iter(self.catalog.all(Segment)), None)
        return found.owner if found else ""

    def one(self, model: type[Qualification | MaturityModel | Grid | Company]) -> str:
        """Return the owner of what there is one of."""
        found = self.catalog.one(model)
        return found.owner if found else self.usual

    def of(self, model: type[Score | FurtherModel | Dimension], id: str) -> str:
        """Return the owner of a definition by its id."""
        return next((one.owner for one in self.catalog.all(model) if one.id == id), self.usual)


def questions(rules: Rules, inputs: Sequence[Input], owners: Owners) -> Iterator[Described]:
    """Yield the columns that the company fills in: the question, and what answers it."""
    attributes = {one["id"]: one for one in rules["attributes"]}
    account = owners.catalog.one(AccountAttributes)
    crm_columns = {one.id: one.crm_columns for one in (account.attributes if account else ())}
    criteria = rules["qualification"]["criteria"] if rules["qualification"] else []
    asked = {one["id"]: _named_question(one["name"], *one["questions"][:1]) for one in criteria}
    dimensions = {one["id"]: one for one in dimensions_in(rules)}
    for one in inputs:
        part, id = one.path[0], "".join(one.path[1:2])
        if one.path in (SEGMENT, TIER, TIER_REASON):
            said = tuple(_decision(rules, one))
            owner = owners.usual if one.path == SEGMENT else owners.one(MaturityModel)
        elif part == "attributes":
            said, owner = _attribute(attributes[id], one), owners.usual
            if columns := crm_columns[id]:
                said = (*said, say("In the CRM it may be called {names}.", names=columns))
        elif part == "qualification":
            answers = [answer for answer, _ in one.codes]
            said = (asked[id], _one_of(answers))
            owner = owners.one(Qualification)
        else:
            said = _dimension(dimensions[id], one)
            owner = owners.of(Dimension, id)
        yield Described(one.column, said, owner, path=".".join(one.path))


def _attribute(attribute: AttributeRules, one: Input) -> tuple[str, ...]:
    question = attribute["question"]
    if attribute["type"] == "number":
        return (question, *_number(attribute))
    if attribute["type"] == "text":
        return question, say("A text.")
    labels = {option["value"]: option["label"] for option in attribute.get("options", [])}
    return question, _one_of([_labelled(answer, labels.get(answer)) for answer, _ in one.codes])


def _number(attribute: AttributeRules) -> Iterator[str]:
    is_whole = attribute.get("form") in WHOLE_FORMS
    yield say("A whole number such as 1200.") if is_whole else say("A number such as 24.5.")
    if attribute.get("form") == "percent":
        yield say("It is in percent: 12 for 12 %.")
    if "currency" in attribute:
        yield say("It is in {currency}.", currency=attribute["currency"])
    if "unit" in attribute:
        yield say("Unit: {unit}.", unit=attribute["unit"])


def _dimension(dimension: DimensionRules, one: Input) -> tuple[str, ...]:
    if dimension["method"] == "rubric":
        levels = [_labelled(str(level["level"]), level["label"]) for level in dimension["levels"]]
        return _named_question(dimension["name"], dimension["question"]), _one_of(levels)
    item = next(
        item
        for level in dimension["levels"]
        for item in level["items"]
        if item["id"] == one.path[2]
    )
    return _named_question(dimension["name"], item["text"]), _one_of(_steps(dimension, item, one))


def _decision(rules: Rules, one: Input) -> Iterator[str]:
    """Yield what is said of what a person may decide instead of the rules."""
    if one.path == TIER_REASON:
        yield say("Why the tier is set by hand; it does not count without a reason.")
        yield say("A text.")
        return
    tiers = rules["maturity"]["tiers"] if rules["maturity"] else []
    yield (
        say("The segment that somebody chose for the account; null where nobody did.")
        if one.path == SEGMENT
        else say("The tier that somebody set by hand; null where nobody did.")
    )
    named = [*rules["segments"]] if one.path == SEGMENT else tiers
    names = {each["id"]: each["name"] for each in named}
    yield _one_of([_labelled(answer, names[answer]) for answer, _ in one.codes])


def _steps(dimension: DimensionRules, item: Item, one: Input) -> list[str]:
    labels = {step["value"]: step.get("label") for step in scale_of(dimension, item)}
    return [_labelled(answer, labels.get(answer)) for answer, _ in one.codes]


def _named_question(name: str, question: str = "") -> str:
    return say("{name}: {value}", name=name, value=question) if question else name


def _labelled(answer: str, label: str | None) -> str:
    return f"{answer} ({label})" if label and label != answer else answer


def _one_of(answers: list[str]) -> Message:
    return say("One of: {answers}.", answers=answers)


def answers(rules: Rules, owners: Owners) -> Iterator[Described]:
    """Yield the columns that the rules give, each that `compile_scoring` has an output for."""
    yield from _of_segments(rules, owners.usual)
    for score in rules["scores"]:
        owner = owners.of(Score, score["id"])
        yield from _of_one(score_prefix(score["id"]), [score], owner, STATUSES, score["name"])
    flags = say("What is raised: {flags}.", flags=[one["id"] for one in rules["flags"]])
    yield Described("flags", (flags,), owners.usual)
    verdict = say("Do they want it? Empty while nothing is known.")
    yield Described("verdict", (verdict,), owners.one(Qualification), VERDICTS)
    if rules["maturity"]:
        tiers = [one["id"] for one in rules["maturity"]["tiers"]]
        yield from _of_model("", tiers, owners.one(MaturityModel), say("the customer's maturity"))
    for further in rules["further"]:
        tiers = [one["id"] for one in further["ability"]["tiers"]]
        owner = owners.of(FurtherModel, further["id"])
        yield from _of_model(model_prefix(further["id"]), tiers, owner, further["name"])
    grid = owners.one(Grid)
    status = say("Whether the grid of motivation and maturity has a stance.")
    yield Described("stance_status", (status,), grid, STANCES)
    yield Described("stance", (say("What we do, as the grid has it."),), grid)
    version = say("The rules that judged, in the letters that the page of assessment shows.")
    yield Described("rules", (version,), owners.usual)


def _of_segments(rules: Rules, owner: str) -> Iterator[Described]:
    ids = tuple(one["id"] for one in rules["segments"])
    about = say("The segment that the row is about, by its id.")
    yield Described("segment", (about,), owner, ids)
    statuses = (*STATUSES, NO_MATCH)
    yield from _of_one("", rules["segments"], owner, statuses, say("the segment"))
    yield Described("best", (say("The segment that matches best."),), owner, ids)
    yield Described("runner_up", (say("The segment that comes next."),), owner, ids)
    avoided = say("A segment to avoid that scores higher than every match.")
    yield Described("avoid_first", (avoided,), owner, ids)
    open_ = say("The questions to ask next, those that may still change the fit.")
    yield Described("find_out", (open_,), owner)
    why = say("What each known criterion brings, of what it could.")
    yield Described("reasons", (why,), owner)


def _of_one(
    prefix: str, judged: Sequence[FitRules], owner: str, statuses: tuple[str, ...], name: str
) -> Iterator[Described]:
    bands = dict.fromkeys(band["name"] for one in judged for band in one["bands"])
    column = _named(prefix, owner)
    yield column("fit", say("Whether {name} is scored, and if not, why.", name=name), statuses)
    yield column("score", say("The score of {name}, rounded for people to read.", name=name))
    part = say("The exact score of {name} is score_part divided by score_whole.", name=name)
    yield column("score_part", part)
    yield column("score_whole", part)
    yield column("band", say("The band of the score of {name}.", name=name), tuple(bands))
    yield column("ruled_out_by", say("What rules the account out, by {name}.", name=name))
    exception = say("For what is ruled out by {name}: whether an exception may be asked for.",
                    name=name)  # fmt: skip
    yield column("exception", exception, EXCEPTIONS)


def _of_model(prefix: str, tiers: list[str], owner: str, name: str) -> Iterator[Described]:
    column = _named(prefix, owner)
    yield column("tier", say("The tier of {name}; empty while too little is known.", name=name),
                 tuple(tiers))  # fmt: skip
    capped = say("The dimensions of {name} that keep it from the next tier.", name=name)
    yield column("capped_by", capped)
    levels = say("The levels of {name}, in the order of its dimensions; ? is not known.", name=name)
    yield column("levels", levels)


def _named(prefix: str, owner: str) -> Callable[..., Described]:
    def column(name: str, said: str, values: tuple[str, ...] = ()) -> Described:
        return Described(f"{prefix}{name}", (said,), owner, values)

    return column

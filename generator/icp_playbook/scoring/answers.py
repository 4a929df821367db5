"""Read what a person, a link or a file answered; a note says what cannot be used, and why.

No answer raises or turns into NaN: a wrong shape, an unknown id or an impossible number counts as
not answered and is named in a note. An empty answer is simply missing, and `unknown` is never `no`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from icp_playbook.scoring.exact import exact_text, read_decimal, short_integer
from icp_playbook.scoring.messages import Explanation, say
from icp_playbook.scoring.rules import (
    WHOLE_FORMS,
    AbilityRules,
    AttributeRules,
    DimensionRules,
    Item,
    Rules,
    ScaleStep,
    TierRules,
    ends,
)

STATES = ("confirmed", "partial", "absent", "unknown")
_NOTES_AT_MOST = 20
_QUOTED_AT_MOST = 40
_NAMES_AT_MOST = 30
_TEXT_AT_MOST = 500
_YES_NO = {"yes": "yes", "no": "no", True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class Override:
    """A tier that a person set by hand, with the reason it takes."""

    tier: TierRules
    reason: str


@dataclass(slots=True)
class _AnswerReader:
    """Collects the notes while the parts are read."""

    notes: list[Explanation] = field(default_factory=list)

    def mapping(self, value: object, part: str) -> Mapping[str, object]:
        if value is None:
            return {}
        if isinstance(value, dict):
            return {name: answer for name, answer in value.items() if isinstance(name, str)}
        self.notes.append(
            say("Not used: {part} should be a list of names with an answer each.", part=part)
        )
        return {}

    def unknown_ids(self, given: Mapping[str, object], known: Iterable[str], part: str) -> None:
        names = list(known)
        for name in sorted(set(given) - set(names)):
            self.notes.append(unknown_name(part, _cut(name, _QUOTED_AT_MOST), names))


def unknown_name(part: str, name: str, known: list[str]) -> Explanation:
    """Return that nothing is called so, and what the things there are called."""
    if not known:
        return say("Not used: “{id}” is not known under {part}.", part=part, id=name)
    names = known[:_NAMES_AT_MOST] + (["…"] if len(known) > _NAMES_AT_MOST else [])
    return say(
        "Not used: “{id}” is not known under {part}; known are {names}.",
        part=part,
        id=name,
        names=names,
    )


@dataclass(frozen=True, slots=True)
class Answers:
    """The usable answers; those to attributes are decimals, option values, yes, no or a text."""

    segment: str | None
    attributes: dict[str, str]
    qualification: dict[str, str]
    rubric: dict[str, int]
    items: dict[str, dict[str, str]]
    override: Override | None
    notes: list[Explanation]


def read_answers(rules: Rules, given: object) -> Answers:
    """Return what `given` answers to these rules; see the package for its shape."""
    reader = _AnswerReader()
    answers = reader.mapping(given, "answers")
    reader.unknown_ids(answers, ("segment", "attributes", "qualification", "maturity"), "answers")
    segment = _segment(reader, rules, answers.get("segment"))
    attributes = _attributes(reader, rules, answers.get("attributes"))
    qualification = _qualification(reader, rules, answers.get("qualification"))
    maturity = reader.mapping(answers.get("maturity"), "maturity")
    rubric, items = _dimensions(reader, dimensions_in(rules), maturity)
    override = _override(reader, rules["maturity"], maturity.get("override"))
    return Answers(segment, attributes, qualification, rubric, items, override, _few(reader.notes))


def _few(notes: list[Explanation]) -> list[Explanation]:
    """Return the first notes and how many more there are: a hostile file must not fill the page."""
    more = len(notes) - _NOTES_AT_MOST
    return (
        [
            *notes[:_NOTES_AT_MOST],
            say("Answers that could not be used beyond these: {count}.", count=more),
        ]
        if more > 0
        else notes
    )


def _segment(reader: _AnswerReader, rules: Rules, value: object) -> str | None:
    if _missing(value):
        return None
    if isinstance(value, str) and any(segment["id"] == value for segment in rules["segments"]):
        return value
    known = [segment["id"] for segment in rules["segments"]]
    reader.notes.append(unknown_name("segment", _quote(value), known))
    return None


def _attributes(reader: _AnswerReader, rules: Rules, value: object) -> dict[str, str]:
    given = reader.mapping(value, "attributes")
    known: dict[str, str] = {}
    for attribute in rules["attributes"]:
        answer = given.get(attribute["id"])
        if _missing(answer):
            continue
        read, wrong = _attribute(attribute, answer)
        if wrong is not None:
            reader.notes.append(wrong)
        else:
            known[attribute["id"]] = read
    reader.unknown_ids(given, (attribute["id"] for attribute in rules["attributes"]), "attributes")
    return known


def _attribute(attribute: AttributeRules, answer: object) -> tuple[str, Explanation | None]:
    """Return the canonical value, or what is wrong with the answer."""
    kind = attribute["type"]
    params = {"question": attribute["question"], "given": _quote(answer)}
    if kind == "number":
        return _number(attribute, answer, params)
    if kind == "yes-no":
        read = _yes_no(answer)
        return read, None if read else say(
            "Not used: “{given}” is neither yes nor no ({question})", **params
        )
    if not isinstance(answer, str):
        return "", say("Not used: “{given}” is not a text ({question})", **params)
    if kind == "choice" and all(o["value"] != answer for o in attribute.get("options", [])):
        return "", say("Not used: “{given}” is not one of the answers ({question})", **params)
    if kind == "text" and len(answer) > _TEXT_AT_MOST:
        return "", say("Not used: this answer is too long: “{given}” ({question})", **params)
    return answer, None


def _number(
    attribute: AttributeRules, answer: object, params: dict[str, str]
) -> tuple[str, Explanation | None]:
    number, (least, most) = read_decimal(answer), ends(attribute)
    if number is None:
        return "", say(
            "Not used: “{given}” is not a plain number such as 12000 or 12.5 ({question})", **params
        )
    if attribute.get("form") in WHOLE_FORMS and number.denominator != 1:
        return "", say("Not used: {given} is not a whole number ({question})", **params)
    if number < least:
        return "", say("Not used: {given} is less than this answer can be ({question})", **params)
    if most is not None and number > most:
        return "", say("Not used: {given} is more than this answer can be ({question})", **params)
    return exact_text(number), None


def _yes_no(answer: object) -> str:
    return _YES_NO.get(answer, "") if isinstance(answer, str | bool) else ""


def _qualification(reader: _AnswerReader, rules: Rules, value: object) -> dict[str, str]:
    given = reader.mapping(value, "qualification")
    criteria = rules["qualification"]["criteria"] if rules["qualification"] else []
    known: dict[str, str] = {}
    for criterion in criteria:
        answer = given.get(criterion["id"])
        if isinstance(answer, str) and answer in STATES:
            known[criterion["id"]] = answer
        elif not _missing(answer):
            reader.notes.append(
                say(
                    "Not used: “{given}” is none of confirmed, partial, absent, unknown"
                    " ({criterion})",
                    criterion=criterion["name"],
                    given=_quote(answer),
                )
            )
    reader.unknown_ids(given, (criterion["id"] for criterion in criteria), "qualification")
    return known


def _dimensions(
    reader: _AnswerReader, dimensions: list[DimensionRules], given: Mapping[str, object]
) -> tuple[dict[str, int], dict[str, dict[str, str]]]:
    rubric: dict[str, int] = {}
    items: dict[str, dict[str, str]] = {}
    for dimension in dimensions:
        answer = given.get(dimension["id"])
        if dimension["method"] != "rubric":
            items[dimension["id"]] = _items(reader, dimension, answer)
        elif not _missing(answer):
            number = read_decimal(answer)
            if number in [level["level"] for level in dimension["levels"]]:
                rubric[dimension["id"]] = int(number)
            else:
                reader.notes.append(
                    say(
                        "Not used: “{given}” is not a level ({dimension})",
                        dimension=dimension["name"],
                        given=_quote(answer),
                    )
                )
    reader.unknown_ids(
        given, ["override", *(dimension["id"] for dimension in dimensions)], "maturity"
    )
    return rubric, items


def _items(reader: _AnswerReader, dimension: DimensionRules, answer: object) -> dict[str, str]:
    given: Mapping[str, object] = {}
    if answer is None or isinstance(answer, dict):
        given = reader.mapping(answer, dimension["name"])
    else:
        reader.notes.append(
            say(
                "Not used: “{given}” answers {dimension} as a whole,"
                " but it is asked piece by piece",
                dimension=dimension["name"],
                given=_quote(answer),
            )
        )
    known: dict[str, str] = {}
    asked = {item["id"]: item for level in dimension["levels"] for item in level["items"]}
    for name, item in asked.items():
        value = given.get(name)
        if _missing(value):
            continue
        read = read_item(dimension, item, value)
        if read:
            known[name] = read
        else:
            reader.notes.append(
                say(
                    "Not used: “{given}” is not an answer to {item} ({dimension})",
                    dimension=dimension["name"],
                    item=name,
                    given=_quote(value),
                )
            )
    reader.unknown_ids(given, asked, dimension["name"])
    return known


def read_item(dimension: DimensionRules, item: Item, value: object) -> str:
    """Return "yes", "no", "not-applicable" or a value of the scale; empty for anything else."""
    if value == "not-applicable":
        return "not-applicable"
    if dimension["method"] == "checklist":
        return _yes_no(value)
    number = read_decimal(value)
    values = [Fraction(step["value"]) for step in scale_of(dimension, item)]
    return exact_text(number) if number is not None and number in values else ""


def scale_of(dimension: DimensionRules, item: Item) -> list[ScaleStep]:
    """Return the answers to a question: its own, or else those of its dimension."""
    return item.get("scale") or dimension.get("scale", [])


def dimensions_in(rules: Rules) -> list[DimensionRules]:
    """Return the dimensions of all models, the main one's first."""
    models = [rules["maturity"]] if rules["maturity"] else []
    models += [model["ability"] for model in rules["further"]]
    return [dimension for model in models for dimension in model["dimensions"]]


def _override(reader: _AnswerReader, model: AbilityRules | None, value: object) -> Override | None:
    given = reader.mapping(value, "override")
    reader.unknown_ids(given, ("tier", "reason"), "override")
    wanted, reason = given.get("tier"), given.get("reason")
    if _missing(wanted):
        return None
    tier = next((tier for tier in model["tiers"] if tier["id"] == wanted), None) if model else None
    if tier is None:
        known = [one["id"] for one in model["tiers"]] if model else []
        reader.notes.append(unknown_name("override", _quote(wanted), known))
    elif not isinstance(reason, str) or _missing(reason):
        reader.notes.append(
            say("Not used: setting the tier {tier} by hand takes a reason.", tier=tier["name"])
        )
    else:
        return Override(tier, _cut(reason, _TEXT_AT_MOST))
    return None


def _missing(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip(" \t\r\n"))


def _quote(value: object) -> str:
    """Return the answer as a note may show it: short, and written alike in both languages."""
    if isinstance(value, str):
        return _cut(value, _QUOTED_AT_MOST)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return "[…]" if isinstance(value, list) else "{…}"
    return short_integer(value)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit] + "…"

"""Numbers, ranges, answers and conditions in words, as explanations that any language can say.

`site_templates/scripts/scoring/wording.js` says the same; a test holds the two together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from icp_playbook.scoring.messages import Explanation, FigureParameter, say
from icp_playbook.scoring.rules import WHOLE_FORMS, AttributeRules, Condition, ends

Said = Explanation | FigureParameter
Attributes = Sequence[AttributeRules]


def figure(attribute: AttributeRules, number: str) -> FigureParameter:
    """Return a number of this attribute without its unit."""
    said: FigureParameter = {"number": number}
    if "form" in attribute:
        said["form"] = attribute["form"]
    if "currency" in attribute:
        said["currency"] = attribute["currency"]
    return said


def quantity(attribute: AttributeRules, number: str) -> Said:
    """Return a number with its unit: 12,000 people."""
    unit = attribute.get("unit")
    if number == "1":
        unit = attribute.get("unit_of_one", unit)
    if unit is None:
        return figure(attribute, number)
    return say("{number} {unit}", number=figure(attribute, number), unit=unit)


def number_range(attribute: AttributeRules, start: str | None, end: str | None) -> Said:
    """Return a range from `start` to below `end` as people say it; None is no bound.

    What is at an end of all possible answers is no bound either: the last band includes its end.
    """
    least, most = ends(attribute)
    if start is not None and Fraction(start) <= least:
        start = None
    if end is not None and most is not None and Fraction(end) >= most:
        end = None
    if attribute.get("form") in WHOLE_FORMS:
        return _whole_range(attribute, start, end)
    if start is None:
        return _all() if end is None else say("below {limit}", limit=quantity(attribute, end))
    if end is None:
        return say("{least} or more", least=quantity(attribute, start))
    return say(
        "from {least} to below {limit}",
        least=figure(attribute, start),
        limit=quantity(attribute, end),
    )


def _whole_range(attribute: AttributeRules, start: str | None, end: str | None) -> Said:
    """Return a range of whole numbers, whose last one is the one before `end`."""
    is_year = attribute.get("form") == "year"
    first = None if start is None else _whole(Fraction(start))
    if end is None:
        if first is None:
            return _all()
        if is_year:
            return say("{first} or later", first=quantity(attribute, first))
        return say("{least} or more", least=quantity(attribute, first))
    last = _whole(Fraction(end) - 1)
    if first is None and last == _whole(ends(attribute)[0]):
        first = last
    if first is None:
        limit = quantity(attribute, _whole(Fraction(end)))
        return (
            say("before {year}", year=limit) if is_year else say("fewer than {limit}", limit=limit)
        )
    if first == last:
        return quantity(attribute, first)
    return say("{first} to {last}", first=figure(attribute, first), last=quantity(attribute, last))


def _whole(number: Fraction) -> str:
    return str(math.ceil(number))


def _all() -> Explanation:
    return say("any number")


def answer(attribute: AttributeRules, value: str) -> Said | str:
    """Return an answer to an attribute as people read it; a text is said as it is."""
    if attribute["type"] == "number":
        return quantity(attribute, value)
    if attribute["type"] == "yes-no":
        return say("Yes") if value == "yes" else say("No")
    return _label(attribute, value)


def _label(attribute: AttributeRules, value: str) -> str:
    labels = {option["value"]: option["label"] for option in attribute.get("options", [])}
    return labels.get(value, value)


def condition(when: Condition, attributes: Attributes) -> Explanation:
    """Return a condition as a sentence, without a capital at its start and a stop at its end."""
    if "all" in when:
        parts = [_within(part, attributes) for part in when["all"]]
        return _joined(parts, "and")
    if "any" in when:
        return _joined([condition(part, attributes) for part in when["any"]], "or")
    attribute = next(one for one in attributes if one["id"] == when["attribute"])
    if "below" in when:
        said = number_range(attribute, None, when["below"])
        return _of_number(attribute, said, attributes)
    if "at-least" in when:
        said = number_range(attribute, when["at-least"], None)
        return _of_number(attribute, said, attributes)
    if "in-list" in when:
        return _answered(attribute, say("on the list “{list}”", list=when["list"]))
    if "not-in-list" in when:
        return _answered(attribute, say("not on the list “{list}”", list=when["list"]))
    if "one-of" in when:
        return _one_of(attribute, when["one-of"])
    return _is(attribute, when["is"]) if "is" in when else _is_not(attribute, when["is-not"])


def _within(part: Condition, attributes: Attributes) -> Explanation:
    """Return a part of what all must hold; one that leaves a choice itself stands in brackets."""
    said = condition(part, attributes)
    return say("({condition})", condition=said) if said["key"] == _OR else said


_OR = "{parts}, or {last}"


def _joined(parts: list[Explanation], by: str) -> Explanation:
    *first, last = parts
    if not first:
        return last
    if by == "or":
        return say("{parts}, or {last}", parts=[*first], last=last)
    return say("{parts} and {last}", parts=[*first], last=last)


def _of_number(attribute: AttributeRules, said: Said, attributes: Attributes) -> Explanation:
    """Say what a number is; where its unit belongs to no other question, that is the subject."""
    units = [one.get("unit") for one in attributes]
    unit, form = attribute.get("unit"), attribute.get("form")
    if "key" in said and form in (None, "count") and unit and units.count(unit) == 1:
        return said
    if "name" not in attribute:
        return _of_question(attribute, said)
    if form == "count":
        return say("{name}: {range}", name=attribute["name"], range=said)
    if form == "year":
        return say("{name} {range}", name=attribute["name"], range=said)
    return say("{name} is {range}", name=attribute["name"], range=said)


def _of_question(attribute: AttributeRules, said: Said) -> Explanation:
    return say(
        "the answer to “{question}” is {answer}", question=attribute["question"], answer=said
    )


def _is(attribute: AttributeRules, value: str) -> Explanation:
    statement = _statement(attribute, value)
    if statement is not None:
        return _stated(statement)
    return _answered(attribute, _quoted(attribute, value))


def _is_not(attribute: AttributeRules, value: str) -> Explanation:
    if attribute["type"] == "yes-no" and value in ("yes", "no"):
        return _is(attribute, "no" if value == "yes" else "yes")
    return _answered(attribute, say("not {answer}", answer=_quoted(attribute, value)))


def _one_of(attribute: AttributeRules, values: list[str]) -> Explanation:
    statements = [_statement(attribute, value) for value in values]
    said = [_stated(one) for one in statements if one is not None]
    if len(said) == len(values):
        return _joined(said, "or")
    *first, last = [_quoted(attribute, value) for value in values]
    several = say("{answers} or {last}", answers=[*first], last=last) if first else last
    return _answered(attribute, several)


def _answered(attribute: AttributeRules, said: Explanation) -> Explanation:
    """Say what the answer is: by the name of a choice or a text, else by the question."""
    if "name" not in attribute or attribute["type"] == "yes-no":
        question = attribute.get("name", attribute["question"])
        return say("the answer to “{question}” is {answer}", question=question, answer=said)
    return say("{name} is {answer}", name=attribute["name"], answer=said)


def _quoted(attribute: AttributeRules, value: str) -> Explanation:
    if attribute["type"] == "yes-no":
        return say("yes") if value == "yes" else say("no")
    return say("“{answer}”", answer=_label(attribute, value))


def _stated(statement: str) -> Explanation:
    return {"key": "{statement}", "params": {"statement": statement}}


def _statement(attribute: AttributeRules, value: str) -> str | None:
    if attribute["type"] == "yes-no":
        return attribute.get("if_yes" if value == "yes" else "if_no")  # type: ignore[return-value]
    options = {option["value"]: option for option in attribute.get("options", [])}
    return options[value].get("statement") if value in options else None

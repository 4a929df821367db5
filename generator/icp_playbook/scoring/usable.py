"""Which answers cannot be used, each with its place, what is wrong, and what there is instead.

Saved accounts and the examples of a playbook are both read with this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from icp_playbook.messages import say
from icp_playbook.model.walk import Loc
from icp_playbook.problems import did_you_mean, known_are, quoted
from icp_playbook.scoring.answer_words import wording_of
from icp_playbook.scoring.answers import STATES, dimensions_in, read_answers, scale_of
from icp_playbook.scoring.messages import format_message
from icp_playbook.scoring.renamed import PARTS
from icp_playbook.scoring.rules import DimensionRules, Rules

_NAMES_AT_MOST = 30


class Wrong(NamedTuple):
    """One answer that cannot be used: where it stands among the answers, why, and what to do."""

    loc: Loc
    rule: str
    message: str
    hint: str
    at_key: bool = False


def names_of(rules: Rules) -> dict[str, list[str]]:
    """Return what is asked, by the part of the answers it is asked in."""
    qualification = rules["qualification"]
    return {
        "attributes": [one["id"] for one in rules["attributes"]],
        "qualification": [
            one["id"] for one in (qualification["criteria"] if qualification else ())
        ],
        "maturity": [*(one["id"] for one in dimensions_in(rules)), "override"],
    }


def unasked(rules: Rules, answers: Mapping[str, Any]) -> Iterator[Wrong]:
    """Yield each name among the answers that nothing is asked under."""
    for part, known in names_of(rules).items():
        given = answers.get(part)
        if isinstance(given, Mapping):
            for name in given:
                if name not in known:
                    yield unknown_name((part, name), known)


def unknown_name(loc: Loc, known: Iterable[str]) -> Wrong:
    """Return that nothing is asked under the name at the end of `loc`, and what is."""
    name, names = str(loc[-1]), list(known)
    message = say("nothing is asked under {name}", name=quoted(name))
    return Wrong(loc, "unknown-answer", message, there_is(name, names), at_key=True)


def there_is(given: str, known: list[str]) -> str:
    """Return which of the known names is near to the one given, and all of them."""
    return _near(given, known, known_are(known, most=_NAMES_AT_MOST)) if known else ""


def _near(given: str, known: list[str], all_of_them: str) -> str:
    near = did_you_mean(given, known)
    return say("{near} {known}", near=near, known=all_of_them) if near else all_of_them


def unusable(rules: Rules, answers: Mapping[str, Any]) -> Iterator[Wrong]:
    """Yield each answer that scoring could not use, in scoring's own words.

    What `unasked` tells of is left out.
    """
    for loc, alone in _one_by_one(answers):
        for note in read_answers(rules, alone).notes:
            params = note["params"]
            if "id" in params and params["part"] in PARTS:
                continue
            given = str(params.get("given", params.get("id", "")))
            known: Mapping[str, str] = {} if "names" in params else _possible(rules, loc)
            hint = _piece_by_piece(rules, loc)
            if known and not hint:
                hint = _near(given, list(known), say("use one of {answers}", answers=_shown(known)))
            yield Wrong(loc, "unusable-answer", format_message(note).removesuffix("."), hint)


def _shown(known: Mapping[str, str]) -> list[str]:
    """Return each answer as one may write it, with its value where it has both."""
    return [
        say("{answer} ({value})", answer=answer, value=value) if value else answer
        for answer, value in known.items()
    ]


def _piece_by_piece(rules: Rules, loc: Loc) -> str:
    """Return how to answer a dimension that was answered as a whole and is asked in pieces."""
    part, *names = loc
    found = next((one for one in dimensions_in(rules) if [one["id"]] == names), None)
    if part != "maturity" or found is None or found["method"] == "rubric":
        return ""
    asked = next((one for level in found["levels"] for one in level["items"]), None)
    if asked is None:
        return ""
    example = "{" + f"{asked['id']}: {next(iter(_answers_to(found, [asked['id']])))}, …" + "}"
    if found["method"] == "checklist":
        return say("answer its signs: {example}", example=example)
    return say("answer its questions: {example}", example=example)


def _possible(rules: Rules, loc: Loc) -> Mapping[str, str]:
    """Return which answers there are at `loc`, where they are words or few numbers.

    Each comes with its value where it is a wording of a scale, else with nothing.
    """
    match loc:
        case ("attributes", name):
            found = next((one for one in rules["attributes"] if one["id"] == name), None)
            options = found.get("options", []) if found else []
            return dict.fromkeys((option["value"] for option in options), "")
        case ("qualification", _):
            return dict.fromkeys(STATES, "")
        case ("maturity", name, *item):
            dimension = next((one for one in dimensions_in(rules) if one["id"] == name), None)
            return _answers_to(dimension, item) if dimension else {}
    return {}


def _answers_to(dimension: DimensionRules, item: Sequence[str | int]) -> Mapping[str, str]:
    """Return the levels of a rubric, else the answers to an item, which may have its own."""
    if dimension["method"] == "rubric":
        return dict.fromkeys((str(level["level"]) for level in dimension["levels"]), "")
    if dimension["method"] == "checklist":
        return dict.fromkeys(("yes", "no", "not-applicable"), "")
    asked = (one for level in dimension["levels"] for one in level["items"] if one["id"] in item)
    scales = [scale_of(dimension, one) for one in asked] or [dimension.get("scale", [])]
    return {**{wording_of(step): step["value"] for step in scales[0]}, "not-applicable": ""}


def _one_by_one(answers: Mapping[str, Any]) -> Iterator[tuple[Loc, dict[str, Any]]]:
    """Yield each answer alone, with its place."""
    for part, given in answers.items():
        if part not in PARTS or not isinstance(given, Mapping):
            yield (part,), {part: given}
            continue
        for name, answer in given.items():
            if part == "maturity" and name != "override" and isinstance(answer, Mapping):
                for item, one in answer.items():
                    yield (part, name, item), {part: {name: {item: one}}}
            else:
                yield (part, name), {part: {name: answer}}

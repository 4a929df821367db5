"""What to ask next of an account that is not fully known: each question with its answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from icp_playbook.asking.accounts import rules_of
from icp_playbook.asking.playbook import Asked
from icp_playbook.messages import say
from icp_playbook.scoring import Assessment
from icp_playbook.scoring.answers import STATES, dimensions_in, scale_of
from icp_playbook.scoring.rules import AttributeRules, Rules

_MOST = 12


class NextQuestion(TypedDict):
    """A question, where its answer goes, and what may be answered."""

    part: str
    """attributes, qualification or maturity."""
    id: str
    question: str
    answers: list[str]
    """What may be answered, where it is one of a few; else a number."""


def next_questions(asked: Asked, result: Assessment) -> list[NextQuestion]:
    """Return what to find out, the most telling first, each question once."""
    rules = rules_of(asked)["rules"]
    found = {
        (one["part"], one["id"]): one
        for one in (
            *_attributes(rules, result),
            *_criteria(asked, rules, result),
            *_dimensions(rules, result),
        )
    }
    return list(found.values())[:_MOST]


def _attributes(rules: Rules, result: Assessment) -> Iterator[NextQuestion]:
    by_id = {one["id"]: one for one in rules["attributes"]}
    names = [
        *(result["fit"]["find_out"] if result["fit"] else ()),
        *(one["attribute"] for score in result["scores"] for one in score["find_out"]),
        *(
            name
            for flag in (result["flags"]["open"] if result["flags"] else ())
            for name in flag["attributes"]
        ),
    ]
    for name in dict.fromkeys(names):
        one = by_id[name]
        yield {
            "part": "attributes", "id": name, "question": one["question"], "answers": _answers(one)
        }  # fmt: skip


def _answers(attribute: AttributeRules) -> list[str]:
    if attribute["type"] == "yes-no":
        return ["yes", "no"]
    return [option["value"] for option in attribute.get("options", [])]


def _criteria(asked: Asked, rules: Rules, result: Assessment) -> Iterator[NextQuestion]:
    motivation, asks = result["motivation"], rules["qualification"]
    names = {one["id"]: one["name"] for one in (asks["criteria"] if asks else ())}
    for one in motivation["not_confirmed"] if motivation else ():
        name = names[one["criterion"]]
        question = one["question"] or asked.state.reader.text(
            say("Ask about {criterion}.", criterion=name)
        )
        yield {
            "part": "qualification", "id": one["criterion"], "question": question,
            "answers": list(STATES),
        }  # fmt: skip


def _dimensions(rules: Rules, result: Assessment) -> Iterator[NextQuestion]:
    by_id = {one["id"]: one for one in dimensions_in(rules)}
    abilities = [result["ability"], *(one["ability"] for one in result["further"])]
    for ability in filter(None, abilities):
        for open_ in ability["find_out"]:
            one = by_id[open_["dimension"]]
            if one["method"] == "rubric":
                levels = [f"{level['level']}: {level['label']}" for level in one["levels"]]
                yield _asks(one["id"], one["question"], levels)
                continue
            for level in one["levels"]:
                for item in level["items"]:
                    if item["id"] in open_["items"]:
                        values = [step["value"] for step in scale_of(one, item)] or ["yes", "no"]
                        yield _asks(
                            f"{one['id']}.{item['id']}", item["text"], [*values, "not-applicable"]
                        )


def _asks(id: str, question: str, answers: list[str]) -> NextQuestion:
    return {"part": "maturity", "id": id, "question": question, "answers": answers}

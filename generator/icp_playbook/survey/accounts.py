"""The accounts of a survey: examples without their story, as one meets them before a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, zip_longest

from icp_playbook.messages import Message, say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.example import Example
from icp_playbook.scoring import assess
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.current import current, readers
from icp_playbook.scoring.defects import find_defects
from icp_playbook.scoring.document import AssessmentDocument, document, is_assessable
from icp_playbook.scoring.examples import answers_of
from icp_playbook.scoring.messages import text_of
from icp_playbook.scoring.scores import asked_apart
from icp_playbook.scoring.wording import answer
from icp_playbook.survey.questions import Question, SurveyPart, yes_no

MOST_ACCOUNTS = 12
_STATES: dict[str, Message] = {
    "confirmed": say("Confirmed"), "partial": say("Partly"), "absent": say("Absent"),
}  # fmt: skip


def judged_accounts(catalog: Catalog, language: str) -> SurveyPart:
    """Return the accounts to judge: of good and bad examples in turns, twelve at most.

    They are taken as the company orders them, so that outcomes are mixed as far as its examples
    are, and then asked by id, an order that tells nothing.
    """
    line, _ = readers(catalog, language)
    chosen = sorted(_in_turns(list(current(catalog, Example))), key=lambda one: one.id)
    assessed = document(catalog, language) if is_assessable(catalog) else None
    if assessed is not None and find_defects(assessed["rules"]):
        assessed = None
    questions = tuple(
        Question(
            f"accounts.{one.id}",
            line(one.name),
            yes_no(),
            ("yes" if one.good else "no",),
            one.ref,
            tuple(_facts(assessed, one)) if assessed else (),
        )
        for one in chosen
    )
    asks = say("Is this a customer that we want?")
    return SurveyPart("accounts", say("Accounts"), asks, questions, "nominal", pooled=True)


def _in_turns(examples: list[Example]) -> list[Example]:
    good = [one for one in examples if one.good]
    bad = [one for one in examples if not one.good]
    turns = chain.from_iterable(zip_longest(good, bad))
    return [one for one in turns if one is not None][:MOST_ACCOUNTS]


def _facts(assessed: AssessmentDocument, example: Example) -> Iterator[tuple[str, str]]:
    """Yield what is known of an account, but no score, verdict or tier."""
    rules, names = assessed["rules"], assessed["names"]
    answers = spoken(rules, answers_of(example, assessed["renamed"]))
    apart = {name for found in asked_apart(rules).values() for name in found}
    for one in rules["attributes"]:
        value = answers["attributes"].get(one["id"])
        if value is not None and one["id"] not in apart:
            yield names[f"attributes.{one['id']}"], text_of(answer(one, value))
    for id, state in answers["qualification"].items():
        if state in _STATES:
            yield names[f"qualification.{id}"], _STATES[state]
    ability = assess(rules, answers)["ability"]
    levels = rules["maturity"]["levels"] if rules["maturity"] else []
    level_names = {one["level"]: one["name"] for one in levels}
    for row in ability["profile"] if ability else ():
        if row["level"] is not None:
            yield names[f"maturity.{row['dimension']}"], level_names[row["level"]]

"""Sentences of a survey: the four answers, success, whom we turn down, which tier gets what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

from icp_playbook.messages import Message, say
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.department import Department
from icp_playbook.model.outcome import Outcome
from icp_playbook.model.segment import Segment
from icp_playbook.model.strategy import Strategy
from icp_playbook.model.text import Text
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.scoring.current import Read, current, readers, tiers_in_order
from icp_playbook.survey.questions import (
    OTHER,
    Option,
    Question,
    SurveyPart,
    mixed,
    unsure,
    yes_no,
)

_WRONG = 3
"""Options beside the right one."""
_SIDE = 4
"""Sentences of each sort, where two sorts are told apart."""
_ANSWERS: dict[str, Message] = {
    "customer": say("Who is our customer, first of all?"),
    "need": say("What do they need?"),
    "success": say("What counts as success, in the customer's words?"),
    "value": say("What value do we give?"),
}
_WORDS: dict[str, Message] = {
    "customer": say("In your own words: who is our customer?"),
    "need": say("In your own words: what do they need?"),
    "success": say("In your own words: when do they say that it was worth it?"),
    "value": say("In your own words: what do we do for them?"),
}
_FOUR = say("The four answers"), say("Which one is it?")


def four_answers(catalog: Catalog, language: str) -> SurveyPart:
    """Return the four answers to pick; what else is true of the company stands beside them."""
    company, (_, prose) = catalog.one(Company), readers(catalog, language)
    if company is None:
        return SurveyPart("answers", *_FOUR, ())
    questions = []
    for field, asks in _ANSWERS.items():
        right = _sentence(prose(getattr(company.four_answers, field)))
        beside = [Option(id, text) for id, text in _beside(catalog, field, prose) if text != right][
            :_WRONG
        ]
        if beside:
            options = mixed(field, [Option("company", right), *beside])
            last = Option(OTHER, say("None of these")), unsure()
            questions.append(
                Question(f"answers.{field}", asks, (*options, *last), ("company",), company.ref)
            )
    return SurveyPart("answers", *_FOUR, tuple(questions))


def own_words(catalog: Catalog) -> SurveyPart:
    """Return the four answers to say in own words."""
    company = catalog.one(Company)
    asked = (
        Question(f"words.{field}", asks, (), (), company.ref)
        for field, asks in _WORDS.items()
        if company is not None
    )
    title, asks = say("In your own words"), say("As you would tell a new colleague.")
    return SurveyPart("words", title, asks, tuple(asked))


def success(catalog: Catalog, language: str) -> SurveyPart:
    """Return what customers call success among what departments measure themselves by."""
    line, prose = readers(catalog, language)
    options = (
        Option("customer", say("The customer's success")),
        Option("ours", say("A measure of our own")),
        unsure(),
    )
    outcomes = [(one, line(one.name), "customer") for one in current(catalog, Outcome)]
    aims = [
        (one, _sentence(prose(one.optimises_for)), "ours") for one in current(catalog, Department)
    ]
    questions = (
        Question(f"success.{one.id}", text, options, (kind,), one.ref)
        for one, text, kind in _by_id([*outcomes[:_SIDE], *aims[:_SIDE]])
    )
    title, asks = say("What counts as success"), say("Whose success is this?")
    return SurveyPart("success", title, asks, tuple(questions) if outcomes else (), "nominal")


def served(catalog: Catalog, language: str) -> SurveyPart:
    """Return kinds of company: those that we turn down, and examples of each segment."""
    (line, _), company = readers(catalog, language), catalog.one(Company)
    turned_down = [
        (company, f"not-{place}", line(one.who), "no")
        for place, one in enumerate(company.not_served if company else (), 1)
        if company is not None
    ]
    kinds = [
        (one, one.id, line(one.example_companies[0]), "no" if one.focus == "avoid" else "yes")
        for one in current(catalog, Segment)
        if one.example_companies
    ]
    in_turns = chain.from_iterable(zip_longest(turned_down, kinds))
    found = [one for one in in_turns if one is not None][: 2 * _SIDE]
    questions = tuple(
        Question(f"served.{id}", text, yes_no(), (answer,), about.ref)
        for about, id, text, answer in found
    )
    title, asks = say("Whom we serve, and whom we don't"), say("Do we serve them?")
    return SurveyPart("served", title, asks, questions, "nominal", pooled=True)


def tiers(catalog: Catalog, language: str) -> SurveyPart:
    """Return what each tier gets, where the text does not name a tier in any language."""
    line, prose = readers(catalog, language)
    found = tiers_in_order(catalog)
    names = {str(name).casefold() for one in found for _, name in one.name.each}
    options = (*(Option(one.id, line(one.title)) for one in found), unsure())
    known = {one.id for one in found}
    gets: dict[str, list[Strategy]] = {}
    for strategy in current(catalog, Strategy):
        text = next((one for one in _given(strategy) if not _names_any(one, names)), None)
        if text and strategy.segment is None and strategy.tier in known:
            gets.setdefault(_sentence(prose(text)), []).append(strategy)
    questions = (
        Question(f"tiers.{one[0].id}", text, options, tuple(it.tier for it in one), one[0].ref)
        for text, one in sorted(gets.items(), key=lambda pair: pair[1][0].id)
    )
    title, asks = say("Which tier gets what"), say("Which tier gets this?")
    return SurveyPart("tiers", title, asks, tuple(questions) if len(found) > 1 else (), "nominal")


def _beside(catalog: Catalog, field: str, prose: Read) -> Iterator[tuple[str, str]]:
    """Yield what else is said in the company of such a question: true, but not its one answer."""
    others = [one for one in current(catalog, Segment) if one.focus != "beachhead"]
    if field == "customer":
        yield from ((one.id, _sentence(prose(one.definition))) for one in others)
    elif field == "need":
        for one in others:
            yield from ((one.id, _sentence(prose(it.challenge))) for it in one.challenges[:1])
    elif field == "success":
        aims = reversed(list(current(catalog, Department)))
        yield from ((one.id, _sentence(prose(one.optimises_for))) for one in aims)
    else:
        core = {one.id for one in current(catalog, Segment)} - {one.id for one in others}
        for value in current(catalog, ValueProposition):
            if value.promise and not core.intersection(value.segments):
                yield value.id, _sentence(prose(value.promise))


def _given(strategy: Strategy) -> Iterator[Text]:
    for text in (strategy.service_level, strategy.effort_budget, strategy.pricing, *strategy.do):
        if text:
            yield text


def _names_any(text: Text, names: set[str]) -> bool:
    """Tell whether a text gives a tier away; Chinese words have no edges to look for."""
    said = "\n".join(str(one).casefold() for _, one in text.each)
    return any(
        re.search(rf"\b{re.escape(name)}\b", said) if name.isascii() else name in said
        for name in names
    )


def _by_id(
    found: Iterable[tuple[Definition, str, str]],
) -> list[tuple[Definition, str, str]]:
    return sorted(found, key=lambda one: one[0].id)


def _sentence(text: str) -> str:
    """Return prose on a line, as form tools take it."""
    return " ".join(text.split())

"""Rules about how we know, who answers for it, and when to look again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from icp_playbook.messages import Message, say, say_count
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.exception import ExceptionRecord
from icp_playbook.model.fields import Owner
from icp_playbook.model.research import Insight, ResearchQuestions
from icp_playbook.problems import did_you_mean, quoted
from icp_playbook.stages.check.rule import Context, Finding, current

# An insight names its sample, and the questions are where all of it comes from.
_OWN_SOURCE = (Insight.kind, ResearchQuestions.kind)


def claim_without_source(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Whoever says "researched" says where."""
    for definition in catalog.definitions():
        claims = definition.claims and definition.confidence != "hypothesis"
        if claims and not definition.sources and definition.kind not in _OWN_SOURCE:
            claimed = definition.confidence
            message = say("it calls itself {claimed} but names no source", claimed=claimed)
            hint = say('add "sources:" with insights or links, or write "confidence: hypothesis"')
            yield Finding(definition, ("confidence",), message, hint)


def insight_sample_below_minimum(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """An insight rests on as many customers as the company agreed on."""
    company = catalog.one(Company)
    least = company.agreed.minimum_sample if company and company.agreed else None
    for insight in current(catalog, Insight) if least is not None else ():
        if insight.sample.n < (least or 0):
            message = say(
                "the sample has {count}, and {least} was agreed as the least",
                count=insight.sample.n,
                least=least or 0,
            )
            hint = say("ask more customers, or say in intentional why so few are enough")
            yield Finding(insight, ("sample", "n"), message, hint)


def insight_numbers_disagree(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """The numbers of an insight are parts of its sample, and its days are in order."""
    for insight in catalog.all(Insight):
        sample, all_asked = insight.sample, insight.sample.n
        for index, answer in enumerate(insight.answers):
            if answer.count > all_asked:
                message = say(
                    "{count} gave this answer, but only {all} were asked",
                    count=answer.count,
                    all=all_asked,
                )
                hint = say('correct the count, or "n" of the sample')
                yield Finding(insight, ("answers", index, "count"), message, hint)
        wins, losses = sample.wins or 0, sample.losses or 0
        if wins + losses > all_asked:
            message = say(
                "{wins} wins and {losses} losses are more than the {all} who were asked",
                wins=wins,
                losses=losses,
                all=all_asked,
            )
            hint = say('correct one of the three; "n" counts everybody who was asked')
            yield Finding(insight, ("sample", "losses" if losses else "wins"), message, hint)
        if sample.to < sample.from_:
            first, last = str(sample.from_), str(sample.to)
            message = say(
                "the last day, {last}, comes before the first, {first}", last=last, first=first
            )
            yield Finding(insight, ("sample", "to"), message, say("swap the two"))


def unknown_sub_question(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A ranked answer belongs to a part of the question that the insight answers."""
    research = catalog.one(ResearchQuestions)
    questions = research.questions if research else ()
    parts = {question.id: [part.id for part in question.sub_questions] for question in questions}
    for insight in catalog.all(Insight):
        known = parts.get(insight.question, [])
        for index, answer in enumerate(insight.answers):
            part = answer.sub_question
            if part is not None and part not in known:
                message = say(
                    "{question} has no part {part}",
                    question=quoted(insight.question),
                    part=quoted(part),
                )
                hint = did_you_mean(part, known) or (
                    say("its parts are {names}", names=known)
                    if known
                    else say("leave it out: the question has no parts")
                )
                yield Finding(insight, ("answers", index, "sub_question"), message, hint)


def review_overdue(catalog: Catalog, context: Context) -> Iterator[Finding]:
    """What was true once is looked at again in time."""
    for definition in catalog.definitions():
        day = definition.review_due if definition.status != "retired" else None
        if day is not None and context.today and day < context.today:
            message = say_count(
                "the review was due on {day}, {count} month after the last",
                "the review was due on {day}, {count} months after the last",
                count=definition.review_cadence,
                day=str(day),
            )
            hint = say('make sure that it is still true, then write the new day after "reviewed:"')
            yield Finding(definition, ("reviewed",), message, hint)


def exception_ended(catalog: Catalog, context: Context) -> Iterator[Finding]:
    """An exception ends, or somebody decides anew."""
    for exception in current(catalog, ExceptionRecord):
        if context.today and exception.review_on < context.today:
            day = str(exception.review_on)
            message = say("the exception was to be reviewed or ended by {day}", day=day)
            hint = say("decide anew and set the next day, or write status: retired")
            yield Finding(exception, ("review_on",), message, hint)


def day_in_future(catalog: Catalog, context: Context) -> Iterator[Finding]:
    """What was looked at, or said by customers, has happened."""
    hint = say("write the day on which it was done")
    for definition in catalog.definitions():
        if definition.reviewed and _is_to_come(definition.reviewed, context):
            day = str(definition.reviewed)
            message = say("the day of the last review, {day}, is still to come", day=day)
            yield Finding(definition, ("reviewed",), message, hint)
    for insight in catalog.all(Insight):
        if _is_to_come(insight.sample.to, context):
            message = say(
                "the day on which customers were asked last, {day}, is still to come",
                day=str(insight.sample.to),
            )
            yield Finding(insight, ("sample", "to"), message, hint)


def _is_to_come(day: datetime.date, context: Context) -> bool:
    # A day ahead is today for whoever lives further east than the machine that checks.
    return context.today is not None and (day - context.today).days > 1


def owner_without_contact(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Readers can ask the owner of what they read.

    One finding an owner, at the first definition it owns.
    """
    company = catalog.one(Company)
    if company is None:
        return
    owned: dict[str, list[Definition]] = {}
    for definition in catalog.definitions():
        owner = definition.owner
        if owner not in company.contacts and Owner().is_well_formed(owner):
            owned.setdefault(owner, []).append(definition)
    for owner, definitions in owned.items():
        message = _no_contact(owner, len(definitions) - 1)
        hint = did_you_mean(owner, company.contacts) or say(
            'known are {names}; add "{owner}:" with a channel to "contacts:" in {file}',
            names=list(company.contacts) or say("none"),
            owner=owner,
            file=company.path,
        )
        yield Finding(definitions[0], ("owner",), message, hint)


def _no_contact(owner: str, others: int) -> Message:
    if not others:
        return say(
            "{owner} owns this but has no entry in the company's contacts", owner=quoted(owner)
        )
    return say_count(
        "{owner} owns this (and {count} more definition) "
        "but has no entry in the company's contacts",
        "{owner} owns this (and {count} more definitions) "
        "but has no entry in the company's contacts",
        count=others,
        owner=quoted(owner),
    )

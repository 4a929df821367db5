"""Rules about how we know, who answers for it, and when to look again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.exception import ExceptionRecord
from icp_playbook.model.fields import Owner
from icp_playbook.model.research import Insight, ResearchQuestions
from icp_playbook.model.review import cadence, due
from icp_playbook.model.walk import Loc
from icp_playbook.problems import did_you_mean, quoted
from icp_playbook.stages.check.rule import Context, Finding, current

# An insight names its sample, and the questions are where all of it comes from.
_OWN_SOURCE = (Insight.kind, ResearchQuestions.kind)


def claim_without_source(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Whoever says "researched" says where."""
    for definition in catalog.definitions():
        claims = definition.claims and definition.confidence != "hypothesis"
        if claims and not definition.sources and definition.kind not in _OWN_SOURCE:
            yield Finding(
                definition, ("confidence",), f"it calls itself {definition.confidence} but names no source",
                'add "sources:" with insights or links, or write "confidence: hypothesis"',
            )  # fmt: skip


def insight_sample_below_minimum(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """An insight rests on as many customers as the company agreed on."""
    company = catalog.one(Company)
    minimum = company.agreed.minimum_sample if company and company.agreed else None
    for insight in current(catalog, Insight) if minimum is not None else ():
        if insight.sample.n < (minimum or 0):
            yield Finding(
                insight, ("sample", "n"), f"the sample has {insight.sample.n}, and {minimum} was agreed as the least",
                "ask more customers, or say in intentional why so few must do",
            )  # fmt: skip


def insight_numbers_disagree(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """The numbers of an insight are parts of its sample, and its first day comes before its last."""
    for insight in catalog.all(Insight):
        sample = insight.sample
        for index, answer in enumerate(insight.answers):
            if answer.count > sample.n:
                yield Finding(
                    insight, ("answers", index, "count"),
                    f"{answer.count} gave this answer, but only {sample.n} were asked",
                    'correct the count, or "n" of the sample',
                )  # fmt: skip
        if (sample.wins or 0) + (sample.losses or 0) > sample.n:
            field = "losses" if sample.losses else "wins"
            yield Finding(
                insight, ("sample", field),
                f"{sample.wins or 0} wins and {sample.losses or 0} losses are more than the {sample.n} who were asked",
                'correct one of the three; "n" counts everybody who was asked',
            )  # fmt: skip
        if sample.to < sample.from_:
            yield Finding(
                insight, ("sample", "to"), f"the last day, {sample.to}, comes before the first, {sample.from_}",
                "swap the two",
            )  # fmt: skip


def unknown_sub_question(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A ranked answer belongs to a part of the question that the insight answers."""
    research = catalog.one(ResearchQuestions)
    parts = {q.id: [part.id for part in q.sub_questions] for q in research.questions} if research else {}
    for insight in catalog.all(Insight):
        known = parts.get(insight.question, [])
        for index, answer in enumerate(insight.answers):
            if answer.sub_question is not None and answer.sub_question not in known:
                yield Finding(
                    insight, ("answers", index, "sub_question"),
                    f"{quoted(insight.question)} has no part {quoted(answer.sub_question)}",
                    did_you_mean(answer.sub_question, known)
                    or (f"its parts are {', '.join(known)}" if known else "leave it out: the question has no parts"),
                )  # fmt: skip


def review_overdue(catalog: Catalog, context: Context) -> Iterator[Finding]:
    """What was true once is looked at again in time."""
    for definition in catalog.definitions():
        day = due(definition) if definition.status != "retired" else None
        if day is not None and context.today and day < context.today:
            months = cadence(definition)
            every = f"{months} month{'s' if months > 1 else ''}"
            yield Finding(
                definition, ("reviewed",), f"the review was due on {day}, {every} after the last",
                'make sure that it is still true, then write the new day after "reviewed:"',
            )  # fmt: skip


def exception_ended(catalog: Catalog, context: Context) -> Iterator[Finding]:
    """An exception ends, or somebody decides anew."""
    for exception in current(catalog, ExceptionRecord):
        if context.today and exception.review_on < context.today:
            yield Finding(
                exception, ("review_on",), f"the exception was to be reviewed or ended by {exception.review_on}",
                "decide anew and set the next day, or write status: retired",
            )  # fmt: skip


def day_in_future(catalog: Catalog, context: Context) -> Iterator[Finding]:
    """What was looked at, or said by customers, has happened."""
    days: list[tuple[Definition, Loc, datetime.date | None, str]] = [
        (one, ("reviewed",), one.reviewed, "it was reviewed") for one in catalog.definitions()
    ]
    days += [(one, ("sample", "to"), one.sample.to, "customers were asked") for one in catalog.all(Insight)]
    for definition, loc, day, what in days:
        # A day ahead is today for whoever lives further east than the machine that checks.
        if day is not None and context.today and (day - context.today).days > 1:
            message = f"the day on which {what} last, {day}, is still to come"
            yield Finding(definition, loc, message, "write the day on which it was done")


def owner_without_contact(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Readers can ask the owner of what they read. One finding an owner, at the first definition it owns."""
    company = catalog.one(Company)
    if company is None:
        return
    owned: dict[str, list[Definition]] = {}
    for definition in catalog.definitions():
        if definition.owner not in company.contacts and Owner().is_well_formed(definition.owner):
            owned.setdefault(definition.owner, []).append(definition)
    for owner, definitions in owned.items():
        others = len(definitions) - 1
        also = f" (and {others} more definition{'s' if others > 1 else ''})" if others else ""
        near = did_you_mean(owner, company.contacts)
        yield Finding(
            definitions[0], ("owner",), f"{quoted(owner)} owns this{also} but has no entry in the company's contacts",
            near or f'known are {", ".join(company.contacts) or "none"}; add "{owner}:" with a channel to "contacts:" in {company.path}',
        )  # fmt: skip

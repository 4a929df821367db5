"""What customers said: an insight's ranked answers as shares of its sample, and the sample against the agreed one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.research import Insight, RankedAnswer, ResearchQuestion, ResearchQuestions


@dataclass(frozen=True, slots=True)
class Ranked:
    """One answer; `share` is its part of the sample, 0 to 100."""

    answer: str
    count: Decimal
    share: int


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to a question, or to one part of it, the most frequent first."""

    sub_question: str | None
    ranked: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """An insight as pages show it. `minimum` is the agreed sample, `enough` whether it is reached (None: none agreed)."""

    insight: Insight
    question: ResearchQuestion | None
    answers: tuple[Answers, ...]
    minimum: Decimal | None
    enough: bool | None


def finding(catalog: Catalog, insight: Insight) -> Finding:
    """Return one insight with its answers ranked."""
    company = catalog.one(Company)
    minimum = company.agreed.minimum_sample if company and company.agreed else None
    question = next((one for one in questions(catalog) if one.id == insight.question), None)
    return Finding(
        insight,
        question,
        tuple(_answers(insight, question)),
        minimum,
        None if minimum is None else insight.sample.n >= minimum,
    )


def questions(catalog: Catalog) -> tuple[ResearchQuestion, ...]:
    """Return the research questions, in the company's order."""
    asked = catalog.one(ResearchQuestions)
    return asked.questions if asked else ()


def findings_on(catalog: Catalog, question: ResearchQuestion) -> list[Finding]:
    """Return the findings on a question, the newest first."""
    insights = catalog.users(f"question:{question.id}", Insight, "question")
    return [finding(catalog, insight) for insight in newest_first(insights)]


def newest_first(insights: Iterable[Insight]) -> list[Insight]:
    """Return insights by the last day of their sample."""
    return sorted(insights, key=lambda insight: (-insight.sample.to.toordinal(), insight.id))


def _answers(insight: Insight, question: ResearchQuestion | None) -> list[Answers]:
    names = {part.id: part.question for part in question.sub_questions} if question else {}
    parts: list[str | None] = [None, *names]
    parts += sorted({one.sub_question for one in insight.answers if one.sub_question} - names.keys())
    found = [(part, [one for one in insight.answers if one.sub_question == part]) for part in parts]
    return [
        Answers(names.get(part, part) if part else None, tuple(_ranked(answers, insight.sample.n)))
        for part, answers in found
        if answers
    ]


def _ranked(answers: list[RankedAnswer], n: Decimal) -> list[Ranked]:
    by_count = sorted(answers, key=lambda one: -one.count)
    return [Ranked(one.answer, one.count, min(100, int(one.count * 100 / n))) for one in by_count]

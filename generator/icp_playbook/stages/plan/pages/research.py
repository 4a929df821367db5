"""Research: each question with what customers answered, and where nobody has asked yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.research import Insight, RankedAnswer, ResearchQuestion, ResearchQuestions
from icp_playbook.model.segment import Segment
from icp_playbook.stages.plan.pages import KindPages, View


@dataclass(frozen=True, slots=True)
class AnswerShare:
    """One answer; `share` is its part of the sample, 0 to 100."""

    answer: str
    count: Decimal
    share: int


@dataclass(frozen=True, slots=True)
class PartAnswers:
    """The answers to a question, or to one part of it, the most frequent first."""

    sub_question: str | None
    ranked: tuple[AnswerShare, ...]


@dataclass(frozen=True, slots=True)
class RankedInsight:
    """An insight as pages show it. `enough` says whether the sample reaches the agreed minimum."""

    insight: Insight
    question: ResearchQuestion | None
    answers: tuple[PartAnswers, ...]
    minimum: Decimal | None
    enough: bool | None


def rank_insight(catalog: Catalog, insight: Insight) -> RankedInsight:
    """Return one insight with its answers ranked."""
    company = catalog.one(Company)
    minimum = company.agreed.minimum_sample if company and company.agreed else None
    question = next((one for one in list_questions(catalog) if one.id == insight.question), None)
    return RankedInsight(
        insight,
        question,
        tuple(_answers(insight, question)),
        minimum,
        None if minimum is None else insight.sample.n >= minimum,
    )


def list_questions(catalog: Catalog) -> tuple[ResearchQuestion, ...]:
    """Return the research questions, in the company's order."""
    asked = catalog.one(ResearchQuestions)
    return asked.questions if asked else ()


def rank_insights(catalog: Catalog, question: ResearchQuestion) -> list[RankedInsight]:
    """Return the findings on a question, the newest first."""
    insights = catalog.users(catalog.ref(question), Insight, "question")
    return [rank_insight(catalog, insight) for insight in newest_first(insights)]


def newest_first(insights: Iterable[Insight]) -> list[Insight]:
    """Return insights by the last day of their sample."""
    return sorted(insights, key=lambda insight: (-insight.sample.to.toordinal(), insight.id))


def _answers(insight: Insight, question: ResearchQuestion | None) -> list[PartAnswers]:
    names = {part.id: part.question for part in question.sub_questions} if question else {}
    parts: list[str | None] = [None, *names]
    parts += sorted(
        {one.sub_question for one in insight.answers if one.sub_question} - names.keys()
    )
    found = [(part, [one for one in insight.answers if one.sub_question == part]) for part in parts]
    return [
        PartAnswers(
            names.get(part, part) if part else None, tuple(_ranked(answers, insight.sample.n))
        )
        for part, answers in found
        if answers
    ]


def _ranked(answers: list[RankedAnswer], n: Decimal) -> list[AnswerShare]:
    by_count = sorted(answers, key=lambda one: -one.count)
    return [
        AnswerShare(one.answer, one.count, min(100, int(one.count * 100 / n))) for one in by_count
    ]


def show_questions(catalog: Catalog, asked: ResearchQuestions) -> View:
    """Return the findings of each question, and a table of segment by question with its holes."""
    findings = [(question, rank_insights(catalog, question)) for question in asked.questions]
    everything = [one for _, found in findings for one in found]
    by_question = [_about(found) for _, found in findings]
    rows = [
        (segment, [found.get(segment.id if segment else None, []) for found in by_question])
        for segment in _rows(catalog, everything)
    ]
    return {
        "questions": [
            (
                question,
                _by_segment(catalog, found),
                [part.question for part in question.sub_questions],
            )
            for question, found in findings
        ],
        "rows": rows if everything else [],
    }


def _about(found: list[RankedInsight]) -> dict[str | None, list[RankedInsight]]:
    """Return findings by segment, and under None those about no segment in particular."""
    by_segment: dict[str | None, list[RankedInsight]] = defaultdict(list)
    for one in found:
        for segment in dict.fromkeys(one.insight.segments) or (None,):
            by_segment[segment].append(one)
    return by_segment


def _rows(catalog: Catalog, everything: list[RankedInsight]) -> list[Segment | None]:
    """Return the segments that we serve or have asked, and None if a finding is about none."""
    asked = _about(everything)
    shown: list[Segment | None] = [
        segment
        for segment in catalog.all(Segment)
        if segment.focus != "avoid" or segment.id in asked
    ]
    return shown + ([None] if None in asked else [])


def _by_segment(
    catalog: Catalog, found: list[RankedInsight]
) -> list[tuple[list[Segment], list[RankedInsight]]]:
    """Return the findings of a question under the segments they are about, each finding once."""
    segments = catalog.all(Segment)
    order = {segment.id: place for place, segment in enumerate(segments)}
    groups: dict[tuple[int, ...], list[RankedInsight]] = {}
    for one in found:
        groups.setdefault(tuple(sorted({order[id] for id in one.insight.segments})), []).append(one)
    ranked = sorted(groups, key=lambda places: places or (len(order),))
    return [([segments[place] for place in places], groups[places]) for places in ranked]


def show_insight(catalog: Catalog, insight: Insight) -> View:
    """Return the finding that an insight's page shows."""
    return {"finding": rank_insight(catalog, insight)}


def list_insights(catalog: Catalog) -> View:
    """Return the findings by question."""
    return {"by_question": [(one, rank_insights(catalog, one)) for one in list_questions(catalog)]}


def _by_question(catalog: Catalog) -> Iterator[tuple[str, str, list[Insight]]]:
    """Yield the questions as headings of the list, each with its findings, the newest first."""
    for question in list_questions(catalog):
        found = catalog.users(catalog.ref(question), Insight, "question")
        yield question.question, f"s-{question.id}", newest_first(found)


PAGES = (
    KindPages(ResearchQuestions, show_questions),
    KindPages(Insight, show_insight, index=list_insights, order=_by_question),
)

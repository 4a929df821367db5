"""Research: the questions we ask customers, and the insights that answer them."""

from decimal import Decimal
from typing import Annotated, ClassVar

from icp_playbook.messages import say
from icp_playbook.model.base import (
    AnyRef,
    Day,
    Definition,
    Id,
    LineText,
    NamedPart,
    Part,
    ProseText,
    Purpose,
    Some,
    Told,
)
from icp_playbook.model.fields import Number, Ref
from icp_playbook.model.text import Text
from icp_playbook.problems import quoted

Count = Annotated[Decimal, Number(least=0, whole=True)]


class SubQuestion(Part):
    """A part of a research question."""

    once: ClassVar[tuple[str, ...]] = ("id",)

    id: Id
    """How findings name it."""
    question: LineText
    """As one would ask it."""


class ResearchQuestion(NamedPart):
    """One question of the research."""

    title_field: ClassVar[str] = "question"

    id: Id
    """How insights name it."""
    question: LineText
    """As one would ask it."""
    why: ProseText | None = None
    """What the answer is for."""
    sub_questions: tuple[SubQuestion, ...] = ()
    """Its parts, if it has several."""
    feeds: tuple[LineText, ...] = ()
    """The fields of the profile that the answer feeds."""

    @property
    def purpose(self) -> Purpose:
        """What to say when nothing refers to it."""
        message = say("no insight answers the question {question}", question=quoted(self.id))
        return Purpose(
            message,
            say('write one in content/research/insights/ with "question: {id}"', id=self.id),
        )


class ResearchQuestions(Definition):
    """All research questions."""

    kind: ClassVar[str] = "questions"
    has_card: ClassVar[bool] = False
    parts: ClassVar[dict[str, str]] = {"questions": "question"}
    summary_field: ClassVar[str] = "summary"
    review_months: ClassVar[int] = 12

    name: LineText = Text(say("Research questions"))
    """What the set is called."""
    summary: ProseText | None = None
    """How the research is done."""
    questions: Some[ResearchQuestion]
    """The questions, in order."""


class RankedAnswer(Told):
    """One answer and how many gave it."""

    goes_by: ClassVar[tuple[str, ...]] = ()

    answer: ProseText
    """What they said."""
    count: Count
    """How many of the sample."""
    sub_question: Id | None = None
    """The part of the question it answers."""


class Quote(Told):
    """What somebody said, word for word."""

    goes_by: ClassVar[tuple[str, ...]] = ("role",)

    text: ProseText
    """Their words."""
    role: LineText
    """Their role, never their name."""


class Sample(Part):
    """Whom we asked."""

    n: Annotated[Decimal, Number(least=1, whole=True)]
    """How many."""
    wins: Count | None = None
    """How many of them bought."""
    losses: Count | None = None
    """How many did not."""
    from_: Day
    """The first day."""
    to: Day
    """The last day."""
    method: LineText
    """How we asked."""


class Insight(Definition):
    """An answer to a research question, from a sample of customers."""

    kind: ClassVar[str] = "insight"
    summary_field: ClassVar[str] = "finding"
    review_months: ClassVar[int] = 12
    has_form: ClassVar[bool] = True
    verbatim: ClassVar[frozenset[str]] = frozenset({"answers", "quotes"})
    purpose: ClassVar[Purpose] = Purpose(
        say("no claim rests on this insight, and it changed nothing"),
        say('name it in the "sources" of what it supports, or say under "changes" what it changed'),
        frozenset({"question", "segments"}),
    )

    name: LineText
    """The finding as a short title."""
    question: Annotated[str, Ref(("question",))]
    """The research question it answers."""
    segments: tuple[Annotated[str, Ref(("segment",))], ...] = ()
    """The segments that were asked."""
    finding: ProseText
    """The finding, in one or two sentences."""
    answers: tuple[RankedAnswer, ...] = ()
    """The answers, the most frequent first."""
    quotes: tuple[Quote, ...] = ()
    """What they said, word for word."""
    sample: Sample
    """Whom we asked, when and how."""
    changes: tuple[AnyRef, ...] = ()
    """The definitions that it changed."""

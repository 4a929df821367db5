"""What a report shows: figures in words, links, and the places of dots; the template draws it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from icp_playbook.alignment.agreement import Figure, Unit
from icp_playbook.alignment.measure import (
    OVERALL,
    SENTENCES,
    WHOLE,
    Answered,
    Difference,
    Group,
    Measured,
    Topic,
)
from icp_playbook.messages import Message, say, say_count
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company, Contact
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.text import worded
from icp_playbook.numbers import shown as number
from icp_playbook.project import Site
from icp_playbook.survey.questions import Survey, SurveyPart

SHADES = 10
_TOPICS = 10
_DIFFERENCES = 8
_MOVED = 5
_RELIABLE, _TENTATIVE = 0.8, 0.667
"""Krippendorff's own bounds: reliable, and good enough for tentative conclusions."""
_WIDTH, _LEFT, _STEP, _RADIUS = 480, 14, 24, 10
"""Of a row of dots, in its own units."""


@dataclass(frozen=True, slots=True)
class Place:
    """A definition: where its page is, and who answers for it."""

    title: str
    url: str
    path: str
    owner: str
    contact: Contact | None


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one group or part, in words; `change` is since the round before."""

    name: str
    people: int
    profile: str
    alike: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """How often two people of two groups answer alike: in words, and as one of ten shades."""

    text: str
    shade: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A department's place on the line from nobody to everybody; `number` is its own."""

    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A question: where departments stand, what they answered, and its definition."""

    label: str
    right: str
    place: Place
    share: str
    dots: tuple[Dot, ...]
    height: float
    answers: tuple[tuple[str, str], ...]
    """By group: how many people gave which answer."""


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A definition to talk about, and what shows that."""

    place: Place
    share: str
    worst: str


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A question on which two departments differ, and how each answered."""

    label: str
    place: Place
    size: str
    sides: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A question whose agreement with the profile has changed."""

    label: str
    place: Place
    before: str
    now: str


class Shown:
    """Puts a measured round, and the one before it, into words."""

    def __init__(
        self, catalog: Catalog, survey: Survey, site: Site, now: Measured, before: Measured | None
    ) -> None:
        self._catalog, self.survey, self._site = catalog, survey, site
        self.now, self.before = now, before
        self.numbers = {one.id: place for place, one in enumerate(now.groups, 1)}
        self._names = {one.id: one.name for one in now.groups} | {WHOLE: say("Everybody")}

    def groups(self) -> list[Row]:
        """Return everybody and each department that is shown."""
        whole = Group(WHOLE, self._names[WHOLE], self.now.people)
        return [self._row(one.name, one.people, one.id, OVERALL, SENTENCES)
                for one in (whole, *self.now.groups)]  # fmt: skip

    def parts(self) -> list[Row]:
        """Return what everybody says, by part of the survey."""
        return [
            self._row(part.title, 0, WHOLE, part.id, part.id)
            for part in self.survey.parts
            if (WHOLE, part.id) in self.now.profile
        ]

    def heat(self) -> list[tuple[Group, list[Cell | None]]]:
        """Return a row for each department, a cell for each department."""
        return [(one, [self._cell(one, other) for other in self.now.groups])
                for one in self.now.groups]  # fmt: skip

    def topics(self) -> list[TopicRow]:
        """Return what to talk about first."""
        return [self._topic(one) for one in self.now.topics[:_TOPICS]]

    def differences(self) -> list[DifferenceRow]:
        """Return where departments differ most."""
        return [self._difference(one) for one in self.now.differences[:_DIFFERENCES]]

    def lines(self) -> Iterator[tuple[SurveyPart, list[Line]]]:
        """Yield the questions of each part."""
        for part in self.survey.parts:
            if found := [self._line(one) for one in self.now.answered if one.part is part]:
                yield part, found

    def words(self) -> Iterator[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
        """Yield each question that was answered in own words, with the texts by group."""
        for _, question in self.survey.asked():
            if found := self.now.words.get(question.id):
                yield (
                    question.text,
                    [
                        (self._names.get(group, say("Other departments together")), texts)
                        for group, texts in found.items()
                    ],
                )

    def moved(self) -> tuple[list[Moved], list[Moved]]:
        """Return the questions of which more, and of which fewer agree than before."""
        before = {one.question.id: one for one in self.before.answered} if self.before else {}
        found = [
            (one.share(WHOLE) - before[one.question.id].share(WHOLE), one)
            for one in self.now.answered
            if one.question.id in before
        ]
        found.sort(key=lambda pair: -abs(pair[0]))
        better = [one for change, one in found if change > 0][:_MOVED]
        worse = [one for change, one in found if change < 0][:_MOVED]
        return [self._moved(one, before) for one in better], [
            self._moved(one, before) for one in worse
        ]

    def place(self, ref: str) -> Place:
        """Return where a definition is, and whom to ask."""
        definition = self._catalog.targets[ref].definition
        kind = BY_NAME[definition.kind]
        company = self._catalog.one(Company)
        contact = company.contacts.get(definition.owner) if company else None
        name = (contact and contact.name) or worded(definition.owner)
        url = self._site.page_url(kind.url if kind.single else f"{kind.url}/{definition.id}")
        return Place(definition.title, url, definition.path, name, contact)

    def _row(self, name: str, people: int, group: str, profile: str, alike: str) -> Row:
        now, alpha = self.now.profile.get((group, profile)), self.now.alike.get((group, alike))
        change: str = ""
        if self.before and now and (was := self.before.profile.get((group, profile))):
            change = _points(round(now.value * 100) - round(was.value * 100))
            if alpha and (before := self.before.alike.get((group, alike))):
                change = say("{points}; alpha was {alpha}", points=change, alpha=_two(before.value))
        return Row(name, people, _share(now), _alpha(alpha), change)

    def _cell(self, one: Group, other: Group) -> Cell | None:
        share = self.now.between.get((one.id, other.id), self.now.between.get((other.id, one.id)))
        if share is None:
            return None
        least, most = min(self.now.between.values()), max(self.now.between.values())
        shade = int((share - least) / (most - least) * SHADES) if most > least else 0
        return Cell(percent(share), min(shade, SHADES - 1))

    def _topic(self, one: Topic) -> TopicRow:
        return TopicRow(self.place(one.about), percent(one.share), self._label(one.worst))

    def _difference(self, one: Difference) -> DifferenceRow:
        sides = tuple((group.name, _split(one.answered, group.id))
                      for group in (one.one, one.other))  # fmt: skip
        return DifferenceRow(
            self._label(one.answered), self.place(one.answered.question.about),
            percent(one.size), sides,
        )  # fmt: skip

    def _line(self, one: Answered) -> Line:
        groups = [group for group in self.now.groups if group.id in one.cells]
        dots, rows = _placed([(self.numbers[group.id], one.share(group.id)) for group in groups])
        labels = {option.id: option.label for option in one.question.options}
        right = say(" or ").join(str(labels[id]) for id in one.question.accepted)
        single = one.question.accepted[0]
        return Line(
            one.question.text,
            labels[single] if len(one.question.accepted) == 1 else right,
            self.place(one.question.about),
            percent(one.share(WHOLE)),
            dots,
            rows * _STEP + 4,
            tuple((self._names[id], _split(one, id)) for id in one.cells),
        )

    def _moved(self, one: Answered, before: Mapping[str, Answered]) -> Moved:
        was = before[one.question.id]
        return Moved(self._label(one), self.place(one.question.about),
                     percent(was.share(WHOLE)), percent(one.share(WHOLE)))  # fmt: skip

    @staticmethod
    def _label(one: Answered) -> str:
        return say("{part}: {question}", part=one.part.title, question=one.question.text)


def percent(share: float) -> str:
    """Return a share as people read it, in whole percent."""
    return number(round(share * 100), form="percent")


def meaning(figure: Figure | None) -> Message:
    """Return what alpha says, by Krippendorff's own bounds."""
    if figure is None:
        return say("There is too little to compare, or all say the same throughout.")
    if figure.value >= _RELIABLE:
        return say("People have the same customer in mind.")
    if figure.value >= _TENTATIVE:
        return say("People mostly have the same customer in mind.")
    return say("People have different customers in mind.")


def _share(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    if figure.low is None or figure.high is None:
        return percent(figure.value)
    return say("{share} ({low} to {high})", share=percent(figure.value), low=percent(figure.low),
               high=percent(figure.high))  # fmt: skip


def _alpha(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    value = _two(figure.value)
    if figure.low is None or figure.high is None:
        return value
    return say("{value} ({low} to {high})", value=value, low=_two(figure.low),
               high=_two(figure.high))  # fmt: skip


def _two(value: float) -> str:
    return f"{value:.2f}".replace("-0.00", "0.00")


def _points(change: int) -> str:
    if not change:
        return say("as before")
    if change > 0:
        return say_count("{count} point more", "{count} points more", count=change)
    return say_count("{count} point less", "{count} points less", count=-change)


def _split(one: Answered, group: str) -> Message:
    """Return how a group answered, the most frequent answer first."""
    cell: Unit = one.cells[group]
    found = sorted(
        ((n, option.label) for n, option in zip(cell, one.question.options, strict=True) if n),
        key=lambda pair: -pair[0],
    )
    shares: list[str] = [
        say("{answer}: {share}", answer=_short(label), share=percent(n / sum(cell)))
        for n, label in found
    ]
    return say("{answers}", answers=shares)


def _short(label: str) -> str:
    """Return an answer as a table has room for it; a message stays one."""
    if isinstance(label, Message) or len(label) <= 60:
        return label
    return label[:60].rpartition(" ")[0] + " …"


def _placed(shares: Sequence[tuple[int, float]]) -> tuple[tuple[Dot, ...], int]:
    """Return dots from left to right, and in how many rows: none covers another."""
    dots: list[Dot] = []
    rows: list[float] = []
    for place, share in sorted(shares, key=lambda one: (one[1], one[0])):
        x = _LEFT + share * (_WIDTH - 2 * _LEFT)
        row = next((at for at, end in enumerate(rows) if x - end >= 2 * _RADIUS + 2), len(rows))
        rows[row : row + 1] = [x]
        dots.append(Dot(place, round(x, 1), row * _STEP + _STEP / 2 + 2))
    return tuple(dots), max(len(rows), 1)

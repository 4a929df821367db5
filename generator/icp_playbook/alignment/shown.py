"""What a report shows, put into rows; the template draws them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from icp_playbook.alignment.groups import WHOLE, Answered, Group
from icp_playbook.alignment.measure import OVERALL, SENTENCES, Difference, Measured, Topic
from icp_playbook.alignment.rows import (
    SHADES,
    STEP,
    Cell,
    DifferenceRow,
    Line,
    Moved,
    Place,
    Row,
    TopicRow,
    alpha_text,
    percent,
    placed,
    points_text,
    share_text,
    split_text,
    two_decimals,
)
from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.text import worded
from icp_playbook.project import Site
from icp_playbook.survey.questions import Survey, SurveyPart

_TOPICS = 10
_DIFFERENCES = 8
_MOVED = 5


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
            change = points_text(round(now.value * 100) - round(was.value * 100))
            if alpha and (before := self.before.alike.get((group, alike))):
                change = say(
                    "{points}; alpha was {alpha}", points=change, alpha=two_decimals(before.value)
                )
        return Row(name, people, share_text(now), alpha_text(alpha), change)

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
        sides = tuple((group.name, split_text(one.answered, group.id))
                      for group in (one.one, one.other))  # fmt: skip
        return DifferenceRow(
            self._label(one.answered), self.place(one.answered.question.about),
            percent(one.size), sides,
        )  # fmt: skip

    def _line(self, one: Answered) -> Line:
        groups = [group for group in self.now.groups if group.id in one.cells]
        dots, rows = placed([(self.numbers[group.id], one.share(group.id)) for group in groups])
        labels = {option.id: option.label for option in one.question.options}
        right = say(" or ").join(str(labels[id]) for id in one.question.accepted)
        single = one.question.accepted[0]
        return Line(
            one.question.text,
            labels[single] if len(one.question.accepted) == 1 else right,
            self.place(one.question.about),
            percent(one.share(WHOLE)),
            dots,
            rows * STEP + 4,
            tuple((self._names[id], split_text(one, id)) for id in one.cells),
        )

    def _moved(self, one: Answered, before: Mapping[str, Answered]) -> Moved:
        was = before[one.question.id]
        return Moved(self._label(one), self.place(one.question.about),
                     percent(was.share(WHOLE)), percent(one.share(WHOLE)))  # fmt: skip

    @staticmethod
    def _label(one: Answered) -> str:
        return say("{part}: {question}", part=one.part.title, question=one.question.text)

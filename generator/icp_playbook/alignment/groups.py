"""Who is shown: departments that are large enough, their cells, and their own words.

A cell holds the answers of one group to one question. Where it is too small it is hidden, and a
neighbour with it; what is hidden counts in no figure of its group.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from icp_playbook.alignment.agreement import Unit, pairs_alike
from icp_playbook.alignment.answers import Answers
from icp_playbook.alignment.privacy import FEWEST, hidden_among
from icp_playbook.messages import say
from icp_playbook.survey.questions import Question, Survey, SurveyPart

WHOLE = "whole"
"""The group of everybody."""
OTHERS = "others"
"""The group of departments that are too small to be shown, and of who named none."""


@dataclass(frozen=True, slots=True)
class Group:
    """People whose figures are shown."""

    id: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Answered:
    """How the shown groups answered a question: how many people gave each answer, by group."""

    part: SurveyPart
    question: Question
    cells: Mapping[str, Unit]

    def share(self, group: str) -> float:
        """Return which share of a group agrees with the profile."""
        cell = self.cells[group]
        hits = sum(
            n
            for n, option in zip(cell, self.question.options, strict=True)
            if option.id in self.question.accepted
        )
        return hits / sum(cell)

    def split(self, group: str) -> float:
        """Return which share of the pairs of people answer differently."""
        alike, pairs = pairs_alike(self.cells[group])
        return 1 - alike / pairs


def groups_of(survey: Survey, people: Sequence[Answers]) -> tuple[Group, ...]:
    """Return the groups that are large enough; those that are not are one together."""
    sizes = Counter(one.department for one in people)
    hidden = hidden_among(sizes)
    found = [
        Group(one.id, one.label, sizes[one.id])
        for one in survey.departments
        if sizes[one.id] and one.id not in hidden
    ]
    if sizes[""] and "" not in hidden:
        found.append(Group("", say("No department named"), sizes[""]))
    rest = sum(sizes[name] for name in hidden)
    if rest >= FEWEST and found:
        found.append(Group(OTHERS, say("Other departments together"), rest))
    return tuple(found)


def members_of(
    groups: Sequence[Group], people: Sequence[Answers]
) -> Iterator[tuple[str, list[Answers]]]:
    """Yield each group with its people, the whole first."""
    yield WHOLE, list(people)
    named = {one.id for one in groups}
    for group in groups:
        yield (
            group.id,
            [
                one
                for one in people
                if one.department == group.id
                or (group.id == OTHERS and one.department not in named)
            ],
        )


def answered_of(survey: Survey, members: Mapping[str, list[Answers]]) -> Iterator[Answered]:
    """Yield each question that enough people answered, with the cells that are shown."""
    for part, question in survey.asked():
        if question.in_own_words:
            continue
        cells = {
            group: _cell(question, [one.given.get(question.id) for one in found])
            for group, found in members.items()
        }
        sizes = {group: sum(cell) for group, cell in cells.items()}
        if sizes.pop(WHOLE) < FEWEST:
            continue
        hidden = hidden_among(sizes)
        shown = {
            group: cell
            for group, cell in cells.items()
            if group == WHOLE or (group not in hidden and sizes[group])
        }
        yield Answered(part, question, shown)


def _cell(question: Question, given: Sequence[str | None]) -> Unit:
    counts = Counter(given)
    return [counts[option.id] for option in question.options]


def words_of(
    question: Question, members: Mapping[str, list[Answers]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield own words of groups in which at least five said something, in no order of people.

    They are shuffled anew for each question, so that nobody's four texts can be put together.
    """
    texts = {
        group: sorted(said for one in found if (said := one.given.get(question.id)))
        for group, found in members.items()
    }
    whole = texts.pop(WHOLE)
    if len(whole) < FEWEST:
        return
    hidden = hidden_among({group: len(found) for group, found in texts.items()})
    shown = {group: found for group, found in texts.items() if found and group not in hidden}
    if rest := [said for group in hidden for said in texts[group]]:
        shown[OTHERS] = sorted([*shown.get(OTHERS, []), *rest])
    for group, found in (shown or {WHOLE: whole}).items():
        random.Random(question.id).shuffle(found)  # noqa: S311 (no secret: the same each time)
        yield group, tuple(found)

"""What a round of answers says together: figures of groups that are large enough, and no others.

Every figure is made of cells, the answers of one group to one question. A cell that is hidden
counts in no figure of its group, so that nothing can be told from the difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from icp_playbook.alignment.agreement import (
    Estimate,
    Unit,
    alpha_figure,
    difference,
    pairs_alike,
    share_figure,
)
from icp_playbook.alignment.answers import Answers
from icp_playbook.alignment.groups import (
    WHOLE,
    Answered,
    Group,
    answered_of,
    groups_of,
    members_of,
    words_of,
)
from icp_playbook.alignment.privacy import FEWEST
from icp_playbook.survey.questions import UNSURE, Survey, SurveyPart

OVERALL = "all"
"""In place of a part's id: the figure over all parts."""
SENTENCES = "sentences"
"""In place of a part's id: all questions that are a yes or a no."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The two groups that answer a question most differently, and by how much, from 0 to 1."""

    answered: Answered
    one: Group
    other: Group
    size: float


@dataclass(frozen=True, slots=True)
class Topic:
    """A definition to talk about: which share disagrees with it, and the question that shows it."""

    about: str
    share: float
    split: float
    worst: Answered


@dataclass(frozen=True, slots=True)
class Measured:
    """A round of answers, measured."""

    people: int
    groups: tuple[Group, ...]
    """The departments that are shown, without the whole."""
    is_shown: bool
    """Whether there are enough people to show anything."""
    profile: Mapping[tuple[str, str], Estimate]
    """Agreement with the profile, by group and part."""
    alike: Mapping[tuple[str, str], Estimate]
    """Krippendorff's alpha, by group and part."""
    between: Mapping[tuple[str, str], float]
    """The share of pairs of people that answer alike, by two groups, or one and itself."""
    answered: tuple[Answered, ...]
    differences: tuple[Difference, ...]
    topics: tuple[Topic, ...]
    words: Mapping[str, Mapping[str, tuple[str, ...]]]
    """What people said in own words, by question and group."""


def measure(survey: Survey, people: Sequence[Answers]) -> Measured:
    """Return all that is shown of a round."""
    groups = groups_of(survey, people)
    members = dict(members_of(groups, people))
    is_shown = len(people) >= FEWEST
    answered = tuple(answered_of(survey, members)) if is_shown else ()
    shown = [WHOLE, *(one.id for one in groups)] if is_shown else []
    return Measured(
        len(people),
        groups,
        is_shown,
        dict(_profile(survey, answered, members, shown)),
        dict(_alike(survey, answered, shown)),
        dict(_between(answered, [one.id for one in groups])),
        answered,
        tuple(_differences(answered, groups)),
        tuple(_topics(answered)),
        {
            question.id: dict(words_of(question, members))
            for part, question in survey.asked()
            if question.in_own_words and is_shown
        },
    )


def _profile(
    survey: Survey, answered: Sequence[Answered], members: Mapping[str, list[Answers]],
    shown: Sequence[str],
) -> Iterator[tuple[tuple[str, str], Estimate]]:  # fmt: skip
    """Yield which share of the answers agrees with the profile; who is not sure does not."""
    for group in shown:
        for id, part in _views(survey):
            asked = [one for one in answered if one.part in part and group in one.cells]
            people = [_hits(one, asked) for one in members[group]]
            if figure := share_figure([one for one in people if one[1]]):
                yield (group, id), figure


def _hits(person: Answers, asked: Sequence[Answered]) -> tuple[int, int]:
    given = [(one.question, person.given.get(one.question.id)) for one in asked]
    found = [(question, answer) for question, answer in given if answer is not None]
    return sum(answer in question.accepted for question, answer in found), len(found)


def _views(survey: Survey) -> Iterator[tuple[str, list[SurveyPart]]]:
    yield OVERALL, list(survey.parts)
    for part in survey.parts:
        yield part.id, [part]


def _alike(
    survey: Survey, answered: Sequence[Answered], shown: Sequence[str]
) -> Iterator[tuple[tuple[str, str], Estimate]]:
    """Yield alpha for each part whose questions share their answers, and for all yes and no."""
    pooled = [part for part in survey.parts if part.pooled]
    views = [(SENTENCES, "nominal", pooled)]
    views += [(part.id, part.measure, [part]) for part in survey.parts if part.measure]
    for group in shown:
        for id, how, parts in views:
            units = [
                _judgements(one, one.cells[group])
                for one in answered
                if one.part in parts and group in one.cells
            ]
            if figure := alpha_figure(units, how):
                yield (group, id), figure


def _judgements(one: Answered, cell: Unit) -> Unit:
    """Return a cell without who is not sure, which is no judgement."""
    return [n for n, option in zip(cell, one.question.options, strict=True) if option.id != UNSURE]


def _between(
    answered: Sequence[Answered], groups: Sequence[str]
) -> Iterator[tuple[tuple[str, str], float]]:
    """Yield how often two people answer alike; each question counts the same."""
    for place, one in enumerate(groups):
        for other in groups[place:]:
            shares = []
            for question in answered:
                if one in question.cells and other in question.cells:
                    cell = None if one == other else question.cells[other]
                    alike, pairs = pairs_alike(question.cells[one], cell)
                    shares.append(alike / pairs)
            if shares:
                yield (one, other), sum(shares) / len(shares)


def _differences(answered: Sequence[Answered], groups: Sequence[Group]) -> list[Difference]:
    """Return for each question the two groups that differ most, the greatest difference first."""
    found = []
    for question in answered:
        pairs = [
            Difference(question, one, other, difference(question.cells[one.id],
                                                        question.cells[other.id]))
            for one, other in combinations(groups, 2)
            if one.id in question.cells and other.id in question.cells
        ]  # fmt: skip
        if pairs:
            found.append(max(pairs, key=lambda pair: pair.size))
    return sorted((one for one in found if one.size), key=lambda one: -one.size)


def _topics(answered: Sequence[Answered]) -> list[Topic]:
    """Return definitions by the share of answers that do not agree with them, the most first.

    Where that is the same, by how often two people answer differently.
    """
    by_definition: dict[str, list[Answered]] = {}
    for one in answered:
        by_definition.setdefault(one.question.about, []).append(one)
    found = [
        Topic(
            about,
            1 - sum(one.share(WHOLE) for one in asked) / len(asked),
            sum(one.split(WHOLE) for one in asked) / len(asked),
            min(asked, key=lambda one: one.share(WHOLE)),
        )
        for about, asked in by_definition.items()
    ]
    return sorted((one for one in found if one.share), key=lambda one: (-one.share, -one.split))

"""Figures in words, and the places of dots: what the rows of a report hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from icp_playbook.alignment.agreement import Estimate, Unit
from icp_playbook.alignment.groups import Answered
from icp_playbook.cutting import cut_short
from icp_playbook.messages import Message, say, say_count
from icp_playbook.model.company import Contact
from icp_playbook.numbers import shown as number

SHADES = 10
"""Of the picture that says how alike departments answer."""
_RELIABLE, _TENTATIVE = 0.8, 0.667
"""Krippendorff's own bounds: reliable, and good enough for tentative conclusions."""
_LABEL = 60
"""Characters of an answer that a table has room for."""
_WIDTH, _LEFT, STEP, _RADIUS = 480, 14, 24, 10
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


def percent(share: float) -> str:
    """Return a share as people read it, in whole percent."""
    return number(round(share * 100), form="percent")


def meaning(figure: Estimate | None) -> Message:
    """Return what alpha says, by Krippendorff's own bounds."""
    if figure is None:
        return say("There is too little to compare, or all say the same throughout.")
    if figure.value >= _RELIABLE:
        return say("People have the same customer in mind.")
    if figure.value >= _TENTATIVE:
        return say("People mostly have the same customer in mind.")
    return say("People have different customers in mind.")


def share_text(figure: Estimate | None) -> str:
    """Return a share with its interval."""
    if figure is None:
        return "–"
    if figure.low is None or figure.high is None:
        return percent(figure.value)
    return say("{share} ({low} to {high})", share=percent(figure.value), low=percent(figure.low),
               high=percent(figure.high))  # fmt: skip


def alpha_text(figure: Estimate | None) -> str:
    """Return alpha with its interval."""
    if figure is None:
        return "–"
    value = two_decimals(figure.value)
    if figure.low is None or figure.high is None:
        return value
    return say("{value} ({low} to {high})", value=value, low=two_decimals(figure.low),
               high=two_decimals(figure.high))  # fmt: skip


def two_decimals(value: float) -> str:
    """Return alpha as it is written everywhere: a point, two decimals."""
    return f"{value:.2f}".replace("-0.00", "0.00")


def points_text(change: int) -> str:
    """Return a change in points of percent."""
    if not change:
        return say("as before")
    if change > 0:
        return say_count("{count} point more", "{count} points more", count=change)
    return say_count("{count} point less", "{count} points less", count=-change)


def split_text(one: Answered, group: str) -> Message:
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
    return label if isinstance(label, Message) else cut_short(label, _LABEL)


def placed(shares: Sequence[tuple[int, float]]) -> tuple[tuple[Dot, ...], int]:
    """Return dots from left to right, and in how many rows: none covers another."""
    dots: list[Dot] = []
    rows: list[float] = []
    for place, share in sorted(shares, key=lambda one: (one[1], one[0])):
        x = _LEFT + share * (_WIDTH - 2 * _LEFT)
        row = next((at for at, end in enumerate(rows) if x - end >= 2 * _RADIUS + 2), len(rows))
        rows[row : row + 1] = [x]
        dots.append(Dot(place, round(x, 1), row * STEP + STEP / 2 + 2))
    return tuple(dots), max(len(rows), 1)

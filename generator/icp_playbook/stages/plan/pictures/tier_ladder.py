"""The ladder of tiers: steps from the lowest to the highest, what we put in and what is left."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.messages import Message, say
from icp_playbook.model.maturity import Tier
from icp_playbook.model.strategy import Strategy
from icp_playbook.model.text import said, worded
from icp_playbook.numbers import Figure, shown
from icp_playbook.stages.plan.pictures.text_layout import LINE, Block, width_of, wrap
from icp_playbook.stages.plan.spoken import language_of

_SIZE, _SMALL = 15, 13
_FEWEST = 2
_TOP, _PAD, _LEAST_ROW = 26, 11, 52
_FIRST, _CLIMB = 34, 22
"""The width of the lowest step, in which its level stands, and how much wider each is."""
_NARROW_FIRST, _NARROW_CLIMB = 26, 12
_MOST_CLIMB = 0.13
"""The share of the picture's width that all steps together may climb."""
_GAP = 12
_BAR, _NOTE = 16, 13.5
"""The height of a bar, and the type of the number behind it."""
_BESIDE = 600
"""From this width on, bars stand beside the name, else below it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A number as a bar: where it begins, its width, and its text behind it."""

    x: float
    y: float
    width: float
    text: Message | Figure
    text_x: float
    is_negative: bool


@dataclass(frozen=True, slots=True)
class TierStep:
    """A tier on its step."""

    tier: Tier
    y: float
    width: float
    height: float
    name: Block
    stance: Block | None
    effort: Bar | None
    value: Bar | None
    text: str
    """The tier and its stance, in words."""


@dataclass(frozen=True, slots=True)
class LadderPicture:
    """The highest tier at the top."""

    width: int
    height: int
    steps: tuple[TierStep, ...]
    effort_x: float | None
    """Where the column of efforts begins, if any is known."""
    value_x: float | None
    zero_x: float | None
    """Where no value is."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where steps, names, efforts and values go."""

    first: float
    climb: float
    names: float
    effort: tuple[float, float] | None
    value: tuple[float, float] | None
    beside: bool


def draw_ladder(
    tiers: Sequence[tuple[Tier, Strategy | None]], width: int, language: str
) -> LadderPicture | None:
    """Return the ladder of tiers from low to high, or None where there is one at most."""
    if len(tiers) < _FEWEST:
        return None
    efforts = [_hours(strategy) for _, strategy in tiers]
    values = [_left(tier) for tier, _ in tiers]
    columns = _columns(width, len(tiers), any(map(_is_known, efforts)), any(map(_is_known, values)))
    _, effort_bar = _bars(efforts, columns.effort, _hours_text)
    zero, value_bar = _bars(values, columns.value, lambda one: shown(one, form="percent"))
    has_bars = columns.effort is not None or columns.value is not None
    steps, y = [], float(_TOP if has_bars else 0)
    for place in reversed(range(len(tiers))):
        tier, strategy = tiers[place]
        edge = columns.first + columns.climb * place
        name, stance, bottom = _words(tier, strategy, edge + _GAP, y, columns.names, language)
        at = (bottom - _PAD + 6) if not columns.beside else 0
        if has_bars and not columns.beside:
            bottom = at + _BAR + _PAD
        height = max(bottom - y, _LEAST_ROW)
        bar_y = at or y + (height - _BAR) / 2
        steps.append(
            TierStep(
                tier,
                round(y, 1),
                round(edge, 1),
                round(height, 1),
                name,
                stance,
                effort_bar(place, bar_y),
                value_bar(place, bar_y),
                _told(tier, strategy, language),
            )
        )
        y += height
    return LadderPicture(
        width,
        math.ceil(y) + 1,
        tuple(steps),
        columns.effort[0] if columns.effort else None,
        columns.value[0] if columns.value else None,
        zero,
    )


def _hours(strategy: Strategy | None) -> Fraction | None:
    known = strategy.effort_hours if strategy else None
    return None if known is None else Fraction(known)


def _left(tier: Tier) -> Fraction | None:
    known = tier.economics.margin_left if tier.economics else None
    return None if known is None else Fraction(known)


def _is_known(number: Fraction | None) -> bool:
    return number is not None


def _columns(width: int, steps: int, with_effort: bool, with_value: bool) -> _Columns:
    """Return where things go; names take what the numbers leave."""
    beside, count = width >= _BESIDE, with_effort + with_value
    first, most = (_FIRST, _CLIMB) if beside else (_NARROW_FIRST, _NARROW_CLIMB)
    climb = min(most, width * _MOST_CLIMB / (steps - 1))
    if not count:
        return _Columns(first, climb, width, None, None, beside=True)
    left = width * 0.4 if beside else first + climb * (steps - 1) + _GAP
    each = (width - left) / count
    places = [(left + each * place, left + each * (place + 1)) for place in range(count)]
    return _Columns(
        first,
        climb,
        left - 20 if beside else width,
        places[0] if with_effort else None,
        places[-1] if with_value else None,
        beside,
    )


def _words(
    tier: Tier, strategy: Strategy | None, x: float, y: float, right: float, language: str
) -> tuple[Block, Block | None, float]:
    """Return a tier's name, its stance below it, and where the row may end."""
    room = right - x
    name = Block(
        wrap(said(tier.title, language), room, _SIZE), round(x, 1), y + _PAD + _SIZE, _SIZE
    )
    bottom = name.y - _SIZE + len(name.lines) * _SIZE * LINE
    if strategy is None:
        return name, None, bottom + _PAD
    lines = wrap(_stance(strategy, language), room, _SMALL)
    stance = Block(lines, round(x, 1), round(bottom + _SMALL, 1), _SMALL)
    return name, stance, bottom + len(lines) * _SMALL * LINE + _PAD


def _bars(
    values: Sequence[Fraction | None],
    column: tuple[float, float] | None,
    text: Callable[[Fraction], Message | Figure],
) -> tuple[float | None, Callable[[int, float], Bar | None]]:
    """Return where nothing is, and what draws the bar of the value at a place, at a height."""
    known = [one for one in values if one is not None]
    if column is None or not known:
        return None, lambda *_: None
    least, most = min(*known, Fraction(0)), max(*known, Fraction(0))
    note = max(width_of(text(one), _NOTE) for one in known) + _GAP
    unit = max(column[1] - column[0] - note - _GAP, _BAR) / float((most - least) or 1)
    zero = column[0] - float(least) * unit

    def bar(place: int, y: float) -> Bar | None:
        value = values[place]
        if value is None:
            return None
        long = float(abs(value)) * unit
        left = zero - long if value < 0 else zero
        return Bar(
            round(left, 1),
            round(y, 1),
            round(max(long, 1.5), 1),
            text(value),
            round(max(zero, left + long) + 7, 1),
            value < 0,
        )

    return round(zero, 1), bar


def _hours_text(hours: Fraction) -> Message:
    if hours == 1:
        return say("1 hour")
    return say("{hours} hours", hours=shown(hours))


def _told(tier: Tier, strategy: Strategy | None, language: str) -> str:
    name = said(tier.title, language)
    if strategy is None:
        return name
    return say("{tier}: {stance}", tier=name, stance=_stance(strategy, language))


def _stance(strategy: Strategy, language: str) -> str:
    """Return a stance as it is drawn; lines are broken here, so it is said here."""
    return language_of(language).text(said(worded(strategy.stance), language))

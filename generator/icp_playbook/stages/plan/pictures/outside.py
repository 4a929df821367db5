"""The picture of new customers outside the profile, by period."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.model.company import NewCustomers
from icp_playbook.model.text import Text, said
from icp_playbook.numbers import shown
from icp_playbook.stages.plan.pictures.text_layout import Block, wrap

_LEFT, _TOP, _HEIGHT, _BOTTOM, _RIGHT = 48, 26, 170, 8, 4
_SIZE, _WIDEST, _NAME = 12.5, 96, 44
"""The type of a period's name, the widest place of a column, the least room that a name takes."""


@dataclass(frozen=True, slots=True)
class Column:
    """One period and its column. `share` is in percent, None when nobody was signed."""

    period: Text
    total: str
    outside: str
    share: str | None
    x: float
    y: float
    width: float
    height: float
    name: Block | None
    """The period's name below it, where there is room for one."""

    @property
    def middle(self) -> float:
        """Where its name and number stand."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class OutsidePicture:
    """A column for each period, on a scale in percent."""

    columns: tuple[Column, ...]
    lines: tuple[tuple[int, int], ...]
    """Percent and y of each line of the scale."""
    left: int
    floor: int
    width: int
    height: int

    @property
    def first(self) -> Column | None:
        """The oldest period with new customers, None unless there are two to compare."""
        counted = [column for column in self.columns if column.share is not None]
        return counted[0] if len(counted) > 1 else None

    @property
    def last(self) -> Column:
        """The newest period with new customers."""
        return [column for column in self.columns if column.share is not None][-1]


def draw_outside(
    periods: Sequence[NewCustomers], width: int, language: str
) -> OutsidePicture | None:
    """Return the picture, at most so wide, or None when no new customers are known."""
    shares = [_share(one) for one in periods]
    known = [share for share in shares if share is not None]
    if not known:
        return None
    top = next(step for step in (10, 20, 40, 60, 80, 100) if step >= max(known))
    slot = min((width - _LEFT - _RIGHT) / len(periods), _WIDEST)
    every = math.ceil(_NAME / slot)
    floor = _TOP + _HEIGHT
    columns = []
    for place, (one, share) in enumerate(zip(periods, shares, strict=True)):
        height = int((share or 0) * _HEIGHT / top)
        left = _LEFT + place * slot
        name = wrap(said(one.period, language), slot * every - 4, _SIZE)
        columns.append(
            Column(
                one.period,
                shown(one.total),
                shown(one.outside_profile),
                None if share is None else shown(share, 0, "percent"),
                round(left + slot / 6, 1),
                floor - height,
                round(slot * 2 / 3, 1),
                height,
                _below(name, left + slot / 2, floor) if place % every == 0 else None,
            )
        )
    lines = [(percent, floor - percent * _HEIGHT // top) for percent in (0, top // 2, top)]
    bottom = max(column.name.box.bottom for column in columns if column.name)
    return OutsidePicture(
        tuple(columns),
        tuple(lines),
        _LEFT,
        floor,
        math.ceil(_LEFT + len(periods) * slot + _RIGHT),
        math.ceil(bottom + _BOTTOM),
    )


def _below(lines: tuple[str, ...], middle: float, floor: int) -> Block:
    return Block(lines, round(middle, 1), floor + 20, _SIZE, "middle")


def _share(one: NewCustomers) -> Fraction | None:
    return (
        min(Fraction(one.outside_profile) * 100 / Fraction(one.total), Fraction(100))
        if one.total
        else None
    )

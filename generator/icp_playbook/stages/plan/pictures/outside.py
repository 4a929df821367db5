"""The picture of new customers outside the profile, by period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.model.company import NewCustomers
from icp_playbook.model.text import Text
from icp_playbook.numbers import shown

_LEFT, _TOP, _HEIGHT, _BOTTOM = 44, 22, 150, 30
_SLOT, _NARROW, _FEW = 72, 26, 10


@dataclass(frozen=True, slots=True)
class Column:
    """One period and its column. `share` is in percent, None when nobody was signed."""

    period: Text
    total: str
    outside: str
    share: str | None
    x: int
    y: int
    width: int
    height: int
    named: bool
    """Whether there is room to write the period's name below."""

    @property
    def middle(self) -> int:
        """Where its name and number stand."""
        return self.x + self.width // 2


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


def draw_outside(periods: Sequence[NewCustomers]) -> OutsidePicture | None:
    """Return the picture, or None when no new customers are known."""
    shares = [_share(one) for one in periods]
    known = [share for share in shares if share is not None]
    if not known:
        return None
    top = next(step for step in (10, 20, 40, 60, 80, 100) if step >= max(known))
    slot = _SLOT if len(periods) <= _FEW else _NARROW
    floor = _TOP + _HEIGHT
    every = 1 if slot == _SLOT else -(-len(periods) // _FEW)
    columns = []
    for place, (one, share) in enumerate(zip(periods, shares, strict=True)):
        height = int((share or 0) * _HEIGHT / top)
        columns.append(
            Column(
                one.period,
                shown(one.total),
                shown(one.outside_profile),
                None if share is None else shown(share, 0, "percent"),
                _LEFT + place * slot + slot // 6,
                floor - height,
                slot * 2 // 3,
                height,
                place % every == 0,
            )
        )
    lines = [(percent, floor - percent * _HEIGHT // top) for percent in (0, top // 2, top)]
    width = _LEFT + len(periods) * slot + slot // 6
    return OutsidePicture(tuple(columns), tuple(lines), _LEFT, floor, width, floor + _BOTTOM)


def _share(one: NewCustomers) -> Fraction | None:
    return (
        min(Fraction(one.outside_profile) * 100 / Fraction(one.total), Fraction(100))
        if one.total
        else None
    )

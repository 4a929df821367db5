"""The heat map of a maturity model: what each level looks like at each dimension, in a few words.

With the levels of an account it shows where that stands, and what comes next.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from icp_playbook.messages import say
from icp_playbook.model.maturity import Dimension, Level
from icp_playbook.model.text import said
from icp_playbook.stages.plan.pictures.text_layout import Block, width_of, wrap

_SIZE = 14
_BESIDE = 600
"""From this width on, names stand beside their rows, else above them."""
_NAMES = 148
_LEAST_CELL, _MOST_WORD, _GAP = 84, 120, 3
"""A cell is as wide as its longest word asks for, up to a bound."""
_FAINT, _FULL = 0.07, 0.34
"""How strong the colour of the lowest and of the highest level is: text stays readable on both."""


@dataclass(frozen=True, slots=True)
class _Form:
    """How wide things are: names beside the rows, or none above them; cells; their words."""

    names: float
    cell: float
    size: float
    pad: float


@dataclass(frozen=True, slots=True)
class HeatCell:
    """What a dimension says of a level; `label` is None where it says nothing."""

    x: float
    width: float
    shade: float
    label: Block | None
    is_here: bool


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A dimension with its name and its cells."""

    dimension: Dimension
    name: Block
    y: float
    height: float
    cells: tuple[HeatCell, ...]
    text: str
    """The dimension and its levels, in words."""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A row for each dimension, a column for each level; wider than asked where it must be."""

    width: int
    height: int
    heads: tuple[Block, ...]
    rows: tuple[HeatRow, ...]
    scrolls: bool


def draw_heat_map(
    dimensions: Sequence[Dimension],
    levels: Sequence[Level],
    width: int,
    language: str,
    here: Mapping[str, int | None] | None = None,
) -> HeatMap | None:
    """Return the map, or None without dimensions; `here` are levels to be marked, by dimension."""
    if not dimensions or not levels:
        return None
    form = _form(dimensions, levels, width, language)
    heads = tuple(
        _words(said(level.name, language), place, 0, form) for place, level in enumerate(levels)
    )
    y = max(head.box.bottom for head in heads) + form.pad
    rows = []
    for one in dimensions:
        row = _row(one, levels, y, form, language, (here or {}).get(one.id))
        rows.append(row)
        y = row.y + row.height + _GAP
    full = form.names + form.cell * len(levels)
    return HeatMap(math.ceil(full), math.ceil(y), heads, tuple(rows), full > width + 1)


def _form(
    dimensions: Sequence[Dimension], levels: Sequence[Level], width: int, language: str
) -> _Form:
    names, size, pad = (_NAMES, 13, 8) if width >= _BESIDE else (0, 12, 4)
    labels = [said(level.label, language) for one in dimensions for level in one.levels]
    longest = max((width_of(word, size) for text in labels for word in text.split()), default=0)
    wanted = min(longest, _MOST_WORD) + 2 * pad + _GAP
    return _Form(names, max(_LEAST_CELL, wanted, (width - names) / len(levels)), size, pad)


def _row(
    dimension: Dimension,
    levels: Sequence[Level],
    y: float,
    form: _Form,
    language: str,
    here: int | None,
) -> HeatRow:
    """Return a dimension from a height on: its name beside its cells, or above them."""
    title, pad = said(dimension.name, language), form.pad
    room = (form.names or form.cell * len(levels)) - pad
    name = Block(wrap(title, room, _SIZE), 0, round(y + pad + _SIZE, 1), _SIZE)
    top = y if form.names else name.box.bottom + pad
    labels = {level.level: said(level.label, language) for level in dimension.levels}
    drawn = [
        _words(labels[level.level], place, top, form) if level.level in labels else None
        for place, level in enumerate(levels)
    ]
    low = [block.box.bottom for block in drawn if block]
    if form.names:
        low.append(name.box.bottom)
    return HeatRow(
        dimension,
        name,
        round(top, 1),
        round(max(low, default=top + 2 * form.size) + pad - top, 1),
        tuple(
            HeatCell(
                round(form.names + form.cell * place, 1),
                round(form.cell - _GAP, 1),
                round(_FAINT + (_FULL - _FAINT) * (place + 1) / len(levels), 3),
                block,
                level.level == here,
            )
            for place, (level, block) in enumerate(zip(levels, drawn, strict=True))
        ),
        _told(title, labels),
    )


def _words(text: str, place: int, y: float, form: _Form) -> Block:
    """Return the words of a cell that begins at a height."""
    lines = wrap(text, form.cell - 2 * form.pad - _GAP, form.size)
    x = form.names + form.cell * place + form.pad
    return Block(lines, round(x, 1), round(y + form.pad + form.size, 1), form.size)


def _told(title: str, labels: Mapping[Decimal, str]) -> str:
    return say(
        "{dimension}: {levels}", dimension=title, levels=[labels[level] for level in sorted(labels)]
    )

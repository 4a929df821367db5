"""The table that people read, the JSON that programs read, and what is beyond its limit."""

from __future__ import annotations

import datetime
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bench.figures import Row, Turn
from bench.peers import PINS

WEIGHT = 0.1
"""Pages count as equally heavy when their mean bytes differ by no more than this share."""

Weights = Mapping[int, tuple[float, float] | None]
"""The mean bytes of a page, ours and Hugo's, by size; None without Hugo."""


def table(rows: Sequence[Row]) -> str:
    """Return all rows as a table of Markdown, which is also easy to read as text."""
    cells = [("figure", "size", "of", "value", "target", "reached"), *map(_cells, rows)]
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in cells]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def weighed(weights: Weights) -> list[str]:
    """Return a sentence for each size: whether Hugo's pages are as heavy as ours."""
    said = []
    for size, both in weights.items():
        if both:
            ours, its = both
            verdict = "as heavy" if abs(its / ours - 1) <= WEIGHT else "NOT AS HEAVY"
            said.append(f"pages at {size:,}: ours {ours:,.0f} bytes, Hugo's {its:,.0f}: {verdict}")
    return said


def beyond(rows: Sequence[Row], allowance: float) -> list[str]:
    """Return a sentence for each figure that is beyond what is held today, so many times wider."""
    return [
        f"{row.figure} ({row.quantity}) at {row.size:,} definitions is {row.value:.2f}, "
        f"and {row.held * allowance:g} is the limit"
        for row in rows
        if row.held is not None and row.value > row.held * allowance
    ]


def document(turns: Sequence[Turn], rows: Sequence[Row], weights: Weights) -> dict[str, Any]:
    """Return everything that was measured, for a file of JSON."""
    return {
        "date": datetime.date.today().isoformat(),
        "machine": machine(),
        "versions": {"python": platform.python_version(), **PINS},
        "rows": [asdict(row) | {"reached": row.reached} for row in rows],
        "bytes_of_a_page": {
            str(size): dict(zip(("ours", "hugo"), both, strict=True))
            for size, both in weights.items()
            if both
        },
        "turns": [
            {
                str(size): {name: asdict(used) for name, used in runs.items()}
                for size, runs in turn.items()
            }
            for turn in turns
        ],
    }


def machine() -> str:
    """Return what matters of this machine, in a few words."""
    return f"{platform.machine()}, {os.cpu_count()} processors, {sys.platform}"


def _cells(row: Row) -> tuple[str, ...]:
    reached = {True: "yes", False: "not reached", None: ""}[row.reached]
    target = "" if row.target is None else f"{row.target:g}"
    if row.held is not None:
        target = f"{target} (held: {row.held:g})".strip()
    return (row.figure, f"{row.size:,}", row.quantity, f"{row.value:.2f}", target, reached)

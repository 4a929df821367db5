"""How speed and memory grow with a company, in ratios: `python -m bench`; exit 1 beyond a limit."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measuring import Company, Costs

SIZES = (100, 1_000, 10_000)
ROUNDS = {100: 7, 1_000: 5}
LARGE = 2
"""Rounds of any other size. The best counts."""
SMOKE = {100: 1}
SMOKE_ALLOWANCE = 2.0
"""A smoke run shares a busy machine with other tests: its limits are so many times wider."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A column: its heading, its limit, and how it follows from the costs of all sizes."""

    heading: str
    limit: float
    of: Callable[[Sequence[Costs]], float | None]
    """Takes the costs of this size and of the smaller ones; None when these are too few."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return 1 when a ratio is beyond its limit."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--smoke", action="store_true", help="100 definitions only, once, with wide limits"
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="other sizes"
    )
    asked = parser.parse_args(arguments)
    rounds = (
        SMOKE if asked.smoke else {size: ROUNDS.get(size, LARGE) for size in sorted(asked.sizes)}
    )
    return report(_measure(rounds), SMOKE_ALLOWANCE if asked.smoke else 1)


def report(costs: Sequence[Costs], allowance: float) -> int:
    """Print the ratios of each size, the smallest first; return 1 when one is beyond its limit."""
    missed = []
    print(f"{'definitions':>12}", *(f"{column.heading:>18}" for column in COLUMNS))
    for count, one in enumerate(costs, 1):
        ratios = [column.of(costs[:count]) for column in COLUMNS]
        shown = ("-" if ratio is None else f"{ratio:.2f}" for ratio in ratios)
        print(f"{one.definitions:>12,}", *(f"{text:>18}" for text in shown))
        missed += [
            (
                f"{column.heading} at {one.definitions:,} definitions is {ratio:.2f}, and "
                f"{column.limit * allowance} is the limit"
            )
            for column, ratio in zip(COLUMNS, ratios, strict=True)
            if ratio is not None and ratio > column.limit * allowance
        ]
    print(f"{'at most':>12}", *(f"{column.limit * allowance:>18.2f}" for column in COLUMNS))
    print("\n".join(["", _LEGEND, *missed]))
    return 1 if missed else 0


def _measure(rounds: dict[int, int]) -> list[Costs]:
    """Return the costs of each size, measured in turns: a slow minute then slows all of them."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        companies = {size: Company.write(size, Path(folder) / str(size)) for size in rounds}
        costs: dict[int, Costs] = {}
        for turn in range(max(rounds.values())):
            for size in (size for size, count in rounds.items() if turn < count):
                now = companies[size].measure()
                print(f"round {turn + 1}: {now}", file=sys.stderr)
                costs[size] = costs.get(size, now).best(now)
    return list(costs.values())


def _growth(cost: Callable[[Costs], float]) -> Callable[[Sequence[Costs]], float | None]:
    """Return the ratio of what one more definition costs at the last size and at the first."""

    def of(costs: Sequence[Costs]) -> float | None:
        return further(*costs[-2:]) / further(*costs[:2]) if len(costs) > 2 else None

    def further(small: Costs, large: Costs) -> float:
        return (cost(large) - cost(small)) / (large.definitions - small.definitions)

    return of


COLUMNS = (
    Ratio("check : parse", 2.5, lambda costs: costs[-1].check / costs[-1].parse),
    Ratio("build : plain", 1.25, lambda costs: costs[-1].build / costs[-1].plain),
    Ratio("check time each", 1.3, _growth(lambda one: one.check)),
    Ratio("check memory each", 1.3, _growth(lambda one: one.check_memory)),
    Ratio("build time each", 1.3, _growth(lambda one: one.build)),
    Ratio("build memory each", 1.3, _growth(lambda one: one.build_memory)),
)
_LEGEND = """\
check : parse   all that `icp check` does, against PyYAML's C loader on the same files, \
both in a started process
build : plain   the whole `mkdocs build`, \
against plain MkDocs on the exported folder with the same navigation
... each        what one more definition costs between the last two sizes, \
against the same between the first two
"""

if __name__ == "__main__":
    sys.exit(main())

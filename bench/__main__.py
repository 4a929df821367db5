"""How the tool's speed and memory hold up as a company grows: `python -m bench`, in ratios; exit 1 beyond a limit."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measuring import Costs, measure

START = 40
"""A company of this size has one of everything; what it costs is the start that is taken off before comparing sizes."""
SIZES = (100, 1_000, 10_000)
ROUNDS = {START: 7, 100: 7, 1_000: 3}
SMOKE = {100: 1}
SMOKE_ALLOWANCE = 2.0
"""A smoke run shares a busy machine with other tests: its limits are so many times wider."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A column: its heading, the most that it may be, and how it follows from costs and those of the other sizes."""

    heading: str
    limit: float
    of: Callable[[Costs, Sequence[Costs]], float]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return 1 when a ratio is beyond its limit."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="100 definitions only, once, with wide limits")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="other sizes")
    asked = parser.parse_args(arguments)
    rounds = SMOKE if asked.smoke else {size: ROUNDS.get(size, 1) for size in (START, *asked.sizes)}
    costs = [_measure(size, count) for size, count in rounds.items()]
    return report(costs, SMOKE_ALLOWANCE if asked.smoke else 1)


def report(costs: Sequence[Costs], allowance: float) -> int:
    """Print the ratios of each size, the smallest apart when there are several; return 1 when one is beyond its limit."""
    columns = COLUMNS if len(costs) > 1 else COLUMNS[:2]
    sizes = costs[1:] if len(costs) > 1 else costs
    missed = []
    print(f"{'definitions':>12}", *(f"{column.heading:>18}" for column in columns))
    for one in sizes:
        ratios = [column.of(one, costs) for column in columns]
        print(f"{one.definitions:>12,}", *(f"{ratio:>18.2f}" for ratio in ratios))
        missed += [
            f"{column.heading} at {one.definitions:,} definitions is {ratio:.2f}, and {column.limit * allowance} is the limit"
            for column, ratio in zip(columns, ratios, strict=True)
            if ratio > column.limit * allowance
        ]
    print(f"{'at most':>12}", *(f"{column.limit * allowance:>18.2f}" for column in columns))
    print("\n".join(["", _LEGEND, *missed]))
    return 1 if missed else 0


def _measure(definitions: int, rounds: int) -> Costs:
    print(f"measuring {definitions:,} definitions", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        return measure(definitions, rounds, Path(folder) / "company")


def _growth(cost: Callable[[Costs], float]) -> Callable[[Costs, Sequence[Costs]], float]:
    """Return how many times more one further definition costs than at the smallest size that is shown."""

    def of(one: Costs, costs: Sequence[Costs]) -> float:
        start, smallest = costs[0], costs[1]
        return each(one, start) / each(smallest, start)

    def each(one: Costs, start: Costs) -> float:
        return (cost(one) - cost(start)) / (one.definitions - start.definitions)

    return of


COLUMNS = (
    Ratio("check : parse", 2.5, lambda one, _: one.check / one.parse),
    Ratio("build : plain", 1.25, lambda one, _: one.build / one.plain),
    Ratio("check time each", 1.3, _growth(lambda one: one.check)),
    Ratio("check memory each", 1.3, _growth(lambda one: one.check_memory)),
    Ratio("build time each", 1.3, _growth(lambda one: one.build)),
    Ratio("build memory each", 1.3, _growth(lambda one: one.build_memory)),
)
_LEGEND = """\
check : parse   all that `icp check` does, against PyYAML's C loader on the same files, both in a started process
build : plain   the whole `mkdocs build`, against plain MkDocs on the exported folder with the same navigation
... each        what one further definition costs, against what it costs at the smallest size
"""

if __name__ == "__main__":
    sys.exit(main())

"""What is measured against what, how far it should come, and what it is held to today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.asking import TOOLS
from bench.running import Used

Runs = Mapping[str, Used]
"""What each run of one turn took, by its name."""
Turn = Mapping[int, Runs]
"""The runs of one turn at each size."""
Quantity = Callable[[Used], float | None]

QUANTITIES: dict[str, Quantity] = {
    "wall": lambda used: used.wall,
    "cpu": lambda used: used.cpu,
    "memory": lambda used: used.memory,
}
TIMES = ("wall", "cpu")


@dataclass(frozen=True, slots=True)
class Figure:
    """A ratio: what it is called, and how it follows from one turn at one size."""

    name: str
    of: Callable[[Turn, int, Quantity], float | None]
    """None where the turn lacks a run, a quantity or a smaller size."""
    quantities: tuple[str, ...] = TIMES
    target: float | Mapping[int, float] | None = None
    """At most so much is wanted: at every size, or at those that are named."""
    held: Mapping[str, float] = field(default_factory=dict)
    """At most so much is kept today, by quantity: beyond it the benchmark fails."""

    def target_at(self, size: int) -> float | None:
        """Return what is wanted at a size."""
        return self.target.get(size) if isinstance(self.target, Mapping) else self.target


@dataclass(frozen=True, slots=True)
class Row:
    """A figure at one size: the median of its turns."""

    figure: str
    size: int
    quantity: str
    value: float
    turns: int
    target: float | None
    held: float | None

    @property
    def reached(self) -> bool | None:
        """Whether it came as far as it should; None without a target."""
        return None if self.target is None else self.value <= self.target


def rows(turns: Sequence[Turn], figures: Sequence[Figure]) -> Iterator[Row]:
    """Yield each figure at each size where it was measured."""
    sizes = sorted({size for turn in turns for size in turn})
    for figure in figures:
        for size in sizes:
            for quantity in figure.quantities:
                ratios = [figure.of(turn, size, QUANTITIES[quantity]) for turn in turns]
                found = [ratio for ratio in ratios if ratio is not None]
                if found:
                    yield Row(
                        figure.name,
                        size,
                        quantity,
                        median(found),
                        len(found),
                        figure.target_at(size),
                        figure.held.get(quantity),
                    )


def _against(above: str, *below: str) -> Callable[[Turn, int, Quantity], float | None]:
    """Hold a run against the best of others in the same turn."""

    def of(turn: Turn, size: int, quantity: Quantity) -> float | None:
        cost = _cost(turn, size, above, quantity)
        costs = [_cost(turn, size, one, quantity) for one in below]
        known = [other for other in costs if other]
        return cost / min(known) if cost and known else None

    return of


def _each(name: str) -> Callable[[Turn, int, Quantity], float | None]:
    """Hold what a definition costs against what it costs in a company of a tenth of the size."""

    def of(turn: Turn, size: int, quantity: Quantity) -> float | None:
        large = _cost(turn, size, name, quantity)
        small = _cost(turn, size // 10, name, quantity)
        return large / small / 10 if large and small else None

    return of


def _further(name: str) -> Callable[[Turn, int, Quantity], float | None]:
    """Hold what one more definition costs up to this size against the same one step before."""

    def of(turn: Turn, size: int, quantity: Quantity) -> float | None:
        costs = [_cost(turn, one, name, quantity) for one in (size // 100, size // 10, size)]
        first, middle, last = costs
        if first is None or middle is None or last is None:
            return None
        return (last - middle) / (middle - first) / 10

    return of


def _cost(turn: Turn, size: int, name: str, quantity: Quantity) -> float | None:
    used = turn.get(size, {}).get(name)
    return quantity(used) if used else None


_GROWTH = {10_000: 1.15}
_CPU_AND_MEMORY = ("cpu", "memory")
_KEPT = {"cpu": 1.3, "memory": 1.3}

FIGURES = (
    Figure("cold build : Hugo's", _against("build", "hugo"), target={100: 2.0, 1_000: 1.0}),
    Figure("nothing changed : Hugo cold", _against("build unchanged", "hugo"), target=0.2),
    Figure("after one edit : Hugo cold", _against("build edited", "hugo"), target=0.3),
    Figure(
        "saved to served : fastest peer's",
        _against("icp served", "hugo served", "zensical served"),
        ("wall",),
        target=0.5,
    ),
    Figure(
        "preview's first page : Hugo's",
        _against("icp start", "hugo start"),
        ("wall",),
        target={1_000: 0.7},
    ),
    Figure("first page, no cache : Hugo's", _against("icp cold start", "hugo start"), ("wall",)),
    Figure("check : bare parse", _against("check", "parse"), ("cpu",), 1.3, {"cpu": 2.2}),
    Figure("icp --version : python -c pass", _against("version", "python"), target=4),
    Figure("first answer of mcp : icp check", _against("mcp first get", "icp check"), target=1.5),
    Figure("its first search : icp check", _against("mcp first search", "icp check")),
    *(
        Figure(f"a warm {tool} : icp check", _against(f"mcp {tool}", "icp check"), ("wall",), 0.05)
        for tool in TOOLS
    ),
    Figure("cold build : Zensical's", _against("build", "zensical")),
    Figure("cold build : plain MkDocs", _against("build", "plain"), held={"cpu": 1.75}),
    Figure(
        "memory of build : plain MkDocs", _against("build", "plain"), ("memory",), {10_000: 0.72}
    ),
    Figure("build per definition", _each("build"), _CPU_AND_MEMORY, _GROWTH),
    Figure("check per definition", _each("check"), _CPU_AND_MEMORY, _GROWTH),
    Figure("build of one more", _further("build"), _CPU_AND_MEMORY, held=_KEPT),
    Figure("check of one more", _further("check"), _CPU_AND_MEMORY, held=_KEPT),
)
"""In the order of the table; `bench/README.md` says what each means."""

"""How fast the product is, beside Hugo and Zensical and as ratios: `python -m bench`.

Prints a table; exit 1 where a figure is beyond what is held today. Targets only show whether they
are reached. `bench/README.md` says what each figure means.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.figures import FIGURES, Turn, rows
from bench.measuring import Amount, Company
from bench.peers import Peers, find_peers, install_peers
from bench.report import Weights, beyond, document, table, weighed

SIZES = (100, 1_000, 10_000)
TURNS = 5
SMOKE_ALLOWANCE = 2.0
"""A smoke run shares a busy machine with other tests: its limits are so many times wider."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return 1 when a figure is beyond what is held."""
    asked = _asked(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # ends what runs, as Ctrl-C does
    if asked.smoke:
        measured = _measure({100: 1}, Amount(changes=False, edits=0, repeats=1), find_peers())
    else:
        measured = _measure(dict(sorted(asked.sizes)), Amount(edits=asked.edits), install_peers())
    turns, weights, failures = measured
    found = list(rows(turns, FIGURES))
    missed = [*failures, *beyond(found, SMOKE_ALLOWANCE if asked.smoke else 1)]
    print("\n".join([table(found), "", *weighed(weights), *missed]))
    if asked.json:
        asked.json.write_text(json.dumps(document(turns, found, weights), indent=1), "utf-8")
    return 1 if missed else 0


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--smoke", action="store_true", help="100 definitions, once, with wide limits, no preview"
    )
    parser.add_argument(
        "--sizes", type=_size, nargs="+", metavar="N[:TURNS]",
        default=[(size, TURNS) for size in SIZES],
        help=f"definitions, and how many turns of them: 100 10000:1; {TURNS} where it does not say",
    )  # fmt: skip
    parser.add_argument(
        "--edits", type=int, default=5, metavar="N", help="at most, in each preview; 0: no preview"
    )
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="also write all that was measured"
    )
    return parser.parse_args(arguments)


def _size(asked: str) -> tuple[int, int]:
    size, _, turns = asked.partition(":")
    return int(size), int(turns or TURNS)


def _measure(
    counts: dict[int, int], amount: Amount, peers: Peers | None
) -> tuple[list[Turn], Weights, list[str]]:
    """Return the turns, how heavy pages are, and what could not be measured.

    In a turn every size has its own: a slow minute then slows all of them.
    """
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        companies = {}
        for size in counts:
            _tell(f"writing {size:,} definitions")
            companies[size] = Company(size, Path(folder) / str(size), peers)
        turns: list[Turn] = []
        for number in range(max(counts.values())):
            turn = {}
            for size in (size for size, count in counts.items() if number < count):
                _tell(f"turn {number + 1} at {size:,}")
                runs = {}
                for name, used in companies[size].measure(amount):
                    _tell(f"  {name}: {used}")
                    runs[name] = used
                turn[size] = runs
            turns.append(turn)
    weights = {size: company.weights for size, company in companies.items()}
    return turns, weights, [one for company in companies.values() for one in company.failures]


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

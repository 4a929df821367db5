"""Random rules and accounts in Python, JavaScript and SQL, for as long as one likes.

`make same-answers PAIRS=100000` runs it. The quick tests do the same with a few thousand.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from random import Random
from typing import Any

from icp_playbook.scoring import assess
from icp_playbook.scoring.results import Assessment
from icp_playbook.scoring.sql.compiled import Compiled, compile_scoring
from icp_playbook.scoring.sql.rows import answers_in
from javascript import modules
from scoring import companies, in_sql

ACCOUNTS = 100
"""Accounts of one random company; planning its statement takes longer than a thousand of them."""


def pairs(seed: int, accounts: int = ACCOUNTS) -> tuple[Any, Compiled, list[in_sql.Cells]]:
    """Return random rules, compiled, and cells of accounts; with every seed other odd ones."""
    rng = Random(seed)
    rules: Any = companies.company(rng)
    compiled = compile_scoring(rules)
    found = [
        in_sql.cells_of(
            rng, compiled.inputs, companies.answers(rng, rules, 0), rng.choice((0, 0.1, 0.5))
        )
        for _ in range(accounts)
    ]
    return rules, compiled, found


def differing(
    rules: Any, compiled: Compiled, rows: Sequence[dict[str, Any]], results: Sequence[Assessment]
) -> list[str]:
    """Return where rows say something else than results of the same accounts."""
    return [
        f"account {at}: {said}"
        for at, (row, result) in enumerate(zip(rows, results, strict=True))
        for said in in_sql.differences(row, rules, result, is_ordered=compiled.is_ordered)
    ]


def main() -> int:
    """Compare until there are so many pairs; stop at the first company that differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1000, help="the first company")
    asked = parser.parse_args()
    engine, done, seed, start = in_sql.InDuckDB(), 0, asked.seed, time.monotonic()
    with modules() as javascript:
        while done < asked.pairs:
            rules, compiled, accounts = pairs(seed)
            given = [answers_in(compiled.inputs, cells) for cells in accounts]
            results = [assess(rules, answers) for answers in given]
            found = differing(rules, compiled, engine.score(compiled, accounts), results)
            for answers, result in zip(given, results, strict=True):
                if javascript("scoring/assess.js", "assess", rules, answers) != result:
                    found.append(f"Python and JavaScript: {json.dumps(answers)}")
            if found:
                sys.stdout.write(f"seed {seed}: {found[0]}\n")
                return 1
            done, seed = done + len(accounts), seed + 1
            if seed % 20 == 0:
                sys.stdout.write(f"{done:,} pairs, {time.monotonic() - start:.0f} s\n")
                sys.stdout.flush()
    sys.stdout.write(f"{done:,} pairs without a difference\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Whole CRMs against hand-written SQL and one account at a time: `python -m bench.score`.

It makes a CRM export of the sample company's questions, scores it with `icp score --brief`, runs
`bench/score_by_hand.sql` on the same file, and assesses some accounts in Python; exit 1 beyond a
limit. Both queries run in processes of their own, in turns; the best of each counts.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

from icp_playbook.accounts.reading import read_accounts
from icp_playbook.engines.duckdb_score import Wanted, score_table
from icp_playbook.engines.table_source import Source
from icp_playbook.model.account import AccountAttributes
from icp_playbook.reading import check_playbook
from icp_playbook.scoring import assess
from icp_playbook.scoring.document import document
from icp_playbook.stages.check import Context

ROOT = Path(__file__).parent.parent
MOST_BY_HAND = 1.5
LEAST_BY_PYTHON = 2000
ALONE = 300
"""Accounts that are assessed one at a time."""


def main() -> int:
    """Measure, print, and return 1 when a ratio is beyond its limit."""
    parser = argparse.ArgumentParser(prog="python -m bench.score", description=__doc__)
    parser.add_argument("--accounts", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export = folder / "crm.csv"
        write_export(export, asked.accounts)
        found: dict[str, list[dict[str, float]]] = {"ours": [], "full": [], "hand": []}
        for _ in range(asked.rounds):
            for which, runs in found.items():
                runs.append(_alone(which, export))
        alone = _one_by_one(export, folder)
    best = {which: min(runs, key=lambda run: run["cpu"]) for which, runs in found.items()}
    for which, run in best.items():
        print(f"{which:>6}", *(f"{what} {value:,.2f}" for what, value in run.items()))
    by_hand = best["ours"]["cpu"] / best["hand"]["cpu"]
    each = {which: run["cpu"] / asked.accounts for which, run in best.items()}
    by_python = alone / each["ours"]
    full = best["full"]["cpu"] / best["hand"]["cpu"]
    print(f"processor time of hand-written SQL: {by_hand:.2f} (at most {MOST_BY_HAND})")
    print(f"with reasons, and what to find out, which that has not: {full:.2f}")
    print(f"hand-written SQL, times as fast as one at a time: {alone / each['hand']:,.0f}")
    print(f"times as fast as one at a time: {by_python:,.0f} (at least {LEAST_BY_PYTHON:,})")
    return int(by_hand > MOST_BY_HAND or by_python < LEAST_BY_PYTHON)


def write_export(path: Path, accounts: int) -> None:
    """Write a CRM's export with an answer to most questions, the same for the same number."""
    rng = random.Random(1)
    asked = check_playbook(ROOT, Context()).catalog.one(AccountAttributes)
    assert asked
    heads, pools = ["Record ID", "Account name"], []
    for one in asked.attributes:
        heads.append((one.crm_columns or (one.id,))[0])
        if one.type == "number" and one.form == "count":
            pool = [str(int(10 ** rng.uniform(0, 4))) for _ in range(400)]
        elif one.type == "number":
            pool = [f"{rng.uniform(0, 60):.1f}" for _ in range(400)]
        elif one.type == "choice":
            pool = [next(said for _, said in option.label.each) for option in one.options]
        else:
            pool = ["Yes", "No"] if one.type == "yes-no" else ["Germany", "Tern & Co", "Other"]
        pools.append(pool + [""] * (len(pool) // 4 + 1))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        for at in range(1, accounts + 1):
            writer.writerow([at, f"Account {at}", *map(rng.choice, pools)])


def _alone(which: str, export: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.score_alone", which, str(export)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def measured(which: str, export: Path) -> dict[str, float]:
    """Score the export one way, in this process; return seconds, processor seconds and MB."""
    catalog = check_playbook(ROOT, Context()).catalog
    rules = document(catalog, "en")["rules"]
    start, used = time.perf_counter(), time.process_time()
    target = export.with_name(f"{which}.csv")
    if which == "hand":
        _by_hand(export, target)
    else:
        wanted = Wanted(target, brief=which == "ours")
        score_table(Source(export), wanted, catalog, rules, "bench")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": time.perf_counter() - start,
        "cpu": time.process_time() - used,
        "memory": memory,
    }


def _by_hand(export: Path, target: Path) -> None:
    with export.open(encoding="utf-8", newline="") as file:
        heads = next(csv.reader(file))
    columns = "{" + ", ".join(f"'{head}': 'VARCHAR'" for head in heads) + "}"
    query = (ROOT / "bench/score_by_hand.sql").read_text("utf-8")
    query = query.replace("{file}", str(export)).replace("{columns}", columns)
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY ({query}) TO '{target}' (FORMAT csv, HEADER, PRESERVE_ORDER true)"
        )


def _one_by_one(export: Path, folder: Path) -> float:
    """Return the processor seconds that Python takes for an account."""
    some = folder / "some.csv"
    with export.open(encoding="utf-8") as file:
        some.write_text("".join(line for line, _ in zip(file, range(ALONE + 1), strict=False)))
    catalog = check_playbook(ROOT, Context()).catalog
    rules: Any = document(catalog, "en")["rules"]
    start = time.process_time()
    accounts = read_accounts(some, catalog).accounts
    for account in accounts:
        assess(rules, account.answers)
    return (time.process_time() - start) / len(accounts)


if __name__ == "__main__":
    sys.exit(main())

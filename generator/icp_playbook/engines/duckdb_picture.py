"""What scored accounts add up to: where they stand, what is not known of them, what rules out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from icp_playbook.engines.duckdb_columns import DUCKDB
from icp_playbook.engines.duckdb_engine import engine
from icp_playbook.engines.duckdb_writing import JudgedTable
from icp_playbook.scoring.rules import Rules
from icp_playbook.scoring.sql.program import told
from icp_playbook.scoring.sql.tree import Node

ROW = "account_row"
"""The column of judged accounts that says which row of the file each is."""


@dataclass(frozen=True, slots=True)
class AccountsAlike:
    """How many accounts have the same segment, fit, tier and band; empty where there is none."""

    segment: str
    fit: str
    tier: str
    band: str
    count: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Counts of accounts, the largest first."""

    accounts: int
    outside: int
    """Those of which enough is known and whom no segment fits."""
    places: tuple[AccountsAlike, ...]
    unknown: tuple[tuple[str, int], ...]
    """By the id of the attribute."""
    ruled_out: tuple[tuple[str, str, int], ...]
    """By the id of the segment, and why."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What was done: accounts, those of which too little is known, and what could not be used."""

    accounts: int
    unjudged: int
    notes: tuple[str, ...]
    picture: Picture | None = None


def picture_of(
    answers: JudgedTable, unknown: Mapping[str, int], rules: Rules, connection: Any
) -> Picture:
    """Return what judged accounts add up to, where rules judge them by segments."""
    outputs = {n: answers.outputs[n] for n in (*_ASKED, "tier") if n in answers.outputs}
    texts = _texts(answers.outputs)
    rows = JudgedTable(answers.names, outputs, "").told
    places = connection.execute(
        f"SELECT {texts}, count(*) AS n FROM {rows} GROUP BY ALL ORDER BY n DESC, 1, 2, 3, 4"  # noqa: S608
    ).fetchall()
    [[accounts, outside]] = connection.execute(
        f"SELECT count(*), count(*) FILTER ({_OUTSIDE}) FROM {rows}"  # noqa: S608
    ).fetchall()
    whys = [(one["id"], rule["why"]) for one in rules["segments"] for rule in one["disqualifiers"]]
    held = [
        f"count(*) FILTER (segment = {DUCKDB.text_of(segment)} AND"
        f" contains('; ' || ruled_out_by || '; ', {DUCKDB.text_of(f'; {why}; ')}))"
        for segment, why in whys
    ]
    counts = connection.execute(
        f"SELECT {', '.join(held or ['0'])} FROM {rows}"  # noqa: S608
    ).fetchall()[0]
    ruled_out = [(*why, count) for why, count in zip(whys, counts, strict=False) if count]
    return Picture(
        accounts,
        outside,
        tuple(AccountsAlike(*row) for row in places),
        tuple(sorted(unknown.items(), key=lambda one: -one[1])),
        tuple(sorted(ruled_out, key=lambda one: -one[2])),
    )


_ASKED = ("segment", "fit", "band", "best", "ruled_out_by")
_OUTSIDE = "best IS NULL AND fit <> 'not-enough-known'"


def _texts(outputs: Mapping[str, Node]) -> str:
    """Return the columns of a place, empty where rules have none."""
    named = [(name, name if name in outputs else "NULL") for name in _PLACE]
    return ", ".join(f"coalesce({value}, '') AS {name}" for name, value in named)


def write_places(target: Path, answers: JudgedTable, connection: Any) -> None:
    """Write where each row of the file stands."""
    outputs = {name: answers.outputs[name] for name in _PLACE if name in answers.outputs}
    rows = told(outputs, DUCKDB, "judged", [ROW])
    connection.execute(
        f"COPY (SELECT {ROW}, {_texts(outputs)} FROM ({rows}))"  # noqa: S608 (names of our own)
        f" TO {DUCKDB.text_of(str(target))} (FORMAT parquet)"
    )


@dataclass(frozen=True, slots=True)
class Move:
    """How many accounts stand elsewhere by other rules: a place before and one now."""

    before: AccountsAlike
    now: AccountsAlike


def moves_between(before: Path, now: Path) -> tuple[Move, ...]:
    """Return how many rows stand elsewhere, the most first, of two files of `write_places`."""
    names = [f"{side}.{name}" for side in ("a", "b") for name in _PLACE]
    differ = " OR ".join(f"a.{name} <> b.{name}" for name in _PLACE)
    files = [DUCKDB.text_of(str(one)) for one in (before, now)]
    with closing(engine().connect()) as connection:
        rows = connection.execute(
            f"SELECT {', '.join(names)}, count(*) AS n FROM read_parquet({files[0]}) AS a"  # noqa: S608
            f" JOIN read_parquet({files[1]}) AS b USING ({ROW}) WHERE {differ}"
            " GROUP BY ALL ORDER BY n DESC, 1, 2, 3, 4, 5, 6, 7, 8"
        ).fetchall()
    return tuple(Move(_place(row[:4], row[8]), _place(row[4:8], row[8])) for row in rows)


def _place(cells: Sequence[str], count: int) -> AccountsAlike:
    segment, fit, tier, band = cells
    return AccountsAlike(segment, fit, tier, band, count)


_PLACE = ("segment", "fit", "tier", "band")

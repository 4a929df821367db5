"""What scored accounts add up to: where they stand, what is not known of them, what rules out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from icp_playbook.engines.duckdb_columns import DUCKDB
from icp_playbook.engines.duckdb_writing import Answers
from icp_playbook.scoring.rules import Rules


@dataclass(frozen=True, slots=True)
class Place:
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
    places: tuple[Place, ...]
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
    answers: Answers, unknown: Mapping[str, int], rules: Rules, connection: Any
) -> Picture:
    """Return what judged accounts add up to, where rules judge them by segments."""
    outputs = {n: answers.outputs[n] for n in (*_ASKED, "tier") if n in answers.outputs}
    told = Answers(answers.names, outputs, "").told
    named = [name if name in outputs else "NULL" for name in ("segment", "fit", "tier", "band")]
    texts = ", ".join(f"coalesce({one}, '')" for one in named)
    places = connection.execute(
        f"SELECT {texts}, count(*) AS n FROM {told} GROUP BY ALL ORDER BY n DESC, 1, 2, 3, 4"  # noqa: S608
    ).fetchall()
    [[accounts, outside]] = connection.execute(
        f"SELECT count(*), count(*) FILTER ({_OUTSIDE}) FROM {told}"  # noqa: S608
    ).fetchall()
    whys = [(one["id"], rule["why"]) for one in rules["segments"] for rule in one["disqualifiers"]]
    held = [
        f"count(*) FILTER (segment = {DUCKDB.text_of(segment)} AND"
        f" contains('; ' || ruled_out_by || '; ', {DUCKDB.text_of(f'; {why}; ')}))"
        for segment, why in whys
    ]
    counts = connection.execute(
        f"SELECT {', '.join(held or ['0'])} FROM {told}"  # noqa: S608
    ).fetchall()[0]
    ruled_out = [(*why, count) for why, count in zip(whys, counts, strict=False) if count]
    return Picture(
        accounts,
        outside,
        tuple(Place(*row) for row in places),
        tuple(sorted(unknown.items(), key=lambda one: -one[1])),
        tuple(sorted(ruled_out, key=lambda one: -one[2])),
    )


_ASKED = ("segment", "fit", "band", "best", "ruled_out_by")
_OUTSIDE = "best IS NULL AND fit <> 'not-enough-known'"

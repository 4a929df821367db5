"""Rules and accounts in SQL and in Python: cells, and what a row of the answer has to hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random
from typing import Any

import duckdb

from icp_playbook.scoring.results import Ability, Assessment, FitOf
from icp_playbook.scoring.sql.compiled import Compiled
from icp_playbook.scoring.sql.dialects import DIALECTS
from icp_playbook.scoring.sql.inputs import Input
from scoring.companies import JUNK

ODD = (
    "1,234", "1.234,50", " 60 ", "\u00a060", "60.0", "60.5", "6e1", "0x3C", "６０", "1_000", "1__0",
    "+5", "-0", "60d", "NaN", "nan", "Infinity", "-inf", "1e400", "", " ", "60\n", "\t60", "007",
    "5.", ".5", "+.5", "--5", "999999999999999", "9999999999999999", "999999999999999.999999",
    "0.1234567", "74.999999", "true", "Yes", "yes ", " no", "'", "''", "\\", "\\'", "ZOO", " zoo\t",
    "straße", "İ", "中型企業", "e\u0301", "é",
    *(str(one) for one in JUNK if isinstance(one, str | int | float)),
)  # fmt: skip

Cells = dict[str, str | None]
DUCKDB = DIALECTS["duckdb"]


def cells_of(rng: Random, inputs: Sequence[Input], given: Any, odd: float) -> Cells:
    """Return the answers as cells, some of which hold odd things instead."""
    return {one.column: _cell(rng, one, given, odd) for one in inputs}


def _cell(rng: Random, one: Input, given: Any, odd: float) -> str | None:
    value = given
    for name in one.path:
        value = value.get(name) if isinstance(value, dict) else None
    if rng.random() < odd:
        return rng.choice(ODD)
    if value is None or isinstance(value, dict | list):
        return None
    cell = (
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )
    cell = cell.replace("\x00", "")
    return f" {cell}  " if rng.random() < odd / 4 else cell


def answers_of(inputs: Sequence[Input], cells: Cells) -> dict[str, Any]:
    """Return cells as the answers that `assess` takes."""
    answers: dict[str, Any] = {}
    for one in inputs:
        cell = cells[one.column]
        read = None if cell is None else one.read(cell)
        into = answers
        for name in one.path[:-1]:
            into = into.setdefault(name, {})
        if read is not None:
            into[one.path[-1]] = read
    return answers


class InDuckDB:
    """Scores cells by compiled rules."""

    def __init__(self) -> None:
        self._connection = duckdb.connect(config={"threads": 1})

    def score(self, compiled: Compiled, accounts: Sequence[Cells]) -> list[dict[str, Any]]:
        """Return a row of outputs for each account."""
        run = self._connection.execute
        columns = ["place", *(one.column for one in compiled.inputs)]
        run("DROP TABLE IF EXISTS accounts")
        types = ", ".join(f'"{name}" VARCHAR' for name in columns)
        run(f"CREATE TABLE accounts ({types})")
        rows = [
            f"({', '.join(DUCKDB.text_of(v) if v is not None else 'NULL' for v in values)})"
            for values in (
                [f"{at:09}", *(cells[name] for name in columns[1:])]
                for at, cells in enumerate(accounts)
            )
        ]
        run(f"INSERT INTO accounts VALUES {', '.join(rows)}")  # noqa: S608
        statement = compiled.statement(DUCKDB, "accounts", ["place"])
        found = run(f"SELECT * FROM ({statement}) ORDER BY place")  # noqa: S608
        names = [one[0] for one in found.description or ()]
        return [dict(zip(names[1:], row[1:], strict=True)) for row in found.fetchall()]


def differences(
    row: dict[str, Any], rules: Any, result: Assessment, *, is_ordered: bool = True
) -> list[str]:
    """Return where a row says something else than a result.

    What to find out is compared without its order where SQL does not tell it.
    """
    row = {**row}
    wanted = dict(_expected(rules, result))
    if not is_ordered and wanted.get("find_out"):
        asked = set(wanted["find_out"].split("; "))
        wanted["find_out"] = "; ".join(a["id"] for a in rules["attributes"] if a["id"] in asked)
    for name in [name for name in row if name.endswith("score_part")]:
        part, of = row.pop(name), row.pop(name.replace("part", "whole"))
        row[name] = None if part is None else Fraction(int(part), int(of))
    return [
        f"{name}: {row.get(name)!r} is not {value!r}"
        for name, value in wanted.items()
        if row.get(name, "no column") != value
    ]


def _expected(rules: Any, result: Assessment) -> Iterator[tuple[str, Any]]:
    fit = result["fit"]
    if fit:
        about = {one["segment"]: one for one in fit["segments"]}.get(fit["about"] or "")
        segment = next((one for one in rules["segments"] if one["id"] == fit["about"]), None)
        is_open = any(one["status"] == "not-enough-known" for one in fit["segments"])
        yield "segment", fit["about"]
        yield "find_out", "; ".join(fit["find_out"]) or None
        if about:
            named = {one["id"]: one.get("name", one["question"]) for one in rules["attributes"]}
            told = [
                f"{row['name'] or named[row['attribute'] or '']} {row['weighted']}/{row['of']}"
                for row in about["table"]
                if row["weighted"] is not None
            ]
            yield "reasons", "; ".join(told) or None
        yield from (("best", fit["best"]), ("runner_up", fit["runner_up"]))
        yield "avoid_first", fit["avoid_first"]
        if about:
            yield from _of_one("", segment, about)
        else:
            yield "fit", "not-enough-known" if is_open else "no-match"
            yield from ((name, None) for name in ("score", "score_part", "band", "ruled_out_by"))
    for score, one in zip(rules["scores"], result["scores"], strict=True):
        yield from _of_one(f"score_{score['id']}_", score, one)
    if result["flags"]:
        yield "flags", "; ".join(result["flags"]["raised"]) or None
    if result["motivation"]:
        yield "verdict", result["motivation"]["verdict"]
    if result["ability"]:
        yield from _of_model("", result["ability"])
    for model in result["further"]:
        yield from _of_model(f"{model['model']}_", model["ability"])
    if result["together"]:
        yield "stance_status", result["together"]["status"]
        yield "stance", result["together"]["text"]


def _of_one(prefix: str, rules: Any, one: FitOf) -> Iterator[tuple[str, Any]]:
    score, hit = one["score"], one["disqualifiers"]["hit"]
    yield f"{prefix}fit", one["status"]
    yield f"{prefix}score", int(score["shown"]) if score else None
    yield f"{prefix}score_part", Fraction(score["exact"]) if score else None
    yield f"{prefix}band", None if one["band"] is None else rules["bands"][one["band"]]["name"]
    yield f"{prefix}ruled_out_by", "; ".join(state["why"] for state in hit) or None
    yield f"{prefix}exception", one["exception"]


def _of_model(prefix: str, one: Ability) -> Iterator[tuple[str, Any]]:
    if one["status"] == "profile-only":
        levels = ["?" if row["level"] is None else str(row["level"]) for row in one["profile"]]
        yield f"{prefix}levels", "-".join(levels)
    else:
        yield f"{prefix}tier", one["tier"]["id"] if one["tier"] else None
        yield f"{prefix}capped_by", "; ".join(one["capped_by"]) or None

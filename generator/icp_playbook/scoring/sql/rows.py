"""What goes into the SQL of rules and what comes out: answers as cells, a result as a row.

The twin of `compiled` in the words of results: who has judged an account in Python says here what
the engines must say of it. Left out are `score_part` and `score_whole`, which engines scale.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from icp_playbook.scoring.results import Ability, Assessment, FitOf, FitResult
from icp_playbook.scoring.rules import FitRules, Rules
from icp_playbook.scoring.sql.inputs import Input
from icp_playbook.scoring.sql.names import model_prefix, score_prefix

Cells = dict[str, str]
"""The cells of an account by column; what is not known has none."""
Said = str | int | None
"""What one column of an answer says."""

_YES_NO = {True: "yes", False: "no"}


def cells_of(inputs: Sequence[Input], answers: Mapping[str, Any]) -> Cells:
    """Return answers, in the shape that `assess` takes, as the cells that SQL reads."""
    found = {one.column: _answer(one, answers) for one in inputs}
    return {column: cell for column, cell in found.items() if cell is not None}


def _answer(one: Input, answers: Mapping[str, Any]) -> str | None:
    value: Any = answers
    for name in one.path:
        value = value.get(name) if isinstance(value, Mapping) else None
    if value is None or isinstance(value, Mapping | list):
        return None
    return _YES_NO[value] if isinstance(value, bool) else str(value)


def answers_in(inputs: Sequence[Input], cells: Mapping[str, str | None]) -> dict[str, Any]:
    """Return cells as the answers that `assess` takes."""
    answers: dict[str, Any] = {}
    for one in inputs:
        cell = cells.get(one.column)
        read = None if cell is None else one.read(cell)
        into = answers
        for name in one.path[:-1]:
            into = into.setdefault(name, {})
        if read is not None:
            into[one.path[-1]] = read
    return answers


def row_of(rules: Rules, result: Assessment, *, is_ordered: bool = True) -> dict[str, Said]:
    """Return what each column says of an account, but for the exact score and the version.

    `is_ordered` is whether `find_out` is in the order of `assess`, see `Compiled`.
    """
    return dict(_columns(rules, result, is_ordered))


def _columns(rules: Rules, result: Assessment, is_ordered: bool) -> Iterator[tuple[str, Said]]:
    if result["fit"]:
        yield from _of_segments(rules, result["fit"], is_ordered)
    for score, one in zip(rules["scores"], result["scores"], strict=True):
        yield from _of_one(score_prefix(score["id"]), score, one)
    if result["flags"]:
        yield "flags", listed(result["flags"]["raised"])
    if result["motivation"]:
        yield "verdict", result["motivation"]["verdict"]
    if result["ability"]:
        yield from _of_model("", result["ability"])
    for model in result["further"]:
        yield from _of_model(model_prefix(model["model"]), model["ability"])
    if result["together"]:
        yield "stance_status", result["together"]["status"]
        yield "stance", result["together"]["text"]


def _of_segments(rules: Rules, fit: FitResult, is_ordered: bool) -> Iterator[tuple[str, Said]]:
    about = next((one for one in fit["segments"] if one["segment"] == fit["about"]), None)
    segment = next((one for one in rules["segments"] if one["id"] == fit["about"]), None)
    yield "segment", fit["about"]
    if about and segment:
        yield from _of_one("", segment, about)
    else:
        is_open = any(one["status"] == "not-enough-known" for one in fit["segments"])
        yield "fit", "not-enough-known" if is_open else "no-match"
        yield from ((name, None) for name in ("score", "band", "ruled_out_by", "exception"))
    yield from (("best", fit["best"]), ("runner_up", fit["runner_up"]))
    yield "avoid_first", fit["avoid_first"]
    asked = [one["id"] for one in rules["attributes"] if one["id"] in fit["find_out"]]
    yield "find_out", listed(fit["find_out"] if is_ordered else asked)
    yield "reasons", _reasons(rules, about) if about else None


def _reasons(rules: Rules, about: FitOf) -> str | None:
    named = {one["id"]: one.get("name") or one["question"] for one in rules["attributes"]}
    return listed(
        [
            f"{row['name'] or named[row['attribute'] or '']} {row['weighted']}/{row['of']}"
            for row in about["table"]
            if row["weighted"] is not None
        ]
    )


def _of_one(prefix: str, rules: FitRules, one: FitOf) -> Iterator[tuple[str, Said]]:
    score, hit = one["score"], one["disqualifiers"]["hit"]
    yield f"{prefix}fit", one["status"]
    yield f"{prefix}score", int(score["shown"]) if score else None
    yield f"{prefix}band", None if one["band"] is None else rules["bands"][one["band"]]["name"]
    yield f"{prefix}ruled_out_by", listed([state["why"] for state in hit])
    yield f"{prefix}exception", one["exception"]


def _of_model(prefix: str, one: Ability) -> Iterator[tuple[str, Said]]:
    if one["status"] == "profile-only":
        levels = ["?" if row["level"] is None else str(row["level"]) for row in one["profile"]]
        yield f"{prefix}levels", "-".join(levels)
    else:
        yield f"{prefix}tier", one["tier"]["id"] if one["tier"] else None
        yield f"{prefix}capped_by", listed(one["capped_by"])


def listed(names: Sequence[str]) -> str | None:
    """Return names with "; " between them; None where there are none."""
    return "; ".join(names) or None

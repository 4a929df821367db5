"""Accounts of a large file judged by two states of the rules: DuckDB finds whose answer changes.

Only those are then told in words, by what judges one account at a time. What an answer says is
compared as text: the names that people use, for a segment may be renamed and nothing else changed.
"""

# ruff: noqa: S608 (statements have names of our own, and texts as constants)
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from icp_playbook.accounts.crm_columns import account_column
from icp_playbook.accounts.crm_questions import answers_of
from icp_playbook.accounts.reading import account_called
from icp_playbook.changes.impact import AccountChange
from icp_playbook.changes.judging import MOST_TOLD, Comparison, changed_among
from icp_playbook.changes.report_accounts import JudgedAccounts
from icp_playbook.engines.duckdb_columns import DUCKDB
from icp_playbook.engines.duckdb_picture import ROW
from icp_playbook.engines.duckdb_run import Run, table_of_answers
from icp_playbook.engines.table_source import Source
from icp_playbook.messages import say, say_count
from icp_playbook.problems import quoted
from icp_playbook.scoring import judge_account
from icp_playbook.scoring.outcome import outcome_of
from icp_playbook.scoring.renamed import EarlierIds
from icp_playbook.scoring.rules import AbilityRules, FitRules, FurtherRules, Rules
from icp_playbook.scoring.sql.compiled import Compiled, compile_scoring
from icp_playbook.scoring.sql.inputs import (
    SEGMENT,
    TIER,
    Input,
    inputs_of,
    parsed,
)
from icp_playbook.scoring.sql.names import model_prefix, score_prefix

_BATCH = 1000
_NAME = "account_name"
_NOTHING: EarlierIds = {"ids": {}, "options": {}}
_BETWEEN = "chr(31)"

Path_ = tuple[str, ...]


def judged_in_duckdb(path: Path, by: Comparison) -> JudgedAccounts:
    """Return what `judged_one_by_one` does; the notes are those of `icp score`.

    Raise `ContentError` where the file is no table or answers nothing, and `CannotScoreError`.
    """
    with table_of_answers(Source(path), by.catalog, by.new, None) as run:
        asked = {one.input.path: one.input for one in run.columns}
        for one in run.columns:
            one.input = _without_limits(one.input)
        run.read()
        run.settle()
        inputs = {one.input.path: one.input for one in run.columns}
        _write_texts(run, list(inputs.values()))
        run.note_missing_reasons()
        run.notes += _unused(run, list(asked.values()))
        now = _said(by.new, list(inputs), _NOTHING, by.old)
        before = _said(by.old, list(inputs), by.earlier, by.new)
        run.execute(
            "CREATE TABLE compared AS SELECT n.account_row, n.said <> b.said AS differs,"
            f" n.is_open OR b.is_open AS may_differ, n.unjudged FROM ({now}) AS n"
            f" JOIN ({before}) AS b USING (account_row)"
        )
        [[count, unknown]] = run.rows("SELECT count(*), count(*) FILTER (unjudged) FROM compared")
        changed, more = _told(run, list(inputs), by)
        return JudgedAccounts(changed, count, unknown, list(run.all_notes()), more)


def _without_limits(one: Input) -> Input:
    """Return a question whose answers either state may use: each has limits of its own."""
    kind = "decimal" if one.kind == "whole" else one.kind
    return replace(one, kind=kind, least=None, most=None)


def _unused(run: Run, asked: Sequence[Input]) -> Iterator[str]:
    """Yield what to say of answers that are numbers, but none that the new rules take."""
    for at, one in enumerate(asked):
        if one.kind not in ("whole", "decimal"):
            continue
        own = DUCKDB.name_of(one.column)
        [[count]] = run.rows(
            f"SELECT count(*) FROM (SELECT t{at} AS {own} FROM texts WHERE t{at} IS NOT NULL)"
            f" WHERE {DUCKDB.write(parsed(one))} IS NULL"
        )
        if count:
            yield say_count(
                "Not used: 1 answer to {question} is none that can be given.",
                "Not used: {number} answers to {question} are none that can be given.",
                count=count,
                number=f"{count:,}",
                question=quoted(one.path[-1]),
            )


def _write_texts(run: Run, inputs: Sequence[Input]) -> None:
    """Write the read answers as texts t0, t1, … in the words that `assess` takes."""
    texts = [f"{_as_text(one)} AS t{at}" for at, one in enumerate(inputs)]
    named = account_column(run.names)
    name = f"coalesce(k{named}, '')" if named is not None else "''"
    columns = ", ".join([ROW, f"{name} AS {_NAME}", *texts])
    run.execute(f"CREATE TABLE texts AS SELECT {columns} FROM {run.source()}")


def _as_text(one: Input) -> str:
    column = DUCKDB.name_of(one.column)
    if one.kind in ("text", "said"):
        return column
    if one.kind == "code":
        whens = " ".join(f"WHEN {code} THEN {DUCKDB.text_of(said)}" for said, code in one.codes)
        return f"CASE {column} {whens} END"
    if one.kind == "whole":
        return f"CAST({column} AS VARCHAR)"
    return f"rtrim(rtrim(CAST({column} AS VARCHAR), '0'), '.')"


def _said(rules: Rules, given: Sequence[Path_], earlier: EarlierIds, other: Rules) -> str:
    """Return the SELECT of what rules say of each account, as one text in people's words.

    `is_open` is whether the text leaves something out that may differ: the range of a score that
    has no bands, where `other` has other rules for it.
    """
    asked = {one.path: one for one in inputs_of(rules)}
    columns = {}
    for at, path in enumerate(given):
        own = _under(path, earlier["ids"], given)
        if own in asked:
            columns[own] = _renamed(f"t{at}", path, own, earlier)
    compiled = compile_scoring(rules, "", set(columns))
    source = ", ".join(
        f"{columns[one.path]} AS {DUCKDB.name_of(one.column)}"
        for one in compiled.inputs
        if one.path in columns
    )
    parts, is_open = _parts(rules, compiled, other)
    needed = {
        name: node for name, node in compiled.outputs.items() if name not in ("find_out", "reasons")
    }
    statement = replace(compiled, outputs=needed).statement(
        DUCKDB, f"(SELECT {', '.join(filter(None, [ROW, source]))} FROM texts) AS given", [ROW]
    )
    said = f" || {_BETWEEN} || ".join(f"coalesce({part}, '')" for part in parts) or "''"
    unjudged = "segment IS NULL AND fit = 'not-enough-known'" if rules["segments"] else "FALSE"
    return (
        f"SELECT {ROW}, {said} AS said, {is_open} AS is_open, {unjudged} AS unjudged"
        f" FROM ({statement})"
    )


def _under(path: Path_, ids: Mapping[str, Mapping[str, str]], given: Sequence[Path_]) -> Path_:
    """Return the path of a question under the ids of the other state; see `renamed.moved`."""
    if len(path) < 2:
        return path
    part, name, *rest = path
    was = ids.get(part, {}).get(name, name)
    taken = was != name and any(one[:2] == (part, was) for one in given)
    return path if taken else (part, was, *rest)


def _renamed(column: str, path: Path_, own: Path_, earlier: EarlierIds) -> str:
    """Return a column of answers in the words of the other state."""
    kinds = {SEGMENT: "segment", TIER: "tier"}
    words = earlier["ids"].get(kinds.get(path, ""), {})
    if path[0] == "attributes":
        words = earlier["options"].get(own[1], {})
    whens = " ".join(
        f"WHEN {DUCKDB.text_of(now)} THEN {DUCKDB.text_of(was)}" for now, was in words.items()
    )
    return f"CASE {column} {whens} ELSE {column} END" if whens else column


def _parts(rules: Rules, compiled: Compiled, other: Rules) -> tuple[list[str], str]:
    """Return what an answer says, each as an expression, and whether anything is left open."""
    nothing = outcome_of(rules, judge_account(rules, {}))
    is_same = rules["attributes"] == other["attributes"]
    parts, open_ = ["''", "'no-match'"], []
    if rules["segments"]:
        names = {one["id"]: one["name"] for one in rules["segments"]}
        parts = [_named("segment", names), _fit("")]
        fits = {one["id"]: one for one in other["segments"]}
        open_ = [
            f"(segment = {DUCKDB.text_of(one['id'])} AND fit = 'scored')"
            for one in rules["segments"]
            if _may_differ(one, fits.get(one["id"]), is_same)
        ]
    asked = rules["qualification"]
    verdicts = {str(one["id"]): one["name"] for one in asked["verdicts"]} if asked else {}
    is_asked = "verdict" in compiled.outputs
    parts.append(
        _named("verdict", verdicts, nothing.verdict) if is_asked else _text(nothing.verdict)
    )
    parts.append(_tier("", rules["maturity"], compiled, nothing.tier))
    for model, (name, tier) in zip(_judged_models(rules, compiled), nothing.further, strict=True):
        own = _tier(model_prefix(model["id"]), model["ability"], compiled, tier)
        parts.append(f"{_text(name)} || {_BETWEEN} || {own}")
    scores = {one["id"]: one for one in other["scores"]}
    for score in rules["scores"]:
        prefix = score_prefix(score["id"])
        parts.append(f"{_text(score['id'])} || {_BETWEEN} || {_fit(prefix)}")
        if _may_differ(score, scores.get(score["id"]), is_same):
            open_.append(f"{prefix}fit = 'scored'")
    parts.append("flags" if rules["flags"] else "''")
    return parts, " OR ".join(open_) or "FALSE"


def _judged_models(rules: Rules, compiled: Compiled) -> list[FurtherRules]:
    ends = ("tier", "levels")
    return [
        one
        for one in rules["further"]
        if any(f"{model_prefix(one['id'])}{end}" in compiled.outputs for end in ends)
    ]


def _may_differ(one: FitRules, other: FitRules | None, is_same: bool) -> bool:
    return not one["bands"] and (one != other or not is_same)


def _fit(prefix: str) -> str:
    return (
        f"CASE {prefix}fit WHEN 'scored' THEN coalesce({prefix}band, 'scored') ELSE {prefix}fit END"
    )


def _tier(prefix: str, model: AbilityRules | None, compiled: Compiled, otherwise: str) -> str:
    if model is not None and f"{prefix}tier" in compiled.outputs:
        names = {one["id"]: one["name"] for one in model["tiers"]}
        return _named(f"{prefix}tier", names, otherwise)
    return f"{prefix}levels" if f"{prefix}levels" in compiled.outputs else _text(otherwise)


def _named(column: str, names: Mapping[str, str], otherwise: str = "") -> str:
    """Return the names of ids in a column."""
    whens = " ".join(f"WHEN {_text(id)} THEN {_text(name)}" for id, name in names.items())
    return f"CASE {column} {whens} ELSE {_text(otherwise)} END" if whens else _text(otherwise)


def _text(value: str) -> str:
    return DUCKDB.text_of(str(value))


def _told(run: Run, paths: Sequence[Path_], by: Comparison) -> tuple[list[AccountChange], int]:
    """Return how the first accounts change, and how many more do."""
    changed: list[AccountChange] = []
    more = 0
    for row in _differing(run):
        _, name, differs, *texts = row
        if len(changed) == MOST_TOLD and differs:
            more += 1
            continue
        given = {path: one for path, one in zip(paths, texts, strict=True) if one}
        number = row[0] + 2
        account = account_called(name or say("row {number}", number=number), answers_of(given))
        found = changed_among([account], by)
        if len(changed) < MOST_TOLD:
            changed += found
        else:
            more += len(found)
    return changed, more


def _differing(run: Run) -> Iterator[Sequence[Any]]:
    found = run.connection.execute(
        f"SELECT texts.{ROW}, {_NAME}, differs, texts.* EXCLUDE ({ROW}, {_NAME}) FROM texts"
        f" JOIN compared USING ({ROW}) WHERE differs OR may_differ ORDER BY texts.{ROW}"
    )
    while rows := found.fetchmany(_BATCH):
        yield from rows

"""Score a whole table of accounts with DuckDB, by the rules compiled to SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from icp_playbook.engines.duckdb_engine import TellPercent
from icp_playbook.engines.duckdb_giving import parts_of
from icp_playbook.engines.duckdb_picture import Scored, picture_of, write_places
from icp_playbook.engines.duckdb_run import table_of_answers
from icp_playbook.engines.table_source import Source
from icp_playbook.model.catalog import Catalog
from icp_playbook.scoring.rules import Rules
from icp_playbook.scoring.sql.compiled import compile_scoring


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is made of the scored accounts."""

    target: Path | None = None
    brief: bool = False
    """Without what is only for people to read: reasons, and what to find out."""
    since: Sequence[Path] = ()
    """Answers of earlier runs, the oldest first; only rows that differ from them are written."""
    picture: bool = False
    """With what the accounts add up to."""
    places: Path | None = None
    """Where it is written where each row stands, for a comparison with other rules."""


def score_table(
    source: Source, wanted: Wanted, catalog: Catalog, rules: Rules, version: str,
    progress: TellPercent | None = None,
) -> Scored:  # fmt: skip
    """Score the accounts of a table and write the answers.

    Raise `ContentError` where the file is no table or answers nothing, and `CannotScoreError`.
    """
    with table_of_answers(source, catalog, rules, progress) as run:
        run.counts = wanted.picture
        run.read()
        run.settle()
        columns = run.columns
        compiled = compile_scoring(rules, version, {one.input.path for one in columns})
        scored = run.judge(compiled, parts_of(compiled, columns, wanted.brief))
        answers = run.answers()
        if wanted.picture and rules["segments"]:
            unknown = run.unknown([one["id"] for one in rules["attributes"]])
            picture = picture_of(answers, unknown, rules, run.connection)
            scored = replace(scored, picture=picture)
        if wanted.places is not None:
            write_places(wanted.places, answers, run.connection)
        if wanted.since:
            answers = run.changed(answers, wanted.since)
        if wanted.target is not None:
            run.write(wanted.target, answers)
        return replace(scored, notes=run.all_notes())

"""What judges a file of accounts by two states of the rules: DuckDB, or one account at a time."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from icp_playbook.changes.judging import Comparison, Judge, judged_one_by_one
from icp_playbook.changes.report_accounts import JudgedAccounts
from icp_playbook.engines.duckdb_differing import judged_in_duckdb
from icp_playbook.scoring.sql.tree import TooLargeError

LARGE = 1_000_000
"""Bytes of a text from which on DuckDB is sooner done than one account at a time."""
_TEXTS = (".csv", ".tsv", ".txt")
_RECORDS = (".json", ".yml", ".yaml")


def judge_of(path: Path) -> Judge:
    """Return what judges a file: DuckDB where it is there and the file large or no text."""
    suffix = path.suffix.lower()
    is_small = suffix in _TEXTS and path.stat().st_size < LARGE
    if suffix in _RECORDS or is_small or (suffix in _TEXTS and find_spec("duckdb") is None):
        return judged_one_by_one
    return _judged_at_once


def _judged_at_once(path: Path, by: Comparison) -> JudgedAccounts:
    try:
        return judged_in_duckdb(path, by)
    except TooLargeError:  # of an older state, which nobody checked for it
        return judged_one_by_one(path, by)

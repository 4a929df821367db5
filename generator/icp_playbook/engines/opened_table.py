"""A table of accounts that has been found in a file, and what is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from icp_playbook.accounts.crm_columns import attributes_by_name
from icp_playbook.engines.duckdb_file import TableFile
from icp_playbook.engines.table_source import Source, open_source
from icp_playbook.model.account import Attribute


@dataclass(frozen=True, slots=True)
class Opened:
    """A table of accounts that has been found, and whose it is."""

    table: TableFile
    name: str
    """What problems call the file."""
    folder: Path
    """Where what is written on the way goes."""
    asked: Sequence[Attribute]
    is_known: Callable[[str], bool]
    """Whether a column of this name answers something."""


def opened_table(source: Source, folder: Path, asked: Sequence[Attribute], duckdb: Any) -> Opened:
    """Return the table of a file; raise `ContentError` where it has none."""
    known = attributes_by_name(asked)

    def is_known(column: str) -> bool:
        return known.of_column(column) is not None

    table = open_source(source, folder, is_known, duckdb)
    return Opened(table, source.name, folder, asked, is_known)

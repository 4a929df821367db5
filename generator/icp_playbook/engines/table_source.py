"""Where accounts come from: the kind of file is told by how it begins, not by its name."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from icp_playbook.accounts.file_kinds import WORKBOOK, refuse_what_is_no_text
from icp_playbook.engines.duckdb_file import TableFile, no_table, open_table
from icp_playbook.engines.table_records import read_json_lines, read_sqlite
from icp_playbook.engines.typed_tables import read_database, read_parquet
from icp_playbook.engines.workbook import read_workbook
from icp_playbook.messages import say

_JSON_LIST = re.compile(rb"\[\s*\{")


@dataclass(frozen=True, slots=True)
class Source:
    """A file or a stream, and which of its tables or sheets is meant, if it is said."""

    place: Path | BinaryIO
    table: str = ""

    @property
    def name(self) -> str:
        """Return what problems call it."""
        return self.place.name if isinstance(self.place, Path) else say("standard input")


def open_source(
    source: Source, folder: Path, is_known: Callable[[str], bool], duckdb: Any
) -> TableFile:
    """Return the table of accounts; what has to be written again is put in `folder`.

    Raise `ContentError` where there is none.
    """
    name, wanted, path = source.name, source.table, source.place
    if not isinstance(path, Path):
        stream, path = path, folder / "standard-input"
        with path.open("wb") as file:
            shutil.copyfileobj(stream, file)
    with path.open("rb") as file:
        begin = file.read(4096)
    if begin.startswith(WORKBOOK):
        return read_workbook(path, name, folder, is_known, wanted)
    refuse_what_is_no_text(name, begin)
    if begin.startswith(b"SQLite format 3\0"):
        return read_sqlite(path, name, folder, is_known, wanted)
    if begin[8:12] == b"DUCK":
        return read_database(duckdb, path, name, folder, is_known, wanted)
    if wanted:
        said = say("this file has neither sheets nor tables")
        raise no_table(name, said, say("leave out --table"))
    if begin.startswith(b"PAR1"):
        return read_parquet(duckdb, path, name, folder)
    text = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"{"):
        return read_json_lines(path, name, folder)
    if _JSON_LIST.match(text):
        said = say("this is one list of JSON")
        raise no_table(name, said, say("write one account on each line, without the brackets"))
    return open_table(path, folder, is_known)

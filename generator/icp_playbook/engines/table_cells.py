"""Values that have a type, as the text of a cell that is read like any other."""

from __future__ import annotations

import csv
import datetime
import itertools
import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

from icp_playbook.accounts.crm_numbers import PLACES
from icp_playbook.accounts.crm_table import HEAD_WITHIN, head_of, left_out_notes, lines_above
from icp_playbook.engines.duckdb_file import LeftOut, TableFile

_MIDNIGHT = datetime.time()
_STEP = Decimal(1).scaleb(-PLACES)


def cell_of(value: Any) -> str:
    """Return a value as text: a number in plain digits, a date as in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (float, Decimal)):
        return number_of(value)
    if isinstance(value, datetime.datetime) and value.time() == _MIDNIGHT and not value.tzinfo:
        return value.date().isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def number_of(value: float | Decimal) -> str:
    """Return a number in plain digits, empty where it is none.

    A float has the 15 digits that spreadsheets show. No number has three decimals: as text,
    `1.234` may be a thousand and more.
    """
    if not math.isfinite(value):
        return ""
    exact = Decimal(format(value, ".15g")) if isinstance(value, float) else value
    if exact == exact.to_integral_value():
        return format(exact.to_integral_value(), "f")
    if abs(exact) < 10**15:
        exact = exact.quantize(_STEP, ROUND_HALF_EVEN)
    whole, _, decimals = format(exact, "f").partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}0" if len(decimals) == PLACES // 2 else f"{whole}.{decimals or 0}"


def write_table(
    name: str, rows: Iterable[Sequence[str]], folder: Path, is_known: Callable[[str], bool]
) -> TableFile:
    """Write rows of cells as a table of text in `folder` and return it.

    Lines of one cell at the end are left out: in a sheet, an account with a name only looks like
    one. Raise `ContentError` where nothing can be read.
    """
    numbered = ((number, list(row)) for number, row in enumerate(rows, 1))
    first = list(itertools.islice(numbered, HEAD_WITHIN))
    head = head_of(name, first, is_known)
    columns = list(first[head][1]) if first else []
    while columns and not columns[-1].strip():
        columns.pop()
    left_out, target = LeftOut(), folder / "table.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        accounts = _with_footers(itertools.chain(first[head + 1 :], numbered), len(columns))
        csv.writer(file, lineterminator="\n").writerows(left_out.kept(accounts, len(columns)))
    notes = left_out_notes(left_out.totals, left_out.footers, left_out.too_long, len(columns))
    return TableFile(target, columns, ",", 0, "\n", (*lines_above(head), *notes), typed=True)


def _with_footers(
    rows: Iterable[tuple[int, list[str]]], width: int
) -> Iterator[tuple[int, list[str]]]:
    """Yield rows as wide as the table, but those at the end that have one cell as just that."""
    waiting: list[tuple[int, list[str]]] = []
    for number, row in rows:
        filled = sum(1 for cell in row if cell.strip())
        if filled == 1:
            waiting.append((number, row))
            continue
        if filled:
            yield from ((n, [*one, *[""] * (width - len(one))]) for n, one in waiting)
            waiting.clear()
            yield number, [*row, *[""] * (width - len(row))]
    yield from ((n, [cell for cell in one if cell.strip()]) for n, one in waiting)

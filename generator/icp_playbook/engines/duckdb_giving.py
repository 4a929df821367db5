"""What comes back of scored accounts: columns of the file, notes, and texts that do no harm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from icp_playbook.accounts.crm_columns import account_column, notes_on_unused
from icp_playbook.accounts.crm_names import letters
from icp_playbook.accounts.crm_presets import id_column
from icp_playbook.engines.duckdb_columns import AnswerColumn
from icp_playbook.messages import say_count
from icp_playbook.scoring.sql.compiled import Compiled
from icp_playbook.scoring.sql.inputs import TIER, TIER_REASON, Input
from icp_playbook.scoring.sql.spelling import Dialect
from icp_playbook.scoring.sql.tree import Case, Constant, Node
from icp_playbook.spreadsheets import as_text
from icp_playbook.stages.search.letters import in_simplified

_DIFFERENT = 10_000


def parts_of(compiled: Compiled, columns: Iterable[AnswerColumn], brief: bool) -> dict[str, Node]:
    """Return the outputs that the columns say anything about."""
    given = {one.input.path[0] for one in columns}
    without = {"find_out", "reasons"} if brief else set()
    if "qualification" not in given:
        without |= {"verdict", "stance", "stance_status"}
    if "maturity" not in given:
        without |= {"tier", "capped_by", "stance", "stance_status"}
        without |= {name for name in compiled.outputs if name.endswith(("_tier", "_levels"))}
        without |= {name for name in compiled.outputs if name.endswith("_capped_by")}
    return {name: node for name, node in compiled.outputs.items() if name not in without}


def kept_columns(names: Sequence[str]) -> list[int]:
    """Return the columns that come back as they are: what names an account, and its ids."""
    ids = [at for at, name in enumerate(names) if _is_id(name)]
    own = [account_column(names), id_column(names)]
    return sorted({*(at for at in own if at is not None), *ids}) or [0]


def _is_id(name: str) -> bool:
    words = name.strip().replace("_", " ").replace("-", " ").split()
    form = in_simplified(letters(name))
    ends = {word.casefold() for word in (*words[:1], *words[-1:])}
    return "id" in ends or form.endswith(("recordid", "编号"))


def count_unused(one: AnswerColumn, cell: str, count: int) -> None:
    """Count a cell that cannot be used; of very many different ones only the first are kept."""
    if cell in one.unused or len(one.unused) < _DIFFERENT:
        one.unused[cell] += count
    else:
        one.unused[""] += count


def unusable_note(one: AnswerColumn) -> Iterator[str]:
    """Return what to say about the cells of a column that cannot be used: how many, and three."""
    if one.attribute is None:
        return notes_on_unused(one.name, one.unused, lambda _: "")
    return notes_on_unused(one.name, one.unused, one.attribute.looks_like, one.attribute.size)


def tiers_without_reason(inputs: Iterable[Input], dialect: Dialect) -> str:
    """Return what holds of accounts whose tier is set by hand without the reason that it takes.

    It is an expression over read answers, empty where no column has such a tier.
    """
    columns = {one.path: dialect.name_of(one.column) for one in inputs}
    if TIER not in columns:
        return ""
    return f"{columns[TIER]} IS NOT NULL AND {columns.get(TIER_REASON, 'NULL')} IS NULL"


def missing_reasons(count: int) -> str:
    """Return what to say of tiers that are set by hand without the reason that it takes."""
    return say_count(
        "Not used: 1 tier is set by hand without a reason.",
        "Not used: {number} tiers are set by hand without a reason.",
        count=count,
        number=f"{count:,}",
    )


def left_out_totals(count: int, total: str) -> str:
    """Return what to say of rows that are totals, of which `total` is one."""
    return say_count(
        "Left out: the row “{total}”.",
        "Left out: {count} rows such as “{total}”.",
        count=count,
        total=total,
    )


def texts_in(node: Node) -> Iterator[str]:
    """Yield the constants that an output may be or begin with."""
    if isinstance(node, Constant):
        if isinstance(node.value, str):
            yield node.value.removeprefix("; ")
    elif isinstance(node, Case):
        for _, value in node.whens:
            yield from texts_in(value)
        yield from texts_in(node.otherwise)
    else:
        for operand in getattr(node, "operands", ()):
            yield from texts_in(operand)


def harmless(name: str, form: str) -> str:
    """Return the name of a column as the form may hold it."""
    return as_text(name) if form == ".csv" else name


def defused(column: str, dialect: Dialect) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    signs, sign = "'=', '+', '-', '@', chr(9), chr(13)", dialect.text_of("'")
    return (
        f"CASE WHEN substr({column}, 1, 1) IN ({signs}) THEN {sign} || {column} ELSE {column} END"
    )

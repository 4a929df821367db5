"""What comes back of scored accounts: columns of the file, notes, and texts that do no harm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from icp_playbook.accounts.crm_columns import account_column, notes_on_unused
from icp_playbook.accounts.crm_names import letters
from icp_playbook.engines.duckdb_columns import AnswerColumn
from icp_playbook.scoring.sql.compiled import Compiled
from icp_playbook.scoring.sql.spelling import Dialect
from icp_playbook.scoring.sql.tree import Case, Constant, Node
from icp_playbook.stages.search.letters import in_simplified

_FORMULA = "=+-@\t\r"
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
    named = account_column(names)
    ids = [at for at, name in enumerate(names) if _is_id(name)]
    return sorted({*([] if named is None else [named]), *ids}) or [0]


def _is_id(name: str) -> bool:
    words = name.strip().replace("_", " ").replace("-", " ").split()
    form = in_simplified(letters(name))
    return bool(words) and (words[-1].casefold() == "id" or form.endswith(("recordid", "编号")))


def count_unused(one: AnswerColumn, cell: str, count: int) -> None:
    """Count a cell that cannot be used; of very many different ones only the first are kept."""
    if cell in one.unused or len(one.unused) < _DIFFERENT:
        one.unused[cell] += count
    else:
        one.unused[""] += count


def unusable_note(one: AnswerColumn) -> Iterator[str]:
    """Return what to say about the cells of a column that cannot be used: how many, and three."""
    size = one.attribute.size if one.attribute is not None else ""
    is_number = one.input.kind in ("whole", "decimal")
    return notes_on_unused(one.name, one.unused, is_number, size)


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


def is_formula(value: str) -> bool:
    """Tell whether a spreadsheet would run a text."""
    return value.startswith(tuple(_FORMULA))


def harmless(name: str, form: str) -> str:
    """Return the name of a column as the form may hold it."""
    return f"'{name}" if form == ".csv" and is_formula(name) else name


def defused(column: str, dialect: Dialect) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    signs, sign = "'=', '+', '-', '@', chr(9), chr(13)", dialect.text_of("'")
    return (
        f"CASE WHEN substr({column}, 1, 1) IN ({signs}) THEN {sign} || {column} ELSE {column} END"
    )

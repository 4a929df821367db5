"""How expressions are spelled; what they mean is `tree`'s, the engines are in `dialects`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from icp_playbook.scoring.sql.tree import (
    LONG,
    SMALL,
    Call,
    Case,
    Compare,
    Constant,
    In,
    IsKnown,
    Logic,
    Node,
    Product,
    Quotient,
    Ref,
    Sum,
)

_GRAMMAR = "^[+-]?[0-9]{1,15}([.][0-9]{1,6})?"
_WHOLE = "^[+-]?[0-9]{1,15}([.]0{1,6})?"
UPPER, LOWER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"

Spell = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Dialect:
    """One engine's spelling of what engines spell differently; `{0}` is an operand."""

    name: str
    quote: str = '"'
    small: str = "INTEGER"
    long: str = "BIGINT"
    wide: str = "DECIMAL(38,0)"
    decimal: str = "DECIMAL(21,6)"
    text: str = "VARCHAR"
    quotient: str = "({0} / {1})"
    matches: str = "{0} ~ '{1}\\Z'"
    trimmed: str = "TRIM(BOTH ' ' FROM {0})"
    stripped: str = "TRIM(BOTH {1} FROM {0})"
    """A text without blanks, tabs and line ends around it."""
    blanks: str = "U&' \\0009\\000D\\000A'"
    before_point: str = "SPLIT_PART({0}, '.', 1)"
    folded: str = f"TRANSLATE({{0}}, '{UPPER}', '{LOWER}')"
    length: str = "LENGTH({0})"
    backslashes: bool = False
    """Whether a backslash in a text escapes."""
    bare_decimals: bool = False
    """Whether a constant such as 24.5 is a decimal, as wide as it is written."""
    joined: str = ""
    """A function of any many texts, where it is quicker than one sign after the other."""
    keeps: str = ""
    """What stands behind the AS of a layer, so that the engine computes it once."""
    more: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, name: str) -> str:
        """Return a name of a column or a table."""
        return f"{self.quote}{name.replace(self.quote, self.quote * 2)}{self.quote}"

    def text_of(self, value: str) -> str:
        """Return a text as a constant."""
        kept = value.replace("\x00", "")
        if self.backslashes:
            kept = kept.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
            return "'" + kept.replace("'", "\\'") + "'"
        return "'" + kept.replace("'", "''") + "'"

    def type_of(self, node: Node) -> str:
        """Return the type of a column."""
        if node.type == "whole":
            most = max(map(abs, node.span))
            return self.small if most <= SMALL else self.long if most <= LONG else self.wide
        return {"decimal": self.decimal, "text": self.text, "truth": "BOOLEAN"}[node.type]

    def write(self, node: Node) -> str:
        """Return an expression."""
        return _WRITERS[type(node)](self, node)

    def defined(self, node: Node) -> str:
        """Return an expression as a column of its type."""
        if node.type == "truth" or isinstance(node, Ref):
            return self.write(node)
        return f"CAST({self.write(node)} AS {self.type_of(node)})"


def _literal(dialect: Dialect, node: Constant) -> str:
    value = node.value
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value) if isinstance(value, int) else dialect.text_of(value)


def _case(dialect: Dialect, node: Case) -> str:
    whens = " ".join(
        f"WHEN {dialect.write(_bare(truth))} THEN {dialect.write(value)}"
        for truth, value in node.whens
    )
    return f"CASE {whens} ELSE {dialect.write(node.otherwise)} END"


def _bare(truth: Node) -> Node:
    """Return a condition of CASE without the parts that null would fail as well."""
    if not isinstance(truth, Logic) or truth.operator == "NOT":
        return truth
    parts = [_bare(part) for part in truth.parts]
    if truth.operator == "AND":
        compared = {p.operand for p in parts if isinstance(p, In)}
        compared |= {p.left for p in parts if isinstance(p, Compare)}
        parts = [p for p in parts if not (isinstance(p, IsKnown) and p.operand in compared)]
    return parts[0] if len(parts) == 1 else replace(truth, parts=tuple(parts))


def _compare(dialect: Dialect, node: Compare) -> str:
    sides = node.left, node.right
    if node.left.type == "whole" and len({dialect.type_of(side) for side in sides}) > 1:
        left, right = (_as(dialect, side, dialect.wide) for side in sides)
    else:
        left, right = map(dialect.write, sides)
    return f"{left} {node.operator} {right}"


def _in(dialect: Dialect, node: In) -> str:
    values = [
        str(value) if isinstance(value, int) else dialect.text_of(value) for value in node.values
    ]
    operand = dialect.write(node.operand)
    return f"{operand} = {values[0]}" if len(values) == 1 else f"{operand} IN ({', '.join(values)})"


def _logic(dialect: Dialect, node: Logic) -> str:
    if node.operator == "NOT":
        return f"NOT ({dialect.write(node.parts[0])})"
    return "(" + f" {node.operator} ".join(map(dialect.write, node.parts)) + ")"


def _as(dialect: Dialect, node: Node, kind: str) -> str:
    """Return an operand in the type of what it goes into: engines would take a smaller one."""
    written = dialect.write(node)
    is_same = dialect.type_of(node) == kind and (isinstance(node, Ref) or kind == dialect.small)
    return written if is_same else f"CAST({written} AS {kind})"


def _operands(dialect: Dialect, node: Node, parts: Sequence[Node]) -> list[str]:
    """Return operands of a sum or a product; a constant takes the type of those beside it."""
    kind = _widest(dialect, [node, *parts])
    return [
        str(part.value)
        if isinstance(part, Constant) and dialect.type_of(part) == dialect.small and at
        else _as(dialect, part, kind)
        for at, part in enumerate(parts)
    ]


def _sum(dialect: Dialect, node: Sum) -> str:
    return "(" + " + ".join(_operands(dialect, node, node.parts)) + ")"


def _product(dialect: Dialect, node: Product) -> str:
    left, right = _operands(dialect, node, [node.left, node.right])
    return f"({left} * {right})"


def _quotient(dialect: Dialect, node: Quotient) -> str:
    kind = _widest(dialect, [node.left, node.right])
    spelled = dialect.quotient
    if kind == dialect.wide:
        spelled = dialect.more.get("wide_quotient", WIDE_QUOTIENT)
    return spelled.format(_as(dialect, node.left, kind), _as(dialect, node.right, kind))


WIDE_QUOTIENT = "(({0} - MOD({0}, {1})) / {1})"


def _widest(dialect: Dialect, nodes: Sequence[Node]) -> str:
    kinds = {dialect.type_of(node) for node in nodes}
    return next(kind for kind in (dialect.wide, dialect.long, dialect.small) if kind in kinds)


def _call(dialect: Dialect, node: Call) -> str:
    if dialect.bare_decimals and node.name == "to_decimal":
        [operand] = node.operands
        if isinstance(operand, Constant):
            return str(operand.value)
    operands = [dialect.write(one) for one in node.operands]
    return _CALLS[node.name](dialect, *operands)


def _spelled(attribute: str, dialect: Dialect, *operands: str) -> str:
    spelled: str = getattr(dialect, attribute)
    return spelled.format(*operands)


def _matches(pattern: str, dialect: Dialect, operand: str) -> str:
    return dialect.matches.format(operand, pattern)


def _joined(dialect: Dialect, *operands: str) -> str:
    if dialect.joined:
        return f"{dialect.joined}({', '.join(operands)})"
    return "(" + " || ".join(f"({one})" for one in operands) + ")"


_CALLS: Mapping[str, Spell] = {
    "trimmed": partial(_spelled, "trimmed"),
    "stripped": lambda dialect, one: dialect.stripped.format(one, dialect.blanks),
    "before_point": partial(_spelled, "before_point"),
    "folded": partial(_spelled, "folded"),
    "length": partial(_spelled, "length"),
    "is_number": partial(_matches, _GRAMMAR),
    "is_whole": partial(_matches, _WHOLE),
    "to_long": lambda dialect, one: f"CAST({one} AS {dialect.long})",
    "to_decimal": lambda dialect, one: f"CAST({one} AS {dialect.decimal})",
    "counted": lambda dialect, one: f"CAST({one} AS {dialect.small})",
    "joined": _joined,
    "from_third": lambda _, one: f"NULLIF(SUBSTR({one}, 3), '')",
}

_WRITERS: Mapping[type, Callable[[Dialect, object], str]] = {
    Ref: lambda dialect, node: dialect.name_of(node.name),  # type: ignore[attr-defined]
    Constant: _literal,  # type: ignore[dict-item]
    Case: _case,  # type: ignore[dict-item]
    Compare: _compare,  # type: ignore[dict-item]
    In: _in,  # type: ignore[dict-item]
    IsKnown: lambda dialect, node: f"{dialect.write(node.operand)} IS NOT NULL",  # type: ignore[attr-defined]
    Logic: _logic,  # type: ignore[dict-item]
    Sum: _sum,  # type: ignore[dict-item]
    Product: _product,  # type: ignore[dict-item]
    Quotient: _quotient,  # type: ignore[dict-item]
    Call: _call,  # type: ignore[dict-item]
}

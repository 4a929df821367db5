"""What an expression gives for each answer to a question, where it depends on that one alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import eq, ge, gt, le, lt

from icp_playbook.scoring.sql.program import refs_in
from icp_playbook.scoring.sql.tree import (
    Call,
    Case,
    Compare,
    Constant,
    In,
    IsKnown,
    Logic,
    Node,
    Product,
    Ref,
    Sum,
)

Value = int | str | bool | None
_COMPARED: Mapping[str, Callable[[int, int], bool]] = {
    "=": eq, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip


def only_input(node: Node) -> Ref | None:
    """Return the one input that an expression reads; None where it reads none, or several."""
    found = dict.fromkeys(refs_in(node))
    return next(iter(found)) if len(found) == 1 else None


def value_of(node: Node, code: int | None) -> Value:
    """Return what an expression gives where its one input has this code; None is not known."""
    if isinstance(node, Ref):
        return code
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, IsKnown):
        return value_of(node.operand, code) is not None
    if isinstance(node, Case):
        whens = (value for truth, value in node.whens if value_of(truth, code))
        return value_of(next(whens, node.otherwise), code)
    if isinstance(node, In):
        return value_of(node.operand, code) in node.values
    if isinstance(node, Logic):
        truths = (bool(value_of(part, code)) for part in node.parts)
        if node.operator == "NOT":
            return not next(truths)
        return all(truths) if node.operator == "AND" else any(truths)
    return _number(node, code)


def _number(node: Node, code: int | None) -> Value:
    def whole(part: Node) -> int:
        value = value_of(part, code)
        return value if isinstance(value, int) else 0

    if isinstance(node, Compare):
        return _COMPARED[node.operator](whole(node.left), whole(node.right))
    if isinstance(node, Sum):
        return sum(map(whole, node.parts))
    if isinstance(node, Product):
        return whole(node.left) * whole(node.right)
    if isinstance(node, Call) and node.name == "counted":
        return int(bool(value_of(node.operands[0], code)))
    raise TypeError(node)

"""Expressions of the rules as formulas of Salesforce; see `scoring.sql.tree` for what they mean.

Functions used: AND, OR, NOT, IF, CASE, ISBLANK, BLANKVALUE, MIN, MAX and ROUND. A picklist is read
with CASE alone, which takes texts as well. Nothing depends on how a comparison with a blank field
comes out: wherever one can be blank, it is asked for before, or beside it in AND.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from icp_playbook.messages import Message, say
from icp_playbook.scoring.crm.fields import CrmField
from icp_playbook.scoring.crm.tabulated import only_input, value_of
from icp_playbook.scoring.exact import exact_text
from icp_playbook.scoring.sql.inputs import Input
from icp_playbook.scoring.sql.program import Program
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
    times,
    whole,
)

_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class NotHeldError(Exception):
    """Raised for what a formula can't say; the message says what."""

    def __init__(self, why: Message) -> None:
        self.why = why
        super().__init__(why)


def text_of(value: str) -> str:
    """Return a text as a constant; raise `NotHeldError` for one that no line of XML can hold."""
    if _UNWRITABLE.search(value):
        raise NotHeldError(say("a value has a line end or a sign that a formula can't hold"))
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


@dataclass(frozen=True, slots=True)
class Formulas:
    """Writes expressions over the fields of a CRM."""

    program: Program
    inputs: Mapping[str, Input]
    """By column."""
    fields: Mapping[str, CrmField]
    """By attribute."""

    def write(self, node: Node) -> str:
        """Return an expression; raise `NotHeldError`."""
        return self._write(self._resolved(node))

    def weighted(self, node: Node, weight: int) -> str:
        """Return a number times a weight, multiplied where the number stands."""
        return self._write(_times(self._resolved(node), weight)) if weight else "0"

    def _resolved(self, node: Node) -> Node:
        """Return an expression over inputs alone."""
        if isinstance(node, Ref):
            defined = self.program.definition(node)
            return node if defined is None else self._resolved(defined)
        changed: dict[str, Any] = {}
        for one in fields(node):
            value = getattr(node, one.name)
            if isinstance(value, Node):
                changed[one.name] = self._resolved(value)
            elif isinstance(value, tuple):
                changed[one.name] = tuple(map(self._resolved_part, value))
        return replace(node, **changed)

    def _resolved_part(self, part: object) -> object:
        if isinstance(part, Node):
            return self._resolved(part)
        return tuple(map(self._resolved_part, part)) if isinstance(part, tuple) else part

    def _write(self, node: Node) -> str:
        if isinstance(node, Constant):
            return _constant(node)
        ref = only_input(node)
        if ref is not None and self.inputs[ref.name].kind == "code":
            return self._tabulated(node, self.inputs[ref.name])
        return self._operation(node)

    def _tabulated(self, node: Node, one: Input) -> str:
        """Return what depends on one choice: a number or a truth for each of its answers."""
        field = self.fields[one.path[1]]
        is_truth = node.type == "truth"
        unknown = value_of(node, None)
        cases = [
            (text_of(said), value_of(node, code))
            for answer, code in one.codes
            for said in field.values[answer]
        ]
        listed = [f"{said}, {int(value or 0)}" for said, value in cases if value != unknown]
        if not listed:
            return ("TRUE" if unknown else "FALSE") if is_truth else str(unknown)
        number = f"CASE({field.name}, {', '.join(listed)}, {int(unknown or 0)})"
        return f"{number} = 1" if is_truth else number

    def _operation(self, node: Node) -> str:
        write = self._write
        if isinstance(node, Ref):
            return self._field(node)
        if isinstance(node, Case):
            written = write(node.otherwise)
            for truth, value in reversed(node.whens):
                written = self._either(truth, write(value), written)
            return written
        if isinstance(node, Compare):
            return f"{write(node.left)} {node.operator} {write(node.right)}"
        if isinstance(node, In):
            values = [text_of(v) if isinstance(v, str) else str(v) for v in node.values]
            return _joined("OR", [f"{write(node.operand)} = {value}" for value in values])
        if isinstance(node, IsKnown):
            return self._known(node)
        if isinstance(node, Logic):
            return _joined(node.operator, [write(part) for part in node.parts])
        if isinstance(node, Sum):
            return f"({' + '.join(map(write, node.parts))})"
        if isinstance(node, Product):
            return f"{write(node.left)} * {write(node.right)}"
        return self._call(node)

    def _either(self, truth: Node, value: str, other: str) -> str:
        if isinstance(truth, Logic) and truth.operator == "NOT":
            truth, value, other = truth.parts[0], other, value
        return f"IF({self._write(truth)}, {value}, {other})"

    def _call(self, node: Node) -> str:
        if not isinstance(node, Call) or node.name in ("folded", "stripped"):
            raise NotHeldError(say("it compares a text with a list"))
        [operand] = node.operands
        if node.name == "counted":
            return f"IF({self._write(operand)}, 1, 0)"
        return str(operand.value) if isinstance(operand, Constant) else self._write(operand)

    def _field(self, ref: Ref) -> str:
        return self.fields[self.inputs[ref.name].path[1]].name

    def _known(self, node: IsKnown) -> str:
        """Return whether a number or text is known: a number out of its limits is not."""
        if not isinstance(node.operand, Ref):
            return f"NOT(ISBLANK({self._write(node.operand)}))"
        one, name = self.inputs[node.operand.name], self._field(node.operand)
        if one.kind == "text" or one.least is None:
            return f"NOT(ISBLANK({name}))"
        least = exact_text(one.least)
        known = f"BLANKVALUE({name}, {exact_text(one.least - 1)}) >= {least}"
        return known if one.most is None else f"AND({known}, {name} <= {exact_text(one.most)})"


def _constant(node: Constant) -> str:
    if isinstance(node.value, bool):
        return "TRUE" if node.value else "FALSE"
    return text_of(node.value) if isinstance(node.value, str) else str(node.value)


def _joined(function: str, parts: list[str]) -> str:
    if len(parts) == 1 and function != "NOT":
        return parts[0]
    return f"{function}({', '.join(parts)})"


def _times(node: Node, weight: int) -> Node:
    if isinstance(node, Case):
        whens = tuple((truth, _times(value, weight)) for truth, value in node.whens)
        return replace(node, whens=whens, otherwise=_times(node.otherwise, weight))
    if isinstance(node, Call) and node.name == "counted":
        return Case("whole", (0, weight), ((node.operands[0], whole(weight)),), whole(0))
    return times(node, weight)

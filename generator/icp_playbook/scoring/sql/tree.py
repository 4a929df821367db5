"""The expressions that rules become: few kinds, each with a type and, for whole numbers, a span.

A whole number knows between which two it lies, so that a sum that an engine could not hold is
refused when compiling. A truth is never null: what is unknown is asked for with `is_known`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Type = Literal["whole", "decimal", "text", "truth"]
Span = tuple[int, int]

NO_SPAN: Span = (0, 0)
SMALL = 2**31 - 1
"""The largest INTEGER."""
LONG = 2**63 - 1
"""The largest BIGINT."""
WIDEST = 10**38 - 1
"""The largest number of 38 digits; no engine holds more."""


class TooLargeError(ValueError):
    """Weights and points that add up to more digits than engines hold."""


@dataclass(frozen=True, slots=True)
class Node:
    """Any expression; `span` counts for whole numbers alone."""

    type: Type
    span: Span


@dataclass(frozen=True, slots=True)
class Ref(Node):
    """A column, by name; `depth` is how many layers it stands above the inputs."""

    name: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """A constant; None is what is not known."""

    value: int | str | bool | None


@dataclass(frozen=True, slots=True)
class Case(Node):
    """The first of `whens` whose truth holds, else `otherwise`."""

    whens: tuple[tuple[Node, Node], ...]
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """Two numbers or texts compared; null with null is never asked."""

    operator: Literal["=", "<", "<=", ">", ">="]
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """Whether a number or text is one of some constants."""

    operand: Node
    values: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class IsKnown(Node):
    """Whether an expression is not null."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """`AND`, `OR` of truths, or `NOT` of one."""

    operator: Literal["AND", "OR", "NOT"]
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """Whole numbers added up."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Product(Node):
    """Two whole numbers multiplied."""

    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Quotient(Node):
    """A whole number divided by another above 0, rounded down; for people to read only."""

    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """What dialects spell: see `dialects.Dialect.calls`."""

    name: str
    operands: tuple[Node, ...]


TRUE = Constant("truth", NO_SPAN, True)
FALSE = Constant("truth", NO_SPAN, False)
NULL_WHOLE = Constant("whole", NO_SPAN, None)
NULL_TEXT = Constant("text", NO_SPAN, None)


def whole(value: int) -> Node:
    """Return a constant whole number."""
    return Constant("whole", (value, value), value)


def text(value: str) -> Node:
    """Return a constant text."""
    return Constant("text", NO_SPAN, value)


def every(parts: Iterable[Node]) -> Node:
    """Return whether all of these hold."""
    kept = [part for part in dict.fromkeys(parts) if part != TRUE]
    if FALSE in kept:
        return FALSE
    return _joined("AND", kept) if kept else TRUE


def some(parts: Iterable[Node]) -> Node:
    """Return whether any of these holds."""
    kept = [part for part in dict.fromkeys(parts) if part != FALSE]
    if TRUE in kept:
        return TRUE
    return _joined("OR", kept) if kept else FALSE


def _joined(operator: Literal["AND", "OR"], parts: Sequence[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Logic("truth", NO_SPAN, operator, tuple(parts))


def negated(part: Node) -> Node:
    """Return whether this does not hold; it must not be null."""
    if part in (TRUE, FALSE):
        return FALSE if part == TRUE else TRUE
    if isinstance(part, Logic) and part.operator == "NOT":
        return part.parts[0]
    return Logic("truth", NO_SPAN, "NOT", (part,))


def is_known(operand: Node) -> Node:
    """Return whether an expression has a value."""
    if isinstance(operand, Constant):
        return FALSE if operand.value is None else TRUE
    return IsKnown("truth", NO_SPAN, operand)


def is_one_of(operand: Node, values: Iterable[int | str]) -> Node:
    """Return whether an expression, which may be null, is one of the values."""
    kept = tuple(dict.fromkeys(values))
    if not kept:
        return FALSE
    return every([is_known(operand), In("truth", NO_SPAN, operand, kept)])


def compare(left: Node, operator: Literal["=", "<", "<=", ">", ">="], right: Node) -> Node:
    """Return a comparison of two that are not null; constants are compared at once."""
    if left.type == right.type == "whole":
        (low, high), (least, most) = left.span, right.span
        always = {"<": high < least, "<=": high <= least, ">": low > most, ">=": low >= most,
                  "=": low == high == least == most}  # fmt: skip
        never = {"<": low >= most, "<=": low > most, ">": high <= least, ">=": high < least,
                 "=": high < least or low > most}  # fmt: skip
        if always[operator]:
            return TRUE
        if never[operator]:
            return FALSE
    return Compare("truth", NO_SPAN, operator, left, right)


def chosen(whens: Iterable[tuple[Node, Node]], otherwise: Node) -> Node:
    """Return the value of the first condition that holds; conditions must not be null."""
    kept: list[tuple[Node, Node]] = []
    for condition, value in whens:
        if condition == TRUE:
            otherwise = value
            break
        if condition != FALSE:
            kept.append((condition, value))
    while kept and kept[-1][1] == otherwise:
        kept.pop()
    if not kept:
        return otherwise
    values = [value for _, value in kept] + [otherwise]
    return Case(otherwise.type, _union(values), tuple(kept), otherwise)


def _union(values: Iterable[Node]) -> Span:
    spans = [v.span for v in values if not (isinstance(v, Constant) and v.value is None)]
    return min((s[0] for s in spans), default=0), max((s[1] for s in spans), default=0)


def or_else(operand: Node, value: int) -> Node:
    """Return a whole number, or `value` where it is null."""
    if isinstance(operand, Constant):
        return whole(value) if operand.value is None else operand
    return chosen([(is_known(operand), operand)], whole(value))


def as_count(truth: Node) -> Node:
    """Return 1 where something holds, else 0."""
    if isinstance(truth, Constant):
        return whole(int(bool(truth.value)))
    return Call("whole", (0, 1), "counted", (truth,))


def added(parts: Iterable[Node]) -> Node:
    """Return the sum of whole numbers that are not null."""
    constant, kept = 0, list[Node]()
    for part in parts:
        if isinstance(part, Constant) and isinstance(part.value, int):
            constant += part.value
        else:
            kept.append(part)
    if not kept:
        return whole(constant)
    if constant:
        kept.append(whole(constant))
    if len(kept) == 1:
        return kept[0]
    span = sum(part.span[0] for part in kept), sum(part.span[1] for part in kept)
    return Sum("whole", _held(span), tuple(kept))


def times(left: Node, right: Node | int) -> Node:
    """Return a product of whole numbers; null where one of them is."""
    if isinstance(right, int):
        right = whole(right)
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Constant) and one.value is not None:
            if one.value == 1:
                return other
            if isinstance(other, Constant):
                return whole(int(one.value) * int(other.value or 0))
            if one.value == 0 and not _may_be_null(other):
                return whole(0)
    ends = [a * b for a in left.span for b in right.span]
    return Product("whole", _held((min(ends), max(ends))), left, right)


def _may_be_null(node: Node) -> bool:
    if isinstance(node, Case):
        return any(map(_may_be_null, [value for _, value in node.whens] + [node.otherwise]))
    if isinstance(node, Constant):
        return node.value is None
    return not (isinstance(node, Sum) or (isinstance(node, Call) and node.name == "counted"))


def divided(left: Node, right: Node) -> Node:
    """Return a quotient rounded down; `left` is at least 0, and `right` above 0."""
    return Quotient("whole", (0, max(left.span[1], 0)), left, right)


def at_least(node: Node, low: int) -> Node:
    """Return an expression that is known to be no less than `low`."""
    return replace(node, span=(max(node.span[0], low), max(node.span[1], low)))


def least_of(left: Node, right: Node) -> Node:
    """Return the smaller of two whole numbers that are not null."""
    return chosen([(compare(left, "<=", right), left)], right)


def most_of(left: Node, right: Node) -> Node:
    """Return the larger of two whole numbers that are not null."""
    return chosen([(compare(left, ">=", right), left)], right)


def _held(span: Span) -> Span:
    if max(abs(span[0]), abs(span[1])) > WIDEST:
        raise TooLargeError
    return span

"""Conditions as two truths: that it holds, and that it does not; unknown is neither."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from icp_playbook.scoring.conditions import folded
from icp_playbook.scoring.exact import exact_number
from icp_playbook.scoring.rules import Condition
from icp_playbook.scoring.sql.inputs import Input, compared
from icp_playbook.scoring.sql.program import Program
from icp_playbook.scoring.sql.tree import (
    FALSE,
    NO_SPAN,
    Call,
    Node,
    every,
    is_known,
    is_one_of,
    negated,
    some,
)


@dataclass(frozen=True, slots=True)
class CompiledCondition:
    """A condition of an account; never both."""

    holds: Node
    fails: Node

    @property
    def open(self) -> Node:
        """Return whether it is not decided."""
        return every([negated(self.holds), negated(self.fails)])


@dataclass(frozen=True, slots=True)
class Asked:
    """An attribute that a condition waits for while `when`, at its place among the leaves."""

    attribute: str
    when: Node
    place: int


class Conditions:
    """Compiles conditions over the columns of attributes."""

    def __init__(
        self, program: Program, attributes: Mapping[str, Input], *, are_read: bool
    ) -> None:
        """Take the columns; texts that have been read have no blanks around them."""
        self._program, self._inputs, self._are_read = program, attributes, are_read

    def outcome(self, condition: Condition) -> CompiledCondition:
        """Return whether a condition holds and whether it does not."""
        parts = condition.get("all", condition.get("any"))
        if parts is not None:
            outcomes = [self.outcome(part) for part in parts]
            holds, fails = [one.holds for one in outcomes], [one.fails for one in outcomes]
            found = (
                CompiledCondition(every(holds), some(fails))
                if "all" in condition
                else CompiledCondition(some(holds), every(fails))
            )
        else:
            found = self._leaf(condition)
        define = self._program.define
        return CompiledCondition(define(found.holds), define(found.fails))

    def asked(self, condition: Condition) -> list[Asked]:
        """Return what a condition waits for, leaf by leaf; the twin of `undecided_by`."""
        found: list[Asked] = []
        self._collect(condition, found)
        return found

    def _collect(self, condition: Condition, found: list[Asked]) -> None:
        parts = condition.get("all", condition.get("any"))
        if parts is None:
            name = condition["attribute"]
            unknown = negated(is_known(self._inputs[name].ref))
            found.append(Asked(name, unknown, len(found)))
            return
        start = len(found)
        for part in parts:
            self._collect(part, found)
        is_open = self._program.define(self.outcome(condition).open)
        found[start:] = [
            Asked(one.attribute, every([one.when, is_open]), one.place) for one in found[start:]
        ]

    def _leaf(self, condition: Condition) -> CompiledCondition:
        one = self._inputs[condition["attribute"]]
        known, value = is_known(one.ref), one.ref
        if "below" in condition or "at-least" in condition:
            edge = exact_number(condition.get("below", condition.get("at-least", "0")))
            below = every([known, compared(value, "<", edge)])
            above = every([known, compared(value, ">=", edge)])
            return (
                CompiledCondition(below, above)
                if "below" in condition
                else CompiledCondition(above, below)
            )
        among = self._among(one, condition)
        others = every([known, negated(among)]) if among != FALSE else known
        is_negative = "is-not" in condition or "not-in-list" in condition
        return CompiledCondition(others, among) if is_negative else CompiledCondition(among, others)

    def _among(self, one: Input, condition: Condition) -> Node:
        """Return whether an answer is one of those that a condition names."""
        if "in-list" in condition or "not-in-list" in condition:
            entries = set(condition["entries"])
            if one.kind == "text":
                bare = one.ref
                if not self._are_read:
                    bare = Call("text", NO_SPAN, "stripped", (bare,))
                small = self._program.define(Call("text", NO_SPAN, "folded", (bare,)))
                return is_one_of(small, condition["entries"])
            return is_one_of(one.ref, [c for answer, c in one.codes if folded(answer) in entries])
        named = condition.get("one-of") or [condition.get("is", condition.get("is-not", ""))]
        if one.kind == "text":
            return is_one_of(one.ref, named)
        return is_one_of(one.ref, [code for answer, code in one.codes if answer in named])

"""The columns that answers come in, and how a text in such a column is read.

A cell is trimmed of spaces and compared as it is; a number follows one grammar. What an engine
reads as a number beyond it (`6e1`, `NaN`, ` 60d`) is not known.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from icp_playbook.scoring.answers import STATES, dimensions_in, scale_of
from icp_playbook.scoring.exact import exact_number, exact_text
from icp_playbook.scoring.rules import WHOLE_FORMS, AttributeRules, Rules, ends
from icp_playbook.scoring.sql.tree import (
    NO_SPAN,
    NULL_TEXT,
    NULL_WHOLE,
    Call,
    Constant,
    Node,
    Ref,
    Type,
    chosen,
    compare,
    every,
    is_known,
    is_one_of,
    text,
    whole,
)

NUMBER = re.compile(r"[+-]?[0-9]{1,15}([.][0-9]{1,6})?")
NOT_APPLICABLE = -1
LONGEST_TEXT = 500
ValueKind = Literal["whole", "decimal", "code", "text", "said"]
"""What a column answers with; `said` is a text of which only counts that there is one."""
SEGMENT = ("segment",)
"""Where the answers name the segment that somebody chose for the account."""
TIER, TIER_REASON = ("maturity", "override", "tier"), ("maturity", "override", "reason")
"""Where they hold a tier that somebody set by hand, and the reason that it takes."""
_OWN_NAMES: Mapping[tuple[str, ...], str] = {SEGMENT: "chosen_segment"}


@dataclass(frozen=True, slots=True)
class Input:
    """One question's column.

    `codes` are the answers of what is no number and no free text: by the text, the whole number
    that stands for it.
    """

    path: tuple[str, ...]
    """Where the answer belongs: ("attributes", "employees"), ("maturity", "tools", "has-api")."""
    column: str
    kind: ValueKind
    codes: tuple[tuple[str, int], ...] = ()
    least: Fraction | None = None
    most: Fraction | None = None
    is_given: bool = True

    @property
    def ref(self) -> Node:
        """Return the column as the rules read it; null where nobody gives it."""
        if not self.is_given:
            return NULL_TEXT if self.kind == "text" else NULL_WHOLE
        return self.column_ref

    @property
    def column_ref(self) -> Ref:
        """Return the column of what has been read."""
        kind: Type = "text" if self.kind == "text" else "whole"
        if self.kind == "decimal":
            kind = "decimal"
        values = [code for _, code in self.codes]
        span = (min(values), max(values)) if values else NO_SPAN
        if self.kind == "whole":
            span = (-(10**15) + 1, 10**15 - 1)
        if self.kind == "said":
            span = (1, 1)
        return Ref(kind, span, self.column)

    def read(self, cell: str) -> str | None:
        """Return a cell as an answer in JSON; the twin of `parsed`."""
        trimmed = cell.strip(" ")
        if not trimmed.strip(" \t\r\n"):
            return None
        if self.kind in ("whole", "decimal"):
            return exact_text(Fraction(trimmed)) if NUMBER.fullmatch(trimmed) else None
        return None if self.kind == "code" and trimmed not in dict(self.codes) else trimmed


def inputs_of(rules: Rules, given: Collection[tuple[str, ...]] | None = None) -> list[Input]:
    """Return every question that the rules may read, in their order, and what a person may decide.

    `given` are the paths of those that a table answers; None is all.
    """
    found: list[Input] = []
    taken: set[str] = set()
    for path, kind, codes, limits in _questions(rules):
        named = re.sub(r"[^0-9A-Za-z]+", "_", "_".join(path)).strip("_").lower() or "x"
        column = _OWN_NAMES.get(path, named)
        while column in taken:
            column += "_"
        taken.add(column)
        found.append(Input(path, column, kind, codes, *limits, given is None or path in given))
    return found


_Question = tuple[
    tuple[str, ...], ValueKind, tuple[tuple[str, int], ...], tuple[Fraction | None, Fraction | None]
]
_NO_LIMITS = (None, None)


def _questions(rules: Rules) -> Iterator[_Question]:
    for attribute in rules["attributes"]:
        path = ("attributes", attribute["id"])
        if attribute["type"] == "number":
            is_whole = attribute.get("form") in WHOLE_FORMS
            yield path, "whole" if is_whole else "decimal", (), ends(attribute)
        elif attribute["type"] == "text":
            yield path, "text", (), _NO_LIMITS
        else:
            yield path, "code", tuple(_coded(answers_to(attribute))), _NO_LIMITS
    if rules["qualification"]:
        for criterion in rules["qualification"]["criteria"]:
            path = ("qualification", criterion["id"])
            yield path, "code", tuple(_coded(STATES[:3])), _NO_LIMITS
    for dimension in dimensions_in(rules):
        if dimension["method"] == "rubric":
            levels = tuple((str(one["level"]), one["level"]) for one in dimension["levels"])
            yield ("maturity", dimension["id"]), "code", levels, _NO_LIMITS
            continue
        for item in (item for level in dimension["levels"] for item in level["items"]):
            answers = [step["value"] for step in scale_of(dimension, item)]
            if dimension["method"] == "checklist":
                answers = ["no", "yes"]
            codes = (*_coded(answers), ("not-applicable", NOT_APPLICABLE))
            yield ("maturity", dimension["id"], item["id"]), "code", codes, _NO_LIMITS
    yield from _decided(rules)


def _decided(rules: Rules) -> Iterator[_Question]:
    """Yield what a person may decide instead of the rules."""
    if rules["segments"]:
        yield SEGMENT, "code", tuple(_coded(one["id"] for one in rules["segments"])), _NO_LIMITS
    if rules["maturity"] and rules["maturity"]["tiers"]:
        levels = tuple((one["id"], one["level"]) for one in rules["maturity"]["tiers"])
        yield TIER, "code", levels, _NO_LIMITS
        yield TIER_REASON, "said", (), _NO_LIMITS


def answers_to(attribute: AttributeRules) -> list[str]:
    """Return the answers of a choice or a yes-no, in the order of their codes."""
    if attribute["type"] == "yes-no":
        return ["no", "yes"]
    return [option["value"] for option in attribute.get("options", [])]


def _coded(answers: Iterable[str]) -> Iterator[tuple[str, int]]:
    return ((answer, code) for code, answer in enumerate(answers))


def parsed(one: Input) -> Node:
    """Return an input, read from a column of text that has its name."""
    raw = Ref("text", NO_SPAN, one.column)
    trimmed = Call("text", NO_SPAN, "trimmed", (raw,))
    if one.kind == "code":
        whens = [(is_one_of(trimmed, [answer]), whole(code)) for answer, code in one.codes]
        return chosen(whens, NULL_WHOLE)
    inside = Call("text", NO_SPAN, "stripped", (raw,))
    if one.kind == "said":
        is_said = every([is_known(raw), compare(inside, ">", text(""))])
        return chosen([(is_said, whole(1))], NULL_WHOLE)
    if one.kind == "text":
        length = Call("whole", (0, 2**31), "length", (trimmed,))
        usable = [
            is_known(raw),
            compare(inside, ">", text("")),
            compare(length, "<=", whole(LONGEST_TEXT)),
        ]
        return chosen([(every(usable), trimmed)], NULL_TEXT)
    called = "is_whole" if one.kind == "whole" else "is_number"
    matches = Call("truth", NO_SPAN, called, (trimmed,))
    value = number_in(one, trimmed)
    unknown = Constant(value.type, value.span, None)
    limits = [(is_known(raw), "known"), (matches, "matches")]
    inner = chosen([(every(truth for truth, _ in limits), value)], unknown)
    within = chosen([(within_limits(one, value), value)], unknown)
    return chosen([(is_known(inner), within)], unknown)


def number_in(one: Input, trimmed: Node) -> Node:
    """Return a trimmed text that follows the grammar as a number."""
    if one.kind == "decimal":
        return Call("decimal", NO_SPAN, "to_decimal", (trimmed,))
    before = Call("text", NO_SPAN, "before_point", (trimmed,))
    return Call("whole", one.column_ref.span, "to_long", (before,))


def within_limits(one: Input, value: Node) -> Node:
    """Return whether a number that is known lies within what can be answered."""
    parts = [compared(value, ">=", one.least)] if one.least is not None else []
    parts += [compared(value, "<=", one.most)] if one.most is not None else []
    return every(parts)


def compared(value: Node, operator: Literal["<", "<=", ">", ">="], edge: Fraction) -> Node:
    """Return how a number that is known compares with an edge of the rules."""
    if value.type == "decimal":
        constant = Call("decimal", NO_SPAN, "to_decimal", (text(exact_text(edge)),))
        return compare(value, operator, constant)
    rounded = math.ceil(edge) if operator in ("<", ">=") else math.floor(edge)
    return compare(value, operator, whole(rounded))


def scaled(numbers: Iterable[str | Fraction]) -> int:
    """Return by what these have to be multiplied to be whole."""
    return math.lcm(
        *((exact_number(n) if isinstance(n, str) else n).denominator for n in numbers), 1
    )

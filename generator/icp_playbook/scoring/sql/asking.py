"""What to find out next, what moves most first: the twin of `ranking`.

Each attribute gets two whole numbers, so that of two attributes the one with larger ones is asked
first: the sum of its shares, and its place in the first segment that asks it. Where they are short
they are one number, which engines compare sooner.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from icp_playbook.scoring.rules import AttributeRules, SegmentRules
from icp_playbook.scoring.sql.asked import Asking
from icp_playbook.scoring.sql.conditions import Conditions
from icp_playbook.scoring.sql.fit import CompiledFit, FitCompiler
from icp_playbook.scoring.sql.program import Program
from icp_playbook.scoring.sql.texts import joined, listed
from icp_playbook.scoring.sql.tree import (
    FALSE,
    LONG,
    NO_SPAN,
    Call,
    Node,
    TooLargeError,
    added,
    as_count,
    chosen,
    compare,
    every,
    is_known,
    is_one_of,
    negated,
    some,
    text,
    times,
    whole,
)

_NOTHING = whole(0)
_ABSENT = whole(-1)
_Key = tuple[Node, Node]


@dataclass(frozen=True, slots=True)
class CompiledFindOut:
    """The output, and whether it stands in the order of `assess`.

    It stands in the order of the questions where the numbers that order it have too many digits.
    """

    node: Node
    is_ordered: bool


def find_out(
    program: Program,
    conditions: Conditions,
    fits: FitCompiler,
    judged: Sequence[CompiledFit],
    segments: Sequence[SegmentRules],
    attributes: Sequence[AttributeRules],
    choice: Node,
) -> CompiledFindOut:
    """Return what is open of the segment chosen, or else of all that may still match."""
    asking = [
        Asking(program, conditions, fits, one, _counts(segment, one, place, choice))
        for place, (segment, one) in enumerate(zip(segments, judged, strict=True))
    ]
    shown = {}
    for name in (one["id"] for one in attributes):
        truth = program.define(some(one.asks(name) for one in asking))
        if truth != FALSE:
            shown[name] = truth
    try:
        keys = _keys(program, asking, shown, choice)
        return CompiledFindOut(_in_order(program, shown, keys), is_ordered=True)
    except TooLargeError:
        return CompiledFindOut(
            listed([(truth, name) for name, truth in shown.items()]), is_ordered=False
        )


def _counts(segment: SegmentRules, one: CompiledFit, place: int, choice: Node) -> Node:
    """Return whether it counts what a segment asks."""
    may_match = FALSE if segment["focus"] == "avoid" else negated(one.disqualified)
    return some([is_one_of(choice, [place]), every([may_match, negated(is_known(choice))])])


def _keys(
    program: Program, asking: Sequence[Asking], shown: Mapping[str, Node], choice: Node
) -> Mapping[str, _Key]:
    """Return the numbers that order each attribute; the first is -1 where it is not asked."""
    base = math.lcm(*(one.denominator for one in asking), 1)
    places = {(at, name): one.place_of(name) for at, one in enumerate(asking) for name in shown}
    step = 1 + max((node.span[1] for node in places.values()), default=0)
    numbers: dict[str, _Key] = {}
    for name in shown:
        moved = added(
            chosen([(one.asks(name), one.share_of(name, base))], _NOTHING) for one in asking
        )
        whens = [
            (one.asks(name), added([places[at, name], whole((len(asking) - 1 - at) * step)]))
            for at, one in enumerate(asking)
        ]
        is_sorted = negated(is_known(choice))
        numbers[name] = chosen([(is_sorted, moved)], _NOTHING), chosen(whens, _NOTHING)
    most = max((moved.span[1] for moved, _ in numbers.values()), default=0)
    if (most + 1) * step * len(asking) <= LONG:
        numbers = {
            name: (added([times(moved, len(asking) * step), first]), _NOTHING)
            for name, (moved, first) in numbers.items()
        }
    return {
        name: (program.define(chosen([(shown[name], one)], _ABSENT)), program.define(other))
        for name, (one, other) in numbers.items()
    }


def _in_order(program: Program, shown: Mapping[str, Node], keys: Mapping[str, _Key]) -> Node:
    """Return the names of what is asked, that of the largest numbers first."""
    names = list(shown)
    behind: dict[str, list[Node]] = {name: [] for name in names}
    for at, name in enumerate(names):
        for other in names[at + 1 :]:
            is_before = program.define(as_count(_is_larger(keys[name], keys[other])))
            behind[other].append(is_before)
            behind[name] += [whole(1), times(is_before, -1)]
    ranks = {name: program.define(added(counts)) for name, counts in behind.items()}
    parts = []
    for place in range(len(names)):
        whens = [
            (every([shown[name], compare(ranks[name], "=", whole(place))]), text(f"; {name}"))
            for name in names
        ]
        parts.append(chosen(whens, text("")))
    return Call("text", NO_SPAN, "from_third", (joined(parts),))


def _is_larger(one: _Key, other: _Key) -> Node:
    tied = every([compare(one[0], "=", other[0]), compare(one[1], ">", other[1])])
    return some([compare(one[0], ">", other[0]), tied])

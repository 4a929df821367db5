"""The verdict as an expression: the twin of `scoring.motivation`."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.scoring.answers import STATES
from icp_playbook.scoring.exact import part_of
from icp_playbook.scoring.rules import MotivationRules
from icp_playbook.scoring.sql.inputs import Input
from icp_playbook.scoring.sql.program import Program
from icp_playbook.scoring.sql.tree import (
    NULL_WHOLE,
    Node,
    added,
    as_count,
    chosen,
    compare,
    every,
    is_known,
    is_one_of,
    negated,
    some,
    whole,
)

VERDICTS = ("qualified", "pursue", "nurture")
_CONFIRMED, _ABSENT = STATES.index("confirmed"), STATES.index("absent")


def verdict(
    program: Program, rules: MotivationRules, inputs: Mapping[tuple[str, ...], Input]
) -> Node:
    """Return the verdict's place in `VERDICTS`; null while nothing is known."""
    refs = {one["id"]: inputs["qualification", one["id"]].ref for one in rules["criteria"]}
    needed = part_of(rules["share"], len(refs))
    confirmed = added(as_count(is_one_of(ref, [_CONFIRMED])) for ref in refs.values())
    absent = program.define(added(as_count(is_one_of(ref, [_ABSENT])) for ref in refs.values()))
    must = [refs[name] for name in rules["must_have"]]
    qualified = every(
        [
            compare(confirmed, ">=", whole(needed)),
            compare(absent, "=", whole(0)),
            *(is_one_of(ref, [_CONFIRMED]) for ref in must),
        ]
    )
    pursue = every(
        [
            compare(absent, "<=", whole(len(refs) - needed)),
            *(negated(is_one_of(ref, [_ABSENT])) for ref in must),
        ]
    )
    is_asked = some(is_known(ref) for ref in refs.values())
    whens = [(negated(is_asked), NULL_WHOLE), (qualified, whole(0)), (pursue, whole(1))]
    return program.define(chosen(whens, whole(2)))

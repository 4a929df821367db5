"""The reasons for a score: the twin of `fit_described`."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.scoring.criteria import all_points
from icp_playbook.scoring.exact import exact_text
from icp_playbook.scoring.rules import AttributeRules
from icp_playbook.scoring.sql.fit import CompiledFit
from icp_playbook.scoring.sql.texts import joined
from icp_playbook.scoring.sql.tree import (
    NO_SPAN,
    Call,
    Node,
    chosen,
    compare,
    every,
    negated,
    text,
    whole,
)
from icp_playbook.scoring.weighing import all_weighings


def reasons(one: CompiledFit, attributes: Mapping[str, AttributeRules]) -> Node:
    """Return what each known criterion brings, of what it could: `Returns a month 25/25; …`."""
    parts: list[Node] = []
    scale = one.scales[0]
    for place, line in enumerate(one.lines):
        criterion = line.criterion
        named = attributes.get(criterion.get("attribute", ""))
        own = (named.get("name") or named["question"]) if named else ""
        name = criterion.get("name") or own
        points = sorted(set(all_points(criterion)))
        whens: list[tuple[Node, Node]] = [(negated(line.known), text(""))]
        for at, weighing in enumerate(all_weighings(one.rules)):
            weight = weighing.weights[place]
            is_used = compare(one.weighing, "=", whole(at))
            of = exact_text(weight * max(points))
            for got in points:
                same = compare(line.points, "=", whole(int(got * scale)))
                said = text(f"; {name} {exact_text(weight * got)}/{of}")
                whens.append((every([is_used, same]), said))
        parts.append(chosen(whens, text("")))
    return Call("text", NO_SPAN, "from_third", (joined(parts),))

"""What to find out next, and the reasons for a score: the twins of `fit_described`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from icp_playbook.scoring.criteria import all_points
from icp_playbook.scoring.exact import exact_number, exact_text
from icp_playbook.scoring.rules import AttributeRules, SegmentRules
from icp_playbook.scoring.sql import tree
from icp_playbook.scoring.sql.conditions import Asked, Conditions
from icp_playbook.scoring.sql.fit import FitCompiler, Judged
from icp_playbook.scoring.sql.program import Program
from icp_playbook.scoring.sql.texts import joined, listed
from icp_playbook.scoring.sql.tree import (
    FALSE,
    NO_SPAN,
    Call,
    Node,
    compare,
    every,
    is_known,
    is_one_of,
    negated,
    some,
    text,
    whole,
)
from icp_playbook.scoring.weighing import all_weighings


def find_out(
    program: Program,
    conditions: Conditions,
    fits: FitCompiler,
    segments: Sequence[SegmentRules],
    judged: Sequence[Judged],
    attributes: Sequence[AttributeRules],
    chosen: Node,
) -> Node:
    """Return what is open and may still matter, in the order in which it is asked.

    That is of the chosen segment, or else of all that may still match.
    """
    open_: dict[str, list[Node]] = {one["id"]: [] for one in attributes}
    for place, (segment, one) in enumerate(zip(segments, judged, strict=True)):
        may_match = FALSE if segment["focus"] == "avoid" else negated(one.disqualified)
        is_free = every([may_match, negated(is_known(chosen))])
        counts = program.define(some([is_one_of(chosen, [place]), is_free]))
        if counts == FALSE:
            continue
        for asked in _asked(program, conditions, fits, one):
            open_[asked.attribute].append(every([counts, asked.when]))
    return listed([(program.define(some(truths)), name) for name, truths in open_.items()])


def _asked(
    program: Program, conditions: Conditions, fits: FitCompiler, one: Judged
) -> Iterator[Asked]:
    """Yield what is open; once enough is known, not what can move nothing."""
    full = {
        group["id"]: program.define(every([one.enough_known, _is_full(fits, one, group["id"])]))
        for group in one.rules.get("groups", [])
    }
    for line in one.lines:
        group = full.get(line.criterion.get("group", ""))
        for asked in line.asked:
            counts = asked.when if group is None else every([asked.when, negated(group)])
            yield Asked(asked.attribute, counts, asked.place)
    for other, is_open in zip(one.rules.get("other_weights", []), one.open_weighings, strict=True):
        for asked in conditions.asked(other["when"]):
            yield Asked(asked.attribute, every([asked.when, is_open]), asked.place)
    for rule in one.rules["disqualifiers"]:
        yield from conditions.asked(rule["when"])


def _is_full(fits: FitCompiler, one: Judged, group: str) -> Node:
    """Return whether a group reaches its cap whatever is still found out."""
    inside = [line for line in one.lines if line.criterion.get("group") == group]
    most = next(g["most"] for g in one.rules.get("groups", []) if g["id"] == group)
    cap = whole(int(exact_number(most) * one.unit))
    places = {id(line): at for at, line in enumerate(one.lines)}
    reached = []
    possible = [*one.open_weighings]
    for at, weighing in enumerate(all_weighings(one.rules)):
        weights = [int(weighing.weights[places[id(line)]] * one.scales[1]) for line in inside]
        used = compare(one.weighing, "=", whole(at))
        counts = some([used, possible[at]]) if at < len(possible) else used
        for points in ([line.points for line in inside], [line.least for line in inside]):
            enough = compare(fits.weighed(weights, points), ">=", cap)
            reached.append(some([negated(counts), enough]))
    return every(reached)


def reasons(one: Judged, attributes: Mapping[str, AttributeRules]) -> Node:
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
        parts.append(tree.chosen(whens, text("")))
    return Call("text", NO_SPAN, "from_third", (joined(parts),))

"""Refs: where a definition, or a part of one, is used."""

from __future__ import annotations

from typing import TypedDict

from icp_playbook.asking.answers import Answer, NotAnsweredError
from icp_playbook.asking.arguments import Given
from icp_playbook.asking.claims import Claim, as_data, claim
from icp_playbook.asking.definitions import Name, target_of
from icp_playbook.asking.outputs import Output
from icp_playbook.asking.playbook import Asked
from icp_playbook.asking.tool import Tool
from icp_playbook.authoring.mentions import find_mentions
from icp_playbook.messages import say, say_count
from icp_playbook.problems import ContentError

MOST_PLACES = 200


class RefsGiven(Given):
    """Whose uses to list."""

    ref: Name
    """Kind and id, such as persona:care-agent, or a part, such as stage:onboarding."""


class Place(TypedDict):
    """One place that leads to it."""

    path: str
    line: int
    column: int
    field: str
    """Where in the definition; empty on a hand-written page."""
    written: str
    claim: Claim | None
    """The definition that says so, and how sure one may be of it."""


class RefsFound(Output):
    """Where something is used."""

    ref: str
    places: list[Place]
    found: int
    """How many there are in all."""


def refs(asked: Asked, given: RefsGiven) -> Answer:
    """Return where a definition, or a part of one, is used."""
    state, target = asked.state, target_of(asked, given.ref)
    try:
        mentions = find_mentions(state.root, state.catalog, target)
    except (ContentError, OSError, IndexError):  # files that have changed since they were read
        raise NotAnsweredError(say("the files are being changed; ask again")) from None
    by_path = {one.path: one for one in state.catalog.definitions()}
    shown = mentions[:MOST_PLACES]
    places: list[Place] = [
        {
            "path": one.path, "line": one.line, "column": one.column, "field": one.field,
            "written": one.written,
            "claim": claim(asked, by_path[one.path]) if one.path in by_path else None,
        }
        for one in shown
    ]  # fmt: skip
    lines = [
        f"- {one['path']}:{one['line']}:{one['column']}: {one['field']}: {one['written']}"
        + (f" [{why}]" if one["claim"] and (why := one["claim"]["caution"]) else "")
        for one in places
    ]
    data = {"ref": target.ref, "places": places, "found": len(mentions)}
    count = say_count(
        "{name} is used in {count} place", "{name} is used in {count} places",
        count=len(mentions), name=target.ref,
    )  # fmt: skip
    text = asked.state.reader.text(count)
    return Answer(data, f"{text}\n\n{as_data(asked, chr(10).join(lines))}" if lines else text)


REFS = Tool(
    say("Where something is used"),
    say("Each place that leads to a definition, or to a part of one."),
    RefsGiven, RefsFound, refs,
)  # fmt: skip

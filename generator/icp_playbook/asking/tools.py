"""All tools, each loaded when it is asked for the first time, as the commands of `icp` are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from icp_playbook.asking.answers import Answer, NotAnsweredError
from icp_playbook.asking.arguments import read
from icp_playbook.asking.claims import DATA, as_data
from icp_playbook.asking.playbook import Playbook
from icp_playbook.asking.schemas import Schema, input_schema
from icp_playbook.asking.tool import Tool
from icp_playbook.messages import say
from icp_playbook.problems import did_you_mean, known_are, quoted

TOOLS = {
    "search": "hits:SEARCH",
    "get": "definitions:GET",
    "assess": "assessing:ASSESS",
    "score": "scores:SCORE",
    "what_changed": "changes:WHAT_CHANGED",
    "check": "proposals:CHECK",
    "refs": "references:REFS",
}
"""The module and name of each: an assistant that asks one thing does not wait for the others."""


def tool_named(name: str) -> Tool | None:
    """Return a tool, or None where none is called so."""
    if name not in TOOLS:
        return None
    module, _, constant = TOOLS[name].partition(":")
    found: Tool = getattr(import_module(f"icp_playbook.asking.{module}"), constant)
    return found


def all_tools() -> dict[str, Tool]:
    """Return every tool by its name."""
    return {name: tool for name in TOOLS if (tool := tool_named(name)) is not None}


def input_schema_of(name: str) -> Schema | None:
    """Return what a tool may be asked, or None where none is called so."""
    return _input_schema(name) if name in TOOLS else None


@cache
def _input_schema(name: str) -> Schema | None:
    tool = tool_named(name)
    return input_schema(tool.given) if tool is not None else None


def call(
    playbook: Playbook, name: str, arguments: Mapping[str, Any], since: float | None = None
) -> Answer:
    """Return the answer of a tool; raise `NotAnsweredError` with the reader's words for why not."""
    tool = tool_named(name)
    asked = playbook.scorable(since) if tool and tool.judges else playbook.now(since)
    try:
        if tool is None:
            near = did_you_mean(name[:100], TOOLS) or known_are(TOOLS, most=len(TOOLS))
            raise NotAnsweredError(
                say("there is no tool {name}; {near}", name=quoted(name), near=near)
            )
        found = tool.answer(asked, read(tool.given, arguments))
    except NotAnsweredError as error:
        raise NotAnsweredError(asked.state.reader.text(error.message)) from None
    data = {**found.data, "notes": asked.notes, "texts": asked.state.reader.text(DATA)}
    notes = [as_data(asked, note) for note in asked.notes]
    return Answer(data, "\n\n".join([*notes, found.text]))

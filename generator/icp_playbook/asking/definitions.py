"""Get: a definition as a whole, with how sure one may be of it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field as About

from icp_playbook.asking.answers import MOST_TEXT, Answer, NotAnsweredError, cut
from icp_playbook.asking.arguments import Given
from icp_playbook.asking.claims import Claim, as_data, caution, claim, uri_of
from icp_playbook.asking.outputs import Output
from icp_playbook.asking.playbook import Asked, related
from icp_playbook.asking.tool import Tool
from icp_playbook.authoring.naming import UnknownNameError
from icp_playbook.authoring.naming import named as find_named
from icp_playbook.messages import say
from icp_playbook.model.base import Definition
from icp_playbook.model.references import Target
from icp_playbook.stages.plan.programs.as_json import plain
from icp_playbook.stages.plan.programs.as_markdown import markdown_of

Name = Annotated[str, About(min_length=1, max_length=200)]


class GetGiven(Given):
    """What to read."""

    ref: Name
    """Kind and id, such as segment:mid-size-brands or term:icp, as search and refs give them."""


class DefinitionFound(Output):
    """A definition as Markdown and as data."""

    claim: Claim
    """Who answers for it, how sure one may be of it, and when it is to be reviewed."""
    part: str | None
    """The part that was asked for, within the definition."""
    markdown: str
    """All of it, for reading."""
    shortened: bool
    """Whether the end of the Markdown was left out for its length; the data is whole."""
    fields: dict[str, Any]
    """All of it, as authored."""
    source: str
    """The file that says it."""


def get(asked: Asked, given: GetGiven) -> Answer:
    """Return a definition."""
    target = target_of(asked, given.ref)
    one = target.definition
    text, shortened = markdown_text(asked, one)
    data = {
        "claim": claim(asked, one),
        "part": target.ref if target.part is not None else None,
        "markdown": text,
        "shortened": shortened,
        "fields": plain(one),
        "source": one.path,
    }
    return Answer(data, definition_text(asked, one))


def target_of(asked: Asked, ref: str) -> Target:
    """Return what a reference names; raise `NotAnsweredError` with what was meant instead."""
    try:
        return find_named(asked.state.catalog, ref)
    except UnknownNameError as error:
        raise NotAnsweredError(error.args[0]) from None


def markdown_text(asked: Asked, one: Definition) -> tuple[str, bool]:
    """Return a definition as Markdown, not longer than an assistant reads, and if it was cut."""
    state = asked.state
    return cut(markdown_of(one, state.catalog, state.kept(related), state.language, uri_of))


def definition_text(asked: Asked, one: Definition) -> str:
    """Return a definition for reading: how sure one may be of it, then its text as data."""
    text, shortened = markdown_text(asked, one)
    speak, why = asked.state.reader.text, caution(asked, one)
    lines = [f"`{one.ref}` [{why}]" if why else f"`{one.ref}`"]
    if shortened:
        lines.append(speak(say("Only the first {most} characters.", most=f"{MOST_TEXT:,}")))
    return "\n".join([*lines, "", as_data(asked, text, one.ref)])


GET = Tool(
    say("Read a definition"),
    say(
        "A definition as Markdown and as data, with its owner, how sure it is, and when it is"
        " to be reviewed."
    ),
    GetGiven, DefinitionFound, get,
)  # fmt: skip

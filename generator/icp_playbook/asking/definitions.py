"""Search, get and refs: what the playbook says, each claim with how sure one may be of it."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from pydantic import Field as About

from icp_playbook.asking.answers import MOST_TEXT, Answer, RefusedError, cut
from icp_playbook.asking.arguments import Given
from icp_playbook.asking.claims import Claim, as_data, caution, claim, uri_of
from icp_playbook.asking.outputs import Output
from icp_playbook.asking.playbook import Asked, related
from icp_playbook.asking.searching import Hit, Library
from icp_playbook.asking.tool import Tool
from icp_playbook.authoring.naming import UnknownNameError
from icp_playbook.authoring.naming import named as find_named
from icp_playbook.messages import say, say_count
from icp_playbook.model.base import Definition
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.references import Target
from icp_playbook.problems import did_you_mean, known_are, quoted
from icp_playbook.stages.plan.programs.as_json import plain
from icp_playbook.stages.plan.programs.as_markdown import markdown_of

MOST_HITS = 20
_EXCERPT = 400

Question = Annotated[str, About(min_length=1, max_length=400)]
Name = Annotated[str, About(min_length=1, max_length=200)]


class SearchGiven(Given):
    """What to look for."""

    question: Question
    """A question in full, or a few words, in the language of the playbook."""
    kind: Annotated[str, About(max_length=60)] = ""
    """Only definitions of this kind, such as segment, persona, play or insight."""
    limit: Annotated[int, About(ge=1, le=MOST_HITS)] = 8
    """How many hits at most."""


class HitFound(TypedDict):
    """One hit, the best first."""

    ref: str | None
    """What to ask `get` for; null on a page that somebody wrote by hand."""
    title: str
    answer: str
    """What it says in one sentence."""
    heading: str
    """Above the passage that has most of the words."""
    passage: str
    source: str
    """The file that says it."""
    claim: Claim | None
    """How sure one may be of it."""


class SearchFound(Output):
    """What was found."""

    hits: list[HitFound]
    found: int
    """How many there are in all."""
    has_all: bool
    """Whether any has all words that tell something."""


def search(asked: Asked, given: SearchGiven) -> Answer:
    """Return what answers a question."""
    _known_kind(given.kind)
    hits = [
        one
        for one in asked.state.kept(Library).find(given.question)
        if _is_of(asked, one, given.kind)
    ]
    shown = hits[: given.limit]
    data: dict[str, Any] = {
        "hits": [_hit(asked, one) for one in shown],
        "found": len(hits),
        "has_all": any(one.has_all for one in shown),
    }
    speak = asked.state.reader.text
    if not hits:
        return Answer(data, speak(say("Nothing found. Try other words, or fewer.")))
    lines = [line for one in shown for line in _hit_lines(asked, one)]
    count = speak(say_count("{count} hit", "{count} hits", count=len(hits)))
    return Answer(data, f"{count}\n\n{as_data(asked, chr(10).join(lines))}")


def _known_kind(kind: str) -> None:
    if kind and kind not in BY_NAME:
        near = did_you_mean(kind, BY_NAME) or known_are(BY_NAME, most=len(BY_NAME))
        raise RefusedError(
            say("{written} is no kind of definition; {near}", written=quoted(kind), near=near)
        )


def _target(asked: Asked, hit: Hit) -> Target | None:
    return asked.state.catalog.targets.get(hit.entry.ref)


def _is_of(asked: Asked, hit: Hit, kind: str) -> bool:
    target = _target(asked, hit)
    return not kind or (target is not None and target.definition.kind == kind)


def _hit(asked: Asked, hit: Hit) -> HitFound:
    entry, target = hit.entry, _target(asked, hit)
    return {
        "ref": entry.ref or None,
        "title": entry.title,
        "answer": _short(entry.answer),
        "heading": hit.passage.heading if hit.passage else "",
        "passage": _excerpt(hit),
        "source": target.definition.path if target else entry.address,
        "claim": claim(asked, target.definition) if target else None,
    }


def _excerpt(hit: Hit) -> str:
    return _short(hit.passage.text) if hit.passage else ""


def _short(text: str) -> str:
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rsplit(' ', 1)[0]} …"


def _hit_lines(asked: Asked, hit: Hit) -> list[str]:
    entry, target = hit.entry, _target(asked, hit)
    why = caution(asked, target.definition) if target else ""
    name = f"`{entry.ref}`" if entry.ref else f"`{entry.address}`"
    lines = [f"- **{entry.title}** ({name}){f' [{why}]' if why else ''}: {_short(entry.answer)}"]
    if hit.passage and hit.passage.text:
        lines.append(f"  {hit.passage.heading}: {' '.join(_excerpt(hit).split())}")
    return lines


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
    """Return what a reference names; raise `RefusedError` with what was meant instead."""
    try:
        return find_named(asked.state.catalog, ref)
    except UnknownNameError as error:
        raise RefusedError(error.args[0]) from None


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


SEARCH = Tool(
    say("Search the playbook"),
    say("Find definitions, terms and pages by a question or a few words. Begin here."),
    SearchGiven, SearchFound, search,
)  # fmt: skip


GET = Tool(
    say("Read a definition"),
    say(
        "A definition as Markdown and as data, with its owner, how sure it is, and when it is"
        " to be reviewed."
    ),
    GetGiven, DefinitionFound, get,
)  # fmt: skip

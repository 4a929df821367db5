"""Search: what answers a question, each hit with how sure one may be of it."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from pydantic import Field as About

from icp_playbook.asking.answers import Answer, NotAnsweredError
from icp_playbook.asking.arguments import Given
from icp_playbook.asking.claims import Claim, as_data, caution, claim
from icp_playbook.asking.outputs import Output
from icp_playbook.asking.playbook import Asked
from icp_playbook.asking.searching import Hit, Library
from icp_playbook.asking.tool import Tool
from icp_playbook.cutting import cut_short
from icp_playbook.messages import say, say_count
from icp_playbook.model.kinds import BY_NAME
from icp_playbook.model.references import Target
from icp_playbook.problems import did_you_mean, known_are, quoted

MOST_HITS = 20
_EXCERPT = 400

Question = Annotated[str, About(min_length=1, max_length=400)]


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
        raise NotAnsweredError(
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
    return cut_short(text, _EXCERPT)


def _hit_lines(asked: Asked, hit: Hit) -> list[str]:
    entry, target = hit.entry, _target(asked, hit)
    why = caution(asked, target.definition) if target else ""
    name = f"`{entry.ref}`" if entry.ref else f"`{entry.address}`"
    lines = [f"- **{entry.title}** ({name}){f' [{why}]' if why else ''}: {_short(entry.answer)}"]
    if hit.passage and hit.passage.text:
        lines.append(f"  {hit.passage.heading}: {' '.join(_excerpt(hit).split())}")
    return lines


SEARCH = Tool(
    say("Search the playbook"),
    say("Find definitions, terms and pages by a question or a few words. Begin here."),
    SearchGiven, SearchFound, search,
)  # fmt: skip

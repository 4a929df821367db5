"""Check what somebody proposes, the YAML of a definition, in the playbook as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, TypedDict

from pydantic import Field as About

from icp_playbook.asking.answers import Answer, NotAnsweredError
from icp_playbook.asking.arguments import Given
from icp_playbook.asking.claims import as_data
from icp_playbook.asking.outputs import Output
from icp_playbook.asking.playbook import Asked
from icp_playbook.asking.tool import Tool
from icp_playbook.authoring.naming import RefusedError, refuse_bad_id
from icp_playbook.messages import say, say_count
from icp_playbook.model.kinds import BY_NAME, Kind
from icp_playbook.problems import Problem, Severity, did_you_mean, known_are, quoted
from icp_playbook.stages.load.definitions import definition_in
from icp_playbook.stages.load.files import FoundFile

MOST_YAML = 200_000
MOST_PROBLEMS = 100


class CheckGiven(Given):
    """A definition that somebody proposes."""

    kind: Annotated[str, About(min_length=1, max_length=60)]
    """What it defines, such as segment, persona, play or insight."""
    id: Annotated[str, About(max_length=100)] = ""
    """Its id: of one that is there, which it would replace, or a new one; empty for what a company
    has once."""
    yaml: Annotated[str, About(min_length=1, max_length=MOST_YAML)]
    """The whole text of its file."""


class Found(TypedDict):
    """One problem, and what to do about it."""

    path: str
    line: int
    column: int
    """Line and column count from 1."""
    severity: str
    """error keeps the playbook from being built; warning is a gap."""
    rule: str
    message: str
    hint: str


class CheckedFound(Output):
    """What is wrong with it; nothing was written."""

    ok: bool
    """Whether it has no errors, and causes none elsewhere."""
    path: str
    """The file that it would be, for a person to propose."""
    replaces: bool
    """Whether there is such a definition already."""
    problems: list[Found]
    """In its text."""
    elsewhere: list[Found]
    """In other files, because of it."""
    more: int
    """How many problems were left out."""


def check_proposal(asked: Asked, given: CheckGiven) -> Answer:
    """Return what the check would say of a proposed text."""
    file = _file(given)
    new, own = definition_in(file, given.yaml.encode("utf-8", "surrogatepass"))
    others: list[Problem] = []
    if new is not None:
        catalog, unlinked = asked.rereading.proposed(asked.state.catalog, new)
        linked = not any(one.severity is Severity.ERROR for one in unlinked)
        before = set(asked.state.gaps)
        gaps = asked.rereading.gaps(catalog, complete=linked)
        found = {*unlinked, *gaps} - (before - _of(file, before))
        own = sorted({*own, *_of(file, found)})
        others = sorted(found - _of(file, found))
    return _answer(asked, file, own, others)


def _of(file: FoundFile, problems: Iterable[Problem]) -> set[Problem]:
    return {one for one in problems if one.path == file.path}


def _file(given: CheckGiven) -> FoundFile:
    kind = BY_NAME.get(given.kind)
    if kind is None:
        near = did_you_mean(given.kind, BY_NAME) or known_are(BY_NAME, most=len(BY_NAME))
        raise NotAnsweredError(
            say("{written} is no kind of definition; {near}", written=quoted(given.kind), near=near)
        )
    if kind.single:
        if given.id not in ("", kind.single_id):
            raise NotAnsweredError(_just_one(kind))
        return FoundFile(kind, kind.single_id, kind.where)
    try:
        refuse_bad_id(given.id, is_file=True)
    except RefusedError as error:
        raise NotAnsweredError(error.args[0]) from None
    return FoundFile(kind, given.id, f"{kind.where}/{given.id}.yml")


def _just_one(kind: Kind) -> str:
    return say("a company has just one, in {file}; leave the id out", file=kind.where)


def _answer(asked: Asked, file: FoundFile, own: list[Problem], others: list[Problem]) -> Answer:
    errors = [one for one in (*own, *others) if one.severity is Severity.ERROR]
    shown, elsewhere = own[:MOST_PROBLEMS], others[:MOST_PROBLEMS]
    data = {
        "ok": not errors,
        "path": file.path,
        "replaces": f"{file.kind.name}:{file.id}" in asked.state.catalog.targets,
        "problems": [_found(asked, one) for one in shown],
        "elsewhere": [_found(asked, one) for one in elsewhere],
        "more": len(own) + len(others) - len(shown) - len(elsewhere),
    }
    said = (
        say_count(
            "{count} error: it can't be used like this.",
            "{count} errors: it can't be used like this.",
            count=len(errors),
        )
        if errors
        else say("It passes the check. A person may propose it as {file}.", file=file.path)
    )
    speak = asked.state.reader.text
    lines = [_line(asked, one) for one in (*shown, *elsewhere)]
    head = f"{speak(said)} {speak(say('Nothing was written.'))}"
    return Answer(data, f"{head}\n\n{as_data(asked, chr(10).join(lines))}" if lines else head)


def _line(asked: Asked, one: Problem) -> str:
    found = _found(asked, one)
    place = f"{found['path']}:{found['line']}:{found['column']}"
    return f"{place}: {found['severity']} [{found['rule']}] {found['message']}; {found['hint']}"


def _found(asked: Asked, one: Problem) -> Found:
    speak = asked.state.reader.text
    return {
        "path": one.path, "line": one.line, "column": one.column, "severity": str(one.severity),
        "rule": one.rule, "message": speak(one.message), "hint": speak(one.hint),
    }  # fmt: skip


CHECK = Tool(
    say("Check a proposed text"),
    say(
        "What is wrong with the YAML of a new or changed definition, each with line and column."
        " Nothing is written: a person proposes the change."
    ),
    CheckGiven, CheckedFound, check_proposal,
)  # fmt: skip

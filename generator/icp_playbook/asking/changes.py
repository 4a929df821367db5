"""What changed between two revisions of the playbook, in business words."""

from __future__ import annotations

import json
from typing import Annotated, TypedDict

from pydantic import Field as About

from icp_playbook.asking.answers import Answer, NotAnsweredError, cut
from icp_playbook.asking.arguments import Given
from icp_playbook.asking.claims import Claim, as_data, claim, named
from icp_playbook.asking.outputs import Output
from icp_playbook.asking.playbook import Asked
from icp_playbook.asking.tool import Tool
from icp_playbook.changes.diff import diff
from icp_playbook.changes.looks import TextLook, told
from icp_playbook.changes.report import Report, as_json, as_markdown
from icp_playbook.changes.revisions import RevisionError
from icp_playbook.git import NoRepositoryError, check_repository, commit_id
from icp_playbook.messages import say
from icp_playbook.problems import quoted

MOST_LISTED = 200
"""So many definitions of each sort are listed; the report tells of all, as far as it goes."""

Revision = Annotated[str, About(max_length=200)]


class ChangedGiven(Given):
    """What to compare."""

    since: Annotated[str, About(min_length=1, max_length=200)]
    """A git revision: a commit, a branch or a tag, such as main or HEAD~5."""
    until: Revision = ""
    """Another one; left out, the files as they are now."""


class ChangedOne(TypedDict):
    """A definition that says something else."""

    claim: Claim
    renamed_from: str | None
    changes: list[str]
    """What it says otherwise, field by field."""


class NamedOne(TypedDict):
    """A definition that came or went."""

    ref: str
    title: str


class Changed(Output):
    """What is different, and what should be looked at again."""

    since: str
    until: str | None
    """The commits that were compared; null is the files as they are now."""
    added: list[NamedOne]
    removed: list[NamedOne]
    changed: list[ChangedOne]
    look_again: list[Claim]
    """What depends on what has changed."""
    examples_that_flip: list[str]
    """Examples that the rules judge otherwise."""
    report: str
    """All of it in words, as Markdown."""
    shortened: bool
    """Whether the end of the report was left out for its length."""


def what_changed(asked: Asked, given: ChangedGiven) -> Answer:
    """Return what a change means."""
    since = _commit(asked, given.since)
    until = _commit(asked, given.until) if given.until else None
    try:
        report = diff(asked.state.root, since, until, asked.state.site, direct=True, pages=False)
    except RevisionError as error:
        raise NotAnsweredError(error.args[0]) from None
    text, shortened = cut(as_markdown(report))
    listed = json.loads(as_json(report))
    data = {
        "since": since,
        "until": until,
        "added": listed["added"][:MOST_LISTED],
        "removed": listed["removed"][:MOST_LISTED],
        "changed": _changed(asked, report),
        "look_again": [claim(asked, one.definition) for one in report.look_again[:MOST_LISTED]],
        "examples_that_flip": [one.name for one in report.examples.changed[:MOST_LISTED]]
        if report.examples
        else [],
        "report": text,
        "shortened": shortened,
    }
    changed = report.changes.changed[:MOST_LISTED]
    sure = [f"- {named(asked, one.definition)}" for one in changed]
    title = asked.state.reader.text(say("How sure what has changed is"))
    whole = "\n".join([text, *([f"## {title}", "", *sure] if sure else [])])
    return Answer(data, as_data(asked, whole))


def _commit(asked: Asked, revision: str) -> str:
    """Return the commit that a revision names: a folder is none, whatever it is called."""
    try:
        check_repository(asked.state.root)
        found = commit_id(asked.state.root, revision)
    except NoRepositoryError as error:
        raise NotAnsweredError(str(error)) from None
    if found is None:
        raise NotAnsweredError(say("there is no revision {name}", name=quoted(revision)))
    return found


def _changed(asked: Asked, report: Report) -> list[ChangedOne]:
    look = TextLook(report.language)
    return [
        {
            "claim": claim(asked, one.definition),
            "renamed_from": one.old_ref if one.renamed else None,
            "changes": list(told(one.fields, look)),
        }
        for one in report.changes.changed[:MOST_LISTED]
    ]


WHAT_CHANGED = Tool(
    say("What changed"),
    say("What is different since a git revision, in business words, and what follows from it."),
    ChangedGiven, Changed, what_changed,
)  # fmt: skip

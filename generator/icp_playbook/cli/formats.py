"""Problems as people and code hosts read them: text, GitHub annotations, GitLab reports, JSON."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import click

from icp_playbook.cli.terminal import tell
from icp_playbook.messages import say
from icp_playbook.problems import Problem, Severity

ANNOTATIONS = 10
"""GitHub shows so many errors and so many warnings of a step; the others go to its summary."""

VERSION = 1


def changed_first(problems: Iterable[Problem], changed: Collection[str]) -> list[Problem]:
    """Return the problems with those in changed files first, and errors before warnings."""
    return sorted(
        problems, key=lambda one: (one.path not in changed, one.severity is not Severity.ERROR, one)
    )


def as_text(problems: Sequence[Problem]) -> str:
    """Return a line for each problem, coloured where the terminal can."""
    return "".join(f"{_coloured(problem)}\n" for problem in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """Return `{"version": 1, "problems": [...]}`; line and column count from 1."""
    found = [
        {
            "path": one.path, "line": one.line, "column": one.column, "severity": str(one.severity),
            "rule": one.rule, "message": one.message, "hint": one.hint,
        }
        for one in problems
    ]  # fmt: skip
    return json.dumps({"version": VERSION, "problems": found}, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """Return workflow commands: one annotation for each problem, as many as GitHub shows."""
    return "".join(
        f"::{one.severity} file={_property(one.path)},line={one.line},col={one.column},"
        f"title={_property(one.rule)}::{_data(_sentence(one))}\n"
        for one in annotated(problems)
    )


def annotated(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems that GitHub shows beside the lines: the first of each severity."""
    errors = [one for one in problems if one.severity is Severity.ERROR]
    warnings = [one for one in problems if one.severity is not Severity.ERROR]
    return errors[:ANNOTATIONS] + warnings[:ANNOTATIONS]


def github_summary(problems: Sequence[Problem]) -> str:
    """Return the Markdown of the step's summary: every problem, those beside the lines too."""
    if not problems:
        return f"### {tell(say('The playbook has no problems'))}\n"
    rows = [
        f"| `{_cell(f'{one.path}:{one.line}')}` | {one.severity} | {_cell(_sentence(one))} |"
        for one in problems
    ]
    title = say("Problems in the playbook: {count}", count=len(problems))
    columns = f"| {tell(say('Where'))} | | {tell(say('What'))} |"
    return "\n".join([f"### {tell(title)}", "", columns, "|---|---|---|", *rows, ""])


def as_gitlab(problems: Sequence[Problem]) -> str:
    """Return a code quality report; a fingerprint stays the same while lines move."""
    seen: Counter[tuple[str, str, str]] = Counter()
    report = []
    for one in problems:
        key = (one.path, one.rule, one.message)
        seen[key] += 1
        fingerprint = hashlib.sha256("\0".join([*key, str(seen[key])]).encode()).hexdigest()
        report.append(
            {
                "description": _sentence(one),
                "check_name": one.rule,
                "fingerprint": fingerprint,
                "severity": "major" if one.severity is Severity.ERROR else "minor",
                "location": {"path": one.path, "lines": {"begin": one.line}},
            }
        )
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


FORMATS = {"text": as_text, "github": as_github, "gitlab": as_gitlab, "json": as_json}


def _sentence(problem: Problem) -> str:
    return f"{problem.message}; {problem.hint}" if problem.hint else problem.message


def _coloured(problem: Problem) -> str:
    place, severity, rest = str(problem).partition(f" {problem.severity} ")
    colour = "red" if problem.severity is Severity.ERROR else "yellow"
    return click.style(place, bold=True) + click.style(severity, fg=colour) + rest


def _data(text: str) -> str:
    """Escape a workflow command's message, so that no text of an author is a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    escaped = "".join(f"\\{one}" if one in "\\`*_[]<>#|~" else one for one in text)
    return escaped.replace("@", "@\u200b").replace("\n", " ")

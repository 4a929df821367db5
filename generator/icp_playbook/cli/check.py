"""`icp check`: read everything, report every problem."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from icp_playbook.problems import Problem, Severity
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("check")
@click.argument("folder", type=FOLDER, default=".")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option("--today", metavar="DATE", help="Judge review dates as on this day, for example 2026-03-31.")
def command(folder: Path, strict: bool, today: str | None) -> int:
    """Read the playbook in FOLDER and list every problem, each with its place and what to do.

    Exits with 1 when there are errors (with --strict also on warnings), else with 0.
    """
    checked = check_playbook(folder, Context(today=_day(today)))
    for problem in checked.problems:
        click.echo(_coloured(problem))
    errors = len(checked.errors)
    warnings = len(checked.problems) - errors
    click.echo(_summary(len(checked.catalog.definitions()), errors, warnings), err=True)
    return 1 if errors or (strict and warnings) else 0


def _day(text: str | None) -> datetime.date:
    if text is None:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is not a day; write it as 2026-03-31", param_hint="--today"
        ) from None


def _coloured(problem: Problem) -> str:
    place, severity, rest = str(problem).partition(f" {problem.severity} ")
    colour = "red" if problem.severity is Severity.ERROR else "yellow"
    return click.style(place, bold=True) + click.style(severity, fg=colour) + rest


def _summary(definitions: int, errors: int, warnings: int) -> str:
    if not definitions and not errors:
        return "no definitions found"
    found = [
        f"{count} {name}{'s' if count != 1 else ''}"
        for count, name in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    read = f"{definitions} definition{'s' if definitions != 1 else ''}"
    return f"{read}: {' and '.join(found) if found else 'no problems'}"

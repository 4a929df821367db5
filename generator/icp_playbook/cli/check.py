"""`icp check`: read everything, report every problem."""

from __future__ import annotations

import datetime
import os
from dataclasses import replace
from pathlib import Path

import click

from icp_playbook.authoring.generated import refresh
from icp_playbook.changes.revisions import RevisionError, changed_files
from icp_playbook.cli.formats import FORMATS, changed_first, github_summary
from icp_playbook.cli.playbook_folder import CONFIG_FILE, FOLDER
from icp_playbook.configuration import context_of
from icp_playbook.problems import Problem
from icp_playbook.reading import check_playbook


@click.command("check")
@click.option("-C", "--folder", type=FOLDER, default=".", show_default=True, help="The playbook.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option("--today", metavar="DATE", help="Judge review dates as on this day, for example 2026-03-31.")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", help="For whom the list is."
)
@click.option(
    "--changed-since", metavar="REVISION", help="List files that changed since this revision first."
)
@CONFIG_FILE
def command(
    folder: Path,
    strict: bool,
    today: str | None,
    form: str,
    changed_since: str | None,
    config_file: Path | None,
) -> int:
    """Read the playbook and list every problem, each with its place and what to do.

    The hand-written pages of all its configurations (mkdocs.yml, mkdocs.zh.yml) are read; with -f those of one.
    Exits with 1 when there are errors (with --strict also on warnings), else with 0.
    """
    folder = config_file.parent if config_file is not None else folder
    checked = check_playbook(folder, context_of(folder, config_file, _day(today)))
    problems = [_from_here(problem, folder) for problem in checked.problems]
    if changed_since is not None:
        problems = changed_first(problems, _changed(folder, changed_since))
    click.echo(FORMATS[form](problems), nl=False)
    if form == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        with Path(summary).open("a", encoding="utf-8") as stream:
            stream.write(github_summary(problems))
    try:
        refresh(folder, checked.catalog, checked.unread)
    except OSError as error:
        click.echo(f"the schemas for editors could not be written: {error}", err=True)
    errors = len(checked.errors)
    warnings = len(checked.problems) - errors
    definitions = len(checked.catalog.definitions()) + len(checked.unread)
    click.echo(_summary(definitions, errors, warnings), err=True)
    return 1 if errors or (strict and warnings) else 0


def _from_here(problem: Problem, folder: Path) -> Problem:
    """Name the file as seen from where the command runs: editors and code hosts open it from there."""
    here = folder.as_posix()
    return problem if here == "." else replace(problem, path=f"{here.rstrip('/')}/{problem.path}")


def _changed(folder: Path, revision: str) -> set[str]:
    try:
        found = changed_files(folder, revision)
    except RevisionError as error:
        raise click.BadParameter(str(error), param_hint="--changed-since") from None
    here = folder.as_posix()
    return found if here == "." else {f"{here.rstrip('/')}/{path}" for path in found}


def _day(text: str | None) -> datetime.date:
    if text is None:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is not a day; write it as 2026-03-31", param_hint="--today"
        ) from None


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

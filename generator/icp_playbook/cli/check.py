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
from icp_playbook.cli.playbook_folder import CONFIG_FILE, FOLDER_OPTION
from icp_playbook.cli.terminal import show, tell, told, wrong_value
from icp_playbook.configuration import context_of
from icp_playbook.messages import say, say_count
from icp_playbook.problems import Problem, quoted
from icp_playbook.reading import check_playbook

_HELP = say("""\
Read the playbook and list every problem, each with its place and what to do.

The hand-written pages of all its configurations (mkdocs.yml, mkdocs.zh.yml) are read; with -f those
of one. Exits with 1 when there are errors (with --strict also on warnings), else with 0.
""")
_TODAY = say("Judge review dates as on this day, for example 2026-03-31.")
_SINCE = say("List files that changed since this revision first.")


@click.command("check", help=tell(_HELP))
@FOLDER_OPTION
@click.option("--strict", is_flag=True, help=tell(say("Count warnings as errors.")))
@click.option("--today", metavar="DATE", help=tell(_TODAY))
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text",
    help=tell(say("For whom the list is.")),
)  # fmt: skip
@click.option("--changed-since", metavar="REVISION", help=tell(_SINCE))
@CONFIG_FILE
def command(
    folder: Path,
    strict: bool,
    today: str | None,
    form: str,
    changed_since: str | None,
    config_file: Path | None,
) -> int:
    """List the problems, bring the editor's schemas up to date, and count."""
    folder = config_file.parent if config_file is not None else folder
    checked = check_playbook(folder, context_of(folder, config_file, _day(today)))
    problems = [told(_from_here(problem, folder)) for problem in checked.problems]
    if changed_since is not None:
        problems = changed_first(problems, _changed(folder, changed_since))
    show(FORMATS[form](problems), nl=False)
    if form == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        with Path(summary).open("a", encoding="utf-8") as stream:
            stream.write(github_summary(problems))
    try:
        refresh(folder, checked.catalog, checked.unread)
    except OSError as error:
        reason = str(error)
        show(say("the schemas for editors could not be written: {reason}", reason=reason), err=True)
    errors = len(checked.errors)
    warnings = len(checked.problems) - errors
    definitions = len(checked.catalog.definitions()) + len(checked.unread)
    show(_summary(definitions, errors, warnings), err=True)
    return 1 if errors or (strict and warnings) else 0


def _from_here(problem: Problem, folder: Path) -> Problem:
    """Name the file as seen from where the command runs, where editors open it from."""
    here = folder.as_posix()
    return problem if here == "." else replace(problem, path=f"{here.rstrip('/')}/{problem.path}")


def _changed(folder: Path, revision: str) -> set[str]:
    try:
        found = changed_files(folder, revision)
    except RevisionError as error:
        raise wrong_value(error.args[0], "--changed-since") from None
    here = folder.as_posix()
    return found if here == "." else {f"{here.rstrip('/')}/{path}" for path in found}


def _day(text: str | None) -> datetime.date:
    if text is None:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        why = say("{written} is not a day; write it as 2026-03-31", written=quoted(text))
        raise wrong_value(why, "--today") from None


def _summary(definitions: int, errors: int, warnings: int) -> str:
    if not definitions and not errors:
        return say("no definitions found")
    read = say_count("{count} definition", "{count} definitions", count=definitions)
    counted = [
        found
        for count, found in (
            (errors, say_count("{count} error", "{count} errors", count=errors)),
            (warnings, say_count("{count} warning", "{count} warnings", count=warnings)),
        )
        if count
    ]
    if len(counted) == 2:
        return say(
            "{read}: {errors} and {warnings}", read=read, errors=counted[0], warnings=counted[1]
        )
    return say("{read}: {found}", read=read, found=counted[0] if counted else say("no problems"))

"""`icp schema`: what editors and issue forms know about the definitions."""

from __future__ import annotations

from pathlib import Path

import click

from icp_playbook.authoring.generated import (
    SETTINGS,
    committed_files,
    left_schemas,
    settings_to_add,
    stale_files,
    write_files,
)
from icp_playbook.authoring.language import language_of
from icp_playbook.authoring.schema import schema_files
from icp_playbook.cli.playbook_folder import FOLDER_OPTION, is_playbook
from icp_playbook.cli.terminal import show, tell, wrong_use
from icp_playbook.configuration import context_of
from icp_playbook.messages import say, say_count
from icp_playbook.problems import quoted
from icp_playbook.reading import check_playbook

_HELP = say("""\
Write JSON Schemas into schemas/: editors complete, explain and check from them.

Run it once; commit schemas/.gitignore and .vscode/settings.json. The schemas hold this playbook's
ids and stay out of git: icp check and icp serve make them on each machine, and keep them up to
date. In a repository with a .github folder the issue forms are written too; run it again after an
upgrade.
""")
_CHECK = say("Change nothing; exit with 1 when a file that belongs into git is out of date.")


@click.command("schema", help=tell(_HELP))
@FOLDER_OPTION
@click.option("--check", "only_check", is_flag=True, help=tell(_CHECK))
def command(folder: Path, only_check: bool) -> int:
    """Write what is out of date, or only list it."""
    if not is_playbook(folder):
        where = quoted(str(folder.resolve()))
        raise wrong_use(
            say("there is no playbook in {folder}; begin one with: icp new company", folder=where)
        )
    committed = committed_files(folder)
    by_hand = settings_to_add(folder)
    if only_check:
        return _show_stale(stale_files(folder, committed), by_hand)
    checked = check_playbook(folder, context_of(folder))
    files = committed | schema_files(checked.catalog, checked.unread, language_of(folder))
    changed, left = stale_files(folder, files), left_schemas(folder)
    write_files(folder, files, changed, left)
    for path in changed:
        show(say("{file} written", file=path))
    for path in left:
        show(say("{file} removed", file=path))
    kept = say_count(
        "{current} of {count} file was up to date", "{current} of {count} files were up to date",
        count=len(files), current=len(files) - len(changed),
    )  # fmt: skip
    show(kept, err=True)
    return _show_stale([], by_hand)


def _show_stale(stale: list[str], by_hand: str) -> int:
    """Print which files are not up to date, and return the exit code."""
    for path in stale:
        show(say("{file} is out of date; run icp schema", file=path))
    if by_hand:
        show(say("{file} is no plain JSON, so it is yours to change; it lacks:", file=SETTINGS))
        show(by_hand)
    return 1 if stale or by_hand else 0

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
from icp_playbook.authoring.schema import schema_files
from icp_playbook.cli.playbook_folder import FOLDER, is_playbook
from icp_playbook.configuration import context_of
from icp_playbook.problems import quoted
from icp_playbook.reading import check_playbook


@click.command("schema")
@click.option("-C", "--folder", type=FOLDER, default=".", show_default=True, help="The playbook.")
@click.option(
    "--check", "only_check", is_flag=True,
    help="Change nothing; exit with 1 when a file that belongs into git is out of date.",
)  # fmt: skip
def command(folder: Path, only_check: bool) -> int:
    """Write JSON Schemas into schemas/: editors complete, explain and check from them.

    Run it once; commit schemas/.gitignore and .vscode/settings.json. The schemas hold this playbook's ids and stay
    out of git: icp check and icp serve make them on each machine, and keep them up to date. In a repository with a
    .github folder the issue forms are written too; run it again after an upgrade.
    """
    if not is_playbook(folder):
        raise click.UsageError(
            f"there is no playbook in {quoted(str(folder.resolve()))}; begin one with: icp new company"
        )
    committed = committed_files(folder)
    by_hand = settings_to_add(folder)
    if only_check:
        return _told(stale_files(folder, committed), by_hand)
    checked = check_playbook(folder, context_of(folder))
    files = committed | schema_files(checked.catalog, checked.unread)
    changed, left = stale_files(folder, files), left_schemas(folder)
    write_files(folder, files, changed, left)
    for path in changed:
        click.echo(f"{path} written")
    for path in left:
        click.echo(f"{path} removed")
    click.echo(f"{len(files) - len(changed)} of {len(files)} files were up to date", err=True)
    return _told([], by_hand)


def _told(stale: list[str], by_hand: str) -> int:
    """Tell which files are not up to date, and return the exit code."""
    for path in stale:
        click.echo(f"{path} is out of date; run icp schema")
    if by_hand:
        click.echo(f"{SETTINGS} is no plain JSON, so it is yours to change; it lacks:\n{by_hand}")
    return 1 if stale or by_hand else 0

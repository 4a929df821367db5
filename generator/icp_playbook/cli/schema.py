"""`icp schema`: what editors and issue forms know about the definitions."""

from __future__ import annotations

from pathlib import Path

import click

from icp_playbook.authoring.generated import generated_files, stale_files, write_files
from icp_playbook.cli.playbook_folder import FOLDER, is_playbook
from icp_playbook.configuration import context_of
from icp_playbook.problems import quoted
from icp_playbook.reading import check_playbook


@click.command("schema")
@click.option("-C", "--folder", type=FOLDER, default=".", show_default=True, help="The playbook.")
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit with 1 when a file is out of date."
)
def command(folder: Path, only_check: bool) -> int:
    """Write JSON Schemas into schemas/: editors complete, explain and check from them.

    They hold the ids of this playbook, so run it again when definitions come or go (new, rename and remove do so
    themselves). In a repository with a .github folder the issue forms are written too, and .vscode/settings.json
    where there is none.
    """
    if not is_playbook(folder):
        raise click.UsageError(
            f"there is no playbook in {quoted(str(folder.resolve()))}; begin one with: icp new company"
        )
    files = generated_files(folder, check_playbook(folder, context_of(folder)).catalog)
    changed, left = stale_files(folder, files)
    if only_check:
        for path in (*changed, *left):
            click.echo(f"{path} is out of date")
        click.echo("run icp schema" if changed or left else "schemas are up to date", err=True)
        return 1 if changed or left else 0
    write_files(folder, files, changed, left)
    for path in changed:
        click.echo(f"{path} written")
    for path in left:
        click.echo(f"{path} removed")
    click.echo(f"{len(files) - len(changed)} of {len(files)} files were up to date", err=True)
    return 0

"""`icp remove`: delete what nothing leads to."""

from __future__ import annotations

from pathlib import Path

import click

from icp_playbook.authoring.naming import RefusedError
from icp_playbook.authoring.removing import remove
from icp_playbook.cli.playbook_folder import FOLDER
from icp_playbook.cli.refs import counted, described


@click.command("remove")
@click.argument("name", metavar="KIND:ID")
@click.option("-C", "--folder", type=FOLDER, default=".", show_default=True, help="The playbook.")
def command(name: str, folder: Path) -> int:
    """Delete a definition, or a part of one. What is still used stays: its users are listed, and the exit code is 1."""
    try:
        done = remove(folder, name)
    except RefusedError as error:
        raise click.UsageError(str(error)) from None
    if done.in_the_way:
        for mention in done.in_the_way:
            click.echo(described(mention))
        click.echo(f"{counted(done.ref, done.in_the_way)}, so it stays; take it out there first", err=True)
        return 1
    click.echo(f"{done.ref} is gone from {done.path}", err=True)
    return 0

"""`icp rename`: a new id, and everything that leads to it mended."""

from __future__ import annotations

from pathlib import Path

import click

from icp_playbook.authoring.naming import RefusedError
from icp_playbook.authoring.renaming import rename
from icp_playbook.cli.playbook_folder import FOLDER
from icp_playbook.cli.refs import described


@click.command("rename")
@click.argument("name", metavar="KIND:OLD")
@click.argument("new", metavar="NEW")
@click.option("-C", "--folder", type=FOLDER, default=".", show_default=True, help="The playbook.")
def command(name: str, new: str, folder: Path) -> int:
    """Give a definition, or a part of one, a new id.

    The file moves, every reference and every link in prose follows, and the old id is kept as an alias, so that the
    page's old address leads to the new one. Comments and layout stay as they are. Either all of it happens or nothing.
    """
    try:
        done = rename(folder, name, new)
    except RefusedError as error:
        raise click.UsageError(str(error)) from None
    for mention in done.mended:
        click.echo(described(mention))
    if done.moved:
        click.echo(f"{done.moved[0]} is {done.moved[1]} now")
    places = f"{len(done.mended)} place{'s' if len(done.mended) != 1 else ''}"
    click.echo(f"{done.old} is {done.new} now; {places} mended", err=True)
    return 0

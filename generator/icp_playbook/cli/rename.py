"""`icp rename`: a new id, and everything that leads to it follows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from icp_playbook.authoring.naming import RefusedError
from icp_playbook.authoring.renaming import Renamed, rename
from icp_playbook.cli.playbook_folder import FOLDER
from icp_playbook.cli.refs import described


@click.command("rename")
@click.argument("name", metavar="KIND:OLD")
@click.argument("new", metavar="NEW")
@click.option("-C", "--folder", type=FOLDER, default=".", show_default=True, help="The playbook.")
def command(name: str, new: str, folder: Path) -> int:
    """Give a definition, or a part of one, a new id.

    The file moves, every reference and link follows (in prose, pages and the nav of mkdocs.yml), and the old id is kept as an alias, so that the
    page's old address leads to the new one. Comments and layout stay as they are. Either all of it happens or nothing; in git, all of it is staged.
    """
    try:
        done = rename(folder, name, new)
    except RefusedError as error:
        raise click.UsageError(str(error)) from None
    for mention in done.followed:
        click.echo(described(mention))
    if done.moved:
        click.echo(f"{done.moved[0]} is {done.moved[1]} now")
    places = f"{len(done.followed)} place{'s' if len(done.followed) != 1 else ''}"
    click.echo(f"{done.old} is {done.new} now; {places} changed", err=True)
    for line in _in_git(done):
        click.echo(line, err=True)
    return 0


def _in_git(done: Renamed) -> Iterator[str]:
    """Say what is staged, and what of the person's own is with it or left out."""
    if not done.staged:
        return
    gone = {done.moved[0]} if done.moved else set()
    count = len({*done.staged} - gone)
    files = "the file is" if count == 1 else f"the {count} files are"
    yield f"{files} staged, so that git keeps the change together; run: git commit"
    if own := [path for path in done.edited if path in done.staged]:
        yield f"staged with it are edits of yours that were not: {', '.join(own)}"
    if left := sorted({mention.path for mention in done.followed} - {*done.staged}):
        yield f"git does not know these yet, so they are changed but not staged: {', '.join(left)}"

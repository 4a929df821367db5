"""`icp refs`, `icp rename` and `icp remove`: what leads to a definition, and what happens to that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from icp_playbook.authoring.changing import readable
from icp_playbook.authoring.mentions import Mention, find_mentions
from icp_playbook.authoring.naming import RefusedError, UnknownNameError, named
from icp_playbook.authoring.renaming import Renamed, remove, rename
from icp_playbook.cli.playbook_folder import FOLDER


@click.command("refs")
@click.argument("name", metavar="KIND:ID")
@click.option("-C", "--folder", type=FOLDER, default=".", show_default=True, help="The playbook.")
def refs_command(name: str, folder: Path) -> int:
    """List every place that leads to a definition, or to a part of one.

    For example segment:mid-market, stage:onboarding or pain:exchanges-first#label-chaos.
    """
    catalog = readable(folder).catalog
    try:
        target = named(catalog, name)
    except UnknownNameError as error:
        raise click.UsageError(str(error)) from None
    mentions = find_mentions(folder, catalog, target)
    for mention in mentions:
        click.echo(_described(mention))
    click.echo(_counted(target.ref, mentions), err=True)
    return 0


@click.command("rename")
@click.argument("name", metavar="KIND:OLD")
@click.argument("new", metavar="NEW")
@click.option("-C", "--folder", type=FOLDER, default=".", show_default=True, help="The playbook.")
def rename_command(name: str, new: str, folder: Path) -> int:
    """Give a definition, or a part of one, a new id.

    The file moves, every reference and link follows (in prose, pages and the nav of mkdocs.yml), and the old id is kept as an alias, so that the
    page's old address leads to the new one. Comments and layout stay as they are. Either all of it happens or nothing; in git, all of it is staged.
    """
    try:
        done = rename(folder, name, new)
    except RefusedError as error:
        raise click.UsageError(str(error)) from None
    for mention in done.followed:
        click.echo(_described(mention))
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


@click.command("remove")
@click.argument("name", metavar="KIND:ID")
@click.option("-C", "--folder", type=FOLDER, default=".", show_default=True, help="The playbook.")
def remove_command(name: str, folder: Path) -> int:
    """Delete a definition, or a part of one. What is still used stays: its users are listed, and the exit code is 1."""
    try:
        done = remove(folder, name)
    except RefusedError as error:
        raise click.UsageError(str(error)) from None
    if done.in_the_way:
        for mention in done.in_the_way:
            click.echo(_described(mention))
        click.echo(f"{_counted(done.ref, done.in_the_way)}, so it stays; take it out there first", err=True)
        return 1
    click.echo(f"{done.ref} is gone from {done.path}", err=True)
    return 0


def _described(mention: Mention) -> str:
    """Return one place as a line: where, in which field, and what stands there."""
    place = click.style(f"{mention.path}:{mention.line}:{mention.column}:", bold=True)
    field = mention.field or "page"
    return f"{place} {field}: {f'[[{mention.written}]] in prose' if mention.in_prose else mention.written}"


def _counted(ref: str, mentions: list[Mention] | tuple[Mention, ...]) -> str:
    """Return how often, and in how many files, something is used."""
    if not mentions:
        return f"{ref} is used nowhere"
    files = len({mention.path for mention in mentions})
    places = f"{len(mentions)} place{'s' if len(mentions) != 1 else ''}"
    return f"{ref} is used in {places} of {files} file{'s' if files != 1 else ''}"

"""`icp refs`: where something is used."""

from __future__ import annotations

from pathlib import Path

import click

from icp_playbook.authoring.addresses import find_addresses
from icp_playbook.authoring.changing import readable
from icp_playbook.authoring.mentions import Mention, find_mentions
from icp_playbook.authoring.naming import UnknownNameError, named
from icp_playbook.cli.playbook_folder import FOLDER


@click.command("refs")
@click.argument("name", metavar="KIND:ID")
@click.option("-C", "--folder", type=FOLDER, default=".", show_default=True, help="The playbook.")
def command(name: str, folder: Path) -> int:
    """List every place that leads to a definition, or to a part of one.

    For example segment:mid-market, stage:onboarding or pain:exchanges-first#label-chaos.
    """
    catalog = readable(folder).catalog
    try:
        target = named(catalog, name)
    except UnknownNameError as error:
        raise click.UsageError(str(error)) from None
    mentions = [*find_mentions(folder, catalog, target), *find_addresses(folder, catalog, target)]
    for mention in mentions:
        click.echo(described(mention))
    click.echo(counted(target.ref, mentions), err=True)
    return 0


def described(mention: Mention) -> str:
    """Return one place as a line: where, in which field, and what stands there."""
    place = click.style(f"{mention.path}:{mention.line}:{mention.column}:", bold=True)
    field = mention.field or "page"
    return f"{place} {field}: {f'[[{mention.written}]] in prose' if mention.in_prose else mention.written}"


def counted(ref: str, mentions: list[Mention] | tuple[Mention, ...]) -> str:
    """Return how often, and in how many files, something is used."""
    if not mentions:
        return f"{ref} is used nowhere"
    files = len({mention.path for mention in mentions})
    places = f"{len(mentions)} place{'s' if len(mentions) != 1 else ''}"
    return f"{ref} is used in {places} of {files} file{'s' if files != 1 else ''}"

"""`icp diff`: what a change means, in business words."""

from __future__ import annotations

from pathlib import Path

import click

from icp_playbook.changes.diff import diff
from icp_playbook.changes.report import as_json, as_markdown, as_text
from icp_playbook.changes.revisions import RevisionError
from icp_playbook.cli.playbook_folder import CONFIG_FILE, FOLDER
from icp_playbook.configuration import read_configuration, read_configuration_file
from icp_playbook.project import Site

_FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json}


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "-C",
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The playbook.",
)
@click.option(
    "--format", "form", type=click.Choice(list(_FORMATS)), default="text", show_default=True, help="For whom."
)
@click.option("--accounts", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Also say which of these accounts (CSV, JSON or YAML) would be judged differently.")  # fmt: skip
@click.option("--direct", is_flag=True, help="Compare the two as they are, also what went on in BASE since.")
@click.option(
    "--site-url", default="", metavar="URL", help="Where the preview is, for links to the changed pages."
)
@click.option("--language", metavar="TAG", help="Say it in this language; by default the site's first.")
@CONFIG_FILE
def command(
    base: str, head: str | None, folder: Path, form: str, accounts: Path | None, direct: bool, site_url: str,
    language: str | None, config_file: Path | None,
) -> int:  # fmt: skip
    """Say what changed from BASE to HEAD, both git revisions or folders.

    HEAD is the files as they are now, when left out. Two revisions are compared as a pull request is: what HEAD did
    since it left BASE, and not what went on in BASE since then (--direct compares the two themselves). A name that
    is a revision and a folder is taken for the revision; write ./name for the folder.

    Says which definitions were added, removed, renamed or changed, field by field, and what follows: pages that
    read differently, coverage, definitions to look at again, accounts that would be judged differently.
    """
    if not (head and Path(base).is_dir() and Path(head).is_dir()):
        context = click.get_current_context()
        asked = next(one for one in context.command.params if one.name == "folder")
        FOLDER.convert(str(folder), asked, context)
    folder = config_file.parent if config_file is not None else folder
    configuration = (
        read_configuration(folder) if config_file is None else read_configuration_file(config_file)
    )
    site = Site(
        language=language or next(iter(configuration.languages), "en"),
        languages=configuration.languages,
        url=site_url,
        docs=configuration.docs,
    )
    try:
        report = diff(folder, base, head, site, accounts, direct)
    except RevisionError as error:
        raise click.UsageError(str(error)) from None
    click.echo(_FORMATS[form](report), nl=False)
    return 0

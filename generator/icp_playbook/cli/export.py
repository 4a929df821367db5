"""`icp export`: the same pages as a real docs folder."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from icp_playbook.cli.messages import show_messages
from icp_playbook.cli.playbook_folder import ConfigFile
from icp_playbook.engines.export import export_docs


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("-f", "--config-file", type=ConfigFile(), default="mkdocs.yml", show_default=True)
@click.option("--config", "write_config", type=click.Path(path_type=Path), metavar="FILE",
              help="Also write a configuration that builds the folder without the icp plugin.")  # fmt: skip
def command(folder: Path, config_file: Path, write_config: Path | None) -> int:
    """Write every page as Markdown into FOLDER: only changed files are written, and stale ones removed."""
    try:
        with show_messages(logging.WARNING):
            result = export_docs(config_file, folder, write_config)
    except FileExistsError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.UsageError(
            f"{error.filename or folder} can't be written: {error.strerror or error}"
        ) from None
    click.echo(f"{result.written} written, {result.removed} removed, {result.kept} unchanged in {folder}")
    return 0

"""`icp serve`: the preview."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from icp_playbook.cli.messages import show_messages
from icp_playbook.cli.playbook_folder import ConfigFile
from icp_playbook.engines.mkdocs_site import CannotWriteError, serve_site


@click.command("serve")
@click.option("-f", "--config-file", type=ConfigFile(), default="mkdocs.yml", show_default=True)
@click.option("-p", "--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the site in the browser.")
def command(config_file: Path, port: int, open_browser: bool) -> int:
    """Preview the site on this machine; it follows every change of YAML, pages and templates."""
    with show_messages(logging.INFO):
        try:
            serve_site(config_file, port, open_browser)
        except CannotWriteError as error:
            raise click.UsageError(str(error)) from None
    return 0

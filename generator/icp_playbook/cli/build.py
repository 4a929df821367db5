"""`icp build`: check, build, and put the new site in the old one's place in one step."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from icp_playbook.cli.messages import show_messages
from icp_playbook.cli.playbook_folder import ConfigFile
from icp_playbook.engines.mkdocs_site import CannotWriteError, build_site
from icp_playbook.engines.site_folder import NotOursError


@click.command("build")
@click.option("-f", "--config-file", type=ConfigFile(), default="mkdocs.yml", show_default=True)
@click.option(
    "-d",
    "--site-dir",
    type=click.Path(path_type=Path),
    help="Where the site goes; default: as in mkdocs.yml.",
)
def command(config_file: Path, site_dir: Path | None) -> int:
    """Check the playbook and build its site. The old site stays until the new one is whole."""
    progress = _Progress()
    with show_messages(logging.WARNING):
        try:
            built = build_site(config_file, site_dir, progress)
        except (NotOursError, CannotWriteError) as error:
            raise click.UsageError(str(error)) from None
        finally:
            progress.clear()
    click.echo(f"{built.pages} pages in {built.seconds:.1f} s: open {built.index}")
    return 0


class _Progress:
    """Shows on a terminal what is being done; says nothing elsewhere."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, step: str, done: int, total: int) -> None:
        if self._shown:
            bar = "#" * (20 * done // max(total, 1))
            click.echo(f"\r\x1b[K{step:<22} [{bar:<20}] {done}/{total}", err=True, nl=False)

    def clear(self) -> None:
        """Leave the line to what is printed next."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)

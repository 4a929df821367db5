"""`icp build`, `icp serve` and `icp export`: the site, its preview, and its pages for another engine."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from icp_playbook.cli.playbook_folder import ConfigFile
from icp_playbook.cli.terminal import show_messages
from icp_playbook.engines.export import export_docs
from icp_playbook.engines.mkdocs_site import CannotWriteError, build_site, serve_site
from icp_playbook.engines.site_folder import NotOursError


@click.command("build")
@click.option("-f", "--config-file", type=ConfigFile(), default="mkdocs.yml", show_default=True)
@click.option(
    "-d",
    "--site-dir",
    type=click.Path(path_type=Path),
    help="Where the site goes; default: as in mkdocs.yml.",
)
def build_command(config_file: Path, site_dir: Path | None) -> int:
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


@click.command("serve")
@click.option("-f", "--config-file", type=ConfigFile(), default="mkdocs.yml", show_default=True)
@click.option("-p", "--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the site in the browser.")
def serve_command(config_file: Path, port: int, open_browser: bool) -> int:
    """Preview the site on this machine; it follows every change of YAML, pages and templates."""
    with show_messages(logging.INFO):
        try:
            serve_site(config_file, port, open_browser)
        except CannotWriteError as error:
            raise click.UsageError(str(error)) from None
    return 0


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("-f", "--config-file", type=ConfigFile(), default="mkdocs.yml", show_default=True)
@click.option("--config", "write_config", type=click.Path(path_type=Path), metavar="FILE",
              help="Also write a configuration that builds the folder without the icp plugin.")  # fmt: skip
def export_command(folder: Path, config_file: Path, write_config: Path | None) -> int:
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

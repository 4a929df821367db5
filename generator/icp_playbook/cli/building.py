"""`icp build`: the site. Where nothing has changed, no engine is started."""

from __future__ import annotations

import logging
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from icp_playbook.cli.terminal import show, show_log, tell, wrong_use
from icp_playbook.engines.site_folder import CannotWriteError, NotOursError
from icp_playbook.engines.unchanged import find_unchanged
from icp_playbook.messages import say

if TYPE_CHECKING:
    from icp_playbook.engines.mkdocs_site import BuiltSite

_BUILD = say(
    "Check the playbook and build its site. The old site stays until the new one is whole."
)
_SITE_DIR = say("Where the site goes; default: as in mkdocs.yml.")
_PATH = click.Path(path_type=Path)
_AUDIENCE = say(
    "Build what this audience of the company may read, and nothing else: into site-NAME."
)
_CLEAN = say("Build even if nothing has changed since the last time.")


@click.command("build", help=tell(_BUILD))
@click.option("-f", "--config-file", type=_PATH, default="mkdocs.yml", show_default=True)
@click.option("-d", "--site-dir", type=_PATH, help=tell(_SITE_DIR))
@click.option("--audience", metavar="NAME", default="", help=tell(_AUDIENCE))
@click.option("--clean", is_flag=True, help=tell(_CLEAN))
def command(config_file: Path, site_dir: Path | None, audience: str, clean: bool) -> int:
    """Build, and show what is being done."""
    start = time.monotonic()
    known = None if clean else find_unchanged(config_file, site_dir, audience)
    if known is not None:
        show(
            say(
                "{pages} pages, and nothing has changed ({seconds} s): open {file}",
                pages=known.pages,
                seconds=f"{time.monotonic() - start:.1f}",
                file=known.index,
            )
        )
        return 0
    # What makes a path right is known to what takes longer to load than the answer above.
    folder, context = import_module("icp_playbook.cli.playbook_folder"), click.get_current_context()
    option = next(one for one in context.command.params if one.name == "config_file")
    file = folder.ConfigPath().convert(config_file, option, context)
    built = _build(file, site_dir, audience)
    show(
        say(
            "{pages} pages in {seconds} s: open {file}",
            pages=built.pages, seconds=f"{built.seconds:.1f}", file=str(built.index),
        )
    )  # fmt: skip
    return 0


def _build(config_file: Path, site_dir: Path | None, audience: str) -> BuiltSite:
    engine = import_module("icp_playbook.engines.mkdocs_site")
    progress = _Progress()
    with show_log(logging.WARNING):
        try:
            built: BuiltSite = engine.build_site(config_file, site_dir, progress, audience)
        except (NotOursError, CannotWriteError) as error:
            raise wrong_use(error) from None
        finally:
            progress.clear()
    return built


class _Progress:
    """Shows on a terminal what is being done; says nothing elsewhere."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, step: str, done: int, total: int) -> None:
        if self._shown:
            bar = "#" * (20 * done // max(total, 1))
            show(f"\r\x1b[K{tell(step):<22} [{bar:<20}] {done}/{total}", err=True, nl=False)

    def clear(self) -> None:
        """Leave the line to what is printed next."""
        if self._shown:
            show("\r\x1b[K", err=True, nl=False)

"""Build and preview the site with MkDocs: into a staging folder first, then in one step into the old site's place."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from icp_playbook.engines.mkdocs_plugin import IcpPlugin
from icp_playbook.project import MARKER
from icp_playbook.stages.write import exchange

Steps = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A finished site."""

    index: Path
    pages: int
    seconds: float


class NotOursError(Exception):
    """The site's folder holds something else than a site of ours; it is left alone."""


def build_site(config_file: Path, site_dir: Path | None, steps: Steps) -> BuiltSite:
    """Build the site strictly and publish it as a whole.

    Raise `ContentError` on mistakes in the content and `NotOursError` when the target is somebody else's folder;
    either way, and if the process is killed, the old site stays as it was.
    """
    start = time.monotonic()
    config = _config(config_file)
    target = (site_dir or Path(config.site_dir)).resolve()
    if target.exists() and not _replaceable(target):
        raise NotOursError(f"{target} holds files that are not a site of ours; empty it or choose another with -d")
    target.parent.mkdir(parents=True, exist_ok=True)
    with _staging(target) as staging:
        config.site_dir = str(staging)
        plugin = config.plugins["icp"]
        assert isinstance(plugin, IcpPlugin)
        plugin.steps = steps
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
        exchange(staging, target)
    return BuiltSite(target / "index.html", plugin.page_count, time.monotonic() - start)


def serve_site(config_file: Path, port: int, open_browser: bool) -> None:
    """Serve the preview on this machine only, until interrupted."""
    mkdocs_serve(str(config_file), dev_addr=f"127.0.0.1:{port}", open_in_browser=open_browser)  # type: ignore[arg-type]


def _config(config_file: Path) -> MkDocsConfig:
    return load_config(str(config_file), strict=True)


def _replaceable(target: Path) -> bool:
    return target.is_dir() and ((target / MARKER).is_file() or not any(target.iterdir()))


@contextmanager
def _staging(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target` (so that both are on one disk), and remove it afterwards."""
    staging = Path(tempfile.mkdtemp(prefix=f".icp-{target.name}-", dir=target.parent))
    staging.chmod(0o755)
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)

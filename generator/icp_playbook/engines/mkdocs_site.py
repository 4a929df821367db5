"""Build the site with MkDocs and put it in the old one's place in one step."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig

from icp_playbook.engines.mkdocs_config import (
    docs_of,
    place_of_pages,
    read_config,
)
from icp_playbook.engines.mkdocs_failure import failures_named
from icp_playbook.engines.mkdocs_files import made_from
from icp_playbook.engines.mkdocs_our_pages import plugin_of
from icp_playbook.engines.mkdocs_pages import build_alone, is_alone, reads_nothing_else, sources_of
from icp_playbook.engines.site_folder import (
    CannotWriteError,
    NotOursError,
    keep_inner_sites,
    outermost,
    refuse_others,
)
from icp_playbook.engines.unchanged import Watch
from icp_playbook.messages import say
from icp_playbook.stages.write import exchange, staging_folder

Steps = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A finished site."""

    index: Path
    pages: int
    seconds: float


def build_site(
    config_file: Path, site_dir: Path | None, steps: Steps, audience: str = ""
) -> BuiltSite:
    """Build the site strictly and publish it as a whole.

    The site of an `audience` goes beside the company's: `site-partners` beside `site`.

    Raise `ContentError` on mistakes in the content, `NotOursError` when the target is somebody
    else's folder and `CannotWriteError` when it can't be written; either way, and if the process is
    killed, the old site stays as it was.
    """
    start, began = time.monotonic(), time.time_ns()
    with place_of_pages(config_file) as docs_dir:
        config = read_config(config_file, docs_dir, strict=True, audience=audience)
        watch = Watch(Path(config.config_file_path), site_dir, sources_of(config), began, audience)
        if audience and site_dir is None:
            site_dir = Path(f"{config.site_dir}-{audience}")
        return _build(config, site_dir, steps, watch, start)


def _build(
    config: MkDocsConfig, site_dir: Path | None, steps: Steps, watch: Watch, start: float
) -> BuiltSite:
    named = (site_dir or Path(config.site_dir)).absolute()
    target = named.resolve()
    _check_target(target, config)
    plugin = plugin_of(config)
    plugin.steps = steps
    plugin.raises_content_errors = True
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with staging_folder(outermost(target)) as staging:
            config.site_dir = str(staging)
            with failures_named():
                config.plugins.on_startup(command="build", dirty=False)
                if is_alone(config):
                    build_alone(config, plugin)
                else:
                    mkdocs_build(config)
                config.plugins.on_shutdown()
            keep_inner_sites(target, staging)
            watch.look_at(staging)
            exchange(staging, target)
        index = target / "index.html"
        if is_alone(config) and reads_nothing_else(config):
            watch.keep(named / "index.html", plugin.page_count)  # a link may lead elsewhere later
        else:
            watch.forget()
    except OSError as error:
        raise CannotWriteError(
            say(
                "{folder} can't be written: {reason}",
                folder=str(target),
                reason=str(error.strerror or error),
            )
        ) from error
    finally:  # MkDocs keeps a plugin for the next build of the same process
        plugin.raises_content_errors = False
    return BuiltSite(index, plugin.page_count, time.monotonic() - start)


def _check_target(target: Path, config: MkDocsConfig) -> None:
    docs = (Path(config.config_file_path or "mkdocs.yml").parent / docs_of(config)).resolve()
    if target.is_relative_to(docs):
        raise NotOursError(
            say(
                "{folder} lies inside {docs}, where the next build would take it for pages",
                folder=str(target),
                docs=str(docs),
            )
        )
    refuse_others(target, made_from(config))

"""The site in its other languages, each built as a site of its own in a folder of the first.

They are made from the same reading of the playbook, with the same engine, plugins and theme.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from icp_playbook.editions import Edition
from icp_playbook.engines.mkdocs_config import (
    EDITION,
    NO_PAGES,
    audience_of,
    configuration_of,
    for_audience,
)
from icp_playbook.engines.mkdocs_pages import build_alone, is_alone
from icp_playbook.engines.second_process import SecondProcess, may_copy

if TYPE_CHECKING:
    from icp_playbook.engines.mkdocs_our_pages import OurPages


def begin_others(config: MkDocsConfig, plugin: OurPages) -> SecondProcess[bool] | None:
    """Begin to build the other languages in a second process, once the playbook has been read."""
    if config.extra.get(EDITION) or not configuration_of(config).editions[1:] or not may_copy():
        return None

    def work() -> list[bool]:
        # Should something be wrong there, the first process builds them again, and says it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
        plugin.steps = lambda step, done, total: None
        build_others(config, plugin)
        return [True]

    return SecondProcess(work)


def build_others(config: MkDocsConfig, plugin: OurPages) -> None:
    """Build the other languages of a site; raise what their builds raise."""
    if config.extra.get(EDITION):
        return
    for edition in configuration_of(config).editions[1:]:
        with config_in(config, edition) as other:
            inner: Any = other.plugins["icp"]
            plugin.hand_over(inner)
            if is_alone(other) and plugin.draws_each_when_asked:
                build_alone(other, inner)
            else:
                mkdocs_build(other)


@contextmanager
def config_in(config: MkDocsConfig, edition: Edition) -> Iterator[MkDocsConfig]:
    """Give the configuration of a site in another of its languages."""
    written = configuration_of(config)
    docs = written.root / edition.docs
    with tempfile.TemporaryDirectory(prefix=NO_PAGES) as nothing, _plugins_of_their_own():
        other = load_config(
            config.config_file_path,
            strict=config.strict,
            use_directory_urls=config.use_directory_urls,
            docs_dir=str(docs) if docs.is_dir() else nothing,
            site_dir=str(Path(config.site_dir) / edition.folder),
            site_url=config.site_url and f"{config.site_url.rstrip('/')}/{edition.folder}/",
            **edition.settings,
        )
        other.extra[EDITION] = edition.folder
        yield for_audience(other, audience_of(config))


@contextmanager
def _plugins_of_their_own() -> Iterator[None]:
    """Have MkDocs make plugins anew, which it keeps otherwise for the next build of a process."""
    kept: Any = dict(MkDocsConfig._schema)["plugins"]  # noqa: SLF001
    before, kept.plugin_cache = kept.plugin_cache, {}
    try:
        yield
    finally:
        kept.plugin_cache = before

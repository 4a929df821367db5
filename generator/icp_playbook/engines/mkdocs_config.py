"""MkDocs' configuration: how it is read, and what it says of the site."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from click import ClickException, UsageError
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel, set_exclusions

from icp_playbook.code_host import CodeHost, UnusableTemplateError, code_host
from icp_playbook.configuration import Configuration, read_configuration_file
from icp_playbook.editions import Edition
from icp_playbook.engines.mkdocs_failure import OthersFailureError, failures_named
from icp_playbook.git import path_in_repository
from icp_playbook.messages import say
from icp_playbook.project import BIG_COLLECTION, MARK_DAYS, Site
from icp_playbook.tags import spelled

NO_PAGES = "icp-no-pages-"
"""Begins the name of an empty folder that stands for one of hand-written pages."""


@contextmanager
def place_of_pages(config_file: Path, always: bool = False) -> Iterator[str | None]:
    """Give MkDocs an empty folder as `docs_dir` when there is none, or `always`.

    Git keeps no empty folder, and MkDocs refuses a site without one for hand-written pages. The
    right one takes its place when it comes (`check_config`), so a preview begins with an empty one:
    the right one may go, too. Raise `ConfigurationError` for a configuration that can't be used:
    MkDocs' own reader sets no limits.
    """
    configuration = read_configuration_file(config_file)
    _ = configuration.look  # refuses what is none
    if (configuration.root / configuration.docs).is_dir() and not always:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix=NO_PAGES) as folder:
        yield folder


def read_config(
    config_file: Path, docs_dir: str | None, strict: bool = False, audience: str = ""
) -> MkDocsConfig:
    """Read the configuration; what is wrong in it is wrong use, not wrong content.

    An `audience` takes the place of the one that it names.
    """
    try:
        with failures_named():
            config = load_config(str(config_file), strict=strict or None, docs_dir=docs_dir)
            return for_audience(config, audience)
    except OthersFailureError:
        raise
    except ClickException as error:
        raise UsageError(
            say("{file}: {reason}", file=str(config_file), reason=error.format_message())
        ) from None


def for_audience(config: MkDocsConfig, audience: str) -> MkDocsConfig:
    """Return the configuration, whose site is for an audience unless that is empty."""
    if audience and "icp" in config.plugins:
        config.plugins["icp"].config["audience"] = audience
    return config


def audience_of(config: MkDocsConfig) -> str:
    """Return for whom a site is, of those that the company names; empty for the company."""
    plugin = config.plugins.get("icp")
    return str(plugin.config.get("audience") or "") if plugin is not None else ""


def configuration_of(config: MkDocsConfig) -> Configuration:
    """Return what the company wrote, as the commands read it that start no engine."""
    return read_configuration_file(file_of(config))


def docs_of(config: MkDocsConfig) -> str:
    """Return the folder of hand-written pages, from the playbook's: those of its language."""
    edition = edition_of(config)
    return configuration_of(config).docs if edition is None else edition.docs


def edition_of(config: MkDocsConfig) -> Edition | None:
    """Return which of the playbook's languages a configuration is for, where it lists some."""
    editions = configuration_of(config).editions
    wanted = config.extra.get(EDITION)
    found = (one for one in editions if one.folder == (wanted or ""))
    return next(found, None)


EDITION = "icp_edition"
"""Where `config.extra` has the folder of a language that is not the first."""


def file_of(config: MkDocsConfig) -> Path:
    """Return the path of the configuration."""
    return Path(config.config_file_path or "mkdocs.yml")


def code_host_of(config: MkDocsConfig) -> CodeHost:
    """Return where files are edited and seen; MkDocs guesses a folder `docs` at the top.

    An audience is not led to the playbook's files.
    """
    if audience_of(config):
        return CodeHost()
    edit_uri, template = _typed(config, "edit_uri"), _typed(config, "edit_uri_template")
    root = file_of(config).resolve().parent
    try:
        return code_host(
            config.repo_url or "",
            None if edit_uri is None else str(edit_uri),
            str(template or ""),
            docs_of(config),
            path_in_repository(root) if edit_uri is None and not template else "",
        )
    except UnusableTemplateError as error:
        raise UsageError(str(error)) from None


def _typed(config: MkDocsConfig, key: str) -> Any:
    """Return what the company wrote, which `config` mixes with what MkDocs makes of it."""
    return read_configuration_file(file_of(config)).values.get(key)


TAG = "icp_language"
"""Where `config.extra` has the site's language; our overrides of the theme say it."""


def language_of(config: MkDocsConfig) -> str:
    """Return the tag of the site's language as the company means it, not as the theme has it."""
    return str(config.extra.get(TAG) or spelled(str(config.theme.get("language") or "en")))


def site_of(config: MkDocsConfig, drafts: bool = False) -> Site:
    """Return what pages need to know of the site; with `drafts`, those are published as well."""

    def level(path: str) -> InclusionLevel:
        file = File(path, None, config.site_dir, config.use_directory_urls)
        set_exclusions([file], config)
        return file.inclusion

    def is_left_out(path: str) -> bool:
        found = level(path)
        return found.is_excluded() and not (drafts and found.is_in_serve())

    written = configuration_of(config)
    plugin = config.plugins.get("icp")
    options: Any = plugin.config if plugin is not None else {}
    return Site(
        name=config.site_name,
        language=language_of(config),
        languages=written.languages,
        audience=audience_of(config),
        url=config.site_url or "",
        code_host=code_host_of(config),
        editions=written.editions,
        docs=docs_of(config),
        directory_urls=config.use_directory_urls,
        big_collection=options.get("big_collection", BIG_COLLECTION),
        mark_days=options.get("mark_days", MARK_DAYS),
        markdown_extensions=tuple(config.markdown_extensions),
        allow=frozenset(options.get("allow", ())),
        look=written.look,
        data=options.get("data_files") is not False,
        has_markdown=options.get("data_files") is not False,
        left_out=cache(is_left_out),
        unlisted=cache(lambda path: level(path).is_not_in_nav()),
    )

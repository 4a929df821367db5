"""What the playbook takes from MkDocs' configuration, and what it adds to it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from icp_playbook.engines.mkdocs_config import code_host_of, configuration_of
from icp_playbook.model.page import NavItem
from icp_playbook.model.text import said
from icp_playbook.project import (
    ASSETS,
    BIG_COLLECTION,
    MARK_DAYS,
    SCRIPTS,
    STYLES,
    Site,
    template_folders,
)


def site_of(config: MkDocsConfig, drafts: bool = False) -> Site:
    """Return what pages need to know of the site; with `drafts`, those are published as well."""

    @cache
    def level(path: str) -> InclusionLevel:
        file = File(path, None, config.site_dir, config.use_directory_urls)
        set_exclusions([file], config)
        return file.inclusion

    written = configuration_of(config)
    plugin = config.plugins.get("icp")
    options: Any = plugin.config if plugin is not None else {}
    language = str(config.theme.get("language") or "en")
    return Site(
        name=config.site_name,
        language=language,
        languages=written.languages,
        url=config.site_url or "",
        code_host=code_host_of(config),
        docs=written.docs,
        directory_urls=config.use_directory_urls,
        big_collection=options.get("big_collection", BIG_COLLECTION),
        mark_days=options.get("mark_days", MARK_DAYS),
        markdown_extensions=tuple(config.markdown_extensions),
        allow=frozenset(options.get("allow", ())),
        data=options.get("data_files") is not False,
        left_out=lambda path: level(path).is_excluded() and not (drafts and level(path).is_in_serve()),
        unlisted=lambda path: level(path).is_not_in_nav(),
    )


def navigation_of(items: tuple[NavItem, ...], files: Files, config: MkDocsConfig) -> Navigation:
    """Return our navigation, without a word of it in the configuration: who finds one there takes it for the company's."""
    for file in files.documentation_pages():
        if type(file.page) is Page:  # made for the navigation that MkDocs guessed, so it has no title of ours
            file.page = None
    config.nav = nav_of(items, str(config.theme.get("language") or "en"))
    try:
        return get_navigation(files, config)
    finally:
        config.nav = None


def nav_of(items: tuple[NavItem, ...], language: str = "en") -> list[Any]:
    """Return the navigation as mkdocs.yml would have it; titles are HTML there, so they are escaped."""
    return [_entry(item, language) for item in items]


def _entry(item: NavItem, language: str) -> Any:
    title = escape(said(item.title, language), quote=False)
    if not item.children and not (item.source or "").endswith("/index.md"):
        return {title: item.source}
    # An index page is always a group's, even alone: the theme would take it for the page of the group around it.
    own = [item.source] if item.source else []
    return {title: own + [_entry(child, language) for child in item.children]}


def add_theme(config: MkDocsConfig, root: Path) -> None:
    """Put our overrides behind the company's own, and our styles and scripts before its own."""
    for folder in reversed(template_folders(root)):
        overrides = str(folder / "theme")
        if overrides not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, overrides)
    config.extra_css = list(dict.fromkeys([*(f"{ASSETS}/{name}" for name in STYLES), *config.extra_css]))
    ours: list[Any] = [f"{ASSETS}/{name}" for name in SCRIPTS]
    config.extra_javascript = [
        *ours,
        *(script for script in config.extra_javascript if str(script) not in ours),
    ]


def add_extensions(config: MkDocsConfig) -> None:
    """Switch on what our Markdown is written in."""
    config.markdown_extensions = [
        *config.markdown_extensions,
        *missing_extensions(config.markdown_extensions),
    ]


def missing_extensions(names: Iterable[str]) -> list[str]:
    """Return the extensions of Markdown that our pages need and `names` lacks."""
    known = {name.removeprefix("markdown.extensions.") for name in names}
    return [] if known & _ALL_OF_THEM else [name for name in _EXTENSIONS if name not in known]


_EXTENSIONS = ("abbr", "attr_list")
"""Terms of the glossary on hand-written pages; the anchors of headings."""
_ALL_OF_THEM = {"extra", "pymdownx.extra"}

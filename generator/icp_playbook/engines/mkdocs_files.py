"""Our pages, data and assets as MkDocs' files, each with the file on disk that it was made from."""

from __future__ import annotations

import datetime
import logging
import os
from collections.abc import Collection, Iterator
from html import escape
from pathlib import Path
from posixpath import normpath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page as MkDocsPage

from icp_playbook.build import Built
from icp_playbook.engines.mkdocs_config import (
    EDITION,
    audience_of,
    configuration_of,
    docs_of,
    language_of,
)
from icp_playbook.engines.site_folder import FOR, MadeFrom
from icp_playbook.messages import Language
from icp_playbook.model.page import NavItem, Page
from icp_playbook.stages.load.opening import wrong_target
from icp_playbook.stages.render.pages import front_matter

log = logging.getLogger("mkdocs.plugins.icp")


def page_files(
    built: Built, config: MkDocsConfig, root: Path, empty: bool = False
) -> Iterator[File]:
    """Yield a file for each page made from definitions; one that is not listed is no gap.

    Without its front matter it is `empty`: where nobody reads that from the file.
    """
    listed = {path for item in built.plan.nav for path in _paths(item)}
    sources = _sources(built)
    for page in built.plan.pages:
        content = "" if empty else front_matter(built.matter(page.source))
        file = File.generated(config, page.source, content=content)
        # Feeds and dates of revision come from the history of the file on disk. For what a plugin
        # says it made itself they take today, and without a path some of them stop.
        file.abs_src_path = str(root / sources[page.source])
        file.generated_by = None
        file.edit_uri = page.about.path if page.about else None
        set_exclusions([file], config)
        if file.inclusion.is_in_nav() and (page.source not in listed or config.nav is not None):
            file.inclusion = InclusionLevel.NOT_IN_NAV
        yield file


def other_files(built: Built, config: MkDocsConfig) -> Iterator[File]:
    """Yield the files beside pages: data for programs, redirects, styles and scripts."""
    for path, content in built.files.items():
        yield File.generated(config, path, content=content)
    for path, data in built.assets.items():
        yield File.generated(config, path, content=data)


def rewrite(file: File, text: str, edit_path: str) -> None:
    """Give a hand-written page its text with the links made, and a link to edit its file."""
    path = file.abs_src_path
    file.content_string = text  # forgets where the file is on disk, and plugins ask for that
    file.abs_src_path = path
    file.edit_uri = edit_path


def add_untranslated(files: Files, config: MkDocsConfig, root: Path) -> None:
    """Add what is among the pages of the first language and not among those of this one."""
    editions = configuration_of(config).editions
    if not config.extra.get(EDITION):
        return
    first = root / editions[0].docs
    for place in sorted(first.rglob("*")):
        path = place.relative_to(first).as_posix()
        is_hidden = any(part.startswith(".") for part in path.split("/"))
        if place.is_file() and not is_hidden and files.get_file_from_path(path) is None:
            file = File(path, str(first), config.site_dir, config.use_directory_urls)
            set_exclusions([file], config)
            files.append(file)


def leave_out_hidden(files: Files, config: MkDocsConfig, built: Built) -> None:
    """Leave out what lies among the pages and an audience does not read."""
    if built.beside is None:
        return
    folders = {str(configuration_of(config).root / docs) for docs in built.site.all_docs}
    folders |= {config.docs_dir, *map(os.path.realpath, folders)}
    settings = [config.theme.get("logo"), config.theme.get("favicon")]
    listed = {*config.extra_css, *map(str, config.extra_javascript), *map(str, settings)}
    read = {page.source for page in built.catalog.pages} | built.beside | listed
    for file in [file for file in files if file.src_dir in folders and file.src_uri not in read]:
        files.remove(file)


def nav_leading_to(sources: Collection[str], nav: list[Any]) -> list[Any]:
    """Return a navigation without what leads to a Markdown file that is not among `sources`."""
    return [left for item in nav if (left := _leading(sources, item)) is not None]


def _leading(sources: Collection[str], item: Any) -> Any:
    if isinstance(item, dict):
        found = {title: _leading(sources, below) for title, below in item.items()}
        return {title: below for title, below in found.items() if below} or None
    if isinstance(item, list):
        return nav_leading_to(sources, item) or None
    path = str(item)
    return None if path.endswith(".md") and normpath(path) not in sources else item


def _sources(built: Built) -> dict[str, str]:
    """Return the file of each page's definition; of several, the one that changed last."""
    pages = built.plan.pages
    everything = [page.about.path for page in pages if page.about] or [
        one.path for one in built.catalog.definitions()
    ]

    def day(path: str) -> datetime.date:
        return built.catalog.history.changed(path) or datetime.date.min

    newest = max(everything, key=day)

    def source(page: Page) -> str:
        if page.about is not None:
            return page.about.path
        below = [
            other.about.path
            for other in pages
            if page.is_index and other.about and other.url.startswith(f"{page.url}/")
        ]
        return max(below, key=day, default=newest)

    return {page.source: source(page) for page in pages}


def _paths(item: NavItem) -> list[str]:
    own = [item.source] if item.source else []
    return own + [path for child in item.children for path in _paths(child)]


def navigation_of(
    items: tuple[NavItem, ...], files: Files, config: MkDocsConfig, language: Language
) -> Navigation:
    """Return our navigation, and leave none in the configuration.

    Other plugins would take one that they find there for the company's.
    """
    for file in files.documentation_pages():
        if (
            type(file.page) is MkDocsPage
        ):  # made for the navigation that MkDocs guessed, so it has no title of ours
            file.page = None
    config.nav = nav_of(items, language)
    try:
        return get_navigation(files, config)
    finally:
        config.nav = None


def nav_of(items: tuple[NavItem, ...], language: Language) -> list[Any]:
    """Return the navigation as mkdocs.yml would have it."""
    return [_entry(item, language) for item in items]


def title_of(title: str, language: Language) -> str:
    """Return a title in the navigation, where it is HTML."""
    return escape(language.text(title), quote=False)


def _entry(item: NavItem, language: Language) -> Any:
    title = title_of(item.title, language)
    if not item.children and not (item.source or "").endswith("/index.md"):
        return {title: item.source}
    # An index page is always a group's, even alone: the theme would take it for the page of the
    # group around it.
    own = [item.source] if item.source else []
    return {title: own + [_entry(child, language) for child in item.children]}


def leave_out_strays(files: Files, config: MkDocsConfig, root: Path) -> None:
    """Leave out links to hidden files and out of the repository: nobody meant to publish those."""
    own = (config.docs_dir, config.theme.custom_dir, str(root / "site_templates/theme"))
    for file in [file for file in files if file.src_dir in own]:
        if reason := wrong_target(root, Path(str(file.src_dir), file.src_uri)):
            _, message, hint = reason
            log.warning("%s: %s. It is left out; %s", file.src_uri, message, hint)
            files.remove(file)


def made_from(config: MkDocsConfig) -> MadeFrom:
    """Return what tells a site from that of another language."""
    name = Path(config.config_file_path or "mkdocs.yml").name
    if audience := audience_of(config):
        name = f"{name}{FOR}{audience}"
    return MadeFrom(name, f"pages of {docs_of(config)} in {language_of(config)}")

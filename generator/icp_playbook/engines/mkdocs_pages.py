"""MkDocs' build, one page after the other, where nothing but our plugin and the search takes part.

MkDocs converts all pages before it draws the first, so that any plugin may look at all of them:
every page is in memory twice, and one processor works. Here each page goes its way from its
template to the disk, with the same steps of the engine, and half of them in a second process.
"""

from __future__ import annotations

import gc
import logging
import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs import __version__
from mkdocs.commands import build as steps
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Link, Navigation, Section, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from icp_playbook.engines.mkdocs_config import configuration_of
from icp_playbook.engines.mkdocs_frames import Frames, has_own_templates
from icp_playbook.engines.mkdocs_headings import is_known
from icp_playbook.engines.second_process import SecondProcess, may_copy
from icp_playbook.stages.render.templates import kept_templates

if TYPE_CHECKING:
    from icp_playbook.engines.mkdocs_our_pages import OurPages

_QUIET = {"icp", "search", "material/search"}
"""Plugins that look at one page at a time."""
_Made = tuple[Any, dict[str, list[object]]]
_MANY = 100
"""So many pages are worth a second process."""
_FRAMED = 300
"""So many pages are worth frames: of fewer, most are the first in theirs."""
_SELDOM = 20_000
"""So many new values make Python look for garbage; by itself it looks after 700."""


def is_alone(config: MkDocsConfig) -> bool:
    """Tell whether nobody else's plugin or hook takes part, which might look at all pages."""
    return set(config.plugins) <= _QUIET and not config.hooks


def reads_nothing_else(config: MkDocsConfig) -> bool:
    """Tell whether hand-written pages are made from the docs folder alone.

    An extension of Markdown may put other files into them, or what it finds elsewhere.
    """
    names = [str(name) for name in config.markdown_extensions]
    return all(is_known(name) and name != "pymdownx.snippets" for name in names)


def sources_of(config: MkDocsConfig) -> list[Path]:
    """Return the files and folders that a build without other plugins reads."""
    written = configuration_of(config)
    folders = [written.root / name for name in ("content", "playbooks", "site_templates")]
    folders += [
        *(written.root / docs for docs in written.all_docs),
        *([Path(config.theme.custom_dir)] if config.theme.custom_dir else []),
    ]
    return [*written.files, *folders]


def build_alone(config: MkDocsConfig, plugin: OurPages) -> None:
    """Build the site as `mkdocs build --strict` does; raise `Abort` after warnings."""
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    log = logging.getLogger("mkdocs")
    log.addHandler(counter)
    plugin.draws_each_when_asked = True
    often = gc.get_threshold()
    gc.set_threshold(_SELDOM, *often[1:])
    try:
        pages = Pages(config)
        plugin.begin_others(pages.config)
        pages.name(plugin)
        pages.write_files()
        pages.draw_in_frames()
        pages.write_pages(plugin, lambda: bool(counter.get_counts()))
        pages.hand_over_found()
        pages.config.plugins.on_post_build(config=pages.config)
        if counts := counter.get_counts():
            found = ", ".join(f"{count} {level.lower()}s" for level, count in counts)
            raise Abort(f"Aborted with {found} in strict mode!")
    except Exception as error:
        config.plugins.on_build_error(error=error)
        raise
    finally:
        gc.set_threshold(*often)
        plugin.end_others()
        plugin.draws_each_when_asked = False
        log.removeHandler(counter)


class Pages:
    """What MkDocs knows before it draws pages, and each page when it is asked for."""

    def __init__(
        self, config: MkDocsConfig, inclusion: Callable[[InclusionLevel], bool] | None = None
    ) -> None:
        """Do what comes before drawing; raise what plugins raise."""
        self.inclusion: Any = inclusion or InclusionLevel.is_included
        self.config: MkDocsConfig = config.plugins.on_config(config)
        self.config.plugins.on_pre_build(config=self.config)
        files = get_files(self.config)
        env = self.config.theme.get_env()
        files.add_files_from_theme(env, self.config)
        self.files: Files = self.config.plugins.on_files(files, config=self.config)
        set_exclusions(self.files, self.config)
        nav = get_navigation(self.files, self.config)
        self.nav: Navigation = self.config.plugins.on_nav(nav, config=self.config, files=self.files)
        self.documents = list(self.files.documentation_pages(inclusion=self.inclusion))
        for file in self.documents:
            if file.page is None:
                Page(None, file, self.config)
        self.env: Environment = self.config.plugins.on_env(
            env, config=self.config, files=self.files
        )
        if is_alone(self.config):
            made_with = ",".join([__version__, *sorted(self.env.extensions)])
            self.env.bytecode_cache = kept_templates(made_with)
        self._drawn_by: Any = self.env
        self.found: dict[str, list[object]] = {}
        """What the theme's search has found on each page that was made."""

    def name(self, plugin: OurPages) -> None:
        """Let every page know its title, which stands on others: those by hand have it in them."""
        plugin.name_pages()
        for file in self.documents:
            if not plugin.makes(file):
                steps._populate_page(_page(file), self.config, self.files)  # noqa: SLF001

    def draw_in_frames(self) -> None:
        """Draw what is the same around many pages once; nothing of the navigation may change."""
        if len(self.documents) >= _FRAMED and not has_own_templates(self.config):
            links = _links_in(self.nav.items)
            self._drawn_by = Frames(self.env, [*(file.url for file in self.documents), *links])

    def write_files(self) -> None:
        """Write everything but the pages."""
        self.files.copy_static_files(inclusion=self.inclusion)
        for file in self.files:
            if file.generated_by == "icp":  # of our pages, MkDocs does not know that they are ours
                file.content_bytes = b""
        for name in self.config.theme.static_templates:
            self.write_template(name)
        for name in self.config.extra_templates:
            steps._build_extra_template(name, self.files, self.config, self.nav)  # noqa: SLF001

    def write_template(self, name: str) -> None:
        """Write a file of the theme's that is drawn but no page, such as the site's map."""
        steps._build_theme_template(name, self.env, self.files, self.config, self.nav)  # noqa: SLF001

    def write_pages(self, plugin: OurPages, is_in_trouble: Callable[[], bool]) -> None:
        """Write every page, and say which links to places on pages lead nowhere."""
        ours = [file for file in self.documents if plugin.makes(file)]
        written = [file for file in self.documents if not plugin.makes(file)]
        for file in written:
            self.write(file)
        asked = {target.src_uri for file in written for target in _linked(file)}

        def make(file: File) -> None:
            page = _page(file)
            plugin.convert(page, self.config, self.files, file.src_uri in asked)
            self.write(file)
            page.content = page.markdown = None
            page.toc = []  # type: ignore[assignment]

        # What is kept of the first page of a folder helps both processes with the others.
        first = {posixpath.dirname(file.src_uri): file.src_uri for file in reversed(ours)}
        before = asked | set(first.values())
        for file in ours:
            if file.src_uri in before:
                make(file)
        others = [file for file in ours if file.src_uri not in before]
        for file in self._in_two(others, plugin, make, is_in_trouble):
            make(file)
        for file in written:
            _page(file).validate_anchor_links(
                files=self.files, log_level=self.config.validation.links.anchors
            )

    def _in_two(
        self,
        files: Sequence[File],
        plugin: OurPages,
        make: Callable[[File], None],
        is_in_trouble: Callable[[], bool],
    ) -> Sequence[File]:
        """Make half of the pages in a second process, and return what is left to be made.

        Where a second process can't be had, that is all of them; where it fails, its half: what
        went wrong is said again, by us.
        """
        if len(files) < _MANY or not may_copy():
            return files
        here, there = files[::2], files[1::2]

        def work() -> Iterator[_Made] | None:
            plugin.steps = lambda step, done, total: None
            for file in there:
                make(file)
            if is_in_trouble():
                return None
            return (
                (plugin.given([file.src_uri]), {file.src_uri: self.found[file.src_uri]})
                for file in there
            )

        gc.freeze()  # who looks through all that is there, for garbage, makes a copy of it
        second, plugin.hands = SecondProcess(work), 2
        try:
            for file in here:
                make(file)
            made = second.result()
        finally:
            plugin.hands = 1
            second.end()
            gc.unfreeze()
        if made is None:
            return there
        for given, found in made:
            plugin.take(given)
            self.found |= found
        return ()

    def hand_over_found(self) -> None:
        """Give the theme's search what it has found, in the order of pages."""
        self._known()[:] = [
            one for file in self.documents for one in self.found.get(file.src_uri, ())
        ]

    def read(self, file: File) -> None:
        """Convert a page that somebody wrote."""
        steps._populate_page(_page(file), self.config, self.files)  # noqa: SLF001

    def write(self, file: File) -> None:
        """Draw a page that has been read or made."""
        known = self._known()
        before = len(known)
        steps._build_page(  # noqa: SLF001
            _page(file),
            self.config,
            self.documents,
            self.nav,
            self._drawn_by,
            excluded=file.inclusion.is_excluded(),
        )
        self.found[file.src_uri] = known[before:]
        del known[before:]

    def _known(self) -> list[object]:
        """Return the list that the theme's search keeps; one of ours where there is no search."""
        search = self.config.plugins.get("material/search")
        known: list[object] = getattr(getattr(search, "search_index", None), "entries", [])
        return known


def _links_in(items: Iterable[StructureItem]) -> Iterator[str]:
    """Yield what the navigation leads to beside pages."""
    for item in items:
        if isinstance(item, Link):
            yield item.url
        elif isinstance(item, Section):
            yield from _links_in(item.children)


def _page(file: File) -> Page:
    assert file.page is not None
    return file.page


def _linked(file: File) -> Sequence[File]:
    return list(_page(file).links_to_anchors or ())

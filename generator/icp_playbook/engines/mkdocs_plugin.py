"""The MkDocs plugin `icp`: hands the playbook's pages to MkDocs as virtual files, and survives broken content.

The pages come as a skeleton of headings, which MkDocs converts (so that contents, anchors and permalinks are its own),
and blocks of HTML, which are put in afterwards and which no Markdown extension ever sees.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import meta
from mkdocs.utils.templates import TemplateContext

from icp_playbook.authoring.generated import refresh
from icp_playbook.build import Built, build_pages, stub_of
from icp_playbook.engines.mkdocs_config import check_config, docs_of, set_defaults
from icp_playbook.engines.mkdocs_nav import add_extensions, add_theme, nav_of, site_of
from icp_playbook.engines.mkdocs_preview import counted, prepare, problem_box
from icp_playbook.engines.mkdocs_search import searchable
from icp_playbook.engines.site_folder import MadeFrom, mark
from icp_playbook.model.page import NavItem
from icp_playbook.problems import ContentError, Problem, visible
from icp_playbook.project import ALLOWABLE, ASSETS, BIG_COLLECTION, MARK_DAYS, template_folders
from icp_playbook.stages.load.files import wrong_target
from icp_playbook.stages.load.templates import asset_files
from icp_playbook.stages.render import RenderedPage

log = logging.getLogger("mkdocs.plugins.icp")
_ID = re.compile(r'\bid="([^"]+)"')


class IcpConfig(Config):
    """What `plugins: - icp:` accepts in mkdocs.yml."""

    big_collection = config_options.Type(int, default=BIG_COLLECTION)
    mark_days = config_options.Type(int, default=MARK_DAYS)
    allow = config_options.ListOfItems(config_options.Choice(ALLOWABLE), default=[])


class IcpPlugin(BasePlugin[IcpConfig]):
    """Builds the playbook's pages once per build and hands them over."""

    def __init__(self) -> None:
        super().__init__()
        self._serving = False
        self._built: Built | None = None
        self._problems: tuple[Problem, ...] = ()
        self._pages: dict[str, RenderedPage] = {}
        self._content: str | None = None
        """Of the page that is being indexed: what its readers get."""
        self._converted = 0
        self._docs = ""
        """The folder of hand-written pages, from the playbook's."""
        self.raises_content_errors = False
        """Whether mistakes in the content are raised as they are; MkDocs wants them as an error of its own."""
        self.steps: Callable[[str, int, int], None] = lambda step, done, total: None
        """Called with what is being done, how much is done, and of how many."""

    @property
    def page_count(self) -> int:
        """How many pages the last build made."""
        return len(self._pages) + (len(self._built.prosepages) if self._built else 0)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is the preview; having this method also keeps the plugin across rebuilds."""
        self._serving = command == "serve"

    @event_priority(100)
    def _check(self, config: MkDocsConfig) -> MkDocsConfig:
        """Look at the configuration before other plugins stumble over it."""
        check_config(config, self._root(config))
        return config

    def _add_look(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our look to the theme's."""
        set_defaults(config)
        add_theme(config, self._root(config))
        add_extensions(config)
        return config

    on_config = CombinedEvent(_check, _add_look)

    @event_priority(100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Build all pages; on mistakes stop before MkDocs empties the site's folder, or keep the last good pages."""
        site = site_of(config)
        self._converted, self._docs = 0, site.docs
        try:
            self.steps("Reading definitions", 0, 1)
            self._built, self._problems = build_pages(self._root(config), site), ()
            if self._serving:
                self._help_editors(config)
        except ContentError as error:
            if self.raises_content_errors:
                raise
            if not self._serving:
                listed = "\n".join(f"  {problem}" for problem in error.problems)
                raise PluginError(f"{counted(error.problems)} in the playbook:\n{listed}") from None
            self._problems = error.problems
            for problem in error.problems:
                log.error("%s", problem)
        self._pages = {page.source: page for page in self._built.pages} if self._built else {}

    def _help_editors(self, config: MkDocsConfig) -> None:
        """Let the author's editor complete the ids that are there now, where the playbook wants that."""
        assert self._built is not None
        try:
            refresh(self._root(config), self._built.catalog)
        except OSError as error:
            log.warning("the schemas for editors could not be written: %s", error)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages, assets and redirects, and the navigation unless mkdocs.yml has its own."""
        root = self._root(config)
        _leave_out_strays(files, config, root)
        if self._built is None:
            files.append(File.generated(config, "index.md", content="# The playbook has problems\n"))
            return files
        listed = {path for item in self._built.plan.nav for path in _paths(item)}
        own_nav = config.nav is not None and not isinstance(config.nav, _OurNav)
        for page in self._built.pages:
            file = File.generated(config, page.source, content=stub_of(page))
            file.edit_uri = page.edit_path or None
            if page.source not in listed or own_nav:
                file.inclusion = InclusionLevel.NOT_IN_NAV
            files.append(file)
        for path, content in self._built.files.items():
            files.append(File.generated(config, path, content=content))
        for path, source in asset_files(template_folders(root)).items():
            files.append(File.generated(config, f"{ASSETS}/{path}", abs_src_path=str(source)))
        for page_path in self._built.prosepages:
            written = files.get_file_from_path(page_path.removeprefix(f"{self._docs}/"))
            if written is not None:
                written.edit_uri = page_path
        if not own_nav:
            config.nav = _OurNav(nav_of(self._built.plan.nav))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's templates as they were when the build began, instead of looking at sixty files for each page."""
        env.auto_reload = False
        return env

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Keep MkDocs from reading a page that was refused: it would stop there, and nobody would see the list."""
        path = visible(f"content/pages/{page.file.src_uri}")
        refused = any(problem.path == path for problem in self._problems)
        return f"# {page.file.name}\n" if refused else None

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give MkDocs the skeleton of our pages, and hand-written ones with their links made."""
        if (ours := self._pages.get(page.file.src_uri)) is not None and page.file.generated_by:
            return ours.skeleton()
        written = self._built.prosepages.get(f"{self._docs}/{page.file.src_uri}") if self._built else None
        if written is None:
            return markdown
        text, page.meta = meta.get_data(written)  # instead of what MkDocs itself took for front matter
        return text

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the blocks into our pages; in the preview, say what is wrong on top of every page."""
        self._converted += 1
        self.steps("Building pages", self._converted, self.page_count)
        if (ours := self._pages.get(page.file.src_uri)) is not None and page.file.generated_by:
            html = ours.fill(html)
            if page.present_anchor_ids is not None:
                page.present_anchor_ids |= set(_ID.findall(html))
        return problem_box(self._problems, self._built is not None) + html if self._problems else html

    @event_priority(50)
    def _before_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        if page.file.src_uri in self._pages and page.file.generated_by:
            self._content = page.content
            page.content = searchable(page.content or "")

    @event_priority(-50)
    def _after_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        if page.file.src_uri in self._pages and page.file.generated_by:
            page.content = self._content

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Mark the site as made by us, so that `icp build` may replace it."""
        mark(Path(config.site_dir), made_from(config))

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Watch what pages are made from, and keep the preview alive."""
        prepare(server, config, self._root(config))
        return server

    def _root(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def _leave_out_strays(files: Files, config: MkDocsConfig, root: Path) -> None:
    """Leave out links to hidden files and out of the repository: nobody meant to publish what they lead to."""
    own = (config.docs_dir, config.theme.custom_dir, str(root / "site_templates/theme"))
    for file in [file for file in files if file.src_dir in own]:
        if reason := wrong_target(root, Path(str(file.src_dir), file.src_uri)):
            _, message, hint = reason
            log.warning("%s: %s. It is left out; %s", file.src_uri, message, hint)
            files.remove(file)


def made_from(config: MkDocsConfig) -> MadeFrom:
    """Return what tells a site from that of another language."""
    name = Path(config.config_file_path or "mkdocs.yml").name
    return MadeFrom(name, f"pages of {docs_of(config)} in {config.theme.get('language') or 'en'}")


class _OurNav(list):  # type: ignore[type-arg]
    """The navigation we made, told apart from one that stands in mkdocs.yml when the preview builds again."""


def _paths(item: NavItem) -> list[str]:
    own = [item.source] if item.source else []
    return own + [path for child in item.children for path in _paths(child)]

"""The MkDocs plugin `icp`: hands the playbook's pages to MkDocs as virtual files.

The pages come as a skeleton of headings, which MkDocs converts (so that contents, anchors and
permalinks are its own), and blocks of HTML, which are put in afterwards and which no Markdown
extension ever sees. In the preview, broken content leaves the last good pages and a list.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal

from click import UsageError
from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import meta, write_file
from mkdocs.utils.templates import TemplateContext

from icp_playbook.authoring.generated import refresh
from icp_playbook.build import make_pages, plan_pages, read_playbook
from icp_playbook.engines.mkdocs_completing import (
    add_extensions,
    add_theme,
    check_config,
    set_defaults,
    words_of,
)
from icp_playbook.engines.mkdocs_config import EDITION, audience_of, language_of, site_of
from icp_playbook.engines.mkdocs_editions import build_others
from icp_playbook.engines.mkdocs_entries import address_of, entry_of, has_search
from icp_playbook.engines.mkdocs_files import (
    add_untranslated,
    leave_out_hidden,
    leave_out_strays,
    made_from,
    nav_leading_to,
    navigation_of,
    other_files,
    page_files,
    rewrite,
)
from icp_playbook.engines.mkdocs_headings import Headings
from icp_playbook.engines.mkdocs_our_pages import OurPages, shows_ours
from icp_playbook.engines.mkdocs_places import Places
from icp_playbook.engines.mkdocs_preview import prepare
from icp_playbook.engines.mkdocs_search import index_words
from icp_playbook.engines.site_folder import mark
from icp_playbook.messages import say, say_count
from icp_playbook.problems import ConfigurationError, ContentError, visible
from icp_playbook.stages.search import search_files
from icp_playbook.stages.write import write_parts

log = logging.getLogger("mkdocs.plugins.icp")


class IcpPlugin(OurPages):
    """Builds the playbook's pages once per build and hands them over."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is the preview; this method also keeps the plugin for rebuilds."""
        self._serving = command == "serve"
        self.draws_each_when_asked = self.is_live = False
        self.prepare = None

    @event_priority(100)
    def _check(self, config: MkDocsConfig) -> MkDocsConfig:
        """Look at the configuration before other plugins stumble over it."""
        check_config(config, self._root(config))
        return config

    def _add_look(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our look to the theme's."""
        set_defaults(config)
        add_theme(config, self._root(config))
        language = self._language(config)
        add_extensions(config, language)
        for name, words in words_of(language).items():
            config.extra.setdefault(name, words)
        return config

    on_config = CombinedEvent(_check, _add_look)

    @event_priority(100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Build all pages; on mistakes stop in time, or keep the last good pages in the preview."""
        site = site_of(config, drafts=self._is_preview)
        self._converted, self._docs = 0, site.docs
        self._hidden, self._others, self._places = set(), [], None
        try:
            self.steps(say("Reading definitions"), 0, 1)
            root = self._root(config)
            if self.prepare is not None:
                self._built = self.prepare(root, site)
            else:
                self.read = self.read_before or read_playbook(root, site)
                make = plan_pages if self.draws_each_when_asked else make_pages
                self._built = make(*self.read, root, site)
            self._problems = ()
            self._box = ""
            if self._serving and not self.is_live:
                self._help_editors(config)
        except ConfigurationError as error:
            raise UsageError(error.message) from None
        except ContentError as error:
            if self.raises_content_errors:
                raise
            if not self._is_preview:
                found = say_count(
                    "{count} problem in the playbook:",
                    "{count} problems in the playbook:",
                    count=len(error.problems),
                )
                listed = [f"  {problem}" for problem in error.problems]
                raise PluginError("\n".join([found, *listed])) from None
            self.show_problems(error.problems, config, older_pages=self._built is not None)
        self._headings = Headings(config)
        pages = self._built.catalog.pages if self._built else ()
        self._written = {page.source: page.path for page in pages}

    def on_pre_template(
        self, template: Template, *, template_name: str, config: MkDocsConfig
    ) -> Template:
        """Say on the page for addresses that lead nowhere where one may go on."""
        if template_name == "404.html":
            config.extra["icp_missing"] = self._built.missing if self._built else ""
        return template

    def _help_editors(self, config: MkDocsConfig) -> None:
        """Let the author's editor complete the ids that are there now, where that is wanted."""
        assert self._built is not None
        try:
            refresh(self._root(config), self._built.catalog)
        except OSError as error:
            log.warning("the schemas for editors can't be written: %s", error)

    @event_priority(100)
    def _add_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages, assets and redirects before other plugins look at what is there."""
        root = self._root(config)
        leave_out_strays(files, config, root)
        self._replace_refused(files)
        self._files = {}
        if self._built is None:
            files.append(
                File.generated(config, "index.md", content="# The playbook has problems\n")
            )
            return files
        for file in page_files(self._built, config, root, self.draws_each_when_asked):
            self._files[file.src_uri] = file
            files.append(file)
        for file in () if self.is_live else other_files(self._built, config):
            files.append(file)
        add_untranslated(files, config, root)
        leave_out_hidden(files, config, self._built)
        for source, path in self._written.items():
            if (written := files.get_file_from_path(source)) is not None:
                rewrite(written, self._built.prosepages.get(path, ""), path)
        return files

    @event_priority(-1000)
    def _leave_out_of_nav(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep from the navigation of mkdocs.yml what an audience does not read, by its title, too.

        Until `on_nav`: the next build may show it.
        """
        self._nav = config.nav
        if audience_of(config) and isinstance(config.nav, list):
            sources = {file.src_uri for file in files.documentation_pages()}
            config.nav = nav_leading_to(sources, config.nav)
        return files

    on_files = CombinedEvent(_add_files, _leave_out_of_nav)

    def _replace_refused(self, files: Files) -> None:
        """Keep MkDocs from reading pages that were refused: it would stop at them."""
        refused = {problem.path for problem in self._problems}
        for file in files.documentation_pages():
            if visible(path := f"{self._docs}/{file.src_uri}") in refused:
                rewrite(file, f"# {file.name}\n", path)

    @event_priority(200)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Make the navigation, unless mkdocs.yml or another plugin has made one.

        Later plugins may still change it.
        """
        config.nav = self._nav
        if self._built is None or config.nav is not None:
            return nav
        language = self._language(config)
        made = navigation_of(self._built.plan.nav, files, config, language)
        self._places = Places(made, self._built.plan.nav, files, language)
        return made

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's templates as they were: MkDocs looks at sixty files for each page."""
        env.auto_reload = False
        index_words(config, self._passages_of)
        return env

    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Give MkDocs the skeleton of our pages; and hand-written ones with their links made.

        The latter were read so, unless another plugin reads pages itself, as a blog does its posts.
        """
        if self._is_ours(page):
            rendered = self._rendered(page)
            self._headings.take(page, rendered)
            return rendered.skeleton()
        written = (
            self._built.prosepages.get(self._written.get(page.file.src_uri, ""))
            if self._built
            else None
        )
        if written is None:
            return markdown
        text, matter = meta.get_data(written)
        page.meta = {**page.meta, **matter}
        return text

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the blocks into our pages; in the preview, say what is wrong on top of every page."""
        return self._finished(page, html)

    @event_priority(-1000)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Say nothing around a page when another plugin has hidden what it says; give it a place.

        Plugins that are asked later have seen the navigation as it is on every page.
        """
        if self._is_ours(page) and not shows_ours(page.content or ""):
            page.meta.pop("description", None)
            page.meta.pop("icp_end", None)
        if self._places is not None:
            self._places.enter(page)
        return context

    @event_priority(-1000)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Stop where pages are encrypted and nobody has said whether data may stay readable."""
        if self.config.data_files is None and self._is_ours(page) and not shows_ours(output):
            message = say(
                "another plugin encrypts {page} or puts something else in its place, but icp.json, "
                "llms.txt, data/ and print/ would say the same to everybody. In mkdocs.yml write "
                "{no} to leave these files out, or {yes} if everybody may read them",
                page=page.file.src_uri,
                no='"- icp: {data_files: false}"',
                yes='"- icp: {data_files: true}"',
            )
            raise PluginError(message)
        if self._places is not None:
            self._places.leave(page)
        self._find(page, output, config)
        if shows_ours(output) or not self._is_ours(page):
            self._write_markdown(page.file, config)
        return output

    def _write_markdown(self, file: File, config: MkDocsConfig) -> None:
        """Write a page as Markdown beside it, where that is published."""
        built = self._built
        if built is not None and built.has_markdown(file.src_uri):
            text = built.markdown(file.src_uri)
            write_file(text.encode(), str(Path(config.site_dir, file.src_uri)))

    def _find(self, page: Page, output: str, config: MkDocsConfig) -> None:
        """Keep what search finds of a finished page."""
        if self._is_ours(page):
            self._hidden |= set() if shows_ours(output) else {address_of(page)}
        elif has_search(config) and (found := entry_of(page, output, self._language(config))):
            self._others.append(found)

    def _finish(self, *, config: MkDocsConfig) -> None:
        """Write the search, and mark the site as made by us, so that `icp build` may replace it."""
        if self._built is not None:
            for path, parts in self._built.documents().items():
                write_parts(Path(config.site_dir, path), parts)
            for path, text in self._built.skill.items():
                write_file(text.encode(), str(Path(config.site_dir, path)))
        if self._built is not None and has_search(config):
            ours = [
                entry
                for entry in self._built.entries
                if entry.address.partition("#")[0] not in self._hidden
            ]
            if self.draws_each_when_asked and not self.is_live:
                self._built.let_go()
            for path, text in search_files([*ours, *self._others], language_of(config)).items():
                write_file(text.encode(), str(Path(config.site_dir, path)))
        if not config.extra.get(EDITION):
            mark(Path(config.site_dir), made_from(config))

    @event_priority(-1000)
    def _build_others(self, *, config: MkDocsConfig) -> None:
        """Build the site in its other languages, when all of this one is done."""
        if self._built is not None and not self.is_live:
            done = self._beside.result() if self._beside is not None else None
            if not done:
                build_others(config, self)

    on_post_build = CombinedEvent(_finish, _build_others)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Watch what pages are made from, and keep the preview alive."""
        prepare(server, config, self._root(config))
        return server

"""The MkDocs plugin `icp`: hands the playbook's pages to MkDocs as virtual files.

The pages come as a skeleton of headings, which MkDocs converts (so that contents, anchors and
permalinks are its own), and blocks of HTML, which are put in afterwards and which no Markdown
extension ever sees. In the preview, broken content leaves the last good pages and a list.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from click import UsageError
from jinja2 import Environment, Template
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import meta, write_file
from mkdocs.utils.templates import TemplateContext

from icp_playbook.authoring.generated import refresh
from icp_playbook.build import Built, Read, make_pages, plan_pages, read_playbook
from icp_playbook.engines.mkdocs_config import (
    EDITION,
    add_extensions,
    add_theme,
    audience_of,
    check_config,
    docs_of,
    language_of,
    set_defaults,
    site_of,
    words_of,
)
from icp_playbook.engines.mkdocs_editions import begin_others, build_others
from icp_playbook.engines.mkdocs_entries import address_of, entry_of, has_search
from icp_playbook.engines.mkdocs_files import (
    add_untranslated,
    leave_out_hidden,
    navigation_of,
    other_files,
    page_files,
    rewrite,
)
from icp_playbook.engines.mkdocs_headings import Headings
from icp_playbook.engines.mkdocs_places import Places
from icp_playbook.engines.mkdocs_preview import prepare, problem_box
from icp_playbook.engines.mkdocs_search import index_words
from icp_playbook.engines.second_process import SecondProcess
from icp_playbook.engines.site_folder import MadeFrom, mark
from icp_playbook.languages import read_language
from icp_playbook.messages import ENGLISH, Language, say, say_count
from icp_playbook.model.entry import Entry, Passage
from icp_playbook.problems import ConfigurationError, ContentError, Problem, visible
from icp_playbook.project import ALLOWABLE, BIG_COLLECTION, MARK_DAYS, Site, template_folders
from icp_playbook.stages.load.opening import wrong_target
from icp_playbook.stages.render.pages import RenderedPage
from icp_playbook.stages.search import search_files
from icp_playbook.stages.write import write_parts

log = logging.getLogger("mkdocs.plugins.icp")
_TITLE = re.compile(r"\bid=[\"']?s-page\b")
_Given = tuple[list[tuple[RenderedPage, tuple[Passage, ...]]], set[str]]
_ID = re.compile(r'\bid="([^"]+)"')


class IcpConfig(Config):
    """What `plugins: - icp:` accepts in mkdocs.yml."""

    big_collection = config_options.Type(int, default=BIG_COLLECTION)
    mark_days = config_options.Type(int, default=MARK_DAYS)
    allow = config_options.ListOfItems(config_options.Choice(ALLOWABLE), default=[])
    colours = config_options.Type(dict, default={})
    font_file = config_options.Optional(config_options.Type(str))
    audience = config_options.Type(str, default="")
    data_files = config_options.Optional(config_options.Type(bool))
    languages = config_options.Optional(config_options.Type(object))  # see editions.py


class IcpPlugin(BasePlugin[IcpConfig]):
    """Builds the playbook's pages once per build and hands them over."""

    def __init__(self) -> None:
        super().__init__()
        self._serving = False
        self._built: Built | None = None
        self._problems: tuple[Problem, ...] = ()
        self._box = ""
        """The list of problems that stands on top of every page."""
        self._files: dict[str, File] = {}
        """Those of our pages; another plugin may put a file of its own in the place of one."""
        self._converted = 0
        self._hidden: set[str] = set()
        """Where pages of ours are served that say nothing: another plugin has hidden it."""
        self._others: list[Entry] = []
        """What search finds of the pages that are not ours."""
        self._places: Places | None = None
        """Where pages are that are not in the navigation."""
        self._docs = ""
        """The folder of hand-written pages, from the playbook's."""
        self._beside: SecondProcess[bool] | None = None
        """Builds the other languages."""
        self.read: Read | None = None
        """The playbook as it was read for this build."""
        self.read_before: Read | None = None
        """The same, when the build of another language has read it already."""
        self.hands = 1
        """How many processes make pages at once."""
        self.draws_each_when_asked = False
        """Whether pages are drawn one by one: what is wrong in a template is told late then."""
        self.is_live = False
        """Whether `icp serve` asks for each page and file: none is made before."""
        self.prepare: Callable[[Path, Site], Built] | None = None
        """Reads and plans pages that are drawn one by one."""
        self.raises_content_errors = False
        """Whether mistakes in the content are raised as they are; MkDocs wants its own error."""
        self.steps: Callable[[str, int, int], None] = lambda step, done, total: None
        """Called with what is being done, how much is done, and of how many."""

    @property
    def page_count(self) -> int:
        """How many pages the last build made."""
        return len(self._built.sources) + len(self._built.prosepages) if self._built else 0

    @property
    def _is_preview(self) -> bool:
        return self._serving or self.is_live

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

    def show_problems(
        self, problems: tuple[Problem, ...], config: MkDocsConfig, older_pages: bool
    ) -> None:
        """Say on top of every page of the preview what is wrong, and on the terminal."""
        known, self._problems, self._box = self._problems, problems, ""
        if problems:
            self._box = problem_box(problems, older_pages, self._language(config))
        for problem in problems:
            if problem not in known:
                log.error("%s", problem)

    @property
    def built(self) -> Built | None:
        """The pages as they were last read without mistakes."""
        return self._built

    def forget_found(self) -> None:
        """Forget what search finds of pages that are not ours: they are drawn again."""
        self._others = []

    def show(self, built: Built) -> None:
        """Take pages in the place of those that have the same addresses, titles and places."""
        self._built = built

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
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages, assets and redirects before other plugins look at what is there."""
        root = self._root(config)
        _leave_out_strays(files, config, root)
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
        self._converted += self.hands
        self.steps(say("Building pages"), self._converted, self.page_count)
        if self._is_ours(page):
            html = self._rendered(page).fill(html)
            if page.present_anchor_ids is not None:
                page.present_anchor_ids |= set(_ID.findall(html))
        return self._box + html

    @event_priority(-1000)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Say nothing around a page when another plugin has hidden what it says; give it a place.

        Plugins that are asked later have seen the navigation as it is on every page.
        """
        if self._is_ours(page) and not _shows_ours(page.content or ""):
            page.meta.pop("description", None)
            page.meta.pop("icp_end", None)
        if self._places is not None:
            self._places.enter(page)
        return context

    @event_priority(-1000)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Stop where pages are encrypted and nobody has said whether data may stay readable."""
        if self.config.data_files is None and self._is_ours(page) and not _shows_ours(output):
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
        if _shows_ours(output) or not self._is_ours(page):
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
            self._hidden |= set() if _shows_ours(output) else {address_of(page)}
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

    def begin_others(self, config: MkDocsConfig) -> None:
        """Begin with the other languages beside this one, where there is a processor for it."""
        self._beside = begin_others(config, self)

    def end_others(self) -> None:
        """Leave nothing at work, whatever has happened."""
        if self._beside is not None:
            self._beside.end()
            self._beside = None

    def hand_over(self, other: IcpPlugin) -> None:
        """Let the plugin of another language go on with what this one has read."""
        other.read_before = self.read
        other.steps, other.raises_content_errors = self.steps, self.raises_content_errors
        other._serving = self._serving

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Watch what pages are made from, and keep the preview alive."""
        prepare(server, config, self._root(config))
        return server

    def _language(self, config: MkDocsConfig) -> Language:
        try:
            return read_language(language_of(config), template_folders(self._root(config)))
        except ContentError:  # the language's own file is broken, and among the problems
            return ENGLISH

    def convert(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Do to a page of ours what MkDocs does before it is drawn, where nobody else takes part.

        Its front matter is not written and read again, and its headings are not converted again.
        """
        rendered = self._rendered(page)
        page.meta, page.markdown = dict(rendered.matter), rendered.skeleton()
        if self._headings.are_alone:
            self._headings.fill(page, rendered.sections)
        else:
            page.render(config, files)
        page.content = self.on_page_content(
            page.content or "", page=page, config=config, files=files
        )

    def name_pages(self) -> None:
        """Give each page of ours its title: those beside it say it, maybe before it is made."""
        assert self._built is not None
        for source, file in self._files.items():
            if file.page is not None and file.page.title is None:
                file.page.title = str(self._built.matter(source)["title"])

    def makes(self, file: File) -> bool:
        """Tell whether a page is made from definitions."""
        return self._files.get(file.src_uri) is file

    def given(self, sources: Iterable[str]) -> _Given:
        """Return what another process needs to know of pages that were made in this one."""
        built = self._built
        assert built is not None
        return [(built.page(one), built.passages(one)) for one in sources], self._hidden

    def take(self, given: _Given) -> None:
        """Take what another process has made."""
        pages, hidden = given
        assert self._built is not None
        self._built.take(pages)
        self._hidden |= hidden

    def _passages_of(self, page: Page) -> tuple[Passage, ...] | None:
        """Return what search finds on a page of ours, or None for another one."""
        if self._built is None or not self._is_ours(page):
            return None
        return self._built.passages(page.file.src_uri)

    def _rendered(self, page: Page) -> RenderedPage:
        assert self._built is not None
        return self._built.page(page.file.src_uri)

    def _is_ours(self, page: Page) -> bool:
        return self.makes(page.file)

    def _root(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def plugin_of(config: MkDocsConfig) -> IcpPlugin:
    """Return our plugin; `UsageError` where the configuration does not name it."""
    plugin = config.plugins.get("icp")
    if not isinstance(plugin, IcpPlugin):
        raise UsageError(
            say(
                "mkdocs.yml does not use the plugin that makes the pages; "
                'add "- icp" to its "plugins:"'
            )
        )
    return plugin


def _leave_out_strays(files: Files, config: MkDocsConfig, root: Path) -> None:
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
        name = f"{name} for {audience}"
    return MadeFrom(name, f"pages of {docs_of(config)} in {language_of(config)}")


def _shows_ours(html: str) -> bool:
    """Tell whether HTML, minified or not, still has the title that each page of ours has."""
    return 'id="s-page"' in html or _TITLE.search(html) is not None

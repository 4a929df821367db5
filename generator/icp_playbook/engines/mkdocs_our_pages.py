"""Our pages in a build of MkDocs, and what those ask of them who make pages one by one.

`mkdocs build` knows the plugin's events alone, which are in `mkdocs_plugin.py`. `icp build` and the
preview ask for each page when they want it, also from a second process.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from click import UsageError
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from icp_playbook.build import Built, Read
from icp_playbook.engines.mkdocs_config import language_of
from icp_playbook.engines.mkdocs_editions import begin_others
from icp_playbook.engines.mkdocs_headings import Headings
from icp_playbook.engines.mkdocs_places import Places
from icp_playbook.engines.mkdocs_preview import problem_box
from icp_playbook.engines.second_process import SecondProcess
from icp_playbook.languages import read_language
from icp_playbook.messages import ENGLISH, Language, say
from icp_playbook.model.entry import Entry, Passage
from icp_playbook.problems import ContentError, Problem
from icp_playbook.project import ALLOWABLE, BIG_COLLECTION, MARK_DAYS, Site, template_folders
from icp_playbook.stages.render.pages import RenderedPage

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


class OurPages(BasePlugin[IcpConfig]):
    """Keeps what a build knows of our pages, and makes each."""

    _headings: Headings

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

    def begin_others(self, config: MkDocsConfig) -> None:
        """Begin with the other languages beside this one, where there is a processor for it."""
        self._beside = begin_others(config, self)

    def end_others(self) -> None:
        """Leave nothing at work, whatever has happened."""
        if self._beside is not None:
            self._beside.end()
            self._beside = None

    def hand_over(self, other: OurPages) -> None:
        """Let the plugin of another language go on with what this one has read."""
        other.read_before = self.read
        other.steps, other.raises_content_errors = self.steps, self.raises_content_errors
        other._serving = self._serving

    def _language(self, config: MkDocsConfig) -> Language:
        try:
            return read_language(language_of(config), template_folders(self._root(config)))
        except ContentError:  # the language's own file is broken, and among the problems
            return ENGLISH

    def convert(
        self, page: Page, config: MkDocsConfig, files: Files, is_asked: bool = True
    ) -> None:
        """Do to a page of ours what MkDocs does before it is drawn, where nobody else takes part.

        Its front matter is not written and read again, and its headings are not converted again.
        Which places it has is only found when it `is_asked` for them by a link.
        """
        rendered = self._rendered(page)
        page.meta, page.markdown = dict(rendered.matter), rendered.skeleton()
        if self._headings.are_alone:
            self._headings.fill(page, rendered.sections)
        else:
            page.render(config, files)
        if not is_asked:
            page.present_anchor_ids = None
        page.content = self._finished(page, page.content or "")

    def _finished(self, page: Page, html: str) -> str:
        """Put the blocks into a page of ours, and on top of any what is wrong in the preview."""
        self._converted += self.hands
        self.steps(say("Building pages"), self._converted, self.page_count)
        if self._is_ours(page):
            html = self._rendered(page).fill(html)
            if page.present_anchor_ids is not None:
                page.present_anchor_ids |= set(_ID.findall(html))
        return self._box + html

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


def shows_ours(html: str) -> bool:
    """Tell whether HTML, minified or not, still has the title that each page of ours has."""
    return 'id="s-page"' in html or _TITLE.search(html) is not None


def plugin_of(config: MkDocsConfig) -> OurPages:
    """Return our plugin; `UsageError` where the configuration does not name it."""
    plugin = config.plugins.get("icp")
    if not isinstance(plugin, OurPages):
        raise UsageError(
            say(
                "mkdocs.yml does not use the plugin that makes the pages; "
                'add "- icp" to its "plugins:"'
            )
        )
    return plugin

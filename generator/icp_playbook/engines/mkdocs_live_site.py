"""The site of `icp serve`: each page and file is made when somebody asks for it, and not before."""

from __future__ import annotations

import logging
import posixpath
import threading
import time
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from click import UsageError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from icp_playbook.build import Built, context_of_site, plan_pages
from icp_playbook.engines.live_check import Found, Mistakes, as_told_by
from icp_playbook.engines.mkdocs_live_server import Answer
from icp_playbook.engines.mkdocs_our_pages import plugin_of
from icp_playbook.engines.mkdocs_pages import Pages, is_alone
from icp_playbook.engines.mkdocs_preview import failure_page, reason_of
from icp_playbook.history import read_history
from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.problems import ContentError
from icp_playbook.project import Site
from icp_playbook.reading import nothing_thrown_away
from icp_playbook.rereading import Rereading
from icp_playbook.stages.check import Context
from icp_playbook.stages.render.pages import RenderedPage
from icp_playbook.stages.search import FOLDER

log = logging.getLogger("mkdocs.plugins.icp")

_BREATH = 0.001
"""Seconds between two pages that nobody looks at, in which somebody's request comes first."""


class LiveSite:
    """Answers requests; what it has made is kept until something changes."""

    def __init__(self, read_config: Callable[[], MkDocsConfig], root: Path, folder: Path) -> None:
        """`root` is the playbook's; `folder` is where pages are put as they are made."""
        self._read_config, self._root, self._folder = read_config, root, folder
        self._rereading = Rereading(root)
        self._lock, self._whole = threading.RLock(), threading.Lock()
        self._version = 0
        self._is_read = False
        """Whether MkDocs has read its configuration and files without a failure."""
        self._mistakes, self._context = Mistakes(), Context()
        self._good: Built | None = None
        """The pages as they were last read without mistakes."""
        self._made: dict[str, Answer | None] = {}
        self._has_whole = False
        self._drawn: dict[str, RenderedPage] = {}
        """Each page that somebody has looked at, as it was last drawn."""

    @property
    def version(self) -> int:
        """The number of the last change."""
        return self._version

    @property
    def context(self) -> Context:
        """What the rules need to know beside the playbook."""
        return self._context

    def refresh(self, changed: frozenset[str]) -> None:
        """Read again what has changed; everything where that is not known."""
        with self._lock, nothing_thrown_away():
            self._forget()
            paths = [Path(path) for path in changed if Path(path).is_relative_to(self._root)]
            names = {path.relative_to(self._root).as_posix() for path in paths}
            # What is wrong elsewhere stays wrong until the rules have been asked again.
            broken = tuple(one for one in self._mistakes.broken if one.path not in names)
            self._mistakes = Mistakes(broken=broken if names else ())
            if len(names) != len(changed) or not names or not self._refresh_few(names):
                self._refresh_all(self._prepare)
            self._good = self._plugin.built
            self._tell()

    def learn(self, version: int, found: Found) -> bool:
        """Take what the rules found; tell whether the open page has to be drawn again."""
        with self._lock:
            if version != self._version:
                return False
            built, is_news = self._plugin.built, self._mistakes.broken != found.errors
            # An audience has no history, and its catalog can't be reduced again.
            is_ours = built is not None and not built.site.audience
            if built is not None and is_ours and built.catalog.history != found.history:
                is_news = True
                catalog = replace(built.catalog, history=found.history)
                self._plugin.show(self._plan(catalog, built.site))
            if is_news:
                self._forget()
                self._mistakes = replace(self._mistakes, broken=found.errors)
                self._tell()
            return is_news

    def _tell(self) -> None:
        """Say on top of every page what is wrong."""
        mistakes = self._mistakes
        is_older = bool(mistakes.unread or mistakes.undrawn) and self._plugin.built is not None
        self._plugin.show_problems(mistakes.all, self.config, is_older)

    def _refresh_few(self, names: AbstractSet[str]) -> bool:
        """Tell whether only definitions have changed, and all is done for that."""
        before = self._plugin.built if self._is_read else None
        if before is None:
            return False
        try:
            if (catalog := self._rereading.one(names)) is None:
                return False
            # Whoever edits a file has something else than the newest commit.
            history = replace(before.catalog.history, as_committed=False)
            built = self._plan(replace(catalog, history=history), before.site)
        except ContentError as error:
            self._mistakes = replace(self._mistakes, unread=error.problems)
            return True
        if is_framed_alike(before, built):
            self._plugin.show(built)
        else:
            self._refresh_all(lambda *_: built)
        return True

    def _prepare(self, root: Path, site: Site) -> Built:
        self._context = context_of_site(site)
        try:
            catalog = self._rereading.everything(self._context)
            return self._plan(replace(catalog, history=read_history(root, *site.all_docs)), site)
        except ContentError as error:
            self._mistakes = replace(self._mistakes, unread=error.problems)
            raise

    def _plan(self, catalog: Catalog, site: Site) -> Built:
        gaps = self._rereading.gaps(catalog)
        try:
            return plan_pages(catalog, gaps, self._root, site)
        except Exception as error:
            raise as_told_by(gaps, error) from error

    def _refresh_all(self, prepare: Callable[[Path, Site], Built]) -> None:
        self._is_read = False
        config = self._read_config()
        if not is_alone(config):
            raise UsageError(_OTHERS)
        self._plugin = plugin_of(config)
        if self._plugin.built is None and self._good is not None:
            self._plugin.show(self._good)  # another language has a new plugin each time
        self._plugin.draws_each_when_asked = self._plugin.is_live = True
        self._plugin.prepare = prepare
        self._pages = pages = Pages(config, InclusionLevel.is_in_serve)
        if self._plugin.built is not None:
            self._plugin.name_pages()
        for file in pages.documents:
            if not self._plugin.makes(file):  # its title stands on the pages beside it
                pages.read(file)
        included = [file for file in pages.files if pages.inclusion(file.inclusion)]
        self._files = {file.dest_uri: file for file in reversed(included)}
        self._is_read = True

    @property
    def config(self) -> MkDocsConfig:
        """MkDocs' configuration as it was last read."""
        return self._pages.config

    def answer(self, path: str) -> Answer | None:
        """Return what is at a path below the site's address, or None when nothing is."""
        place = posixpath.normpath(f"/{path}{'index.html' if path[-1:] in ('', '/') else ''}")[1:]
        while True:
            with self._lock:
                if not self._needs_whole(place):
                    return self._kept(place)
                version = self._version
            self._make_whole(version)

    def missing(self, code: int) -> bytes | None:
        """Return the page for addresses that lead nowhere."""
        with self._lock:
            answer = self._kept(f"{code}.html")
        return answer.body if answer else None

    def _forget(self) -> None:
        self._version += 1
        self._made.clear()
        self._has_whole = False

    def _kept(self, place: str) -> Answer | None:
        if place not in self._made:
            try:
                self._made[place] = self._answer(place)
            # The outermost frame of a request: the preview goes on whatever happens.
            except Exception as error:
                reason = reason_of(error)
                log.exception("%s could not be made: %s", place, reason)
                return Answer(failure_page(reason).encode(), "503 Service Unavailable")
        return self._made[place]

    def _answer(self, place: str) -> Answer | None:
        if (file := self._files.get(place)) is not None:
            return Answer(self._page(file) if file.is_documentation_page() else file.content_bytes)
        config = self._pages.config
        if place in config.theme.static_templates or place in config.extra_templates:
            self._pages.write_template(place)
            return self._written(place)
        built = self._plugin.built
        if built is not None:
            if built.has_markdown(place):
                return Answer(built.markdown(place).encode())
            for files in (built.assets, built.redirects, built.feeds, built.cards, built.skill):
                if place in files:
                    return Answer(_bytes(files, place))
            if not place.endswith(".html") and place in built.data:
                return Answer(_bytes(built.data, place))
        if self._has_whole and (answer := self._written(place)) is not None:
            return answer
        inside = f"{place}/index.html"
        if inside in self._files or (built is not None and inside in built.redirects):
            return Answer(b"", "302 Found", f"{quote(place)}/")
        return None

    def _page(self, file: File) -> bytes:
        page = file.page
        assert page is not None
        if self._plugin.makes(file):
            self._draw(file.src_uri)
            self._plugin.convert(page, self._pages.config, self._pages.files)
        else:
            self._pages.read(file)
        self._pages.write(file)
        return Path(file.abs_dest_path).read_bytes()

    def _draw(self, source: str) -> None:
        """Draw a page, or take its last good drawing where a template has a mistake now."""
        built = self._plugin.built
        assert built is not None
        try:
            self._drawn[source] = built.page(source)
        except Exception as error:
            told = as_told_by(built.problems, error)
            older = self._drawn.get(source)
            if not isinstance(told, ContentError) or older is None:
                raise told from error
            self._made.clear()  # every page says what is wrong
            self._mistakes = replace(self._mistakes, undrawn=told.problems)
            self._tell()
            built.show_older(older)

    def _written(self, place: str) -> Answer | None:
        file = self._folder / place
        return Answer(file.read_bytes()) if file.is_file() else None

    def _needs_whole(self, place: str) -> bool:
        """Tell whether something is made from all pages, and they are not made yet."""
        built = self._plugin.built
        if self._has_whole or built is None:
            return False
        return place.startswith(("search/", f"{FOLDER}/")) or place == built.site.document

    def _make_whole(self, version: int) -> None:
        """Make every page and what is made from all, unless something changes meanwhile."""
        with self._whole:
            for file in list(self._pages.documents):
                with self._lock:
                    if self._version != version or self._has_whole:
                        return
                    self._kept(file.dest_uri)
                time.sleep(_BREATH)
            with self._lock:
                if self._version != version:
                    return
                pages = self._pages
                self._plugin.forget_found()
                for file in pages.documents:
                    if not self._plugin.makes(file):
                        self._page(file)
                pages.hand_over_found()
                pages.config.plugins.on_post_build(config=pages.config)
                self._has_whole = True


def is_framed_alike(one: Built, other: Built) -> bool:
    """Tell whether the pages of both have the same addresses, titles and places."""
    return one.plan.nav == other.plan.nav and [
        (page.source, page.title, page.about and page.about.path) for page in one.plan.pages
    ] == [(page.source, page.title, page.about and page.about.path) for page in other.plan.pages]


_OTHERS = say(
    "mkdocs.yml now names a plugin or hook that may look at all pages; start the preview again"
)


def _bytes(files: Mapping[str, str | bytes], place: str) -> bytes:
    content = files[place]
    return content if isinstance(content, bytes) else content.encode()

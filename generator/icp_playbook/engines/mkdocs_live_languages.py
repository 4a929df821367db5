"""The preview of a site in several languages: each is read when somebody first looks at it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from icp_playbook.editions import Edition
from icp_playbook.engines.live_check import Found
from icp_playbook.engines.mkdocs_config import configuration_of
from icp_playbook.engines.mkdocs_editions import config_in
from icp_playbook.engines.mkdocs_live_server import Answer
from icp_playbook.engines.mkdocs_live_site import LiveSite
from icp_playbook.engines.mkdocs_preview import failure_page, log_failure


class LiveLanguages:
    """Answers for the first language, and for each other one in its folder."""

    def __init__(self, first: LiveSite, root: Path, folder: Path) -> None:
        self._first, self._root, self._folder = first, root, folder
        self._lock = threading.Lock()
        self._editions: tuple[Edition, ...] = ()
        self._others: dict[str, LiveSite] = {}
        self._changed: dict[str, frozenset[str]] = {}
        """What has changed since each of the others was last read."""
        self._found: Found | None = None
        """What the rules have found, when they have been asked since the last change."""
        self._unaware: set[str] = set()
        """Those of the others that do not know of it yet."""

    def refresh(self, changed: frozenset[str]) -> None:
        """Read again what has changed, in the first language; in the others when they are asked."""
        with self._lock:
            self._found = None
            for name, before in self._changed.items():
                self._changed[name] = before | changed if changed else frozenset()
            if not changed:
                self._others.clear()
            self._first.refresh(changed)
            self._editions = configuration_of(self._first.config).editions

    def learn(self, version: int, found: Found) -> bool:
        """Take what the rules found; tell whether the open page has to be drawn again."""
        with self._lock:
            if version != self._first.version:
                return False
            self._found, self._unaware = found, set(self._others)
            return self._first.learn(version, found)

    def answer(self, path: str) -> Answer | None:
        """Return what is at a path below the site's address, or None when nothing is."""
        name, slash, rest = path.partition("/")
        edition = next((one for one in self._editions if one.folder == name), None)
        if edition is None or not name:
            return self._first.answer(path)
        if not slash:
            return Answer(b"", "302 Found", f"{name}/")
        try:
            site = self._site(edition)
        # The outermost frame of a request, as in `LiveSite`: the other languages go on.
        except Exception as error:  # noqa: BLE001 (it is told)
            reason = log_failure(error)
            return Answer(failure_page(reason).encode(), "503 Service Unavailable")
        return site.answer(rest)

    def _site(self, edition: Edition) -> LiveSite:
        """Return the site of a language as it is now."""
        name = edition.folder
        with self._lock:
            site = self._others.get(name)
            if site is None:
                site = LiveSite(self._config_of(edition), self._root, self._folder / name)
                site.refresh(frozenset())
                self._others[name] = site
                self._unaware.add(name)
            elif changed := self._changed[name]:
                site.refresh(changed)
                self._unaware.add(name)
            self._changed[name] = frozenset()
            if self._found is not None and name in self._unaware:
                site.learn(site.version, self._found)
                self._unaware.remove(name)
            return site

    def _config_of(self, edition: Edition) -> Callable[[], MkDocsConfig]:
        def read_config() -> MkDocsConfig:
            with config_in(self._first.config, edition) as config:
                config.dev_addr = self._first.config.dev_addr
                return config

        return read_config

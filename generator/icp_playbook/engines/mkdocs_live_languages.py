"""The preview of a site in several languages: each is read when somebody first looks at it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from icp_playbook.editions import Edition
from icp_playbook.engines.mkdocs_config import configuration_of
from icp_playbook.engines.mkdocs_editions import config_in
from icp_playbook.engines.mkdocs_live_server import Answer
from icp_playbook.engines.mkdocs_live_site import LiveSite


class LiveLanguages:
    """Answers for the first language, and for each other one in its folder."""

    def __init__(self, first: LiveSite, root: Path, folder: Path) -> None:
        self._first, self._root, self._folder = first, root, folder
        self._lock = threading.Lock()
        self._others: dict[str, LiveSite] = {}
        self._changed: dict[str, frozenset[str]] = {}
        """What has changed since each of the others was last read."""

    def refresh(self, changed: frozenset[str]) -> None:
        """Read again what has changed, in the first language; in the others when they are asked."""
        self._first.refresh(changed)
        with self._lock:
            for name, before in self._changed.items():
                self._changed[name] = before | changed if changed else frozenset()
            if not changed:
                self._others.clear()

    def answer(self, path: str) -> Answer | None:
        """Return what is at a path below the site's address, or None when nothing is."""
        name, slash, rest = path.partition("/")
        edition = next((one for one in self._editions() if one.folder == name), None)
        if edition is None or not name:
            return self._first.answer(path)
        if not slash:
            return Answer(b"", "302 Found", f"{name}/")
        return self._site(edition).answer(rest)

    def _editions(self) -> tuple[Edition, ...]:
        return configuration_of(self._first.config).editions

    def _site(self, edition: Edition) -> LiveSite:
        """Return the site of a language as it is now."""
        with self._lock:
            site = self._others.get(edition.folder)
            if site is None:
                folder = self._folder / edition.folder
                site = LiveSite(self._config_of(edition), self._root, folder)
                site.refresh(frozenset())
                self._others[edition.folder] = site
            elif changed := self._changed[edition.folder]:
                site.refresh(changed)
            self._changed[edition.folder] = frozenset()
            return site

    def _config_of(self, edition: Edition) -> Callable[[], MkDocsConfig]:
        def read_config() -> MkDocsConfig:
            with config_in(self._first.config, edition) as config:
                config.dev_addr = self._first.config.dev_addr
                return config

        return read_config

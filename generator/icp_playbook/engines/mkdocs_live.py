"""`icp serve` where nobody else takes part: the page that somebody looks at, and no other."""

from __future__ import annotations

import gc
import logging
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config import load_config
from mkdocs.config.config_options import _IpAddressValue
from mkdocs.config.defaults import MkDocsConfig

from icp_playbook.engines.live_accounts import PLACE, AccountsFile, LiveAccounts
from icp_playbook.engines.live_check import BackgroundCheck, Found
from icp_playbook.engines.mkdocs_config import for_audience
from icp_playbook.engines.mkdocs_live_languages import LiveLanguages
from icp_playbook.engines.mkdocs_live_server import Answer, LiveServer
from icp_playbook.engines.mkdocs_live_site import LiveSite
from icp_playbook.engines.mkdocs_pages import sources_of
from icp_playbook.engines.unchanged import digest_of
from icp_playbook.messages import say

log = logging.getLogger("mkdocs.plugins.icp")

_HOST = "127.0.0.1"


def serve_live(
    config_file: Path,
    docs_dir: str | None,
    port: int,
    open_browser: bool,
    accounts_file: AccountsFile | None = None,
    audience: str = "",
) -> None:
    """Serve the preview on this machine only, until interrupted, as an `audience` would see it."""
    start, first = time.monotonic(), load_config(str(config_file), docs_dir=docs_dir)
    with tempfile.TemporaryDirectory(prefix="icp-serve-") as folder:
        mount_path = urlsplit(first.site_url or "/").path

        def read_config() -> MkDocsConfig:
            config = load_config(str(config_file), docs_dir=docs_dir, site_dir=folder)
            for_audience(config, audience)
            config.site_url, config.dev_addr = preview.server.url, _IpAddressValue(_HOST, port)
            return config

        preview = _Preview(
            read_config, config_file.resolve().parent, Path(folder), accounts_file, port, mount_path
        )
        sources = sources_of(first)
        before = digest_of(sources)
        first.plugins.on_startup(command="serve", dirty=False)
        try:
            log.info("%s", say("Reading definitions"))
            preview.refresh(frozenset())
            gc.freeze()  # what has been read stays: looking for garbage in it takes a second
            preview.watch()
            if digest_of(sources) != before:  # somebody saved something before all was watched
                preview.server.changed(str(config_file.resolve()))
            log.info("%s", say("read in {seconds} s", seconds=f"{time.monotonic() - start:.1f}"))
            preview.server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            log.info("Shutting down...")
        finally:
            preview.end()
            first.plugins.on_shutdown()


class _Preview:
    """What the preview is made of, and what its parts have to hear of one another."""

    def __init__(
        self,
        read_config: Callable[[], MkDocsConfig],
        root: Path,
        folder: Path,
        accounts_file: AccountsFile | None,
        port: int,
        mount_path: str,
    ) -> None:
        self._site = LiveSite(read_config, root, folder)
        self._sites = LiveLanguages(self._site, root, folder)
        self._check = BackgroundCheck(root, self._tell)
        self.server = LiveServer(self._answer, self.refresh, (_HOST, port), mount_path)
        self.server.error_handler = self._site.missing
        self._accounts_file = accounts_file
        self._accounts = LiveAccounts(accounts_file, self.server.reload)

    def watch(self) -> None:
        """Follow what pages are made from."""
        server, config = self.server, self._site.config
        server.watch(config.docs_dir)
        config.plugins.on_serve(server, config=config, builder=server.builder)
        for path in config.watch:
            server.watch(path)
        if self._accounts_file is not None:
            server.watch(str(self._accounts_file.path))
            log.info("%s", say("Accounts: {address}", address=f"{server.url}{PLACE}"))

    def refresh(self, changed: frozenset[str]) -> None:
        """Read again what has changed, and have the rules asked in the background."""
        self._check.end()
        self._accounts.forget()
        self._sites.refresh(changed)
        self._check.begin(self._site.version, self._site.context)

    def end(self) -> None:
        """Stop checking and serving."""
        self._check.end()
        self.server.shutdown()

    def _tell(self, version: int, found: Found) -> None:
        if self._sites.learn(version, found):
            self.server.reload()

    def _answer(self, path: str) -> Answer | None:
        return self._accounts.answer(path) or self._sites.answer(path)

"""`icp serve` where nobody else takes part: the page that somebody looks at, and no other."""

from __future__ import annotations

import gc
import logging
import tempfile
import time
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
    host, mount_path = "127.0.0.1", urlsplit(first.site_url or "/").path
    with tempfile.TemporaryDirectory(prefix="icp-serve-") as folder:

        def read_config() -> MkDocsConfig:
            config = load_config(str(config_file), docs_dir=docs_dir, site_dir=folder)
            for_audience(config, audience)
            config.site_url, config.dev_addr = server.url, _IpAddressValue(host, port)
            return config

        def refresh(changed: frozenset[str]) -> None:
            check.end()
            accounts.forget()
            sites.refresh(changed)
            check.begin(site.version, site.context)

        def tell(version: int, found: Found) -> None:
            if sites.learn(version, found):
                server.reload()

        root = config_file.resolve().parent
        site, check = LiveSite(read_config, root, Path(folder)), BackgroundCheck(root, tell)
        sites = LiveLanguages(site, root, Path(folder))

        def answer(path: str) -> Answer | None:
            return accounts.answer(path) or sites.answer(path)

        server = LiveServer(answer, refresh, (host, port), mount_path)
        accounts = LiveAccounts(accounts_file, server.reload)
        server.error_handler = site.missing
        sources = sources_of(first)
        before = digest_of(sources)
        first.plugins.on_startup(command="serve", dirty=False)
        try:
            log.info("%s", say("Reading definitions"))
            refresh(frozenset())
            gc.freeze()  # what has been read stays: looking for garbage in it takes a second
            config = site.config
            server.watch(config.docs_dir)
            config.plugins.on_serve(server, config=config, builder=server.builder)
            for path in config.watch:
                server.watch(path)
            if digest_of(sources) != before:  # somebody saved something before all was watched
                server.changed(str(config_file.resolve()))
            if accounts_file is not None:
                server.watch(str(accounts_file.path))
                log.info("%s", say("Accounts: {address}", address=f"{server.url}{PLACE}"))
            log.info("%s", say("read in {seconds} s", seconds=f"{time.monotonic() - start:.1f}"))
            server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            log.info("Shutting down...")
        finally:
            check.end()
            server.shutdown()
            first.plugins.on_shutdown()

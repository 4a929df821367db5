"""Serve the preview: by a server of our own where nobody else takes part, else by MkDocs'."""

from __future__ import annotations

from pathlib import Path

from click import UsageError
from mkdocs.commands.serve import serve as mkdocs_serve

from icp_playbook.engines.live_accounts import AccountsFile
from icp_playbook.engines.mkdocs_config import place_of_pages, read_config
from icp_playbook.engines.mkdocs_failure import failures_named
from icp_playbook.engines.mkdocs_live import serve_live
from icp_playbook.engines.mkdocs_our_pages import plugin_of
from icp_playbook.engines.mkdocs_pages import is_alone
from icp_playbook.engines.site_folder import CannotWriteError
from icp_playbook.messages import say


def serve_site(
    config_file: Path,
    port: int,
    open_browser: bool,
    accounts: AccountsFile | None = None,
    audience: str = "",
) -> None:
    """Serve the preview on this machine only, until interrupted, as an `audience` would see it.

    Raise `UsageError` where plugins of others take part and it can't be what is asked for.
    """
    try:
        with place_of_pages(config_file, always=True) as docs_dir, failures_named():
            config = read_config(config_file, docs_dir, strict=True)
            plugin_of(config)
            if is_alone(config):
                serve_live(config_file, docs_dir, port, open_browser, accounts, audience)
                return
            if audience:  # MkDocs reads its configuration again, and knows of no audience
                raise UsageError(
                    say(
                        'write "audience" below the plugin icp in mkdocs.yml: '
                        "beside other plugins the preview can't choose it"
                    )
                )
            if accounts is not None:
                raise UsageError(
                    say(
                        "--accounts takes a preview without plugins and hooks of others;"
                        " icp score --report writes the same page"
                    )
                )
            mkdocs_serve(
                str(config_file),
                docs_dir=docs_dir,
                dev_addr=f"127.0.0.1:{port}",
                open_in_browser=open_browser,
            )
    except OSError as error:
        raise CannotWriteError(
            say(
                "port {port} can't be used: {reason}",
                port=str(port),
                reason=str(error.strerror or error),
            )
        ) from error

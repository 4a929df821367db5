"""Serve the preview: by a server of our own where nobody else takes part, else by MkDocs'."""

from __future__ import annotations

from pathlib import Path

from mkdocs.commands.serve import serve as mkdocs_serve

from icp_playbook.engines.mkdocs_config import place_of_pages, read_config
from icp_playbook.engines.mkdocs_failure import failures_named
from icp_playbook.engines.mkdocs_live import serve_live
from icp_playbook.engines.mkdocs_our_pages import plugin_of
from icp_playbook.engines.mkdocs_pages import is_alone
from icp_playbook.engines.site_folder import CannotWriteError
from icp_playbook.messages import say


def serve_site(config_file: Path, port: int, open_browser: bool) -> None:
    """Serve the preview on this machine only, until interrupted."""
    try:
        with place_of_pages(config_file, always=True) as docs_dir, failures_named():
            config = read_config(config_file, docs_dir, strict=True)
            plugin_of(config)
            if is_alone(config):
                serve_live(config_file, docs_dir, port, open_browser)
                return
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

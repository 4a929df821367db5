"""Serve assistants over HTTP, on this machine alone."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterable

import uvicorn
from mcp.server.transport_security import TransportSecuritySettings

from icp_playbook.asking.playbook import Playbook
from icp_playbook.engines.mcp_server import make_server

LOOPBACK = "127.0.0.1"
PATH = "/mcp"
_OWN_NAMES = (LOOPBACK, "localhost", "[::1]")
MOST_BODY = 4_000_000
"""Bytes of one request: a thousand rows of an export, and room around them."""
_PATIENCE = 3
"""Seconds that open requests have at the end: one that never comes whole would hold it up."""


def listen(port: int) -> socket.socket:
    """Return a socket on this machine alone; raise `OSError` where the port is taken."""
    return socket.create_server((LOOPBACK, port))


def serve_http(playbook: Playbook, listening: socket.socket, names: Iterable[str]) -> None:
    """Answer over HTTP until somebody ends it; a request has to name one of our hosts."""
    server = make_server(playbook)
    app = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=MOST_BODY,
        transport_security=allowed([*_OWN_NAMES, *names]),
    )
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False,
        timeout_graceful_shutdown=_PATIENCE,
    )  # fmt: skip
    _Server(config).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Ends quietly: what it breaks off is no mistake of anybody's."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        logging.getLogger("uvicorn.error").disabled = True
        await super().shutdown(sockets)


def allowed(names: Iterable[str]) -> TransportSecuritySettings:
    """Return what a request's Host and Origin may be: these names, at any port.

    A page elsewhere can make a browser ask this machine, also under a name of its own; neither
    names us.
    """
    hosts = list(names)
    origins = [f"{scheme}://{host}" for scheme in ("http", "https") for host in hosts]
    return TransportSecuritySettings(
        allowed_hosts=[form for one in hosts for form in (one, f"{one}:*")],
        allowed_origins=[form for one in origins for form in (one, f"{one}:*")],
    )

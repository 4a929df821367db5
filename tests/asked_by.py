"""The SDK's own client, kept open over several tests, and calls that wait for its answers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, StdioServerParameters, stdio_client

from sites import environment

T = TypeVar("T")

COMMAND = str(Path(sys.executable).with_name("icp"))
NEW, OLD = "2026-07-28", "legacy"
"""How the client asks: by the newest protocol, or with the handshake of those before it."""


class Asking:
    """An open connection."""

    def __init__(self, portal: BlockingPortal, client: Client) -> None:
        self._portal, self.client = portal, client

    def wait(self, ask: Callable[..., Awaitable[T]], *arguments: object) -> T:
        """Return what a request answers."""
        return self._portal.call(ask, *arguments)

    def tool(self, name: str, **arguments: object) -> dict[str, Any]:
        """Return the structured result of a tool that must not refuse."""
        result = self.wait(self.client.call_tool, name, arguments)
        assert not result.is_error, result.content
        found: dict[str, Any] = result.structured_content
        return found

    def text(self, name: str, arguments: dict[str, Any]) -> str:
        """Return the text of a tool's result."""
        result = self.wait(self.client.call_tool, name, arguments)
        return "\n".join(getattr(one, "text", "") for one in result.content)

    def refusal(self, name: str, arguments: dict[str, Any]) -> str:
        """Return the words with which a tool refuses."""
        result = self.wait(self.client.call_tool, name, arguments)
        assert result.is_error, result.structured_content
        return self.text(name, arguments)


@contextmanager
def asking(server: Any, mode: str = NEW) -> Iterator[Asking]:
    """Connect to an address, to a server of this process, or to what a transport starts."""
    with start_blocking_portal() as portal:
        client = Client(server, mode=mode, cache=None, read_timeout_seconds=120)
        with portal.wrap_async_context_manager(client) as opened:
            yield Asking(portal, opened)


@contextmanager
def over_stdio(root: Path, mode: str = NEW, words: Sequence[str] = ()) -> Iterator[Asking]:
    """Start `icp mcp` as an assistant does, and ask it."""
    started = StdioServerParameters(
        command=COMMAND, args=["mcp", *words], cwd=root, env=environment()
    )
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        asking(stdio_client(started, errlog=nowhere), mode) as asked,
    ):
        yield asked


@contextmanager
def listening(root: Path, *words: str) -> Iterator[str]:
    """Start `icp mcp --http` at a free port, and give the address that it says."""
    process = subprocess.Popen(
        [COMMAND, "mcp", "--http", "--port", "0", *words],
        cwd=root, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/mcp", said)
        assert found, said
        yield found[0]
    finally:
        process.terminate()
        out, _ = process.communicate(timeout=20)
        assert out == ""

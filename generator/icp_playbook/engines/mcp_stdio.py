"""Serve the assistant that started us: it asks on standard input, we answer on standard output."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import redirect_stdout
from typing import Any

import anyio
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from mcp_types import JSONRPCError, JSONRPCNotification, JSONRPCRequest, JSONRPCResponse

from icp_playbook.asking.playbook import Playbook
from icp_playbook.engines.mcp_server import make_server

_LONGEST = 60.0
"""Seconds that questions have to be answered in when the input has ended."""


def serve_stdio(playbook: Playbook) -> None:
    """Answer on standard output what is asked on standard input, until that ends."""
    try:
        anyio.run(_stdio, playbook)
    except* BrokenPipeError:
        pass  # whoever asked has gone


async def _stdio(playbook: Playbook) -> None:
    server = make_server(playbook)
    async with stdio_server() as (read, write):
        # Whatever prints from here on, a plugin or a mistake of ours, must not be in between.
        with redirect_stdout(sys.stderr):
            open_questions = OpenQuestions()
            asked = _Input(read, open_questions)
            answered = _Output(write, open_questions)
            await server.run(asked, answered, server.create_initialization_options())


class OpenQuestions:
    """Requests without an answer yet: at the end of its input the SDK gives them up."""

    def __init__(self) -> None:
        self._ids: Counter[str | int] = Counter()
        self._none = anyio.Event()
        self._none.set()

    def note(self, message: object) -> None:
        """Take note of what came in."""
        if isinstance(message, JSONRPCRequest):
            self._ids[message.id] += 1
            if self._none.is_set():
                self._none = anyio.Event()
        elif isinstance(message, JSONRPCNotification) and message.method.endswith("/cancelled"):
            self._close((message.params or {}).get("requestId"))

    def answer(self, message: object) -> None:
        """Take note of what went out."""
        if isinstance(message, JSONRPCResponse | JSONRPCError):
            self._close(message.id)

    async def all_answered(self) -> None:
        """Wait until nothing is open, but not for ever."""
        with anyio.move_on_after(_LONGEST):
            await self._none.wait()

    def _close(self, id: object) -> None:
        if isinstance(id, str | int) and self._ids[id] > 0:
            self._ids[id] -= 1
        self._ids += Counter()
        if not self._ids:
            self._none.set()


class _Stream:
    """A stream of the SDK with our eyes on it."""

    def __init__(self, inner: Any, open_questions: OpenQuestions) -> None:
        self._inner, self._open = inner, open_questions

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def __aenter__(self) -> Any:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


class _Input(_Stream):
    """What comes in; its end waits for the answers."""

    @property
    def last_context(self) -> Any:
        """The context that the SDK's stream carries beside each message."""
        return self._inner.last_context

    async def receive(self) -> SessionMessage | Exception:
        try:
            found: SessionMessage | Exception = await self._inner.receive()
        except anyio.EndOfStream:
            await self._open.all_answered()
            raise
        if isinstance(found, SessionMessage):
            self._open.note(found.message)
        return found

    def __aiter__(self) -> _Input:
        return self

    async def __anext__(self) -> SessionMessage | Exception:
        try:
            return await self.receive()
        except anyio.EndOfStream:
            raise StopAsyncIteration from None


class _Output(_Stream):
    """What goes out."""

    async def send(self, item: SessionMessage, /) -> None:
        try:
            await self._inner.send(item)
        finally:
            self._open.answer(item.message)

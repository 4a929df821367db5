"""How soon `icp mcp` answers: from its start, and each question once it is warm."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.running import FailedError, Used, best

_VERSION = "2026-07-28"
_META = {
    "io.modelcontextprotocol/protocolVersion": _VERSION,
    "io.modelcontextprotocol/clientInfo": {"name": "bench", "version": "1"},
    "io.modelcontextprotocol/clientCapabilities": {},
}
_ROWS = 10

TOOLS = ("search", "get", "assess", "score", "check", "refs")
"""Those that are asked. What changed since a revision is read from git, which is no warm call."""


def asked(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, repeats: int
) -> Iterator[tuple[str, Used]]:
    """Yield what the first answer takes from the start, and the best of some calls of each tool."""
    file = min((folder / "content/segments").glob("*.yml"))
    questions = _questions(file)
    for name in ("get", "search"):
        starts = [
            _first(command, environment, folder, name, questions[name]) for _ in range(repeats)
        ]
        yield f"mcp first {name}", best(starts)
    with _Server.started(command, environment, folder) as server:
        for name in TOOLS:
            server.ask(name, questions[name])  # what is made on first use belongs to the start
            times = [server.ask(name, questions[name]) for _ in range(max(repeats, 3))]
            yield f"mcp {name}", Used(wall=min(times))


def _first(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, name: str, arguments: Any
) -> Used:
    start = time.perf_counter()
    with _Server.started(command, environment, folder) as server:
        server.ask(name, arguments)
        return Used(time.perf_counter() - start, server.cpu())


def _questions(file: Path) -> dict[str, dict[str, Any]]:
    ref = f"segment:{file.stem}"
    return {
        "search": {"question": "Who decides?"},
        "get": {"ref": ref},
        "assess": {},
        "score": {"accounts": [{"name": str(number)} for number in range(_ROWS)]},
        "check": {"kind": "segment", "id": file.stem, "yaml": file.read_text("utf-8")},
        "refs": {"ref": ref},
    }


class _Server:
    """A server that is asked by hand: a client of its own would have to be loaded first."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process, self._asked = process, 0

    @classmethod
    @contextmanager
    def started(
        cls, command: Sequence[str], environment: Mapping[str, str], folder: Path
    ) -> Iterator[_Server]:
        """Have a server running inside the `with`; its input ends with it."""
        with (
            Path(os.devnull).open("wb") as nowhere,
            subprocess.Popen(
                command, cwd=folder, env=environment, stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=nowhere,
            ) as process,
        ):  # fmt: skip
            yield cls(process)

    def ask(self, name: str, arguments: Any) -> float:
        """Return the seconds until a call is answered."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._asked += 1
        params = {"name": name, "arguments": arguments, "_meta": _META}
        call = {"jsonrpc": "2.0", "id": self._asked, "method": "tools/call", "params": params}
        start = time.perf_counter()
        self._process.stdin.write(json.dumps(call).encode() + b"\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        took = time.perf_counter() - start
        answer = json.loads(line or b"{}")
        if answer.get("result", {}).get("isError") is not False:
            raise FailedError(f"icp mcp, {name}: {line.decode(errors='replace')[:2000]}")
        return took

    def cpu(self) -> float | None:
        """Return the seconds of all processors until now, where the system says so (Linux)."""
        try:
            about = Path(f"/proc/{self._process.pid}/stat").read_text()
        except OSError:
            return None
        user, system = about.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

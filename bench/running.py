"""Runs a command to its end, or as a server; says what it used, and leaves nothing running."""

from __future__ import annotations

import os
import shlex
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

_SECONDS_TO_END = 10
"""So long may a server take to end by itself."""
_LOOK = 0.05
"""Seconds between two looks at the memory of a command's children."""


@dataclass(frozen=True, slots=True)
class Used:
    """What a run took: seconds of the clock, seconds of all processors, kilobytes at the peak.

    A quantity that was not taken is None.
    """

    wall: float | None = None
    cpu: float | None = None
    memory: float | None = None


class FailedError(Exception):
    """A command failed, or a server ended: with the end of what it printed."""


def best(runs: Sequence[Used]) -> Used:
    """Return the least that any of some runs took."""
    walls = [one.wall for one in runs if one.wall is not None]
    cpus = [one.cpu for one in runs if one.cpu is not None]
    return Used(min(walls, default=None), min(cpus, default=None))


def run(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> Used:
    """Run to the end; count in the processes that it started, as far as it waited for them."""
    with tempfile.TemporaryFile() as log, _started(command, environment, folder, log) as process:
        start = time.perf_counter()
        with _Family(process.pid) as family:
            _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if status:
            raise FailedError(f"{shlex.join(command)}\n{_end_of(log)}")
    memory = max(float(used.ru_maxrss), family.peak)
    return Used(wall, used.ru_utime + used.ru_stime, memory)


@contextmanager
def server(
    command: Sequence[str], environment: Mapping[str, str], folder: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Have a server running inside the `with`; say what it printed when it ended before that."""
    with tempfile.TemporaryFile() as log, _started(command, environment, folder, log) as process:
        try:
            yield process
        except TimeoutError as error:
            raise FailedError(f"{shlex.join(command)}: {error}\n{_end_of(log)}") from error
        if process.poll() is None:
            _tell(process, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                process.wait(_SECONDS_TO_END)


def free_port() -> int:
    """Return a port of this machine that nothing listens at."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
    return port


@contextmanager
def _started(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, log: IO[bytes]
) -> Iterator[subprocess.Popen[bytes]]:
    """Start in a group of its own, and end that group whatever happens, also by Ctrl-C."""
    process = subprocess.Popen(
        command, cwd=folder, env=environment, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=log, stderr=log,
    )  # fmt: skip
    try:
        yield process
    finally:
        _tell(process, signal.SIGKILL)
        if process.returncode is None:
            process.wait()


def _tell(process: subprocess.Popen[bytes], what: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):  # the group is gone, or a zombie (macOS)
        os.killpg(process.pid, what)


def _end_of(log: IO[bytes]) -> str:
    log.seek(0)
    return log.read().decode(errors="replace")[-2000:]


class _Family:
    """The peak of a command together with its children: the system tells that of one alone.

    While there are no children nothing is looked at but whether there are. Where the system does
    not list them (it does on Linux), the peak stays 0.
    """

    def __init__(self, pid: int) -> None:
        self.peak = 0.0
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(_LOOK):
            family = list(_with_children(self._pid))
            if len(family) > 1:
                self.peak = max(self.peak, sum(map(_share, family)))


def _with_children(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in task.read_text().split():
                yield from _with_children(int(child))


def _share(pid: int) -> float:
    """Return the kilobytes of a process; what several share is counted once among them."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return float(line.split()[1])
    return 0.0

"""Call a command's entry where the tests run, as if a process of its own had begun with it.

Most of a short command's time is Python's start and imports, and what it says and does is the same:
`tests/cli/test_processes.py` holds it to that. What is about the process itself runs in a real one.
"""

from __future__ import annotations

import io
import logging
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess
from types import FrameType

import pytest

from icp_playbook.cli.terminal import language_tag

Entry = Callable[[list[str]], object]

_SECONDS = 240
_COMMANDS = "icp_playbook.cli."
_SILENT = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)
_NEW: tuple[list[object], list[object], int, bool] = ([], [], logging.NOTSET, True)


def call(
    name: str, entry: Entry, words: list[str], cwd: Path, variables: dict[str, str]
) -> CompletedProcess[str]:
    """Call what the program `name` begins with, in a folder, with these environment variables."""
    out, err = _stream(), _stream()
    with (
        pytest.MonkeyPatch.context() as patch,
        Path(os.devnull).open(encoding="utf-8") as nothing,
        _commands_in(variables),
        _environment(variables),
        _warnings_as_usual(),
        _logging_as_before(),
        _modules_as_before(cwd),
        _at_most(_SECONDS),
    ):
        patch.setattr(sys, "argv", [name, *words])
        patch.setattr(sys, "path", [*sys.path])
        patch.setattr(sys, "stdin", nothing)
        patch.chdir(cwd)
        with redirect_stdout(out), redirect_stderr(err):
            code = _exit_code(entry, words)
    return CompletedProcess([name, *words], code, _text(out), _text(err))


def _exit_code(entry: Entry, words: list[str]) -> int:
    try:
        entry(words)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


@contextmanager
def _warnings_as_usual() -> Iterator[None]:
    """Warn as a process does that nobody gave options; pytest makes each warning an error."""
    with warnings.catch_warnings():
        warnings.resetwarnings()
        for category in _SILENT:
            warnings.simplefilter("ignore", category)
        yield


@contextmanager
def _commands_in(variables: dict[str, str]) -> Iterator[None]:
    """Import the commands anew in another language: what help says is fixed as they are imported.

    Of other calls they stay as they were, so that tests and calls mean the same modules.
    """
    if language_tag(variables) == language_tag(os.environ):
        yield
        return
    kept = {name: sys.modules.pop(name) for name in [*sys.modules] if name.startswith(_COMMANDS)}
    try:
        yield
    finally:
        for name in [*sys.modules]:
            if name.startswith(_COMMANDS):
                del sys.modules[name]
        sys.modules.update(kept)


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    try:
        _replace_environment(variables)
        yield
    finally:
        _replace_environment(before)


def _replace_environment(variables: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(variables)


@contextmanager
def _logging_as_before() -> Iterator[None]:
    """Take away what the engine has hung on its loggers: it counts on the process to end."""
    before = {
        one: (one.handlers[:], one.filters[:], one.level, one.propagate) for one in _loggers()
    }
    try:
        yield
    finally:
        for one in _loggers():
            handlers, filters, level, one.propagate = before.get(one, _NEW)
            one.handlers, one.filters = [*handlers], [*filters]
            one.setLevel(level)


def _loggers() -> list[logging.Logger]:
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "mkdocs"]
    return [logging.getLogger(name) for name in names]


@contextmanager
def _modules_as_before(folder: Path) -> Iterator[None]:
    """Forget modules of the folder, such as hooks: another test has others of these names."""
    before = set(sys.modules)
    try:
        yield
    finally:
        others = not Path(__file__).is_relative_to(folder)  # else all of this repository is there
        for name in set(sys.modules) - before if others else ():
            if str(getattr(sys.modules[name], "__file__", None)).startswith(f"{folder}{os.sep}"):
                del sys.modules[name]


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """Fail, instead of hanging, where something waits for ever."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"still at it after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)

"""The terminal as it may be: closed, full, cut off, or without signs for all that is said."""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

_MACHINES = frozenset(
    getattr(errno, name)
    for name in ("EACCES", "EBADF", "EDQUOT", "EFBIG", "EIO", "EMFILE", "ENFILE", "ENOSPC", "EPERM", "EROFS")
    if hasattr(errno, name)
)


def make_ready() -> None:
    """Let no sign stop a command; raise `OSError` when standard output is closed.

    Windows writes the pages of the last century into files and pipes, where programs and code hosts read UTF-8.
    """
    for stream in (sys.stdout, sys.stderr):
        if (reconfigure := getattr(stream, "reconfigure", None)) is None:
            continue
        if sys.platform == "win32" and not stream.isatty():
            reconfigure(encoding="utf-8")
        reconfigure(errors="backslashreplace")
    # A stream that was closed before Python began is None, whatever the types say.
    closed = [name for name in ("stdin", "stdout", "stderr") if getattr(sys, name) is None]
    for name in closed:
        nowhere = open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8")  # noqa: SIM115, PTH123
        setattr(sys, name, nowhere)
    if "stdout" in closed:
        raise OSError(errno.EBADF, "standard output is closed")


def words_for(error: OSError) -> str:
    """Return what to say when the machine, and neither content nor program, is why it can't go on; else nothing."""
    if error.errno not in _MACHINES:
        return ""
    if error.filename is None:
        return f"nothing more can be written: {error.strerror}"
    return f"{error.filename} can't be read or written: {error.strerror}"


def give_up(*streams: object) -> None:
    """Say nothing more there, also not when Python ends and flushes what it could not write."""
    for stream in streams:
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[attr-defined]


_COLOURS = {logging.WARNING: "yellow", logging.ERROR: "red", logging.CRITICAL: "red"}


@contextmanager
def show_messages(level: int) -> Iterator[None]:
    """Print what the engine logs from `level` on while the block runs, to the error stream."""
    logger = logging.getLogger("mkdocs")
    handler = _Printer()
    before = logger.level, logger.propagate
    logger.setLevel(level)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate = before[1]


class _Printer(logging.Handler):
    """Prints news as they are, and warnings and errors by name."""

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if (colour := _COLOURS.get(record.levelno)) is not None:
            text = f"{click.style(record.levelname.lower(), fg=colour)}: {text}"
        if record.exc_info:
            text += "\n" + logging.Formatter().formatException(record.exc_info)
        click.echo(text, err=True)

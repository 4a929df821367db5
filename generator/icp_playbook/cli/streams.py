"""Standard output and error as they may be: closed, full, cut off, or without signs for all that is said."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress

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

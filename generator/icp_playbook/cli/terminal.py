"""The terminal: commands print through `show` alone, in the reader's language.

Streams may be closed, full, cut off, or without signs for what is said.
"""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

import click

from icp_playbook.messages import ENGLISH, Language, say
from icp_playbook.problems import Problem
from icp_playbook.project import packaged_templates

_LANGUAGE = ("ICP_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that say which language a person reads, the first one that is set."""
_COLOURS = {logging.WARNING: "yellow", logging.ERROR: "red", logging.CRITICAL: "red"}
_MACHINES = frozenset(
    getattr(errno, name)
    for name in (
        "EACCES", "EBADF", "EDQUOT", "EFBIG", "EIO", "EMFILE", "ENFILE", "ENOSPC", "EPERM", "EROFS",
    )
    if hasattr(errno, name)
)  # fmt: skip
"""Errors that are the machine's: neither content nor program is why a command can't go on."""


def show(text: str, err: bool = False, nl: bool = True) -> None:
    """Print `text` in the language of the terminal, to standard error with `err`."""
    click.echo(tell(text), err=err, nl=nl)


def printable(text: str) -> str:
    """Return text without control characters, which an account's words may hold."""
    return "".join(c if c.isprintable() else "�" for c in text)


def show_problem(problem: Problem) -> None:
    """Print a problem to standard error, on a line."""
    show(str(told(problem)), err=True)


def tell(text: str) -> str:
    """Return a message in the language of the terminal; any other text is as it was typed."""
    return _language(language_tag(os.environ)).text(text)


def translated(sentence: str) -> str:
    """Return a sentence of another program, whose names are not filled in yet."""
    return _language(language_tag(os.environ)).sentences.gettext(sentence)


def told(problem: Problem) -> Problem:
    """Return a problem that is said in the language of the terminal."""
    return replace(problem, message=tell(problem.message), hint=tell(problem.hint))


def wrong_use(why: str | Exception) -> click.UsageError:
    """Return the error that ends a command with its usage and exit code 2; `why` is its message."""
    if isinstance(why, Exception):  # str() would forget how its message was made
        why = why.args[0] if isinstance(why.args[0], str) else str(why)
    return click.UsageError(tell(why))


def unwritable(error: OSError, place: Path) -> click.UsageError:
    """Return that a file can't be written: the one that the error names, else `place`."""
    file, reason = str(error.filename or place), str(error.strerror or error)
    return wrong_use(say("{file} can't be written: {reason}", file=file, reason=reason))


def wrong_value(why: str, option: str) -> click.BadParameter:
    """Return the error of a value that an option can't have."""
    return click.BadParameter(tell(why), param_hint=option)


def language_tag(environment: Mapping[str, str]) -> str:
    """Return the tag of the language that a person reads, such as zh-TW for `zh_TW.UTF-8`."""
    wanted = next((value for name in _LANGUAGE if (value := environment.get(name))), "")
    tag = wanted.partition(".")[0].partition("@")[0].replace("_", "-")
    return "en" if tag in ("", "C", "POSIX") else tag


@cache
def _language(tag: str) -> Language:
    if tag.partition("-")[0] == "en":
        return ENGLISH
    # Imported for other languages only: loading Babel takes a command as long as all its work.
    languages = import_module("icp_playbook.languages")
    language: Language = languages.read_language(tag, [packaged_templates()])
    return language


def make_ready() -> None:
    """Let no sign stop a command; raise `OSError` when standard output is closed.

    Windows writes files and pipes in an old code page, where programs and code hosts read UTF-8.
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
        mode = "r" if name == "stdin" else "w"
        setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
    if "stdout" in closed:
        raise OSError(errno.EBADF, "standard output is closed")


def words_for(error: OSError) -> str:
    """Return what to say when the machine is why a command can't go on; else an empty text."""
    if error.errno not in _MACHINES:
        return ""
    reason = str(error.strerror)
    if error.filename is None:
        return say("nothing more can be written: {reason}", reason=reason)
    return say("{file} can't be read or written: {reason}", file=str(error.filename), reason=reason)


def give_up(*streams: object) -> None:
    """Print nothing more there, also not when Python ends and flushes what it could not write."""
    for stream in streams:
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[attr-defined]


@contextmanager
def show_log(level: int) -> Iterator[None]:
    """Print what the engine logs from `level` on while the block runs, to standard error."""
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
        show(text, err=True)

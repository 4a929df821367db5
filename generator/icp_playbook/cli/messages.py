"""What the engine has to say while a command runs, in the command's own manner."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import click

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

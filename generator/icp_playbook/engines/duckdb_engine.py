"""DuckDB itself: whether it is there, and how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from importlib import import_module
from typing import Any

from icp_playbook.messages import say

TellPercent = Callable[[float], None]


class CannotScoreError(Exception):
    """The machine or a missing package is why accounts can't be scored; the text says it."""


def engine() -> Any:
    """Return the package; raise `CannotScoreError` where it is missing."""
    try:
        return import_module("duckdb")
    except ImportError:
        raise without("DuckDB") from None


def without(package: str) -> CannotScoreError:
    """Return what says how to install a package."""
    command = "pip install 'icp-playbook[score]'"
    return CannotScoreError(
        say("this takes {package}: run {command}", package=package, command=command)
    )


def run_watched(connection: Any, statement: str, progress: TellPercent | None) -> None:
    """Run a statement; meanwhile tell how far it is."""
    if progress is None:
        connection.execute(statement)
        return
    # Only with its own bar, which is not to be shown, DuckDB counts how far it is.
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    done = threading.Event()

    def watch(tell: TellPercent) -> None:
        while not done.wait(0.5):
            tell(max(float(connection.query_progress()), 0))

    watcher = threading.Thread(target=watch, args=[progress], daemon=True)
    watcher.start()
    try:
        connection.execute(statement)
    finally:
        done.set()
        watcher.join()

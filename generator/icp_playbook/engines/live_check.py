"""The whole playbook is checked while somebody edits it: in a process of its own, out of the way.

A page does not wait for the rules. What they find is told as soon as they have been asked; a newer
change ends what has become out of date.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from icp_playbook.authoring.generated import refresh
from icp_playbook.history import History, read_history
from icp_playbook.messages import say
from icp_playbook.problems import ContentError, Problem, Severity
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context

log = logging.getLogger("mkdocs.plugins.icp")

_QUIET = 0.3
"""Seconds after a change in which another one may follow."""
_POLITE = 15
"""How much the process gives way to others, of 19."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is true of the whole playbook as it is on disk."""

    errors: tuple[Problem, ...]
    history: History
    unwritten: str = ""
    """Why the schemas for editors could not be written."""


@dataclass(frozen=True)
class Mistakes:
    """What is wrong at the moment."""

    unread: tuple[Problem, ...] = ()
    """What keeps a change from being shown."""
    broken: tuple[Problem, ...] = ()
    """What the rules found when they were last asked."""
    undrawn: tuple[Problem, ...] = ()
    """What keeps a page from being drawn, in a template."""

    @property
    def all(self) -> tuple[Problem, ...]:
        """Each of them once, by place."""
        return tuple(sorted({*self.unread, *self.broken, *self.undrawn}))


def as_told_by(gaps: Sequence[Problem], error: Exception) -> Exception:
    """Return what the rules say of content that could not be planned or drawn, or the failure."""
    if isinstance(error, ContentError):
        return error
    broken = [problem for problem in gaps if problem.severity is Severity.ERROR]
    return ContentError(broken) if broken else error


class BackgroundCheck:
    """Asks the rules after each change; one at a time, and only for the newest."""

    def __init__(self, root: Path, told: Callable[[int, Found], None]) -> None:
        """`told` is called with the number of the change and what was found."""
        self._root, self._told = root, told
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._process: BaseProcess | None = None

    def begin(self, number: int, context: Context) -> None:
        """Check soon, in place of what was being checked."""
        self.end()
        with self._lock:
            self._timer = threading.Timer(_QUIET, self._run, (number, context))
            self._timer.daemon = True
            self._timer.start()

    def end(self) -> None:
        """Check no more."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            if self._process is not None:
                self._process.terminate()
            self._timer = self._process = None

    def _run(self, number: int, context: Context) -> None:
        # Not a copy of this process, which has several threads.
        system = multiprocessing.get_context("spawn")
        receiver, sender = system.Pipe(duplex=False)
        process = system.Process(target=_check, args=(self._root, context, sender), daemon=True)
        with self._lock:
            if self._timer is not threading.current_thread():
                return  # a newer change has come
            self._process = process
            process.start()
        sender.close()
        try:
            found: Found = receiver.recv()
        except EOFError:  # ended
            return
        finally:
            process.join()
        if found.unwritten:
            reason = found.unwritten
            log.warning(
                "%s", say("the schemas for editors can't be written: {reason}", reason=reason)
            )
        self._told(number, found)


def _check(root: Path, context: Context, sender: Connection) -> None:
    """Check, and keep the schemas for editors up to date."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the preview's, which ends this
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    checked, unwritten = check_playbook(root, context), ""
    try:
        if not checked.errors:
            refresh(root, checked.catalog, checked.unread)
    except OSError as error:
        unwritten = str(error)
    sender.send(Found(checked.errors, read_history(root, *context.docs), unwritten))

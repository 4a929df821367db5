"""Work that a copy of this process does beside it, where there is a processor for it."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")
_working = 0
"""How many copies work beside this process."""
_is_copy = False
"""Whether this process is one itself."""


def may_copy() -> bool:
    """Tell whether another process helps, and can be had as a copy of this one.

    A copy has one thread: what others were about to do would stay half done in it.
    """
    processors = os.cpu_count() or 1
    is_alone = threading.active_count() == 1
    return sys.platform == "linux" and not _is_copy and is_alone and processors > 1 + _working


class SecondProcess(Generic[T]):
    """Does some work, and gives what came of it; or nothing, when that failed.

    What went wrong is not told: whoever asks does the work again, and it is told then.
    """

    def __init__(self, work: Callable[[], Iterable[T] | None]) -> None:
        """Begin with `work`; what it makes is sent piece by piece, and so is not there twice."""
        global _working  # noqa: PLW0603
        context = multiprocessing.get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)

        def run() -> None:
            global _is_copy  # noqa: PLW0603
            _is_copy = True
            self._receiver.close()  # else nobody would tell it that the first process has ended
            try:
                if (made := work()) is not None:
                    for piece in made:
                        sender.send((piece,))
                    sender.send(())
            finally:  # nothing of the first process is to be ended, or said twice, by this one
                os._exit(0)

        self._process = context.Process(target=run, daemon=True)
        self._process.start()
        _working += 1
        sender.close()

    def result(self) -> list[T] | None:
        """Wait for all that it made; None when it failed."""
        made: list[T] = []
        try:
            while piece := self._receiver.recv():
                made += piece
        except (EOFError, OSError):
            return None
        finally:
            self.end()
        return made

    def end(self) -> None:
        """End it: it has given all it has, or nobody wants it any more."""
        global _working  # noqa: PLW0603
        if self._process.pid is not None and not self._receiver.closed:
            self._receiver.close()
            self._process.kill()
            self._process.join()
            _working -= 1

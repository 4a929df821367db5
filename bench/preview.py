"""How long a preview takes to its first page, and from a saved file to the page that shows it."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median

from bench.running import Used, free_port, server

POLL = 0.003
"""Seconds between two requests for a page."""
MOST = 1800
"""Seconds after which nothing is expected any more, nor more than one edit made."""
ENOUGH = 60
"""Seconds of edits after which no other one is made: some previews take minutes for one."""
PAUSE, LONGER = 1.0, 0.1
"""Seconds from a page that was served to the next edit, and how much longer the one after it is.

Authors read what they wrote. Hugo looks for changes twice a second: equal pauses would always meet
it just after a look.
"""
PLACE = "@word@"


@dataclass(frozen=True, slots=True)
class Edit:
    """A file that an author changes, as text with a place for a new word."""

    file: Path
    text: str

    def write(self, word: str) -> None:
        """Save the file with that word."""
        self.file.write_text(self.text.replace(PLACE, word), "utf-8")


@dataclass(frozen=True, slots=True)
class Preview:
    """A server of the same site: how it is started, and where the edited page is."""

    command: Callable[[int], Sequence[str]]
    """Takes the port."""
    environment: Mapping[str, str]
    folder: Path
    edit: Edit
    page: str

    def measure(self, edits: int) -> tuple[Used, Used | None]:
        """Return the start to the first page, and the median of at most so many edits."""
        self.edit.write("wordatthestart")
        port = free_port()
        start = time.perf_counter()
        with server(self.command(port), self.environment, self.folder) as process:
            page = _Page(port, self.page, process)
            first = page.shows("wordatthestart", start)
            seconds: list[float] = []
            while len(seconds) < edits and sum(seconds) < ENOUGH:
                time.sleep(PAUSE + LONGER * len(seconds))
                word = f"wordafteredit{len(seconds)}x"
                saved = time.perf_counter()
                self.edit.write(word)
                seconds.append(page.shows(word, saved))
        return Used(wall=first), Used(wall=median(seconds)) if seconds else None


class _Page:
    """Asks for one page again and again, over one connection as long as the server keeps it."""

    def __init__(self, port: int, path: str, process: subprocess.Popen[bytes]) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=ENOUGH)
        self._path = path
        self._process = process

    def shows(self, word: str, since: float) -> float:
        """Wait for the word; return the seconds since that moment.

        Raises:
            TimeoutError: the server ended, or shows something else for too long.
        """
        while self._process.poll() is None and time.perf_counter() - since < MOST:
            if word.encode() in self._asked():
                return time.perf_counter() - since
            time.sleep(POLL)
        raise TimeoutError(f"no page with {word} at {self._path}")

    def _asked(self) -> bytes:
        try:
            self._connection.request("GET", self._path)
            answer = self._connection.getresponse()
            body = answer.read()
        except (OSError, HTTPException):  # not there yet, or the connection has ended
            self._connection.close()
            return b""
        return body if answer.status == 200 else b""

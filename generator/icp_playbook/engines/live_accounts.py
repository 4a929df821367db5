"""The page of the preview that says what a file of accounts adds up to; no site has it.

It is drawn in the background when somebody looks at it, and anew after a change of the playbook.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from markupsafe import escape

from icp_playbook.engines.duckdb_engine import CannotScoreError, TellPercent
from icp_playbook.engines.mkdocs_live_server import Answer
from icp_playbook.messages import say
from icp_playbook.problems import ContentError

log = logging.getLogger("mkdocs.plugins.icp")

PLACE = "_accounts/"
"""Its address below the site's; no page of a site begins so."""


class AccountsFile(NamedTuple):
    """A file of accounts, and what draws the page of it by the rules as they are now.

    Drawing raises `ContentError` or `CannotScoreError` where it can't.
    """

    path: Path
    draw: Callable[[TellPercent], str]


class LiveAccounts:
    """Answers for the page, where there is a file; while it is drawn, says how far that is."""

    def __init__(self, file: AccountsFile | None, tell: Callable[[], None]) -> None:
        """`tell` is called when the page is there."""
        self._file, self._tell = file, tell
        self._lock = threading.Lock()
        self._wanted, self._drawn, self._page = 1, 0, ""
        self._is_drawing, self._percent = False, 0.0

    def forget(self) -> None:
        """Draw the page anew when somebody looks at it."""
        with self._lock:
            self._wanted += 1

    def answer(self, path: str) -> Answer | None:
        """Return what is at a path below the site's address, None where that is not ours."""
        if self._file is None or path not in (PLACE, PLACE.rstrip("/")):
            return None
        if path != PLACE:
            return Answer(b"", "302 Found", PLACE)
        with self._lock:
            if self._drawn == self._wanted:
                return Answer(self._page.encode())
            if not self._is_drawing:
                self._is_drawing, self._percent = True, 0.0
                work = [self._file, self._wanted]
                threading.Thread(target=self._work, args=work, daemon=True).start()
            return Answer(_waiting(self._percent).encode())

    def _work(self, file: AccountsFile, wanted: int) -> None:
        try:
            page = file.draw(self._progress)
        except ContentError as error:
            page = _failed([f"{one.path}:{one.line}: {one.message}" for one in error.problems])
        # The outermost frame of a thread: the preview goes on whatever happens.
        except Exception as error:
            if not isinstance(error, CannotScoreError):
                log.exception("%s", say("The accounts could not be judged"))
            page = _failed([str(error.args[0]) if error.args else repr(error)])
        with self._lock:
            self._page, self._drawn, self._is_drawing = page, wanted, False
        self._tell()

    def _progress(self, percent: float) -> None:
        self._percent = percent


def _waiting(percent: float) -> str:
    judging = say("Judging accounts: {percent} %", percent=f"{percent:.0f}")
    return _page(
        f"<p><label>{escape(judging)}<br><progress max=100 value={percent:.0f}></progress></label>",
        '<meta http-equiv="refresh" content="1">',
    )


def _failed(reasons: list[str]) -> str:
    lines = "".join(f"<li>{escape(one)}</li>" for one in reasons)
    return _page(f"<h1>{escape(say('The accounts could not be judged'))}</h1><ul>{lines}</ul>")


def _page(body: str, head: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8">{head}'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(say('Accounts'))}</title>"
        "<style>:root{color-scheme:light dark}"
        "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "progress{width:100%}</style>"
        f"{body}</html>\n"
    )

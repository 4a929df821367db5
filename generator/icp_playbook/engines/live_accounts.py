"""The page of the preview that says what a file of accounts adds up to; no site has it.

It is drawn in the background when somebody looks at it, and anew after a change of the playbook.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from icp_playbook.engines.duckdb_engine import CannotScoreError, TellPercent
from icp_playbook.engines.mkdocs_live_server import Answer
from icp_playbook.messages import ENGLISH, Language, say
from icp_playbook.problems import ContentError
from icp_playbook.project import packaged_templates
from icp_playbook.stages.render.report import draw_report

log = logging.getLogger("mkdocs.plugins.icp")

PLACE = "_accounts/"
"""Its address below the site's; no page of a site begins so."""


class AccountsFile(NamedTuple):
    """A file of accounts, and what draws the page of it by the rules as they are now.

    Drawing raises `ContentError` or `CannotScoreError` where it can't. What is said of that is in
    `language`, and drawn with our own templates alone, since the playbook's may be what is wrong.
    """

    path: Path
    draw: Callable[[TellPercent], str]
    language: Language = ENGLISH

    def told(self, template: str, percent: str = "", reasons: Sequence[str] = ()) -> str:
        """Return the page that says how it stands with drawing."""
        return draw_report(
            template, [packaged_templates()], self.language, is_followed=True,
            percent=percent, reasons=reasons,
        )  # fmt: skip


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
        page = self._file.told("judging.html", percent=f"{self._percent:.0f}")
        return Answer(page.encode())

    def _work(self, file: AccountsFile, wanted: int) -> None:
        try:
            page = file.draw(self._progress)
        except ContentError as error:
            page = file.told("not-judged.html", reasons=_reasons(error, file.language))
        # The outermost frame of a thread: the preview goes on whatever happens.
        except Exception as error:
            if not isinstance(error, CannotScoreError):
                log.exception("%s", say("The accounts could not be judged"))
            reason = error.args[0] if error.args else repr(error)
            page = file.told("not-judged.html", reasons=[reason])
        with self._lock:
            self._page, self._drawn, self._is_drawing = page, wanted, False
        self._tell()

    def _progress(self, percent: float) -> None:
        self._percent = percent


def _reasons(error: ContentError, language: Language) -> list[str]:
    return [f"{one.path}:{one.line}: {language.text(one.message)}" for one in error.problems]

"""The playbook that is asked: read once, again when its files have changed, and never half.

A change that cannot be read keeps nobody from asking: the last state that was right answers, and
says that it is not the newest.
"""

from __future__ import annotations

import datetime
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from icp_playbook.asking.answers import NotAnsweredError
from icp_playbook.configuration import Configuration, context_of, read_configuration
from icp_playbook.configuration import read_configuration_file as read_file
from icp_playbook.languages import read_language
from icp_playbook.messages import ENGLISH, Language, say, say_count
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.choices import in_own_words
from icp_playbook.model.kinds import KINDS
from icp_playbook.problems import ConfigurationError, ContentError, Problem, Severity
from icp_playbook.project import Site, template_folders
from icp_playbook.rereading import Gaps, Rereading
from icp_playbook.scoring.examples import DISAGREES
from icp_playbook.stages.check import RULES, Context, check
from icp_playbook.stages.plan.programs.published import AllRelations, relations

T = TypeVar("T")

_TICK = 50_000_000
"""Nanoseconds within which a file may change twice and bear the same time."""
_JUDGE = tuple(rule for rule in RULES if rule.severity is Severity.ERROR and rule.name != DISAGREES)
"""Rules without whose consent nothing is scored; an example stops only its builder."""
_IS_ONE = tuple(rule for rule in RULES if rule.name == "no-company")
"""What makes it a playbook: in an empty folder there is nothing to ask."""
_SHOWN = 5


@dataclass(frozen=True, eq=False)
class ReadPlaybook:
    """A playbook as it was read, and what is worked out from it when somebody first asks."""

    root: Path
    catalog: Catalog
    context: Context
    site: Site
    reader: Language
    gaps: Gaps
    """Everything that the rules find."""
    _kept: dict[Callable[..., Any], Any] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The tag of the language that is answered in."""
        return self.site.language

    def kept(self, make: Callable[[ReadPlaybook], T]) -> T:
        """Return what is worked out from this state: once, when somebody first asks."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return self._kept[make]  # type: ignore[no-any-return]

    @cached_property
    def unscorable(self) -> tuple[Problem, ...]:
        """What keeps the rules from giving each account one result."""
        return tuple(check(self.catalog, self.context, _JUDGE))


def related(state: ReadPlaybook) -> AllRelations:
    """Return who refers to whom in a state."""
    return relations(state.catalog)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's playbook: the state that answers, the day, and why it is not the newest."""

    state: ReadPlaybook
    today: datetime.date
    behind: tuple[Problem, ...]
    rereading: Rereading
    """What links a definition that somebody proposes."""

    @property
    def notes(self) -> list[str]:
        """What to say of the answer as a whole."""
        if not self.behind:
            return []
        said = say_count(
            "The files have changed and hold {count} mistake; this is from before: {problems}",
            "The files have changed and hold {count} mistakes; this is from before: {problems}",
            count=len(self.behind),
            problems=_listed(self.behind, self.state.reader),
        )
        return [self.state.reader.text(said)]


class Playbook:
    """The playbook in a folder, in one language."""

    def __init__(
        self,
        root: Path,
        config_file: Path | None,
        language: str | None,
        today: Callable[[], datetime.date],
    ) -> None:
        self._root, self._config_file, self._wanted = root, config_file, language
        self._today = today
        self._lock = threading.Lock()
        self._rereading = Rereading(root)
        self._looked = -1.0
        self._seen: object = None
        self._state: ReadPlaybook | None = None
        self._scorable: ReadPlaybook | None = None
        self._wrong: tuple[Problem, ...] = ()
        self._docs: tuple[str, ...] = ()
        self._settings: tuple[Path, ...] = ()

    @property
    def reader(self) -> Language:
        """The language that is answered in: English until the playbook could be read."""
        return self._state.reader if self._state is not None else ENGLISH

    def now(self, since: float | None = None) -> Asked:
        """Return the playbook as it is now; a look at the files that began after `since` will do.

        `since` is by `time.monotonic`. Raise `NotAnsweredError` while nothing could ever be read.
        """
        with self._lock:
            if since is None or self._looked < since:
                self._looked = time.monotonic()
                self._look()
            if self._state is None:
                raise NotAnsweredError(_nothing(self._wrong, self.reader))
            return self._asked(self._state, self._wrong)

    def scorable(self, since: float | None = None) -> Asked:
        """Return the newest state by which accounts can be judged; raise where there is none."""
        asked = self.now(since)
        with self._lock:
            if not asked.state.unscorable:
                self._scorable = asked.state
                return asked
            if self._scorable is None:
                raise NotAnsweredError(_nothing(asked.state.unscorable, self.reader))
            return self._asked(self._scorable, asked.state.unscorable)

    def _asked(self, state: ReadPlaybook, behind: tuple[Problem, ...]) -> Asked:
        return Asked(state, self._today(), behind, self._rereading)

    def _look(self) -> None:
        """Read again if a file has changed, or may have changed within a tick of the clock."""
        if self._files()[0] == self._seen:
            return
        try:
            configuration = self._configuration()
            configuration.refuse_audience()
            context = context_of(self._root, self._config_file, self._today())
            self._docs, self._settings = context.docs, configuration.files
            self._seen, newest = self._files()
            if time.time_ns() - newest < _TICK:
                self._seen = None
            self._state, self._wrong = self._read(configuration, context), ()
        except ContentError as error:
            self._wrong = tuple(one for one in error.problems if one.severity is Severity.ERROR)
        except ConfigurationError as error:
            self._wrong = (Problem("mkdocs.yml", 1, 1, "configuration", error.message),)

    def _read(self, configuration: Configuration, context: Context) -> ReadPlaybook:
        catalog = self._rereading.everything(context)
        if missing := check(catalog, context, _IS_ONE):
            raise ContentError(missing)
        language = self._wanted or next(iter(configuration.languages), "en")
        site = Site(
            language=language, languages=context.languages, docs=configuration.docs,
            editions=configuration.editions,
        )  # fmt: skip
        reader = in_own_words(read_language(language, template_folders(self._root)), catalog)
        gaps = self._rereading.gaps(catalog)
        return ReadPlaybook(self._root, catalog, context, site, reader, gaps)

    def _configuration(self) -> Configuration:
        file = self._config_file
        return read_configuration(self._root) if file is None else read_file(file)

    def _files(self) -> tuple[object, int]:
        """Return what tells that nothing has changed, and when the last file did."""
        found = dict(_all_files(self._root, self._docs))
        for file in self._settings:  # what mkdocs.yml inherits from may lie elsewhere
            with suppress(OSError):
                found[str(file)] = file.stat()
        states = {
            path: (about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino)
            for path, about in found.items()
        }
        newest = max((about.st_mtime_ns for about in found.values()), default=0)
        return (states, self._today()), newest


def _all_files(root: Path, docs: tuple[str, ...]) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files that a playbook is read from, and their folders."""
    yield from _files_in(root, "mkdocs")
    for folder in dict.fromkeys(kind.folder for kind in KINDS):
        yield from _files_in(root / folder)
    for folder in docs:
        for place, _, _ in os.walk(root / folder):
            yield from _files_in(Path(place))


def _files_in(folder: Path, begin: str = "") -> Iterator[tuple[str, os.stat_result]]:
    with suppress(OSError), os.scandir(folder) as entries:  # a folder need not be there
        for entry in entries:
            if entry.name.startswith(begin):
                with suppress(OSError):  # a link to nothing is told by who reads it
                    yield entry.path, entry.stat()


def _nothing(problems: tuple[Problem, ...], reader: Language) -> str:
    said = say(
        "the playbook has mistakes, and there is no earlier state to answer from: {problems}",
        problems=_listed(problems, reader),
    )
    return reader.text(said)


def _listed(problems: tuple[Problem, ...], reader: Language) -> str:
    told = [
        replace(one, message=reader.text(one.message), hint=reader.text(one.hint))
        for one in problems[:_SHOWN]
    ]
    first = " | ".join(map(str, told))
    if len(problems) > _SHOWN:
        return say("{first} and {count} more", first=first, count=len(problems) - _SHOWN)
    return first

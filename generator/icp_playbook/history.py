"""The repository's own history of a playbook: which change touched which file, when, and why. One `git log` call."""

from __future__ import annotations

import datetime
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_PATHS = ("content", "playbooks")
_FORMAT = "%x01%H%x00%cs%x00%s%x00%b%x00"
_MERGE = re.compile(r"Merge (pull request #(?P<github>[0-9]+) from|branch )")
_NUMBER = re.compile(r"\(([#!][0-9]+)\)$|See merge request \S*(![0-9]+)")


@dataclass(frozen=True, slots=True)
class Change:
    """One commit on the main line, or one merged pull request: its day, its reason, and the files it touched.

    `request` is the pull or merge request's number as the code host writes it (`#12`, `!12`), or empty. `files` are
    paths as they are called today, each with A(dded), M(odified), D(eleted) or R(enamed).
    """

    commit: str
    day: datetime.date
    reason: str
    request: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class History:
    """Changes, the newest first; empty with a `note` that says why, where there is no history to be had."""

    changes: tuple[Change, ...] = ()
    note: str = ""
    by_path: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    """The changes of each file, the newest first, under its name of today."""

    @property
    def begins(self) -> datetime.date | None:
        """The day of the oldest change."""
        return self.changes[-1].day if self.changes else None

    def changed(self, path: str) -> datetime.date | None:
        """Return the day of a file's last change."""
        found = self.by_path.get(path)
        return found[0].day if found else None

    def added(self, path: str) -> datetime.date | None:
        """Return the day a file was added."""
        found = self.by_path.get(path)
        return found[-1].day if found else None


def read_history(root: Path, limit: int = 2000) -> History:
    """Return the newest `limit` changes of the playbook in `root`; a merged request counts as one change."""
    try:
        shallow = _git(root, "rev-parse", "--is-shallow-repository").strip()
        log = _git(
            root, "log", f"--max-count={limit}", "--first-parent", "--diff-merges=first-parent", "--name-status", "-M",
            "-z", f"--format={_FORMAT}", "--relative", "--", *_PATHS,
        )  # fmt: skip
    except FileNotFoundError:
        return History(note="There is no history: git is not installed.")
    except subprocess.CalledProcessError:
        return History(note="There is no history: this playbook is not in a git repository yet.")
    if shallow == b"true":
        # The oldest commit of such a clone seems to have added everything: no dates are better than wrong ones.
        return History(
            note="There is no history: this clone has only its newest commits (run git fetch --unshallow)."
        )
    changes = tuple(_changes(log.decode("utf-8", "replace")))
    by_path: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        for _, path in change.files:
            by_path[path].append(change)
    note = "" if changes else "There is no history: nothing has been committed yet."
    return History(changes, note, {path: tuple(found) for path, found in by_path.items()})


def _changes(log: str) -> Iterator[Change]:
    today: dict[str, str] = {}  # what a file that was moved later is called now
    for entry in log.split("\x01")[1:]:
        commit, day, subject, body, rest = entry.split("\0", 4)
        files = tuple(_files([piece.strip("\n") for piece in rest.split("\0")], today))
        if files:
            reason, request = _reason(subject.strip(), body.strip())
            yield Change(commit, datetime.date.fromisoformat(day), reason, request, files)


def _reason(subject: str, body: str) -> tuple[str, str]:
    """Return why, and the request's number: a merge says why in the first line of its body."""
    merge, number = _MERGE.match(subject), _NUMBER.search(subject) or _NUMBER.search(body)
    request = next(filter(None, number.groups()), "") if number else ""
    if merge:
        request = f"#{merge['github']}" if merge["github"] else request
        return body.partition("\n")[0].strip() or subject, request
    return re.sub(r"\s*\([#!][0-9]+\)$", "", subject), request


def _files(pieces: list[str], today: dict[str, str]) -> Iterator[tuple[str, str]]:
    queue = iter([piece for piece in pieces if piece])
    for status in queue:
        path = next(queue, "")
        if status[0] == "R":
            new = next(queue, "")
            today[path] = today.get(new, new)
        yield status[0], today.get(path, path)


def _git(root: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True).stdout

"""The repository's own history of a playbook: which change touched which file, when, and why.

One `git log` call.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from icp_playbook.git import NoRepositoryError, check_repository, git, is_shallow, top_of
from icp_playbook.meaning import LARGEST, says_the_same
from icp_playbook.messages import say

_FOLDERS = ("content", "playbooks")
_DEFINITIONS = (b".yml", b".yaml")
_SHA256_DIGITS = 64
# Neither a message nor a path can hold the NUL that git puts between the pieces.
_FORMAT = "%H%x00%cI%x00%P%x00%s%x00%b%x00"
_HEAD = 5
_STATUS = re.compile(r"\n?:[0-7]+ [0-7]+ ([0-9a-f]+) ([0-9a-f]+) ([A-Z])[0-9]{0,3}")
_COMPARED = 400  # files whose two versions are compared, of the newest changes
_MERGE = re.compile(r"Merge (pull request #(?P<github>[0-9]+) from|(remote-tracking )?branch )")
_NUMBER = re.compile(r"\(([#!][0-9]+)\)$|See merge request \S{0,200}?(![0-9]+)")
# What tools add below a message says nothing about why: signatures, closed issues, lists of
# squashed commits.
_NOT_WHY = re.compile(
    r"[A-Z][A-Za-z-]+: \S|See merge request |[*-] |(Close|Closes|Fix|Fixes|Resolve|Resolves) [#!]"
    r"|#|-{3,}|```|Revert"
)
_UNSEEN = re.compile(r"[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_TRAILER = re.compile(r"^Playbook-Change: *(none|yes) *$", re.MULTILINE | re.IGNORECASE)
_REASON_LIMIT, _WHY_LIMIT = 160, 400


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that a change touched: `how` is A(dded), M(odified), D(eleted) or R(enamed).

    `path` is what it is called today, or was when it was deleted; `was` its path before the change.
    """

    how: str
    path: str
    was: str = ""
    before: str = ""
    after: str = ""
    """What git calls the content before and after."""
    says_the_same: bool = False
    """Whether no more than comments, layout, or who looked at it when has changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One commit on the main line, or one merged pull request: its day, reason and files.

    `commit` is empty when it is another repository's. `reason` is one line; `why` the first
    paragraph below it, if people wrote one. `request` is the pull or merge request's number as the
    code host writes it (`#12`, `!12`), or empty. `moment` is its day with time and zone.
    `is_merge` is true of a merge that bears neither a request's number nor a title. `marked` is
    what a line `Playbook-Change:` of the message says of it: "none", "yes" or nothing.
    """

    commit: str
    day: datetime.date
    reason: str
    why: str
    request: str
    files: tuple[FileChange, ...]
    moment: datetime.datetime | None = None
    is_merge: bool = False
    marked: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """Changes, the newest first.

    Empty with a `note` that says why, where there is no history to be had.
    """

    changes: tuple[Change, ...] = ()
    note: str = ""
    by_path: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    """The changes of each file, the newest first, under its name of today."""
    as_committed: bool = False
    """Whether each definition on disk is what the newest commit holds."""

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


def read_history(root: Path, docs: str = "content/pages", limit: int = 2000) -> History:
    """Return the newest `limit` changes of the playbook in `root`, whose pages are in `docs`.

    A merged request counts as one change.
    """
    try:
        check_repository(root)
    except NoRepositoryError as error:
        return History(note=say("There is no history: {reason}.", reason=error.args[0]))
    if is_shallow(root):
        # The oldest commit of such a clone seems to have added everything: no dates are better than
        # wrong ones.
        return History(
            note=say(
                "There is no history: this clone has only its newest commits"
                " (run git fetch --unshallow)."
            )
        )
    paths = [
        *_FOLDERS,
        *([] if docs.startswith(tuple(f"{name}/" for name in _FOLDERS)) else [docs]),
    ]
    apart = _apart(root, paths)
    logs = [_log(root, limit, [path for path in paths if path not in apart])]
    for path, place in apart.items():
        found = _log(place, limit, ["."], f"{path}/")
        # The code host of this repository has no page for another one's commit, nor for its
        # requests.
        is_other = top_of(place) != top_of(root)
        logs.append([replace(one, commit="", request="") for one in found] if is_other else found)
    changes = _together(logs)
    if not changes:
        return History(note=say("There is no history: nothing has been committed yet."))
    by_path: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        for path in dict.fromkeys(file.path for file in change.files):
            by_path[path].append(change)
    files = {path: tuple(found) for path, found in by_path.items()}
    return History(changes, "", files, as_committed=_is_as_committed(root))


def _is_as_committed(root: Path) -> bool:
    """Tell whether the definitions on disk are those of the newest commit.

    `git status` would say so, too, but it runs the filters that a repository's settings name.
    """
    listed = git(root, "ls-tree", "-r", "-z", "HEAD", "--", *_FOLDERS).stdout.split(b"\0")
    committed = {}
    for line in filter(None, listed):
        about, _, name = line.partition(b"\t")
        if name.endswith(_DEFINITIONS):
            committed[os.fsdecode(name)] = about.split()[-1].decode("ascii")
    try:
        found = {
            file.relative_to(root).as_posix(): file.read_bytes()
            for folder in _FOLDERS
            for file in (root / folder).rglob("*")
            if file.name.endswith((".yml", ".yaml")) and file.is_file()
        }
    except OSError:
        return False
    return found.keys() == committed.keys() and all(
        _blob_id(found[path], len(id)) == id for path, id in committed.items()
    )


def _blob_id(data: bytes, digits: int) -> str:
    """Return what git calls a file of these bytes, in a repository of so many digits."""
    blob = b"blob %d\0%b" % (len(data), data)
    made = hashlib.sha256(blob) if digits == _SHA256_DIGITS else hashlib.sha1(blob)  # noqa: S324
    return made.hexdigest()


def _apart(root: Path, paths: list[str]) -> dict[str, Path]:
    """Return links and submodules of the playbook, and where their history is."""
    found = {}
    for path in paths:
        place = (root / path).resolve()
        elsewhere = (root / path).is_symlink() or (root / path / ".git").exists()
        if (
            elsewhere
            and place.is_dir()
            and place.is_relative_to(root.resolve())
            and not is_shallow(place)
        ):
            found[path] = place
    return found


def _log(place: Path, limit: int, paths: list[str], prefix: str = "") -> list[Change]:
    """Return the changes of `paths` in `place`, each path with `prefix` before it."""
    if not paths:
        return []
    log = git(
        place, "log", f"--max-count={limit}", "--first-parent", "--diff-merges=first-parent",
        "--raw", "--no-abbrev", "-M", "--no-show-signature", "--no-ext-diff", "--no-color",
        "--encoding=UTF-8", "-z", f"--format={_FORMAT}", "--relative", "--", *paths,
    )  # fmt: skip
    return _compared(place, list(_changes(log.stdout.decode("utf-8", "replace"), prefix)))


def _compared(place: Path, changes: list[Change]) -> list[Change]:
    """Return the changes with each file marked whose two versions say the same."""
    changed = [
        file
        for change in changes
        if not change.is_merge
        for file in change.files
        if file.how == "M" and file.path.endswith((".yml", ".yaml"))
    ][:_COMPARED]
    contents = _contents(place, {id for file in changed for id in (file.before, file.after)})
    same = {
        (file.before, file.after)
        for file in changed
        if {file.before, file.after} <= contents.keys()
        and says_the_same(contents[file.before], contents[file.after])
    }
    return [
        replace(
            change,
            files=tuple(
                replace(file, says_the_same=(file.before, file.after) in same)
                for file in change.files
            ),
        )
        for change in changes
    ]


def _contents(place: Path, ids: set[str]) -> dict[str, bytes]:
    """Return the content of files by what git calls them, but of those that are too large."""
    asked = "".join(f"{id}\n" for id in sorted(ids)).encode()
    listed = git(place, "cat-file", "--batch-check", given=asked).stdout.split(b"\n")
    sizes = {
        id.decode(): int(size)
        for id, kind, size in (line.split() for line in listed if line.count(b" ") == 2)
        if kind == b"blob" and int(size) <= LARGEST
    }
    asked = "".join(f"{id}\n" for id in sizes).encode()
    given, at, found = git(place, "cat-file", "--batch", given=asked).stdout, 0, {}
    for id, size in sizes.items():
        begin = given.find(b"\n", at) + 1
        found[id] = given[begin : begin + size]
        at = begin + size + 1
    return found


def _together(logs: list[list[Change]]) -> tuple[Change, ...]:
    """Return the changes of several logs, the newest first.

    A commit that is in two of them is one change.
    """
    found: dict[object, Change] = {}
    for change in [change for log in logs for change in log]:
        key = change.commit or (change.day, change.reason, change.files)
        known = found.get(key)
        found[key] = replace(change, files=known.files + change.files) if known else change
    if sum(map(bool, logs)) < 2:
        return tuple(found.values())
    return tuple(sorted(found.values(), key=lambda change: change.day, reverse=True))


def _changes(log: str, prefix: str = "") -> Iterator[Change]:
    today: dict[str, str] = {}  # what a file that was moved later is called now
    pieces = log.split("\0")
    at = 0
    while at + _HEAD < len(pieces):
        commit, stamp, parents, subject, body = pieces[at : at + _HEAD]
        found, at = _files(pieces, at + _HEAD)
        files = tuple(
            replace(
                one,
                path=prefix + today.get(one.path, one.path),
                was=one.was and prefix + one.was,
            )
            for one in found
        )
        moved = {one.was: today.get(one.path, one.path) for one in found if one.was}
        for one in found:
            if one.how == "A":  # before, another file had this name
                today.pop(one.path, None)
        today |= moved
        if files and (when := _moment(stamp)) is not None:
            reason, why, request = _reason(subject, body)
            titled = _MERGE.match(subject) and not _MERGE.match(reason)
            is_merge = " " in parents and not request and not titled
            marked = _TRAILER.search(body)
            yield Change(
                commit, when.date(), reason, why, request, files,
                when, is_merge, marked[1].lower() if marked else "",
            )  # fmt: skip


def _files(pieces: list[str], at: int) -> tuple[list[FileChange], int]:
    """Return the files that begin at `at`, as named then, and where the next change begins."""
    files = []
    while at < len(pieces):
        status = _STATUS.fullmatch(pieces[at])
        if status is None and pieces[at].strip():
            break
        if status is None:
            at += 1
        elif status[3] in "RC":
            was = pieces[at + 1] if status[3] == "R" else ""
            files.append(FileChange(status[3], pieces[at + 2], was, status[1], status[2]))
            at += 3
        else:
            files.append(FileChange(status[3], pieces[at + 1], "", status[1], status[2]))
            at += 2
    return files, at


def _moment(text: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:  # a clock that was off by thousands of years
        return None


def _reason(subject: str, body: str) -> tuple[str, str, str]:
    """Return why in a line, the paragraph below it, and the request's number.

    A merge says what it is about in the first line of its body.
    """
    merge, number = _MERGE.match(subject), _NUMBER.search(subject) or _NUMBER.search(body)
    request = next(filter(None, number.groups()), "") if number else ""
    body = body.strip()
    if merge:
        request = f"#{merge['github']}" if merge["github"] else request
        title, _, rest = body.partition("\n")
        if title.strip() and not _NOT_WHY.match(title.strip()):
            subject, body = title, rest
    else:
        subject = re.sub(r"\s*\([#!][0-9]+\)$", "", subject)
    return _line(subject, _REASON_LIMIT) or say("No reason was given"), _why(body), request


def _why(body: str) -> str:
    """Return the first paragraph that people wrote."""
    for paragraph in body.replace("\r", "").split("\n\n")[:20]:
        if paragraph.strip() and not _NOT_WHY.match(paragraph.strip()):
            return _line(paragraph, _WHY_LIMIT)
    return ""


def _line(text: str, limit: int) -> str:
    """Return `text` on one line, without what can't be seen, cut between words when it is long."""
    line = " ".join(_UNSEEN.sub(" ", text[: 4 * limit]).split())
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"

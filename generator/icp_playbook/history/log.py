"""Read from git's log: which commit changed which files, when, and why."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from icp_playbook.cutting import cut_short
from icp_playbook.git import git
from icp_playbook.history.changes import Change, FileChange
from icp_playbook.messages import say

# Neither a message nor a path can hold the NUL that git puts between the pieces.
_FORMAT = "%H%x00%cI%x00%P%x00%s%x00%b%x00"
_HEAD = 5
_STATUS = re.compile(r"\n?:[0-7]+ [0-7]+ ([0-9a-f]+) ([0-9a-f]+) ([A-Z])[0-9]{0,3}")
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


def read_log(place: Path, limit: int, paths: list[str], prefix: str = "") -> list[Change]:
    """Return the changes of `paths` in `place`, each path with `prefix` before it."""
    if not paths:
        return []
    log = git(
        place, "log", f"--max-count={limit}", "--first-parent", "--diff-merges=first-parent",
        "--raw", "--no-abbrev", "-M", "--no-show-signature", "--no-ext-diff", "--no-color",
        "--encoding=UTF-8", "-z", f"--format={_FORMAT}", "--relative", "--", *paths,
    )  # fmt: skip
    return list(_changes(log.stdout.decode("utf-8", "replace"), prefix))


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
    return cut_short(line, limit)

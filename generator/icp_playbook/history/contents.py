"""What git keeps of files: whether two versions say the same, and whether the disk is as it is."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from icp_playbook.git import git
from icp_playbook.history.changes import Change
from icp_playbook.meaning import LARGEST, says_the_same

_YAML = (".yml", ".yaml")
_SHA256_DIGITS = 64
_COMPARED = 400  # files whose two versions are compared, of the newest changes


def mark_the_same(place: Path, changes: list[Change]) -> list[Change]:
    """Return the changes with each file marked whose two versions say the same."""
    changed = [
        file
        for change in changes
        if not change.is_merge
        for file in change.files
        if file.how == "M" and file.path.endswith(_YAML)
    ][:_COMPARED]
    contents = contents_of(place, {id for file in changed for id in (file.before, file.after)})
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


def contents_of(place: Path, ids: Collection[str]) -> dict[str, bytes]:
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


def is_as_committed(root: Path, folders: Sequence[str]) -> bool:
    """Tell whether the definitions on disk are those of the newest commit.

    `git status` would say so, too, but it runs the filters that a repository's settings name.
    """
    listed = git(root, "ls-tree", "-r", "-z", "HEAD", "--", *folders).stdout.split(b"\0")
    committed = {}
    for line in filter(None, listed):
        about, _, name = line.partition(b"\t")
        if os.fsdecode(name).endswith(_YAML):
            committed[os.fsdecode(name)] = about.split()[-1].decode("ascii")
    try:
        found = {
            file.relative_to(root).as_posix(): file.read_bytes()
            for folder in folders
            for file in (root / folder).rglob("*")
            if file.name.endswith(_YAML) and file.is_file()
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

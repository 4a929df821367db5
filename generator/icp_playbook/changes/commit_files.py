"""The files of a commit, read from git's own store and written as plain files.

Nothing of the commit is ever run. A commit that somebody else made can hold any name and any
link. So links are followed inside the commit only, the file that one leads to is written in its
place, and no link is ever made: nothing can be written or read through one.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import IO, NamedTuple

from icp_playbook.git import git, open_git
from icp_playbook.messages import say
from icp_playbook.stages.load.decoding import MAX_BYTES

MOST_FILES = 100_000
_FOLDER, _LINK, _SUBMODULE = "040000", "120000", "160000"
_MOST_LINKS, _LONGEST_LINK = 40, 4096
_DEEPEST = 4  # a link to a folder that holds a link to a folder …
_PIECE = 1 << 16
# What a name can make the file system say; everything else, such as a full disk, is a failure.
_NO_SUCH_NAME = frozenset(
    {errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL}
)


class IncompleteError(Exception):
    """Git does not have all of a commit, or the commit is no playbook's; `reason` says which."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _ElsewhereError(Exception):
    """What a path leads to is not in the commit; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _TreeEntry(NamedTuple):
    mode: str
    id: str
    path: str


_Wanted = dict[Path, list[tuple[str, str]]]
"""By repository: the id of each file, and where it goes."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The folder `prefix` of a commit; `place` is where it would be in the working tree."""

    commit: str
    prefix: str
    place: Path

    def entry(self, path: str) -> _TreeEntry | None:
        """Return what stands at `path`, as it stands there."""
        return next(iter(self._listed(self._named(""), "--", path)), None)

    def below(self, path: str) -> list[_TreeEntry]:
        """Return all files, links and submodules below a folder, their paths relative to it."""
        return self._listed("-r", self._named(path))

    def follow(self, path: str) -> tuple[Tree, str, _TreeEntry | None]:
        """Return what `path` leads to, through links and submodules.

        That is the entry of a file, or None for a folder. Raise `_ElsewhereError` when it is not
        in this folder of the commit.
        """
        tree, done, found, links = self, PurePosixPath(), None, 0
        left = path.split("/")
        while left:
            part = left.pop(0)
            if part in ("", "."):
                continue
            if part == "..":
                if not done.parts:
                    raise _ElsewhereError(say("it is a link that leads out of the playbook"))
                done, found = done.parent, None
                continue
            found = tree.entry((done / part).as_posix()) if "\0" not in part else None
            if found is None:
                raise _ElsewhereError(say("it is a link to nothing"))
            if found.mode == _SUBMODULE:
                tree, done, found = tree.submodule(found), PurePosixPath(), None
            elif found.mode == _LINK:
                links += 1
                left, found = [*tree.target(found), *left], None
                if links > _MOST_LINKS:
                    raise _ElsewhereError(say("it is a link that leads to itself"))
            else:
                done /= part
        is_file = found is not None and found.mode != _FOLDER
        return tree, "" if not done.parts else done.as_posix(), found if is_file else None

    def target(self, link: _TreeEntry) -> list[str]:
        """Return the parts of a link's target.

        Raise `_ElsewhereError` where that is no place in the commit.
        """
        target = os.fsdecode(git(self.place, "cat-file", "blob", link.id).stdout)
        if target.startswith("/"):
            raise _ElsewhereError(say("it is a link that leads out of the playbook"))
        if len(target) > _LONGEST_LINK:
            raise _ElsewhereError(say("it is a link to nothing"))
        return target.split("/")

    def submodule(self, entry: _TreeEntry) -> Tree:
        """Return the commit of a submodule, where it has been fetched."""
        place = self.place / entry.path
        inside = place.is_dir() and place.resolve().is_relative_to(self.place.resolve())
        if not inside or git(place, "cat-file", "-e", f"{entry.id}^{{commit}}").returncode:
            raise _ElsewhereError(
                say(
                    "it is a submodule, and its commit {commit} is not here;"
                    " run: git submodule update --init --recursive",
                    commit=entry.id[:7],
                )
            )
        return Tree(entry.id, "", place)

    def _named(self, path: str) -> str:
        return f"{self.commit}:{'/'.join(filter(None, (self.prefix, path)))}"

    def _listed(self, *words: str) -> list[_TreeEntry]:
        listed = git(self.place, "ls-tree", "-z", "--full-tree", *words).stdout
        found = []
        for entry in filter(None, listed.split(b"\0")):
            meta, _, name = entry.partition(b"\t")
            mode, _, id = meta.decode().split()
            found.append(_TreeEntry(mode, id, os.fsdecode(name)))
        return found


def write_files(tree: Tree, paths: tuple[str, ...], folder: Path) -> dict[str, str]:
    """Write what `tree` holds at `paths` into the empty `folder`, byte for byte.

    No filter or attribute of git applies. A file that is longer than a definition may be is cut
    there. Return the paths that could not be had, each with the reason. Raise `IncompleteError`
    when git lacks a file, or the commit has more files than any playbook.
    """
    wanted: _Wanted = defaultdict(list)
    unseen: dict[str, str] = {}
    for path in paths:
        if (entry := tree.entry(path)) is not None:
            _gather(tree, entry, path, wanted, unseen, 0)
    for place, files in wanted.items():
        for (_, path), stream in zip(
            files, _contents(place, tree.commit, [id for id, _ in files]), strict=True
        ):
            if reason := _write(folder, path, stream):
                unseen[path] = reason
    return unseen


def _gather(
    tree: Tree, entry: _TreeEntry, shown: str, wanted: _Wanted, unseen: dict[str, str], depth: int
) -> None:
    """Add what an entry holds to `wanted`, under the path `shown`."""
    inner: tuple[Tree, str] | None = None
    try:
        if entry.mode == _SUBMODULE:
            inner = tree.submodule(entry), ""
        elif entry.mode == _LINK:
            target, path, file = tree.follow(entry.path)
            if file is not None:
                wanted[target.place].append((file.id, shown))
                return
            inner = target, path
        elif entry.mode == _FOLDER:
            inner = tree, entry.path
    except _ElsewhereError as error:
        unseen[shown] = error.reason
        return
    if inner is None:
        wanted[tree.place].append((entry.id, shown))
        return
    if depth > _DEEPEST:
        unseen[shown] = say("it is a link to a folder that links lead to again and again")
        return
    within, path = inner
    for one in within.below(path):
        below = one._replace(path=f"{path}/{one.path}" if path else one.path)
        _gather(within, below, f"{shown}/{one.path}", wanted, unseen, depth + 1)
        if sum(map(len, wanted.values())) + len(unseen) > MOST_FILES:
            raise IncompleteError(
                say(
                    "commit {commit} has more than {most} files, which no playbook has",
                    commit=tree.commit[:7],
                    most=f"{MOST_FILES:,}",
                )
            )


def _contents(place: Path, commit: str, ids: list[str]) -> Iterator[bytes]:
    """Yield the content of each file, at most a little more than a definition may have."""
    with tempfile.TemporaryFile() as asked:
        asked.write("".join(f"{id}\n" for id in ids).encode())
        asked.seek(0)
        with open_git(place, "cat-file", "--batch", given=asked) as process:
            assert process.stdout is not None
            for id in ids:
                head = process.stdout.readline().split()
                if len(head) != 3:
                    process.kill()
                    raise IncompleteError(
                        say(
                            "commit {commit} is not here as a whole ({id} is missing);"
                            " run: git fetch",
                            commit=commit[:7],
                            id=id[:12],
                        )
                    )
                yield _content(process.stdout, int(head[2]))
                process.stdout.read(1)


def _content(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(min(size, MAX_BYTES + 1))
    left = size - len(content)
    while left > 0 and (piece := stream.read(min(left, _PIECE))):
        left -= len(piece)
    return content


def _write(folder: Path, path: str, content: bytes) -> str:
    """Write one file, or return why there can be none of that name."""
    pure = PurePath(path)
    if pure.is_absolute() or pure.drive or any(part in ("..", ".git") for part in pure.parts):
        return say("its name leads out of the playbook")
    file = folder / pure
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as stream:
            stream.write(content)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno not in _NO_SUCH_NAME:
            raise
        return say("no file can have this name here")
    return ""

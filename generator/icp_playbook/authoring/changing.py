"""Change several files as a whole or not at all, tried on a copy first, and stage them in git.

All of it is staged, so that no command of git can keep half: left unstaged, `git checkout .` and
`git stash` would take back the changed files and leave the moved one, and with only the move staged
(as `git mv` does), `git commit` would keep the move without the rest.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from icp_playbook.configuration import context_of
from icp_playbook.git import git, paths_from, top_of
from icp_playbook.messages import say
from icp_playbook.problems import ContentError, Problem
from icp_playbook.reading import Checked, check_playbook
from icp_playbook.stages.write import write_beside

_FOLDERS = ("content", "playbooks")
"""What a playbook is read from."""


@dataclass(frozen=True, slots=True)
class FileEdits:
    """New contents by path, and paths that move (old to new) or are removed."""

    contents: Mapping[str, str]
    moves: Mapping[str, str] = field(default_factory=dict)
    removes: tuple[str, ...] = ()


def readable(root: Path) -> Checked:
    """Return the playbook in `root`. Raise `ContentError` if it has errors: no change is safe."""
    checked = check_playbook(root, context_of(root))
    if checked.errors:
        raise ContentError(checked.errors)
    return checked


def tried(root: Path, change: FileEdits) -> Checked:
    """Return what the playbook would be after `change`; nothing in `root` is touched."""
    context = context_of(root)
    apart = [
        docs for docs in context.docs if not docs.startswith(tuple(f"{one}/" for one in _FOLDERS))
    ]
    with tempfile.TemporaryDirectory(prefix="icp-") as copy:
        for folder in (*_FOLDERS, *apart):
            if (root / folder).is_dir():
                shutil.copytree(
                    root / folder, Path(copy) / folder, symlinks=True, ignore_dangling_symlinks=True
                )
        for old, new in change.moves.items():
            (Path(copy) / old).rename(Path(copy) / new)
        for path in change.removes:
            (Path(copy) / path).unlink()
        for path, text in change.contents.items():
            (Path(copy) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(copy) / path).write_bytes(text.encode())
        return check_playbook(Path(copy), context)


def refuse_errors(checked: Checked) -> None:
    """Raise `ContentError` when a change that was tried would leave the playbook with errors."""
    if checked.errors:
        raise ContentError(checked.errors)


def apply(root: Path, change: FileEdits) -> None:
    """Make the change in `root`, whole or not at all."""
    with applied(root, change):
        pass


@contextmanager
def applied(root: Path, change: FileEdits) -> Iterator[None]:
    """Make the change in `root` for what follows; where that fails too, all is as it was.

    New files are whole before the first old one is put aside, and old ones go away last: undoing is
    renaming, which needs no room on the disk.
    """
    aside: list[Path] = []
    with ExitStack() as undo:
        waiting: dict[str, Path] = {}
        for path, text in change.contents.items():
            file = _file(root, _before(path, change))
            file.parent.mkdir(parents=True, exist_ok=True)
            waiting[path] = write_beside(file, text.encode())
            undo.callback(waiting[path].unlink, missing_ok=True)
        for old, new in change.moves.items():
            _refuse_taken(root / new)
            undo.callback((root / old).rename(root / new).rename, root / old)
        for path in (*change.contents, *change.removes):
            file = _file(root, path)
            if file.exists():
                aside.append(_put_aside(file))
                undo.callback(aside[-1].replace, file)
            if path in waiting:
                undo.callback(file.unlink, missing_ok=True)
                waiting[path].rename(file)
        yield
        undo.pop_all()
    for kept in aside:
        kept.unlink()


def _file(root: Path, path: str) -> Path:
    """Return the file itself where the path is a link: what it leads to is what changes."""
    file = root / path
    return file.resolve() if file.is_symlink() else file


def _before(path: str, change: FileEdits) -> str:
    """Return where the file is that will be at `path`."""
    return next((old for old, new in change.moves.items() if new == path), path)


def _refuse_taken(file: Path) -> None:
    if os.path.lexists(file):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))


def _put_aside(file: Path) -> Path:
    """Give a file another name beside it, so that nothing of it is lost before all is done."""
    handle, name = tempfile.mkstemp(prefix=".icp-", dir=file.parent)
    os.close(handle)
    try:
        return file.replace(name)
    except OSError:
        Path(name).unlink()
        raise


def unstaged_edits(root: Path, paths: Collection[str]) -> list[str]:
    """Return which of the files below `root` have edits in the working tree that are not staged."""
    edited: set[Path] = set()
    for top, names in _by_repository(root, paths).items():
        differing = paths_from(
            top, "diff-files", "--name-only", "--no-ext-diff", "-z", "--", *names
        )
        edited |= {top / name for name in differing}
    return sorted(path for path in paths if edited & set(_files_at(root, path)))


def stage(root: Path, own: str, paths: Collection[str], moves: Mapping[str, str]) -> list[str]:
    """Stage the files below `root` as they are now, gone ones too; return what is staged.

    `own` is the file that it is about: nothing is staged when git does not know that one yet.
    Others that git does not know stay unknown, for as soon as it does, `git reset --hard` deletes
    them. Raise `ContentError` when git will not, with nothing staged: the lock of another git, or a
    merge that is not finished.
    """
    groups = _by_repository(root, paths)
    known = {
        top / name
        for top, names in groups.items()
        for name in paths_from(top, "ls-files", "-z", "--", *names)
    }
    if not known & set(_files_at(root, own)):
        return []
    known |= {
        file
        for old, new in moves.items()
        if known & set(_files_at(root, old))
        for file in _files_at(root, new)
    }
    before: list[tuple[Path, bytes]] = []
    for top, names in groups.items():
        index = top / os.fsdecode(git(top, "rev-parse", "--git-path", "index").stdout.rstrip(b"\n"))
        before.append((index, index.read_bytes()))
        if error := _refusal(top, [name for name in names if top / name in known]):
            for file, content in before[:-1]:
                file.write_bytes(content)
            raise ContentError(
                [
                    Problem(
                        own,
                        1,
                        1,
                        "not-staged",
                        say("git would not stage it: {reason}", reason=error),
                        say("nothing was changed"),
                    )
                ]
            )
    return sorted(path for path in paths if known & set(_files_at(root, path)))


def _refusal(top: Path, names: list[str]) -> str:
    """Stage files of one repository, or return why that is not possible."""
    if not names:
        return ""
    if git(top, "ls-files", "--unmerged", "-z", "--", *names).stdout:
        return say("a merge is not finished here")
    given = b"\0".join(map(os.fsencode, names))
    done = git(
        top, "add", "--all", "--force", "--pathspec-from-file=-", "--pathspec-file-nul", given=given
    )
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    if not done.returncode:
        return ""
    return said[0].removeprefix("fatal: ") if said else say("it does not say why")


def _by_repository(root: Path, paths: Iterable[str]) -> dict[Path, list[str]]:
    """Return files by the repository that they are in, as paths from its top."""
    found: dict[Path, list[str]] = defaultdict(list)
    tops: dict[Path, Path | None] = {}
    for path in paths:
        for file in _files_at(root, path):
            if file.parent not in tops:
                tops[file.parent] = top_of(file.parent)
            if (top := tops[file.parent]) is not None:
                found[top].append(file.relative_to(top).as_posix())
    return {top: sorted(set(names)) for top, names in found.items()}


def _files_at(root: Path, path: str) -> list[Path]:
    """Return where a file is, and where what it leads to is when it is a link."""
    file = (root / path).parent.resolve() / Path(path).name
    return [file, file.resolve()] if file.is_symlink() else [file]

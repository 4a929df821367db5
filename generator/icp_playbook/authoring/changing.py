"""A change of several files, tried on a copy first and then made as a whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from icp_playbook.configuration import context_of
from icp_playbook.problems import ContentError
from icp_playbook.reading import Checked, check_playbook
from icp_playbook.stages.write import write_beside

_FOLDERS = ("content", "playbooks")
"""What a playbook is read from."""


@dataclass(frozen=True, slots=True)
class Change:
    """New contents by path, and old paths that move (`moves`, old to new) or go away (`removes`)."""

    contents: Mapping[str, str]
    moves: Mapping[str, str] = field(default_factory=dict)
    removes: tuple[str, ...] = ()


def readable(root: Path) -> Checked:
    """Return the playbook in `root`, or raise `ContentError`: what cannot be read cannot be changed safely."""
    checked = check_playbook(root, context_of(root))
    if checked.errors:
        raise ContentError(checked.errors)
    return checked


def tried(root: Path, change: Change) -> Checked:
    """Return what the playbook would be after `change`; nothing in `root` is touched."""
    context = context_of(root)
    apart = [docs for docs in context.docs if not docs.startswith(tuple(f"{one}/" for one in _FOLDERS))]
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


def apply(root: Path, change: Change) -> None:
    """Make the change in `root`, whole or not at all."""
    with applied(root, change):
        pass


@contextmanager
def applied(root: Path, change: Change) -> Iterator[None]:
    """Make the change in `root` for what follows; where that fails too, all is as it was.

    New files are whole before the first old one is put aside, and old ones go away last: undoing is renaming, which
    needs no room on the disk.
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


def _before(path: str, change: Change) -> str:
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

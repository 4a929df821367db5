"""A change of several files, tried on a copy first and then made as a whole or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from icp_playbook.configuration import context_of
from icp_playbook.problems import ContentError, Problem
from icp_playbook.reading import Checked, check_playbook

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
    """Make the change in `root`. Each new file is whole before the first old one goes; an error undoes what was done."""
    waiting: dict[str, Path] = {}
    undo: list[tuple[str, bytes | None]] = []
    moved: list[tuple[str, str]] = []
    try:
        for path, text in change.contents.items():
            waiting[path] = _beside(root / path, text.encode())
        for old, new in change.moves.items():
            _move(root, old, new)
            moved.append((old, new))
        for path in (*change.contents, *change.removes):
            undo.append((path, (root / path).read_bytes() if (root / path).exists() else None))
            if path in waiting:
                waiting.pop(path).replace(root / path)
            else:
                (root / path).unlink()
    except BaseException:
        for path, old_bytes in reversed(undo):
            (root / path).unlink(missing_ok=True) if old_bytes is None else (root / path).write_bytes(
                old_bytes
            )
        for old, new in reversed(moved):
            _move(root, new, old)
        raise
    finally:
        for left in waiting.values():
            left.unlink(missing_ok=True)


def unmovable(path: str, error: str) -> ContentError:
    """Return the error of a file that git would not move."""
    return ContentError(
        [Problem(path, 1, 1, "file-unmovable", f"git would not move it: {error}", "nothing was changed")]
    )


def _beside(file: Path, content: bytes) -> Path:
    """Write `content` into a new file in the same folder, with the old one's rights, ready to take its place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".icp-", dir=file.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    Path(name).chmod(file.stat().st_mode & 0o777 if file.exists() else 0o644)
    return Path(name)


def _move(root: Path, old: str, new: str) -> None:
    """Move a file as git does where git knows it, so that its history goes along."""
    if _git(root, "ls-files", "--error-unmatch", "--", old).returncode == 0:
        done = _git(root, "mv", "--", old, new)
        if done.returncode:
            raise unmovable(old, done.stderr.strip())
    else:
        (root / old).rename(root / new)


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("git") is None:
        return subprocess.CompletedProcess(arguments, 1, "", "git is not here")
    return subprocess.run(["git", "-C", str(root), *arguments], check=False, capture_output=True, text=True)

"""Write: the only step that changes files.

A folder is published in one step; a docs folder is kept up to date.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from icp_playbook.messages import say

MANIFEST = ".icp-export"
"""Lists the files that we wrote into a docs folder; nothing else in it is ever touched."""

_STAGED, _OLD, _LOCK = "site", "site-old", "lock"
"""What a room of ours holds: the new site, the old one during an exchange, and the lock."""
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """How many files of a docs folder were written, removed and left as they were."""

    written: int
    removed: int
    kept: int

    def __add__(self, other: WrittenFiles) -> WrittenFiles:
        """Return both together."""
        return WrittenFiles(
            self.written + other.written, self.removed + other.removed, self.kept + other.kept
        )


def write_folder(folder: Path, files: Mapping[str, bytes]) -> WrittenFiles:
    """Make `folder` hold `files`: write what changed, and remove those of ours that are gone.

    Raise `FileExistsError` when the folder holds files and none of them is ours, or a foreign one
    where ours goes.
    """
    manifest = folder / MANIFEST
    ours = _listed(manifest)
    if not ours and folder.is_dir() and any(folder.iterdir()):
        why = say(
            "{folder} holds files that icp did not write; choose an empty folder",
            folder=str(folder),
        )
        raise FileExistsError(why)
    changed = [path for path, content in files.items() if not _same(folder / path, content)]
    _refuse_foreign(folder, [path for path in changed if path not in ours])
    folder.mkdir(parents=True, exist_ok=True)
    # Named before they exist: should we be stopped half-way, the next run still knows them as ours.
    replace_file(manifest, _listing(ours | set(files)))
    stale = sorted(path for path in ours - set(files) if (folder / path).is_file())
    for path in stale:
        (folder / path).unlink()
        _remove_empty((folder / path).parent, folder)
    for path in changed:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        replace_file(folder / path, files[path])
    replace_file(manifest, _listing(files))
    return WrittenFiles(len(changed), len(stale), len(files) - len(changed))


def write_parts(file: Path, parts: Iterable[str]) -> None:
    """Write a text that is never whole in memory."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="", buffering=1 << 16) as stream:
        stream.writelines(parts)


def _listed(manifest: Path) -> set[str]:
    """Return the files that we wrote before; a name that leads elsewhere is not one of them."""
    names = manifest.read_text("utf-8").splitlines() if manifest.is_file() else []
    return {name for name in names if name and not {"..", "", "."} & set(name.split("/"))}


def _listing(paths: Iterable[str]) -> bytes:
    return "".join(f"{path}\n" for path in sorted(paths)).encode()


def _refuse_foreign(folder: Path, new: Iterable[str]) -> None:
    for path in new:
        if (folder / path).exists():
            why = say(
                "{file} is in the way, and icp did not write it; move it elsewhere",
                file=str(folder / path),
            )
            raise FileExistsError(why)


@contextmanager
def staging_folder(target: Path) -> Iterator[Path]:
    """Give an empty folder near `target` (so that both are on one disk), and remove it afterwards.

    What builds that were killed have left there is removed too. Each build holds a lock in its own
    room, which ends with the process, so the room of a build that is at work is never taken for a
    leftover.
    """
    prefix = f".icp-{target.name}-"
    for leftover in sorted(
        path for path in target.parent.iterdir() if path.name.startswith(prefix)
    ):
        _remove_dead(leftover, target)
    room, lock = _room(target.parent, prefix)
    try:
        staging = room / _STAGED
        staging.mkdir()
        yield staging
    finally:
        _remove(room, lock)


def _room(parent: Path, prefix: str) -> tuple[Path, FileLock | None]:
    """Make a room of our own.

    Once more when another build took the new one for a leftover before it was locked.
    """
    for _ in range(10):
        room = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        if (lock := _lock(room)) is not None:
            return room, lock
        shutil.rmtree(room, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=prefix, dir=parent)), None  # a file system without locks


def _remove_dead(room: Path, target: Path) -> None:
    """Remove what a build left in `room`, unless it is at work or the folder is no room."""
    if room.is_symlink() or not room.is_dir():
        return
    if not {entry.name for entry in room.iterdir()} <= {_STAGED, _OLD, _LOCK}:
        return
    if (lock := _lock(room)) is None:
        return
    if (
        room / _OLD
    ).is_dir() and not target.exists():  # stopped between the two halves of an exchange
        (room / _OLD).rename(target)
    _remove(room, lock)


def _lock(room: Path) -> FileLock | None:
    """Return the lock of `room`, held; None when others hold it, or the room is gone."""
    lock = FileLock(room / _LOCK)
    try:
        lock.acquire(timeout=0)
    except (OSError, NotImplementedError):
        return None
    if (room / _LOCK).exists():
        return lock
    lock.release()
    return None


def _remove(room: Path, lock: FileLock | None) -> None:
    shutil.rmtree(room, ignore_errors=True)
    if lock is not None:
        lock.release()
        shutil.rmtree(room, ignore_errors=True)  # Windows keeps a file that is open


def exchange(new: Path, target: Path) -> None:
    """Put the folder `new` in the place of `target`, whose old one the caller removes at `new`.

    On Linux this is one step of the file system (`renameat2` with RENAME_EXCHANGE), so that no
    reader ever misses a file. Where that is not to be had it is two renames.
    """
    if not target.exists():
        try:
            new.rename(target)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise  # else another build was a moment faster, and its site is the one to exchange
        else:
            return
    if _exchange_in_one_step(new, target):
        return
    old = new.with_name(_OLD)
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    old.rename(new)


def _exchange_in_one_step(new: Path, target: Path) -> bool:
    """Exchange the two if the system can; raise `OSError` when it can, and this did not work."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:  # an older C library
        return False
    if (
        renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE)
        == 0
    ):
        return True
    if (code := ctypes.get_errno()) in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(target))


def _same(file: Path, content: bytes) -> bool:
    return file.is_file() and file.stat().st_size == len(content) and file.read_bytes() == content


def write_beside(file: Path, content: bytes) -> Path:
    """Write `content` to a new file beside `file`, with its rights, to be renamed to it.

    Who reads `file` meanwhile sees the old content or the new one, and never a half.
    """
    handle, name = tempfile.mkstemp(prefix=".icp-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(file.stat().st_mode & 0o777 if file.exists() else 0o644)
    except BaseException:
        Path(name).unlink()
        raise
    return Path(name)


def replace_file(file: Path, content: bytes) -> None:
    """Make `file` hold `content`; who reads it meanwhile sees the old one."""
    new = write_beside(file, content)
    try:
        new.replace(file)
    except OSError:
        new.unlink()
        raise


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent

"""Write: the only step that changes files. A folder is published in one step; a docs folder is kept up to date."""

from __future__ import annotations

import ctypes
import ctypes.util
import errno
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MANIFEST = ".icp-export"
"""Lists the files that we wrote into a docs folder; nothing else in it is ever touched."""

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@dataclass(frozen=True, slots=True)
class Written:
    """How many files of a docs folder were written, removed and left as they were."""

    written: int
    removed: int
    kept: int


def write_folder(folder: Path, files: Mapping[str, bytes]) -> Written:
    """Make `folder` hold `files` (by relative path): changed ones are written, ours that are gone are removed.

    Raise `FileExistsError` when the folder holds files and none of them is ours.
    """
    manifest = folder / MANIFEST
    ours = set(manifest.read_text("utf-8").splitlines()) if manifest.is_file() else set()
    if not ours and folder.is_dir() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} holds files that icp did not write; choose an empty folder")
    folder.mkdir(parents=True, exist_ok=True)
    # Named before they exist: should we be stopped half-way, the next run still knows them as ours.
    _replace(manifest, "".join(f"{path}\n" for path in sorted(ours | set(files))).encode())
    changed = [path for path, content in files.items() if not _same(folder / path, content)]
    for path in changed:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        _replace(folder / path, files[path])
    stale = sorted(path for path in ours - set(files) if (folder / path).is_file())
    for path in stale:
        (folder / path).unlink()
        _remove_empty((folder / path).parent, folder)
    _replace(manifest, "".join(f"{path}\n" for path in sorted(files)).encode())
    return Written(len(changed), len(stale), len(files) - len(changed))


def exchange(new: Path, target: Path) -> None:
    """Put the folder `new` in the place of `target`; the old one is left at `new` for the caller to remove.

    On Linux this is one step of the file system (`renameat2` with RENAME_EXCHANGE), so that no reader ever misses a
    file. Where that is not to be had it is two renames.
    """
    if not target.exists():
        new.rename(target)
        return
    renameat2 = getattr(ctypes.CDLL(ctypes.util.find_library("c"), use_errno=True), "renameat2", None)
    if renameat2 is not None:
        if renameat2(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE) == 0:
            return
        if (code := ctypes.get_errno()) not in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
            raise OSError(code, os.strerror(code), str(target))
    old = Path(tempfile.mkdtemp(prefix=f".icp-{target.name}-old-", dir=target.parent)) / "site"
    target.rename(old)
    new.rename(target)
    old.rename(new)
    old.parent.rmdir()


def _same(file: Path, content: bytes) -> bool:
    return file.is_file() and file.stat().st_size == len(content) and file.read_bytes() == content


def _replace(file: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".icp-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent

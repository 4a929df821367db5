"""Watching files: the system tells of a change at once; where it can't, somebody looks."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch
from watchdog.observers.polling import PollingObserver

_LOOK_EVERY = 0.3
"""Seconds between two looks at files that the system tells nothing of."""
_READING = ("opened", "closed_no_write", "attrib")
"""What the system also tells, and changes nothing that a page says."""


_IN_PASSING = ("~", "#", ".swp", ".tmp", "___")


class Watching:
    """As much of watchdog's observer as MkDocs asks for.

    The system may refuse: it counts what is watched, and some network drives tell nothing.
    """

    def __init__(self) -> None:
        self._told: Any = Observer()
        self._told.start()  # now, so that each folder is refused or watched when it is named
        self._looking: Any = None

    def start(self) -> None:
        """Do nothing: all is watched since it was named."""

    def schedule(
        self, handler: FileSystemEventHandler, path: str, recursive: bool = False
    ) -> ObservedWatch:
        """Watch a folder; raise `OSError` where there is none."""
        try:
            if is_silent(path, _mounts()):
                raise OSError(path)
            return self._told.schedule(handler, path, recursive=recursive)  # type: ignore[no-any-return]
        except OSError:
            if self._looking is None:
                self._looking = PollingObserver(timeout=_LOOK_EVERY)
                self._looking.start()
            return self._looking.schedule(handler, path, recursive=recursive)  # type: ignore[no-any-return]

    def unschedule(self, watch: ObservedWatch) -> None:
        """Watch a folder no longer."""
        for observer in filter(None, (self._told, self._looking)):
            if watch in observer._handlers:  # noqa: SLF001 (it raises for a watch of another's)
                observer.unschedule(watch)

    def stop(self) -> None:
        """End."""
        for observer in filter(None, (self._told, self._looking)):
            observer.stop()

    def join(self) -> None:
        """Wait for the end."""
        for observer in filter(None, (self._told, self._looking)):
            observer.join()


def is_silent(path: str, mounts: str) -> bool:
    """Tell whether `path` is on a drive that tells nothing of what others change on it.

    `mounts` is what Linux says of its drives: a line each, with its folder and its kind.
    """
    real, found = f"{os.path.realpath(path)}/", ("", "")
    for line in mounts.splitlines():
        _, folder, kind, *_ = [*line.split(" "), "", ""]
        folder = f"{folder.replace(_SPACE, ' ').rstrip('/')}/"
        if real.startswith(folder) and len(folder) >= len(found[0]):
            found = (folder, kind)
    return found[1] in _SILENT


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text("utf-8", "replace")
    except OSError:  # another system
        return ""


_SPACE = r"\040"
_SILENT = {
    "9p", "cifs", "drvfs", "fuse.sshfs", "fuse.vmhgfs-fuse", "nfs", "nfs4", "prl_fs", "smb3",
    "vboxsf",
}  # fmt: skip
"""Drives of other machines, and of the system around a virtual one."""


class FileChanges(FileSystemEventHandler):
    """Tells the path of each file that changes; of a folder when it comes or goes."""

    def __init__(self, changed: Callable[[str], None], only: str | None = None) -> None:
        self._changed, self._only = changed, only

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on what may change a page."""
        if event.event_type in _READING or (event.is_directory and event.event_type == "modified"):
            return
        for path in (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path):
            if self._only in (None, path) and not _is_in_passing(Path(path), event.is_directory):
                self._changed(path)


def _is_in_passing(path: Path, is_folder: bool) -> bool:
    """Tell whether a file is what editors put beside another while they save it."""
    name = path.name
    is_number = name.isdecimal() and not is_folder  # a folder may be a year's
    return name.startswith((".", "#")) or name.endswith(_IN_PASSING) or is_number

"""What the preview watches: the folders that pages are made from, also those that come or go while it runs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from mkdocs.livereload import LiveReloadServer
from watchdog.events import DirMovedEvent, FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import ObservedWatch

FOLDERS = ("content", "playbooks", "site_templates")
"""What pages are made from, beside hand-written ones elsewhere."""


def watch_folders(server: LiveReloadServer, root: Path, docs: str, files: Iterable[Path]) -> None:
    """Have `server` build again whenever something changes in the folders of the playbook in `root`, or in `files`.

    `docs` is the folder of hand-written pages.
    """
    names = tuple(dict.fromkeys([*FOLDERS, PurePosixPath(docs).parts[0]]))
    folders = _Folders(server, root, names)
    for name in names:
        if (root / name).is_dir():
            folders.watch(name)
    server.observer.schedule(folders, str(root), recursive=False)
    for file in files:
        server.watch(str(file))


class _Folders(FileSystemEventHandler):
    """Follows whole folders: who watches one hears of what is in it, and nothing of its own coming and going."""

    def __init__(self, server: LiveReloadServer, root: Path, names: tuple[str, ...]) -> None:
        self._server = server
        self._root = root
        self._names = names
        self._watched: set[str] = set()

    def watch(self, name: str) -> None:
        """Watch what is in a folder."""
        self._server.watch(str(self._root / name))
        self._watched.add(name)

    def on_created(self, event: FileSystemEvent) -> None:
        """Begin to watch a folder of ours, and build with what it brought along."""
        self._came(event.src_path)

    def on_deleted(self, event: FileSystemEvent) -> None:
        """Build without the folder."""
        self._went(event.src_path)

    def on_moved(self, event: FileSystemEvent) -> None:
        """Take a new name for what it is: one folder gone, another there."""
        if isinstance(event, DirMovedEvent):
            self._went(event.src_path)
            self._came(event.dest_path)

    def _came(self, path: str | bytes) -> None:
        name = self._name(path)
        if name in self._names and (self._root / name).is_dir():
            if name in self._watched:  # by somebody who stopped looking when it went
                self._server.unwatch(str(self._root / name))
            self.watch(name)
            self._build(name)

    def _went(self, path: str | bytes) -> None:
        name = self._name(path)
        if name in self._watched:
            self._build(name)

    def _build(self, name: str) -> None:
        # The server builds after a change of a file that it watches, and has no other way to be asked.
        folder = str(self._root / name)
        self._server.observer.event_queue.put(
            (FileModifiedEvent(folder), ObservedWatch(folder, recursive=True))
        )

    def _name(self, path: str | bytes) -> str:
        return Path(str(path)).name

"""What the preview watches: the folders that pages are made from, also those that come or go while it runs."""

from __future__ import annotations

from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import DirMovedEvent, FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import ObservedWatch

FOLDERS = ("content", "playbooks", "site_templates")
"""What pages are made from."""


def watch_folders(server: LiveReloadServer, root: Path) -> None:
    """Have `server` build again whenever something changes in the folders of the playbook in `root`."""
    folders = _Folders(server, root)
    for name in FOLDERS:
        if (root / name).is_dir():
            folders.watch(name)
    server.observer.schedule(folders, str(root), recursive=False)


class _Folders(FileSystemEventHandler):
    """Follows whole folders: who watches one hears of what is in it, and nothing of its own coming and going."""

    def __init__(self, server: LiveReloadServer, root: Path) -> None:
        self._server = server
        self._root = root
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
        if name in FOLDERS and (self._root / name).is_dir():
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

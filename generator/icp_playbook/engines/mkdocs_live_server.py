"""The server of `icp serve`: MkDocs' own, which asks for each answer and hears at once of changes.

From MkDocs it has the script that reloads a page, and what that asks; plugins find what they know.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.livereload import LiveReloadServer

from icp_playbook.engines.mkdocs_watching import FileChanges, Watching

_SETTLING = 0.005
"""Seconds without a further change after which one counts as done: an editor writes in pieces."""


class Answer(NamedTuple):
    """What is sent to a browser."""

    body: bytes
    status: str = "200 OK"
    leads_to: str = ""
    """Where a redirect leads, below the site's address."""


class LiveServer(LiveReloadServer):
    """Serves what is made when it is asked for."""

    def __init__(
        self,
        answer: Callable[[str], Answer | None],
        refresh: Callable[[frozenset[str]], None],
        address: tuple[str, int],
        mount_path: str,
    ) -> None:
        """`answer` takes a path below the site's address; `refresh` the paths that changed."""
        host, port = address
        super().__init__(self._refresh, host, port, root=os.devnull, mount_path=mount_path)
        self.build_delay = _SETTLING
        self.observer: Any = Watching()
        self._answer, self._read_again = answer, refresh
        self._changed: set[str] = set()

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Follow a file or a folder. An editor may put another file in the place of one."""
        path = str(place := Path(path).absolute())
        if (count := self._watched_paths.get(path, 0)) == 0:
            folder = place.is_dir()
            self._watch_refs[path] = self.observer.schedule(
                FileChanges(self.changed, only=None if folder else path),
                path if folder else str(place.parent),
                recursive=folder and recursive,
            )
        self._watched_paths[path] = count + 1

    def changed(self, path: str) -> None:
        """Take notice of a change."""
        with self._rebuild_cond:
            self._changed.add(path)
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def reload(self) -> None:
        """Have the browser ask again for the page that is open."""
        with self._epoch_cond:
            self._wanted_epoch = self._visible_epoch = self._visible_epoch + 1
            self._epoch_cond.notify_all()

    def _refresh(self) -> None:
        with self._rebuild_cond:
            changed = frozenset(self._changed)
            self._changed.clear()
        self._read_again(changed)

    def _serve_request(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/") or not f"{path}/".startswith(self.mount_path):
            return super()._serve_request(environ, start_response)
        with self._epoch_cond:  # what has changed is read first
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            epoch = self._visible_epoch
        answer = self._answer(path[len(self.mount_path) :])
        if answer is None:
            return None
        if answer.leads_to:
            start_response(answer.status, [("Location", self.mount_path + answer.leads_to)])
            return []
        body, name = answer.body, "index.html" if path.endswith("/") else path
        if name.endswith(".html"):
            body = self._inject_js_into_html(body, epoch)  # type: ignore[no-untyped-call]
        kind = self._guess_type(name)  # type: ignore[no-untyped-call]
        headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]
        start_response(answer.status, headers)
        return [body]

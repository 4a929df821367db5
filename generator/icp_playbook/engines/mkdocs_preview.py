"""The preview (`mkdocs serve`): it goes on after mistakes, and answers this machine only."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from click import ClickException
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    DirMovedEvent,
    FileModifiedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers.api import ObservedWatch

from icp_playbook.configuration import ConfigurationError, read_configuration_file
from icp_playbook.engines.mkdocs_failure import culprit_of, said
from icp_playbook.engines.mkdocs_live_server import LiveServer
from icp_playbook.messages import Language, say, say_count
from icp_playbook.problems import Problem

log = logging.getLogger("mkdocs.plugins.icp")

MOST_SHOWN = 50
"""How many problems a page of the preview lists; `icp check` lists them all."""

FOLDERS = ("content", "playbooks", "site_templates")
"""What pages are made from, beside hand-written ones elsewhere."""

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def prepare(server: LiveReloadServer, config: MkDocsConfig, root: Path) -> None:
    """Watch what pages are made from, answer this machine only, and survive a build that fails."""
    file = Path(config.config_file_path or "mkdocs.yml")
    configuration = read_configuration_file(file)
    _watch_folders(server, root, configuration.docs, configuration.files)
    survivor = _Survivor(server.builder, file)
    server.builder = survivor
    missing = server.error_handler
    server.error_handler = lambda code: _coming_back(missing(code))
    server.set_app(_only_this_machine(survivor.serve_with(server.get_app()), config.dev_addr.host))


_OURS = (ClickException, ConfigurationError)
"""What is said in words already."""


def reason_of(error: Exception) -> str:
    """Return why something could not be made, and whose failure that is."""
    culprit = None if isinstance(error, _OURS) else culprit_of(error)
    if culprit:
        return say("{culprit} failed: {reason}", culprit=culprit, reason=said(error))
    return str(error) or said(error)


class _Survivor:
    """Builds, and remembers why that failed: MkDocs lets requests wait until a build succeeds."""

    def __init__(self, build: Callable[[], None], config_file: Path) -> None:
        self._build = build
        self._config_file = config_file
        self._failure = ""

    def __call__(self) -> None:
        self._failure = ""
        try:
            read_configuration_file(self._config_file)  # MkDocs reads it next, and has no guards
            self._build()
        # The outermost frame of the preview: it goes on whatever happens.
        except Exception as error:
            self._failure = reason_of(error)
            if isinstance(error, _OURS):
                log.error("%s", error)
            else:
                log.exception("the site could not be built: %s", self._failure)

    def serve_with(self, app: Any) -> App:
        """Return an application that answers as `app` does, or why there is no whole site."""

        def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            wanted = environ.get("PATH_INFO", "")
            if self._failure and (wanted.endswith(("/", ".html"))):
                start_response(
                    "503 Service Unavailable", [("Content-Type", "text/html; charset=utf-8")]
                )
                return [failure_page(self._failure).encode()]
            return app(environ, start_response)  # type: ignore[no-any-return]

        return answer


def _coming_back(page: bytes | None) -> bytes | None:
    """Return an error page that asks again: somebody may put back what they removed."""
    return page and page + _ASK_AGAIN


_ASK_AGAIN = b"""<script>
const ask = () => fetch(location.href).then(answer => answer.ok && location.reload(), () => {})
setInterval(ask, 2000)
</script>"""


def failure_page(reason: str) -> str:
    """Return a page that says why there is no other, and asks again."""
    title = say("The site could not be built")
    hint = say("The terminal says more. This page comes back by itself when that is fixed.")
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta http-equiv="refresh" content="2">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<h1>{title}</h1><p>{escape(reason)}</p><p>{hint}</p></html>\n"
    )


def _only_this_machine(app: App, address: str) -> App:
    """Refuse requests under a foreign name.

    A web page elsewhere could otherwise read the preview (DNS rebinding).
    """

    def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if _is_ours(_host_name(environ.get("HTTP_HOST", "")), address):
            return app(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [f"{say('This preview answers under localhost only.')}\n".encode()]

    return guarded


def _host_name(host: str) -> str:
    """Return a Host header without its port: `localhost`, `127.0.0.1`, `::1`."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


def _is_ours(name: str, address: str) -> bool:
    """Tell whether a request under `name` may be answered by a server that listens at `address`.

    A server that was told to listen everywhere answers under any number: names, not numbers, are
    what a stranger can point at this machine.
    """
    if name in ("localhost", address):
        return True
    try:
        number = ipaddress.ip_address(name)
        return number.is_loopback or ipaddress.ip_address(address).is_unspecified
    except ValueError:
        return False


def problem_box(problems: tuple[Problem, ...], older_pages: bool, language: Language) -> str:
    """Return the box that stands on top of every page while something is to be fixed."""
    rows = "".join(_row(problem, language) for problem in problems[:MOST_SHOWN])
    if len(problems) > MOST_SHOWN:
        more = say(
            "and {number} more: {command} lists them all",
            number=len(problems) - MOST_SHOWN,
            command=Markup("<code>icp check</code>"),
        )
        rows += f"<li>{language.markup(more)}</li>"
    if older_pages:
        title = say_count(
            "{count} problem to fix; below are the last good pages",
            "{count} problems to fix; below are the last good pages",
            count=len(problems),
        )
    else:
        title = say_count("{count} problem to fix", "{count} problems to fix", count=len(problems))
    return (
        '<div class="admonition failure icp-problems" role="alert"><p class="admonition-title">'
        f"{language.markup(title)}</p><ul>{rows}</ul></div>\n"
    )


def _row(problem: Problem, language: Language) -> str:
    place = escape(f"{problem.path}:{problem.line}:{problem.column}")
    row = f"<code>{place}</code><br>{escape(language.text(problem.message))}"
    hint = f"<br><em>{escape(language.text(problem.hint))}</em>" if problem.hint else ""
    return f"<li>{row}{hint}</li>"


def _watch_folders(server: LiveReloadServer, root: Path, docs: str, files: Iterable[Path]) -> None:
    """Have `server` build again when the folders of the playbook in `root` change, or `files`.

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
    """Watches folders that come and go while the preview runs.

    A watch on a folder tells what changes in it, but not that the folder itself came or went.
    """

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
        folder = str(self._root / name)
        if isinstance(self._server, LiveServer):
            self._server.changed(folder)
            return
        # MkDocs' own builds after a change of a file that it watches, and has no other way to be
        # asked.
        self._server.observer.event_queue.put(
            (FileModifiedEvent(folder), ObservedWatch(folder, recursive=True))
        )

    def _name(self, path: str | bytes) -> str:
        return Path(str(path)).name

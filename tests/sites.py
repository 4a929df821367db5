"""Real sites, built and visited: commands run as users run them; what they make is served."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

from mkdocs.__main__ import cli
from playwright.sync_api import Page, Request

from icp_playbook.cli import main
from in_process import call

ROOT = Path(__file__).parents[1]

CONFIG = """\
site_name: A playbook
docs_dir: content/pages
theme:
  name: material
  font: false
plugins:
  - search
  - icp
validation:
  links: {not_found: warn, anchors: warn, unrecognized_links: warn}
"""
"""A company's mkdocs.yml."""

POLICY = "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
"""The strictest policy that still shows a site; what it refuses is an error in the console."""

SOON = 60_000
"""Milliseconds: a preview looks for changes every half second, then builds, maybe slowly."""

HAND_WRITTEN = "# Read me first\n\nOur market is [[segment:mid-market]].\n"


def icp(*words: str | Path, cwd: Path, **variables: str) -> CompletedProcess[str]:
    """Run the command `icp` within this process."""
    return call("icp", main, list(map(str, words)), cwd, environment(**variables))


def mkdocs(*words: str | Path, cwd: Path, **variables: str) -> CompletedProcess[str]:
    """Run MkDocs' own command within this process."""
    return call("mkdocs", cli, list(map(str, words)), cwd, environment(**variables))


def icp_process(*words: str | Path, cwd: Path, **variables: str) -> CompletedProcess[str]:
    """Run the command `icp` in a process of its own."""
    return run(Path(sys.executable).with_name("icp"), *words, cwd=cwd, **variables)


def mkdocs_process(*words: str | Path, cwd: Path, **variables: str) -> CompletedProcess[str]:
    """Run MkDocs' own command in a process of its own."""
    return run(sys.executable, "-m", "mkdocs", *words, cwd=cwd, **variables)


def run(*words: str | Path, cwd: Path, **variables: str) -> CompletedProcess[str]:
    """Run a command to its end, with these environment variables on top of ours."""
    return subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=environment(**variables),
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=240,
    )


def environment(**variables: str) -> dict[str, str]:
    """Return a command's environment: without colours and the notices of other programs."""
    return os.environ | {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"} | variables


def copy_sample(folder: Path) -> Path:
    """Copy the sample company, without its history, into `folder`; its site is in English alone.

    Both languages take twice the time: what is about them asks the site that all tests share.
    """
    for part in ("content", "playbooks"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    leave_english_alone(folder / "mkdocs.yml")
    return folder


def leave_english_alone(config: Path) -> None:
    """Take the other language out of the sample's configuration."""
    alone = re.sub(r"(  - icp):\n(?:      .*\n)+", r"\1\n", config.read_text("utf-8"))
    assert "languages" not in alone
    config.write_text(alone, "utf-8")


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the content of each file below `folder` by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def article(html: str) -> str:
    """Return what stands between the page's navigation and its footer."""
    found = re.search(r"<article.*?</article>", html, re.DOTALL)
    return found[0] if found else ""


COPY_BUTTON = re.compile(r"\s*<a [^>]*data-icp-copy-page>.*?</a>", re.DOTALL)
"""Where a page is published as Markdown, too."""
LIST_OF_PAGES = "llms.txt"
"""It leads to the Markdown of definitions where pages have none."""
TELLS_OF_MARKDOWN = ("for-programs", "for-programs.html")
"""The page that says where pages are as Markdown, where they are."""


def without_markdown(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of a site that engines make which publish no page as Markdown."""
    gone = (".well-known/", LIST_OF_PAGES)
    return {
        path: content
        for path, content in files.items()
        if not path.endswith(".md") and not path.startswith(gone)
    }


def click_link(page: Page, address: str) -> None:
    """Click on a link to `address`, which the theme follows in the same document.

    Where there is none yet, the article gets one. The theme does not follow it before it has read
    the site's map, and then follows the last link that was clicked; until then the browser is kept
    from following it as usual.
    """
    page.evaluate(
        """address => {
            document.addEventListener("click", event => event.preventDefault(), { once: true });
            const added = Object.assign(document.createElement("a"), { href: address });
            const link = [...document.links].find(link => link.href === address) || added;
            if (link === added) document.querySelector("article").append(added);
            link.click();
        }""",
        address,
    )


def wait_for(page: Page, address: str) -> None:
    """Wait until a page is there that was opened in the old document, so that no load tells of it.

    Its canonical address comes with it; to the other one `navigation.tracking` adds where one
    reads.
    """
    address = address.partition("#")[0]
    page.wait_for_url(lambda url: url.partition("#")[0] == address, wait_until="commit")
    until(page, "url => document.querySelector('link[rel=canonical]')?.href === url", address)


def until(page: Page, expression: str, arg: object = None) -> None:
    """Wait until a page says so.

    Playwright's own way evaluates text within the page, which the policy of our sites forbids.
    """
    end = time.monotonic() + 30
    while not page.evaluate(expression, arg):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(50)


def note_wrong(
    page: Page, wrong: list[str], *ours: str, complaints: tuple[str, ...] = ("error",)
) -> None:
    """Add to `wrong` what fails on a page, what its scripts say, and what it asks beyond `ours`.

    A page may read what lies below addresses of `ours`, and what it made itself.
    """
    own = (*ours, "blob:", "data:")

    def leaves(asked: Request) -> bool:
        return asked.method != "GET" or not asked.url.startswith(own)

    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type in complaints else None)
    page.on("request", lambda asked: wrong.append(asked.url) if leaves(asked) else None)


@contextmanager
def served(folder: Path, policy: str = POLICY) -> Iterator[str]:
    """Serve a folder on this machine during the block; give its address, ending in a slash."""
    handler = functools.partial(_Quiet, policy, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def previewed(root: Path, *command: str, python: str | Path = sys.executable) -> Iterator[str]:
    """Run a preview with that Python during the block; give its address, ending in a slash."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = ["-p", str(port)] if "icp_playbook" in command else ["-a", f"127.0.0.1:{port}"]
    with (root / "preview.log").open("w") as log:
        process = subprocess.Popen(
            [python, "-m", *command, *where], cwd=root, env=environment(), stdout=log, stderr=log
        )
    try:
        _wait_for_answer(process, port, root / "preview.log")
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def _wait_for_answer(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return when the preview answers."""
    for _ in range(150):
        assert process.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def __init__(self, policy: str, *args: Any, **options: Any) -> None:
        self._policy = policy
        super().__init__(*args, **options)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self._policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the library's)
        """Print nothing."""

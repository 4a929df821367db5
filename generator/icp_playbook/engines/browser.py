"""The browser of this machine as a printer: Chrome, Edge or Chromium, without a window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from icp_playbook.messages import say

_NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
    "microsoft-edge", "microsoft-edge-stable", "brave-browser", "chromium-headless-shell",
)  # fmt: skip
_ON_MACS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Chromium.app/Contents/MacOS/Chromium",
)
_ON_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
_LONGEST = 900
"""Seconds that a print may take: a thousand pages need a minute, on a machine with other work."""


class CannotPrintError(Exception):
    """There is no browser that prints, or it did not; the message says what."""


def find_browser() -> Path:
    """Return a browser of this machine that can print without a window."""
    found = next(_there(), None)
    if found is None:
        raise CannotPrintError(
            say(
                "no browser was found that prints: install Chrome, Edge or Chromium, or name one"
                " with --browser"
            )
        )
    return found


def _there() -> Iterator[Path]:
    for name in _NAMES:
        if path := shutil.which(name):
            yield Path(path)
    programs = (os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)"))
    places = [Path("/Applications", path) for path in _ON_MACS]
    places += [Path(folder, path) for folder in programs if folder for path in _ON_WINDOWS]
    yield from (place for place in places if place.is_file())


def print_file(browser: Path, page: Path, target: Path, profile: Path) -> None:
    """Print the HTML file `page` into the PDF `target`; `profile` is a folder for the browser."""
    command = [
        str(browser), "--headless", "--disable-gpu", "--disable-extensions", "--no-first-run",
        f"--user-data-dir={profile}", "--no-pdf-header-footer", "--generate-pdf-document-outline",
        *(["--no-sandbox"] if _is_root() else []),
        f"--print-to-pdf={target}", page.as_uri(),
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_LONGEST)
    except (OSError, subprocess.TimeoutExpired) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise CannotPrintError(_failed(browser, reason)) from error
    if not target.is_file():
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise CannotPrintError(_failed(browser, lines[-1] if lines else str(done.returncode)))


def _failed(browser: Path, reason: str) -> str:
    return say("{browser} did not print: {reason}", browser=str(browser), reason=reason)


def _is_root() -> bool:
    """Tell whether this is a container's root, for whom the browser starts no sandbox."""
    return sys.platform != "win32" and os.geteuid() == 0

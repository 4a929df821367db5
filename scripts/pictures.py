"""Pictures of every kind of page, to be looked at: `python -m scripts.pictures SITE PICTURES`.

Opens a built site in Chromium as a phone, a laptop and a wide screen, in light and dark, and prints
it. Of the pages of one folder the longest is taken: what is ugly shows there first.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import http.server
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from icp_playbook.engines.browser import find_browser

SIZES = {"phone": (390, 844), "laptop": (1366, 900), "wide": (1920, 1080)}
"""Width and height in CSS pixels."""
TALLEST = 6000
"""Pixels of a page that a picture shows: on taller ones nobody sees anything."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures and print the height of each page in screens of its size."""
    parser = argparse.ArgumentParser(prog="python -m scripts.pictures", description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("pictures", type=Path, help="where the pictures go")
    parser.add_argument("--pages", nargs="+", metavar="PATH", help="only these, as segments/")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=[*SIZES])
    parser.add_argument("--schemes", nargs="+", choices=("light", "dark"), default=["light"])
    parser.add_argument("--print", action="store_true", help="as PDF too")
    parser.add_argument("--first-screen", action="store_true", help="only what is seen at first")
    asked = parser.parse_args(arguments)
    asked.pictures.mkdir(parents=True, exist_ok=True)
    pages = asked.pages or longest_of_each_folder(asked.site)
    with _served(asked.site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser())
        for size in asked.sizes:
            for scheme in asked.schemes:
                _photograph(browser, address, pages, size, scheme, asked)
        if asked.print:
            page = browser.new_page()
            for path in pages:
                page.goto(f"{address}/{path}", wait_until="networkidle")
                page.pdf(path=asked.pictures / f"{_name(path)}.pdf", format="A4")
        browser.close()
    return 0


def longest_of_each_folder(site: Path) -> list[str]:
    """Return the address of the start page, each overview, and the longest page of each folder."""
    chosen: dict[str, tuple[int, str]] = {}
    for file in site.rglob("index.html"):
        folder = file.parent
        path = "" if folder == site else f"{folder.relative_to(site).as_posix()}/"
        # An overview stands for itself, a definition for all of its folder.
        alone = folder == site or any(child.is_dir() for child in folder.iterdir())
        key = path if alone or folder.parent == site else f"{folder.parent}/*"
        chosen[key] = max(chosen.get(key, (0, "")), (file.stat().st_size, path))
    return sorted(path for _, path in chosen.values())


def _photograph(
    browser: Browser,
    address: str,
    pages: Sequence[str],
    size: str,
    scheme: Any,
    asked: argparse.Namespace,
) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        has_touch=size == "phone",
        reduced_motion="reduce",
    )
    page = context.new_page()
    for path in pages:
        page.goto(f"{address}/{path}", wait_until="networkidle")
        tall = page.evaluate("document.documentElement.scrollHeight")
        shown = height if asked.first_screen else min(tall, TALLEST)
        page.set_viewport_size({"width": width, "height": shown})
        file = asked.pictures / f"{_name(path)}-{size}-{scheme}.png"
        page.screenshot(path=file)
        page.set_viewport_size({"width": width, "height": height})
        print(f"{tall / height:6.1f} screens  {file}", flush=True)
    context.close()


def _name(path: str) -> str:
    return path.strip("/").replace("/", "-") or "home"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: the pictures are what is reported."""


@contextlib.contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


if __name__ == "__main__":
    sys.exit(main())

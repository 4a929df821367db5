"""The page for what is not there: at any address, below any path, with search and ways back."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from drawn_site import site_of

pytestmark = [pytest.mark.slow, pytest.mark.browser]

COMPANY = "--- + minimal\n--- + tiers\n"


class Host(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as hosts of static sites do: with `404.html` where nothing is."""

    prefix = "/teams/one/"

    def translate_path(self, path: str) -> str:
        """Find the site below two folders."""
        inside = path.removeprefix(self.prefix) if path.startswith(self.prefix) else "elsewhere"
        return super().translate_path("/" + inside)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own page."""
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve a site two folders deep during the block."""
    handler = functools.partial(Host, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{Host.prefix}"
        finally:
            server.shutdown()


@pytest.mark.parametrize(
    ("settings", "company"),
    [
        ("site_url: https://playbook.example/teams/one/\n", COMPANY),
        ("", COMPANY),
        ("", "--- + bare\n"),
        ("use_directory_urls: false\n", COMPANY),
    ],
    ids=["knows its address", "does not", "one segment", "flat"],
)
def test_a_page_that_is_not_there_leads_back(
    tmp_path: Path, browser: Browser, settings: str, company: str
) -> None:
    """Styled, with the search and every link right, from any depth."""
    site = site_of(tmp_path, company, settings)
    with hosted(site.folder) as address, browser.new_context() as context:
        page = context.new_page()
        for missing in ("gone", "segments/gone/for/ever/"):
            page.goto(address + missing)
            expect(page.get_by_role("heading", level=1)).to_have_text("Nothing is here (404)")
            # The theme's styles are there.
            expect(page.locator(".md-header")).to_have_css("position", "sticky")
            links = page.locator("main a, .md-header a")
            ways = links.evaluate_all("all => all.map(one => one.href)")
            assert len(ways) >= 3
            for way in set(ways):
                assert way.startswith(address)
                assert page.request.get(way).status == 200, way
        _finds(page, address)


def _finds(page: Page, address: str) -> None:
    """Look for the company's segment, and go there."""
    page.get_by_role("button", name="Search the playbook").click()
    page.locator(".icp-find__field").fill("mid-market")
    hit = page.locator(".icp-find__link").first
    expect(hit).to_be_visible()
    hit.click()
    page.wait_for_url(f"{address}segments/mid-market**")
    assert page.request.get(page.url).status == 200

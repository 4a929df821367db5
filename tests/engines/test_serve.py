"""The preview: a real server, watched by a real browser, while somebody edits."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from drawn import draw
from sites import CONFIG, HAND_WRITTEN, SOON, previewed, run

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BOTH = pytest.mark.parametrize("command", ["mkdocs", "icp_playbook"])
"""MkDocs makes the whole site after each change, and `icp serve` the page that is looked at."""
SEGMENT = "content/segments/mid-market.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Draw a small company with a page and a template of its own."""
    draw(tmp_path, "--- + minimal")
    draw(tmp_path, "--- site_templates/pages/lifecycle.html\n<p>Not used yet.</p>\n")
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "schemas").mkdir()
    (tmp_path / "content/pages").mkdir()
    (tmp_path / "content/pages/start.md").write_text(HAND_WRITTEN)
    return tmp_path


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text in a file, as an editor saves it."""
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for what follows in the background."""
    end = time.monotonic() + SOON / 1000
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def ids(root: Path) -> str:
    """Return the ids that editors complete."""
    file = root / "schemas/ids.json"
    return file.read_text("utf-8") if file.is_file() else ""


def answer(address: str, host: str) -> int:
    """Ask for the front page under some name, and return the status."""
    port = int(address.rstrip("/").rpartition(":")[2])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/", headers={"Host": host})
    status = connection.getresponse().status
    connection.close()
    return status


@BOTH
def test_the_browser_follows_every_kind_of_change(root: Path, page: Page, command: str) -> None:
    """A value, a page, a template; files that appear and disappear: nobody has to press reload."""
    with previewed(root, command, "serve") as address:
        page.goto(f"{address}segments/mid-market/")
        edit(root / SEGMENT, "Brands with 50", "Shops with 60")
        expect(page.get_by_text("Shops with 60 to 500 people.").first).to_be_visible(timeout=SOON)

        page.goto(f"{address}start/")
        edit(root / "content/pages/start.md", "Our market is", "We only serve")
        expect(page.get_by_text("We only serve")).to_be_visible(timeout=SOON)

        page.goto(f"{address}segments/")
        draw(
            root,
            (
                "--- content/segments/rivals.yml\nname: Rivals\nowner: sales\n"
                "definition: Others.\nfocus: avoid\n"
            ),
        )
        expect(page.get_by_role("article").get_by_text("Rivals").first).to_be_visible(timeout=SOON)
        wait_until(lambda: '"rivals"' in ids(root))  # editors complete it
        (root / "content/segments/rivals.yml").unlink()
        expect(page.get_by_role("article").get_by_text("Rivals")).to_have_count(0, timeout=SOON)
        assert page.request.get(f"{address}segments/rivals/").status == 404

        draw(root, "--- site_templates/pages/segment-index.html\n<p>Drawn by the company.</p>\n")
        expect(page.get_by_text("Drawn by the company.")).to_be_visible(timeout=SOON)
        edit(root / "site_templates/pages/segment-index.html", "Drawn", "Drawn again")
        expect(page.get_by_text("Drawn again by the company.")).to_be_visible(timeout=SOON)
        (root / "site_templates/pages/segment-index.html").unlink()
        expect(page.get_by_text("by the company.")).to_have_count(0, timeout=SOON)


@BOTH
def test_a_whole_folder_that_comes_and_goes_is_followed(
    root: Path, page: Page, command: str
) -> None:
    """As when the branch changes: what was not there at the start is watched once it is."""
    away = root.with_name("away")
    templates = root / "site_templates"
    shutil.rmtree(templates)
    with previewed(root, command, "serve") as address:
        page.goto(f"{address}segments/mid-market/")
        for _ in range(2):
            draw(away, "--- pages/segment.html\n<p>Drawn by the company.</p>\n")
            away.rename(templates)
            expect(page.get_by_text("Drawn by the company.")).to_be_visible(timeout=SOON)
            edit(templates / "pages/segment.html", "Drawn", "Drawn again")
            expect(page.get_by_text("Drawn again by the company.")).to_be_visible(timeout=SOON)
            templates.rename(away)
            expect(page.get_by_text("Brands with 50 to 500 people.").first).to_be_visible(
                timeout=SOON
            )
            shutil.rmtree(away)


@BOTH
def test_a_page_that_went_comes_back_by_itself(root: Path, page: Page, command: str) -> None:
    """Who looks at it while it is gone need not press reload when somebody puts it back."""
    with previewed(root, command, "serve") as address:
        page.goto(f"{address}personas/founder/")
        persona = root / "content/personas/founder.yml"
        away = persona.rename(root / "founder.yml")
        expect(page.get_by_role("heading", name="404")).to_be_visible(timeout=SOON)
        away.rename(persona)
        expect(page.get_by_role("heading", name="Founder", exact=True)).to_be_visible(timeout=SOON)


@BOTH
def test_mistakes_show_on_top_of_the_last_good_pages_until_mended(
    root: Path, page: Page, command: str
) -> None:
    """Broken content, template and configuration are shown in the browser; nothing hangs."""
    with previewed(root, command, "serve") as address:
        page.goto(f"{address}segments/mid-market/")
        box = page.get_by_role("alert")
        edit(root / SEGMENT, "focus: beachhead", "focus: beachead")
        expect(box).to_contain_text("content/segments/mid-market.yml:4:8", timeout=SOON)
        expect(box).to_contain_text("beachhead")
        expect(page.get_by_text("Brands with 50 to 500 people.").first).to_be_visible()
        edit(root / SEGMENT, "focus: beachead", "focus: beachhead")
        expect(box).to_have_count(0, timeout=SOON)

        draw(root, "--- site_templates/pages/segment.html\n{{ d.nmae }}\n")
        expect(box).to_contain_text("site_templates/pages/segment.html:1:1", timeout=SOON)
        (root / "site_templates/pages/segment.html").unlink()
        expect(box).to_have_count(0, timeout=SOON)

        edit(root / "mkdocs.yml", "docs_dir: content/pages", "docs_dir: nowhere")
        expect(page.get_by_role("heading", name="The site could not be built")).to_be_visible(
            timeout=SOON
        )
        assert page.request.get(address).status == 503, (
            "so that the theme does not take it for a page"
        )
        edit(root / "mkdocs.yml", "docs_dir: nowhere", "docs_dir: content/pages")
        expect(page.get_by_text("Brands with 50 to 500 people.").first).to_be_visible(timeout=SOON)


@BOTH
def test_a_preview_started_on_broken_content_lists_the_problems(
    root: Path, page: Page, command: str
) -> None:
    """There are no good pages yet, so the first page is the list; fixed, it becomes the site."""
    edit(root / SEGMENT, "focus: beachhead", "focus: beachead")
    with previewed(root, command, "serve") as address:
        page.goto(address)
        expect(page.get_by_role("alert")).to_contain_text("content/segments/mid-market.yml:4:8")
        expect(page.get_by_role("alert")).not_to_contain_text("last good pages")
        edit(root / SEGMENT, "focus: beachead", "focus: beachhead")
        expect(page.get_by_role("heading", name="Whom we serve")).to_be_visible(timeout=SOON)


@BOTH
def test_pages_that_cannot_be_read_are_in_the_list_with_everything_else(
    root: Path, page: Page, command: str
) -> None:
    """In another encoding, or missing: MkDocs itself would stop at one, or wait for ever."""
    start = root / "content/pages/start.md"
    with previewed(root, command, "serve") as address:
        page.goto(f"{address}start/")
        box = page.get_by_role("alert")
        start.write_bytes("# Café\n".encode("latin-1"))
        os.mkfifo(root / "content/pages/pipe.md")
        edit(root / SEGMENT, "focus: beachhead", "focus: beachead")
        expect(box).to_contain_text("content/segments/mid-market.yml:4:8", timeout=SOON)
        expect(box).to_contain_text("content/pages/start.md:1:6")
        expect(box).to_contain_text("content/pages/pipe.md:1:1")
        expect(page.get_by_text("Our market is")).to_be_visible()  # as it was
    start.write_bytes("# Café\n".encode("utf-16"))
    with previewed(root, command, "serve") as address:
        page.goto(f"{address}start/")
        expect(box).to_contain_text("content/pages/start.md:1:1")
        expect(box).to_contain_text("content/segments/mid-market.yml:4:8")


@BOTH
def test_the_preview_answers_this_machine_only(root: Path, command: str) -> None:
    """A foreign page whose name points at this machine reads nothing (DNS rebinding)."""
    with previewed(root, command, "serve") as address:
        port = address.rstrip("/").rpartition(":")[2]
        for host in (
            f"localhost:{port}",
            f"127.0.0.1:{port}",
            f"[::1]:{port}",
            "localhost",
            "[::1]",
        ):
            assert answer(address, host) == 200, host
        for host in (
            "evil.example",
            f"evil.example:{port}",
            "localhost.evil.example",
            "127.0.0.1.nip.io",
            "10.0.0.1",
            "",
        ):
            assert answer(address, host) == 403, host
    log = (root / "preview.log").read_text()
    assert re.search(rf"Serving on http://127\.0\.0\.1:{port}/", log), log
    assert "Traceback" not in log


def test_a_taken_port_is_a_message(root: Path) -> None:
    """Somebody else's server is on it: the answer is a line, not a traceback."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run(
            sys.executable,
            "-m",
            "icp_playbook",
            "serve",
            "-p",
            str(taken.getsockname()[1]),
            cwd=root,
        )
    assert done.returncode == 2
    assert "can't be used: Address already in use" in done.stderr

"""Each page is published as Markdown, too, with a list of them and a skill for assistants."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from drawn import draw
from shared import Shared
from sites import icp

_LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def site(shared: Shared) -> Path:
    """The folder of the sample's site."""
    return shared.sample() / "site"


def _pages(site: Path) -> list[Path]:
    pages = [page for page in sorted(site.rglob("*.html")) if page.name != "404.html"]
    return [page for page in pages if "http-equiv" not in page.read_text()[:600]]


def test_each_page_names_its_markdown(site: Path) -> None:
    """The page leads to it in its head and by a button; it has the page's title."""
    told = 0
    for page in _pages(site):
        html = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        link = html.find("link", type="text/markdown")
        if link is None:
            assert page.parent.name == "print", page
            continue
        (way,) = (one["href"] for one in html.select("a[data-icp-copy-page]"))
        assert way == link["href"]
        text = (page.parent / str(way)).resolve().read_text("utf-8")
        title = html.select("h1")[0].get_text(" ", strip=True).removesuffix(" ¶")
        assert text.startswith("# ")
        assert re.sub(r"\W", "", text.split("\n")[0]) == re.sub(r"\W", "", title)
        told += 1
    assert told > 130


def test_its_links_lead_somewhere(site: Path) -> None:
    """To the Markdown of other pages, or to files of the site."""
    asked = 0
    for page in site.rglob("*.md"):
        for address in _LINK.findall(page.read_text("utf-8")):
            if not re.match(r"https?:|mailto:", address):
                path = address.partition("#")[0]
                there = page.parent / (f"{path}index.html" if path.endswith("/") else path)
                assert there.is_file(), (page, address)
                asked += 1
    assert asked > 5000


def test_the_list_has_a_line_for_each_page(site: Path) -> None:
    """`llms.txt` names each page once; `llms-full.txt` holds each definition."""
    listed = _LINK.findall((site / "llms.txt").read_text("utf-8"))
    pages = {page.relative_to(site).as_posix() for page in site.rglob("*.md")}
    pages = {page for page in pages if not page.startswith(".well-known")}
    assert {path for path in listed if path.endswith(".md")} == pages
    full = (site / "llms-full.txt").read_text("utf-8")
    entries = json.loads((site / "icp.json").read_text("utf-8"))["definitions"]
    assert all(f"`{one['ref']}`" in full for one in entries)


def test_the_skill_is_found_and_is_what_its_index_says(site: Path) -> None:
    """By the draft of skills' discovery: name, description, address and digest."""
    folder = site / ".well-known/agent-skills"
    (entry,) = json.loads((folder / "index.json").read_text("utf-8"))["skills"]
    skill = folder / entry["url"]
    assert entry["digest"] == f"sha256:{hashlib.sha256(skill.read_bytes()).hexdigest()}"
    head, body = skill.read_text("utf-8").split("---\n", 2)[1:]
    assert yaml.safe_load(head) == {"name": entry["name"], "description": entry["description"]}
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", entry["name"])
    assert entry["name"] == skill.parent.name
    assert len(entry["name"]) <= 64
    assert len(entry["description"]) <= 1024
    for address in _LINK.findall(body):
        assert (skill.parent / address).is_file(), address


def test_the_button_copies_the_page(sample_site: str, browser: Browser) -> None:
    """What is on the clipboard is the page's Markdown."""
    rights = ["clipboard-read", "clipboard-write"]
    with browser.new_context(permissions=rights) as context:
        page = context.new_page()
        page.goto(f"{sample_site}personas/finance-director/")
        page.click("[data-icp-copy-page]")
        page.wait_for_selector(".icp-copied")
        copied = page.evaluate("() => navigator.clipboard.readText()")
        address = urljoin(page.url, page.get_attribute("[data-icp-copy-page]", "href") or "")
    with urlopen(address) as answer:
        assert copied == answer.read().decode()


def test_a_company_that_publishes_no_data_publishes_no_markdown(tmp_path: Path) -> None:
    """`data_files: false` says that files may not say what pages keep."""
    root = draw(tmp_path, "--- + bare")
    (root / "mkdocs.yml").write_text(
        "site_name: P\ntheme: material\ndocs_dir: content/pages\n"
        "plugins: [search, {icp: {data_files: false}}]\n"
    )
    built = icp("build", cwd=root)
    assert built.returncode == 0, built.stderr
    assert not list((root / "site").rglob("*.md"))
    assert not (root / "site/.well-known").exists()
    assert "text/markdown" not in (root / "site/index.html").read_text("utf-8")

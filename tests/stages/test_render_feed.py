"""Feeds of what changed, held to what RFC 4287 requires."""

from __future__ import annotations

import datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from drawn_history import repository
from icp_playbook.build import Built, build_pages
from icp_playbook.project import Site

ADDRESS = "https://icp.example.com/our/playbook/"
HOSTILE = "<script>alert(1)</script> & ]]> 客戶"
DRAWING = """\
--- + minimal
--- content/departments/sales.yml
name: Sales
owner: sales
optimises_for: Deals.
--- content/segments/mid-market.yml +
reviewed: 2026-02-20
review_note: "Brands & labels, 客戶, `<script>`"
"""
_ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with a review and a change, whose texts try to break out."""
    repo = repository(tmp_path_factory.mktemp("feed"), DRAWING)
    path = repo.root / "content/segments/mid-market.yml"
    text = path.read_text("utf-8") + "share_of_effort: 50\n"
    repo.commit(f"{HOSTILE}\x07\n\nWhy & how", "--- content/segments/mid-market.yml\n" + text,
                day="2026-03-01")  # fmt: skip
    return repo.root


def built(root: Path, **settings: object) -> Built:
    """Make every page, without an engine."""
    return build_pages(root, Site(name="Us & them", url=ADDRESS, **settings))  # type: ignore[arg-type]


def test_a_feed_has_all_that_the_standard_requires(root: Path) -> None:
    """Ids, titles, dates with a zone, authors; whole addresses; each entry with its own id."""
    files = built(root).files
    feeds = {path: text for path, text in files.items() if path.endswith(".xml")}
    assert sorted(feeds) == ["changes.xml", "departments/sales/changes.xml"]
    for path, text in feeds.items():
        feed = ElementTree.fromstring(text.encode())  # noqa: S314 (we made it)
        assert feed.tag == f"{_ATOM}feed"
        entries = feed.findall(f"{_ATOM}entry")
        assert len(entries) == 3
        ids = [one.findtext(f"{_ATOM}id") or "" for one in (feed, *entries)]
        assert len(set(ids)) == len(ids)
        for one in (feed, *entries):
            for name in ("id", "title", "updated"):
                assert len(one.findall(f"{_ATOM}{name}")) == 1
            assert urlsplit(one.findtext(f"{_ATOM}id") or "").scheme in {"https", "tag"}
            moment = datetime.datetime.fromisoformat(one.findtext(f"{_ATOM}updated") or "")
            assert moment.tzinfo is not None
            authors = [name.text for name in one.findall(f"{_ATOM}author/{_ATOM}name")]
            assert authors in (["Us & them"], ["Sales"])
            links = {
                link.get("rel"): link.get("href") or "" for link in one.findall(f"{_ATOM}link")
            }
            assert links["alternate"].startswith(ADDRESS)
        (itself,) = [link for link in feed.findall(f"{_ATOM}link") if link.get("rel") == "self"]
        assert itself.get("href") == ADDRESS + path
        newest = max(one.findtext(f"{_ATOM}updated") or "" for one in entries)
        assert feed.findtext(f"{_ATOM}updated") == newest


def test_texts_stay_texts(root: Path) -> None:
    """No markup of an author's or of a commit is markup in a feed, and nothing XML cannot hold."""
    text = built(root).files["changes.xml"]
    assert "<script>" not in text
    assert "\x07" not in text
    feed = ElementTree.fromstring(text.encode())  # noqa: S314 (we made it)
    said = [one.text or "" for one in feed.iter(f"{_ATOM}summary")]
    assert any("客戶" in one for one in said)
    assert any("Why & how" in one for one in said)


def test_the_same_history_gives_the_same_feed(root: Path) -> None:
    """Byte for byte; addresses follow how the site serves its pages."""
    assert built(root).files == built(root).files
    flat = built(root, directory_urls=False).files["changes.xml"]
    assert f"{ADDRESS}segments/mid-market.html" in flat
    assert f"{ADDRESS}segments/mid-market/" in built(root).files["changes.xml"]


def test_pages_name_their_feed_and_say_nothing_without_an_address(root: Path) -> None:
    """In their head and as a link that one sees."""
    pages = {page.source: page for page in built(root).pages}
    assert pages["changes.md"].matter["icp_feeds"] == [f"{ADDRESS}changes.xml"]
    sales = pages["departments/sales.md"].matter["icp_feeds"]
    assert sales == [f"{ADDRESS}departments/sales/changes.xml"]
    assert "changes.xml" in pages["changes.md"].markdown()
    without = build_pages(root, Site())
    assert not [path for path in without.files if path.endswith(".xml")]
    (page,) = [page for page in without.pages if page.source == "changes.md"]
    assert "icp_feeds" not in page.matter
    assert "Subscribe" not in page.markdown()

"""Search leads to the right page: what people type, in a real browser, in English and Chinese.

`searches*.yml` say what is typed, and which page must come first.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from chinese_company import CONFIG, TRADITIONAL, simplified
from drawn import draw
from searching import all_hits, open_search
from shared import Shared
from sites import ROOT, icp, served

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
FIRST, AMONG_THREE = 0.90, 0.98


@dataclass(frozen=True)
class Search:
    """What is typed, and the pages that may come first."""

    typed: str
    first: tuple[str, ...]


def searches(name: str) -> list[Search]:
    """Return the rows of a table."""
    groups: Mapping[str, list[dict[str, object]]] = yaml.safe_load(
        (HERE / name).read_text(encoding="utf-8")
    )
    return [
        Search(str(row["type"]), tuple(map(str, row["first"])))  # type: ignore[call-overload]
        for rows in groups.values()
        for row in rows
    ]


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """Open the search of a site."""
    with browser.new_context(viewport={"width": 1360, "height": 900}) as context:
        page = context.new_page()
        page.goto(address)
        open_search(page)
        yield page


def judge(page: Page, address: str, table: Sequence[Search]) -> None:
    """Assert that as many searches lead to the right page as must."""
    found_by_each = all_hits(page, address, [one.typed for one in table])
    shown = list(zip(table, found_by_each, strict=True))
    assert [one.typed for one, found in shown if not set(found) & set(one.first)] == []
    rows = [(one, found[:3]) for one, found in shown]
    wrong = [
        f"{one.typed}: {found}, not {one.first}"
        for one, found in rows
        if not found or found[0] not in one.first
    ]
    far = [one for one, found in rows if not set(found) & set(one.first)]
    assert len(rows) - len(wrong) >= FIRST * len(rows), "\n".join(wrong)
    assert len(rows) - len(far) >= AMONG_THREE * len(rows), "\n".join(wrong)


def test_people_find_the_page_that_answers_them(browser: Browser, sample_site: str) -> None:
    """Questions in full and in few words, everyday words, typos, beginnings of names."""
    table = searches("searches.yml")
    assert len(table) >= 120
    with opened(browser, sample_site) as page:
        judge(page, sample_site, table)


def test_the_chinese_sample_is_searched_as_its_readers_type(
    browser: Browser, sample_site: str, sample_pages: Path
) -> None:
    """Parts of words, letters, full width, the other script, other words, questions in full."""
    table = searches("searches-zh-Hant.yml")
    assert len(table) >= 40
    address = f"{sample_site}zh-Hant/"
    with opened(browser, address) as page:
        judge(page, address, table)
    texts = (sample_pages / "zh-Hant/assets/icp/search").glob("*.json")
    assert [path.name for path in texts if "**" in path.read_text("utf-8")] == []


def test_the_example_in_simplified_chinese_is_too(browser: Browser, shared: Shared) -> None:
    """A small company whose authors and readers write one script."""

    def build(root: Path) -> None:
        left_out = shutil.ignore_patterns("site", "schemas")
        shutil.copytree(ROOT / "examples/zh-Hans", root, ignore=left_out, dirs_exist_ok=True)
        done = icp("build", cwd=root)
        assert done.returncode == 0, done.stderr

    root = shared.made("example-zh-Hans", build)
    table = searches("searches-zh-Hans.yml")
    assert len(table) >= 40
    with served(root / "site") as address, opened(browser, address) as page:
        judge(page, address, table)


@pytest.mark.parametrize("site", ["traditional", "simplified"])
def test_chinese_is_found_in_either_script(browser: Browser, shared: Shared, site: str) -> None:
    """As parts of words, single letters, beside Latin letters, in full questions."""
    text, language = (
        (TRADITIONAL, "zh-Hant") if site == "traditional" else (simplified(TRADITIONAL), "zh")
    )

    def build(root: Path) -> None:
        draw(root, text)
        (root / "content/pages").mkdir()
        (root / "mkdocs.yml").write_text(CONFIG.format(language=language), encoding="utf-8")
        done = icp("build", cwd=root)
        assert done.returncode == 0, done.stderr

    root = shared.made(f"chinese-{site}", build)
    table = searches("searches-chinese.yml")
    with served(root / "site") as address, opened(browser, address) as page:
        judge(page, address, table)
        judge(page, address, [Search(simplified(one.typed), one.first) for one in table])

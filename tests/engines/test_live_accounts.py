"""What a file of accounts adds up to, as a page of the preview that nobody publishes."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cli.test_score import COMPANY, CRM
from drawn import draw
from icp_playbook.engines.duckdb_engine import CannotScoreError
from icp_playbook.engines.live_accounts import PLACE, AccountsFile, LiveAccounts
from icp_playbook.languages import read_language
from icp_playbook.problems import ContentError, Problem
from icp_playbook.project import packaged_templates
from sites import SOON, icp_process, previewed


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def _body(accounts: LiveAccounts) -> str:
    answer = accounts.answer(PLACE)
    assert answer
    return answer.body.decode()


def test_while_it_is_drawn_it_says_how_far_it_is() -> None:
    """Then it is there for everybody who asks, until something changes."""
    go_on, drawn, told = threading.Event(), list[int](), threading.Event()

    def draw_page(progress: Callable[[float], None]) -> str:
        progress(42)
        go_on.wait(20)
        drawn.append(1)
        return f"page {len(drawn)}"

    accounts = LiveAccounts(AccountsFile(Path("crm.csv"), draw_page), told.set)
    assert 'http-equiv="refresh"' in _body(accounts)
    _until(lambda: "Judging accounts: 42 %" in _body(accounts))
    go_on.set()
    assert told.wait(20)
    assert (_body(accounts), _body(accounts), drawn) == ("page 1", "page 1", [1])
    accounts.forget()
    _body(accounts)
    _until(lambda: _body(accounts) == "page 2")
    assert accounts.answer("index.html") is None


def test_what_keeps_it_from_being_drawn_is_its_page() -> None:
    """The preview goes on; nothing in the reason is HTML."""

    def draw_page(_: Callable[[float], None]) -> str:
        raise CannotScoreError("no <b>package</b>")

    accounts = LiveAccounts(AccountsFile(Path("crm.csv"), draw_page), lambda: None)
    _until(lambda: "could not be judged" in _body(accounts))
    assert "no &lt;b&gt;package" in _body(accounts)


def test_how_it_stands_is_said_in_the_language_of_the_playbook() -> None:
    """While it is drawn and where it can't be, as the page itself."""
    fail = threading.Event()

    def draw_page(_: Callable[[float], None]) -> str:
        fail.wait(20)
        raise ContentError([Problem("a.yml", 1, 2, "rule", "no segment", "")])

    language = read_language("zh-Hant", [packaged_templates()])
    accounts = LiveAccounts(AccountsFile(Path("crm.csv"), draw_page, language), lambda: None)
    assert '<html lang="zh-Hant">' in _body(accounts)
    assert "正在判定客戶：0%" in _body(accounts)
    fail.set()
    _until(lambda: "無法判定這些客戶" in _body(accounts))
    assert "a.yml:1: no segment" in _body(accounts)


@pytest.mark.browser
@pytest.mark.slow
def test_the_preview_shows_it_and_follows_the_rules(tmp_path: Path, page: Page) -> None:
    """Its counts change with a band, without anybody reloading; a built site does not have it."""
    draw(tmp_path, COMPANY)
    (tmp_path / "content/pages").mkdir(parents=True, exist_ok=True)
    (tmp_path / "crm.csv").write_text(CRM, "utf-8")
    with previewed(tmp_path, "icp_playbook", "serve", "--accounts", "crm.csv") as address:
        page.goto(f"{address}{PLACE}")
        expect(page.get_by_role("row", name=re.compile("Mid-market scored Good 1"))).to_be_visible(
            timeout=SOON
        )
        assert "Nobody knows" not in page.content()
        segment = tmp_path / "content/segments/mid-market.yml"
        segment.write_text(segment.read_text("utf-8").replace("name: Good", "name: Best"), "utf-8")
        expect(page.get_by_role("row", name=re.compile("Mid-market scored Best 1"))).to_be_visible(
            timeout=SOON
        )
    assert icp_process("build", cwd=tmp_path).returncode == 0
    assert not (tmp_path / "site" / PLACE).exists()

"""The search of the Chinese site as readers use it, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from searching import open_search, type_in

pytestmark = pytest.mark.browser

MOST = 250_000
"""Bytes that a question in full may move, its ten hits included, before they are compressed."""


@pytest.fixture(params=[(1366, 900), (390, 844)], ids=["desk", "phone"])
def opened(request: pytest.FixtureRequest, browser: Browser, sample_site: str) -> Iterator[Page]:
    """The Chinese home with the search open."""
    width, height = request.param
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.goto(f"{sample_site}zh-Hant/")
        open_search(page)
        yield page


def test_what_is_typed_is_found_marked_and_opened_by_enter(opened: Page) -> None:
    """The dialog speaks Chinese, fits the screen, and leads to the page of this language."""
    expect(opened.get_by_role("dialog")).to_have_attribute("aria-label", "搜尋")
    type_in(opened, "客户成熟度")
    first = opened.locator(".icp-find__link").first
    expect(first.locator("mark").first).to_have_text("客戶成熟度")
    width = opened.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]
    opened.keyboard.press("Enter")
    expect(opened.locator("h1 mark")).to_have_text(["客戶成熟度"])
    assert "/zh-Hant/maturity/" in opened.url
    assert "?" not in opened.url


def test_of_a_question_what_tells_something_is_marked(opened: Page) -> None:
    """Words that say nothing, such as 的 and 怎麼辦, are not; and what is marked is few files."""
    moved: list[int] = []
    opened.on("response", lambda answer: moved.append(len(answer.body())))
    type_in(opened, "我的客戶最近沒了聲音，該怎麼辦？")
    marks = opened.locator(".icp-find__hit").first.locator(".icp-find__title mark")
    expect(marks).to_have_text(["客戶沒了聲音"])
    type_in(opened, "")
    assert 0 < sum(moved) <= MOST


def test_a_word_to_avoid_leads_to_ours_within_a_question(opened: Page) -> None:
    """Its letters stand together in the question, whatever is around them."""
    type_in(opened, "夢幻客戶是什麼")
    expect(opened.locator(".icp-find__say").first).to_contain_text("理想客戶畫像")

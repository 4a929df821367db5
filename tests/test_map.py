"""The map around a definition in a browser: by kind, on a phone, without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.slow, pytest.mark.browser]

PERSONA = "personas/finance-director/"


def open_map(page: Page, address: str) -> None:
    """Open the page of a persona, and the fold that its map is in."""
    page.goto(address + PERSONA)
    page.locator("summary", has_text="Where this is used").click()


def test_a_reader_chooses_the_kinds_to_see(page: Page, sample_site: str) -> None:
    """A kind that is not ticked goes from both sides, and comes back."""
    open_map(page, sample_site)
    plays = page.locator("[data-icp-map] [data-icp-kind=play]")
    expect(plays).to_be_visible()
    tick = page.get_by_role("group", name="Kinds to show").get_by_label("Plays")
    tick.uncheck()
    expect(plays).to_be_hidden()
    expect(page.locator("[data-icp-map] [data-icp-kind=segment]").first).to_be_visible()
    tick.check()
    expect(plays).to_be_visible()


def test_a_side_without_ticked_kinds_goes_with_its_heading(page: Page, sample_site: str) -> None:
    """No heading stands alone."""
    open_map(page, sample_site)
    head = page.get_by_role("heading", name="This refers to")
    expect(head).to_be_visible()
    for tick in page.get_by_role("group", name="Kinds to show").get_by_role("checkbox").all():
        tick.uncheck()
    expect(head).to_be_hidden()


def test_one_walks_from_node_to_node_without_script(browser: Browser, sample_site: str) -> None:
    """Each name is a link; those that are folded open without script."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        open_map(page, sample_site)
        side = page.locator(".icp-map__side--by")
        side.locator("summary").first.click()
        expect(side.locator("details a").first).to_be_visible()
        page.locator(".icp-map__side--to").get_by_role("link", name="Mid-sized").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Mid-sized online brands")
        expect(page.get_by_role("group", name="Kinds to show")).to_have_count(0)

"""The search of a site as a reader uses it, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from sites import until


def open_search(page: Page) -> Locator:
    """Open the search of the page that is shown, and return its field."""
    page.locator("[data-icp-search]").click()
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    return field


def type_in(page: Page, typed: str) -> None:
    """Type something into the open search, and wait for what it answers."""
    page.get_by_role("searchbox").fill(typed)
    until(page, "typed => document.querySelector('.icp-find').dataset.icpAnswers === typed", typed)


def hits(page: Page, address: str, typed: str) -> list[str]:
    """Type something, and return the pages of the first hits, from the site at `address`."""
    type_in(page, typed)
    links = page.locator(".icp-find__link").evaluate_all(
        "links => links.map(link => link.href.replace(/[?]h=[^#]*/, ''))"
    )
    return [str(link).removeprefix(address) for link in links]

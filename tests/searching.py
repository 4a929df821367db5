"""The search of a site as a reader uses it, in a real browser."""

from __future__ import annotations

from collections.abc import Sequence

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


_LOOK = """async ([questions, address]) => {
  const dialog = document.querySelector(".icp-find");
  const field = dialog.querySelector("input");
  const found = [];
  for (const question of questions) {
    field.value = question;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const end = Date.now() + 30000;
    while (dialog.dataset.icpAnswers !== question) {
      if (Date.now() > end) throw new Error(`no answer to ${question}`);
      await new Promise((then) => setTimeout(then, 5));
    }
    const links = [...dialog.querySelectorAll(".icp-find__link")];
    found.push(links.map((link) => link.href.replace(/[?]h=[^#]*/, "").replace(address, "")));
  }
  return found;
}"""


def all_hits(page: Page, address: str, typed: Sequence[str]) -> list[list[str]]:
    """Ask one question after the other, and return what `hits` returns for each.

    The browser does it by itself: to tell it each step takes longer than the search.
    """
    found: list[list[str]] = page.evaluate(_LOOK, [typed, address])
    return found


def hits(page: Page, address: str, typed: str) -> list[str]:
    """Type something, and return the pages of the first hits, from the site at `address`."""
    type_in(page, typed)
    links = page.locator(".icp-find__link").evaluate_all(
        "links => links.map(link => link.href.replace(/[?]h=[^#]*/, ''))"
    )
    return [str(link).removeprefix(address) for link in links]

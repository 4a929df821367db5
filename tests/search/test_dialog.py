"""The dialog of the search: by keyboard and on a phone, kinds to choose by, what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from accessibility import violations
from bench.company import write_company
from drawn import draw
from icp_playbook.build import build_pages
from icp_playbook.project import Site
from icp_playbook.stages.search import search_files
from searching import open_search, type_in
from shared import Shared
from sites import CONFIG, ROOT, SOON, previewed, served

pytestmark = pytest.mark.browser

MOST = 300_000
"""Bytes that a first search may move in a company of a thousand definitions."""


@pytest.fixture
def opened(page: Page, sample_site: str) -> Page:
    """The sample's home with the search open."""
    page.goto(sample_site)
    open_search(page)
    return page


def test_a_slash_opens_it_and_arrows_lead_to_a_hit(page: Page, sample_site: str) -> None:
    """Without a mouse: down to the second hit and up again, and it opens by Enter."""
    page.goto(sample_site)
    page.keyboard.press("/")
    page.get_by_role("searchbox").press_sequentially("finance director")
    expect(page.locator(".icp-find__link").first).to_contain_text("Finance director")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".icp-find__link").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Finance director")
    expect(page.locator("dialog.icp-find")).to_be_hidden()


def test_escape_closes_it_and_another_key_opens_it(page: Page, sample_site: str) -> None:
    """The keys that people know from elsewhere."""
    page.goto(sample_site)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.icp-find")).to_be_hidden()


def test_hits_bear_their_kind_and_are_chosen_by_it(opened: Page) -> None:
    """Of plays, personas and all else that has the word, only the kind that was chosen."""
    type_in(opened, "champion")
    kinds = opened.get_by_role("group", name="Kinds")
    play = kinds.get_by_role("button", name="Play")
    play.click()
    expect(play).to_have_attribute("aria-pressed", "true")
    shown = opened.locator(".icp-find__hit .icp-find__kind").all_inner_texts()
    assert len(shown) >= 3
    assert set(shown) == {"Play"}


def test_a_word_to_avoid_leads_to_the_one_we_use(opened: Page) -> None:
    """Whoever types it learns what we say."""
    type_in(opened, "upsell")
    expect(opened.locator(".icp-find__say").first).to_have_text("We say “expansion”, not “upsell”.")


def test_a_hit_shows_the_question_that_it_answers(opened: Page) -> None:
    """Whoever finds a page by a question sees why it is there."""
    type_in(opened, "who approves")
    expect(opened.locator(".icp-find__way").first).to_have_text("Who approves an exception?")


def test_a_typo_is_named_with_what_was_looked_for_instead(opened: Page) -> None:
    """Nobody wonders why the hits don't have the word."""
    type_in(opened, "glosary")
    status = opened.get_by_role("dialog").get_by_role("status")
    expect(status).to_contain_text("Nothing has “glosary”; these have “glossary”.")


def test_what_has_only_some_of_the_words_comes_when_nothing_has_all(opened: Page) -> None:
    """All words must match before any do; then it says so."""
    status = opened.get_by_role("dialog").get_by_role("status")
    type_in(opened, "finance director")
    expect(status).not_to_contain_text("most")
    type_in(opened, "finance director zebra marketplace")
    expect(status).to_contain_text("Nothing has all of these words; these have most.")
    type_in(opened, "zzzzqqq")
    expect(status).to_contain_text("Nothing found.")


def test_the_page_that_is_opened_marks_the_words(opened: Page) -> None:
    """And its address is the page's own again, to be passed on."""
    type_in(opened, "account gone quiet")
    opened.locator(".icp-find__link").first.click()
    expect(opened.locator("h1 mark")).to_have_text(["account", "gone", "quiet"])
    assert "?" not in opened.url


def test_an_address_that_asks_opens_it(page: Page, sample_site: str) -> None:
    """A search can be linked to."""
    page.goto(f"{sample_site}?q=finance+director")
    expect(page.locator(".icp-find__link").first).to_contain_text("Finance director")


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1366])
def test_it_is_accessible_on_desk_and_phone(
    browser: Browser, sample_site: str, light: str, width: int
) -> None:
    """No rule of axe is broken, nothing is wider than the screen."""
    with browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme="light" if light == "light" else "dark",
    ) as context:
        page = context.new_page()
        page.goto(sample_site)
        open_search(page)
        type_in(page, "champion left")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page, ".icp-find") == []


def test_nothing_runs_that_a_strict_policy_forbids(page: Page, sample_site: str) -> None:
    """The search's own files are all that it needs: no inline script, no evaluation."""
    page.goto(f"{sample_site}assets/icp/search/head.json")
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.route(
        "**/strict.html",
        lambda route: route.fulfill(
            content_type="text/html",
            headers={"Content-Security-Policy": "default-src 'self'"},
            body='<html lang="en"><body><script src="assets/icp/search.js"></script>',
        ),
    )
    page.goto(f"{sample_site}strict.html")
    page.evaluate("document.dispatchEvent(new CustomEvent('icp-search'))")
    type_in(page, "champion left")
    expect(page.locator(".icp-find__link").first).to_contain_text("champion")
    assert [text for text in refused if "Content Security Policy" in text] == []


def test_a_first_search_moves_little_in_a_large_company(page: Page, tmp_path: Path) -> None:
    """What is moved are the words that were typed and the first hits."""
    root = tmp_path / "company"
    write_company(root, 1000, ROOT / "mkdocs.yml")
    built = build_pages(root, Site())
    site = tmp_path / "site"
    files = dict(built.assets)
    files |= {path: text.encode() for path, text in search_files(built.entries, "en").items()}
    for path, content in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    (site / "index.html").write_text('<body><script src="assets/icp/search.js"></script>')
    moved: list[int] = []
    page.on("response", lambda answer: moved.append(len(answer.body())))
    with served(site) as address:
        page.goto(address)
        page.evaluate("document.dispatchEvent(new CustomEvent('icp-search'))")
        type_in(page, "which play when the champion has left")
        assert page.locator(".icp-find__link").count() > 0
        type_in(page, "")
    assert sum(moved) <= MOST


def test_it_works_in_what_plain_mkdocs_builds(page: Page, shared: Shared) -> None:
    """Definitions and hand-written pages are found as on our own site."""
    with served(shared.exported() / "exported") as address:
        _finds(
            page, address, ("finance director", "Finance director"), ("words settle", "Words we")
        )


def test_it_works_in_the_preview(page: Page, tmp_path: Path) -> None:
    """While editing, too."""
    draw(tmp_path, "--- + minimal")
    (tmp_path / "content/pages").mkdir()
    (tmp_path / "content/pages/words.md").write_text("# Words we had to settle\n")
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    with previewed(tmp_path, "icp_playbook", "serve") as address:
        _finds(page, address, ("foundr", "Founder"), ("words settle", "Words we"))


def _finds(page: Page, address: str, *searches: tuple[str, str]) -> None:
    page.goto(address, timeout=SOON)
    open_search(page)
    for typed, found in searches:
        type_in(page, typed)
        expect(page.locator(".icp-find__title").first).to_contain_text(found)

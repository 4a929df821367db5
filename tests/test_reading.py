"""A reader on the sample site: page to page, searching, pointing at words, on desk and phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from searching import open_search, type_in
from sites import note_wrong

pytestmark = pytest.mark.browser

DESK, PHONE = (1360, 900), (390, 844)
SEGMENT, PERSONA = "Mid-sized online brands", "Finance director"


@pytest.fixture
def wrong() -> list[str]:
    """What no reader should cause: messages of error, and requests to elsewhere."""
    return []


on_desk_and_phone = pytest.mark.parametrize(
    "page", [DESK, PHONE], ids=["desk", "phone"], indirect=True
)


@pytest.fixture
def page(
    request: pytest.FixtureRequest, browser: Browser, sample_site: str, wrong: list[str]
) -> Iterator[Page]:
    """A page as wide as a desk's screen, or as a test says, that notes what goes wrong."""
    width, height = getattr(request, "param", DESK)
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        note_wrong(page, wrong, sample_site)
        yield page


@on_desk_and_phone
def test_a_reader_walks_from_home_to_a_persona_and_back_and_searches(
    sample_site: str, page: Page, wrong: list[str]
) -> None:
    """As a new hire goes: no other server is asked, and no script complains."""
    page.goto(sample_site)
    article = page.get_by_role("article")
    article.get_by_role("link", name=SEGMENT, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(SEGMENT)
    article.get_by_role("link", name=PERSONA, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(PERSONA)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text(SEGMENT)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Parcelmoor")

    _first_hit(page, "finance director").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(PERSONA)
    assert wrong == []


def _first_hit(page: Page, words: str) -> Locator:
    """Search as a reader does, and return the first hit."""
    open_search(page)
    type_in(page, words)
    return page.locator(".icp-find__link").first


@pytest.mark.parametrize("url", ["segments/mid-size-brands/", "words-to-settle/"])
def test_a_word_of_the_glossary_explains_itself_where_it_stands(
    sample_site: str, page: Page, url: str
) -> None:
    """On pages of definitions and hand-written ones: by pointing at it, without leaving."""
    page.goto(sample_site + url)
    word = page.locator("article :is(a.icp-term, abbr)").first
    word.scroll_into_view_if_needed()
    meaning = word.get_attribute("title")
    assert meaning
    word.hover()
    expect(
        page.locator(".md-tooltip, .md-tooltip2").filter(has_text=meaning[:40]).first
    ).to_be_visible()


def test_a_dark_screen_prints_on_light_paper(browser: Browser, sample_site: str) -> None:
    """Dark boxes waste ink, and pale text can't be read on paper; the screen stays as it was."""
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(sample_site)
        scheme = "document.body.dataset.mdColorScheme"
        page.evaluate(f"addEventListener('beforeprint', () => {{ window.onPaper = {scheme} }})")
        page.pdf()
        assert page.evaluate("window.onPaper") == "default"
        assert page.evaluate(scheme) == "slate"

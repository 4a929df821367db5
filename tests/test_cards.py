"""Cards on links to definitions, in a browser: by mouse and keyboard, never by touch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from accessibility import violations
from shared import Shared

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SEGMENT = "segments/mid-size-brands/"


@pytest.fixture
def segment(page: Page, sample_site: str) -> Page:
    """The page of a segment, with the mouse at rest in a corner."""
    page.goto(sample_site + SEGMENT)
    page.mouse.move(1, 1)
    return page


@pytest.fixture
def phone(browser: Browser, sample_site: str) -> Iterator[Page]:
    """The same page under a finger."""
    with browser.new_context(has_touch=True, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(sample_site + SEGMENT)
        yield page


def persona(page: Page, name: str = "Finance director") -> Locator:
    """Return a link to a persona in the text of a page."""
    return page.locator("article").get_by_role("link", name=name).first


def test_pointing_at_a_link_shows_what_it_leads_to(segment: Page) -> None:
    """Its kind, its name and its sentence; the link is described by them, and nothing moves."""
    link = persona(segment)
    link.scroll_into_view_if_needed()
    height = segment.evaluate("document.documentElement.scrollHeight")
    link.hover()
    card = segment.get_by_role("tooltip")
    expect(card).to_contain_text("Finance director")
    expect(card).to_contain_text("Persona")
    expect(card).to_contain_text("somebody wants to spend more")
    assert link.get_attribute("aria-describedby") == card.get_attribute("id")
    assert segment.evaluate("document.documentElement.scrollHeight") == height
    segment.mouse.move(1, 1)
    expect(card).to_have_count(0)
    assert link.get_attribute("aria-describedby") is None


def test_the_mouse_may_go_onto_a_card_and_escape_hides_it(segment: Page) -> None:
    """Whoever enlarges the page reads it there; it comes back only when it is asked for again."""
    link = persona(segment)
    link.hover()
    card = segment.get_by_role("tooltip")
    expect(card).to_be_visible()
    card.hover()
    segment.wait_for_timeout(400)
    expect(card).to_be_visible()
    segment.keyboard.press("Escape")
    expect(card).to_have_count(0)
    segment.mouse.move(1, 1)
    link.hover()
    expect(card).to_be_visible()


def test_the_keyboard_reaches_cards(segment: Page) -> None:
    """The link in focus shows its card, the next one its own, Escape none."""
    link = persona(segment)
    link.focus()
    segment.keyboard.press("Shift+Tab")
    segment.keyboard.press("Tab")
    expect(link).to_be_focused()
    card = segment.get_by_role("tooltip")
    expect(card).to_contain_text("Finance director")
    segment.keyboard.press("Tab")
    expect(card).not_to_contain_text("Finance director")
    expect(card).to_be_visible()
    segment.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_a_finger_follows_a_link_and_sees_no_card(phone: Page) -> None:
    """The script of cards is not even loaded."""
    persona(phone).tap()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Finance director")
    expect(phone.get_by_role("tooltip")).to_have_count(0)
    assert phone.locator("script[src*='icp/cards']").count() == 0


def test_nothing_is_loaded_before_somebody_points_at_a_link(segment: Page) -> None:
    """A page costs no more than before; a card costs a few kilobytes once."""
    loaded = "performance.getEntriesByType('resource').map(one => one.name).join(' ')"
    assert "icp/cards" not in segment.evaluate(loaded)
    persona(segment).hover()
    expect(segment.get_by_role("tooltip")).to_be_visible()
    assert "icp/cards/personas-0.js" in segment.evaluate(loaded)
    assert "icp/cards/plays-0.js" not in segment.evaluate(loaded)


def test_a_word_of_the_glossary_has_one_explanation(segment: Page) -> None:
    """Its meaning is at hand already: no card beside it."""
    persona(segment).hover()
    expect(segment.get_by_role("tooltip")).to_be_visible()
    word = segment.locator("article a.icp-term").first
    word.hover()
    expect(segment.locator(".md-tooltip2")).to_be_visible()
    segment.wait_for_timeout(500)
    expect(segment.locator(".icp-hover")).to_have_count(0)


def test_a_card_goes_with_its_page(segment: Page) -> None:
    """The theme puts the next page into the same document; cards work there, too."""
    persona(segment).hover()
    expect(segment.get_by_role("tooltip")).to_be_visible()
    persona(segment).click()
    expect(segment.get_by_role("heading", level=1)).to_contain_text("Finance director")
    segment.mouse.move(1, 1)
    expect(segment.get_by_role("tooltip")).to_have_count(0)
    segment.locator("article").get_by_role("link", name="Mid-sized online brands").first.hover()
    expect(segment.get_by_role("tooltip")).to_contain_text("Segment")


@pytest.mark.parametrize("light", ["light", "dark"])
def test_a_card_is_accessible_and_stays_in_the_window(
    browser: Browser, sample_site: str, light: str
) -> None:
    """In both lights, and on a narrow window without scrolling sideways."""
    scheme = "dark" if light == "dark" else "light"
    with browser.new_context(viewport={"width": 400, "height": 700}, color_scheme=scheme) as tab:  # type: ignore[arg-type]
        page = tab.new_page()
        page.goto(sample_site + SEGMENT)
        link = page.locator("article a[data-icp-guess]").first
        link.hover()
        card = page.get_by_role("tooltip")
        expect(card).to_contain_text("Hypothesis")
        box = card.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 400
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
        page.set_viewport_size({"width": 1280, "height": 900})
        link.hover()
        expect(card).to_be_visible()
        page.wait_for_timeout(200)
        assert violations(page, ".icp-hover") == []


def test_cards_work_in_a_folder(page: Page, shared: Shared) -> None:
    """Nothing is fetched: a site that was unpacked from an archive has them, too."""
    site = shared.sample("false") / "site"
    page.goto((site / "segments/mid-size-brands.html").as_uri())
    persona(page).hover()
    expect(page.get_by_role("tooltip")).to_contain_text("somebody wants to spend more")

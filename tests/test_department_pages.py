"""A department's page: short enough to be handed out, and nothing on it is a copy."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser

DEPARTMENTS = ("customer-success", "marketing", "product", "sales", "support")
MOST_SCREENS = 4


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """One page for the whole file."""
    with browser.new_context(viewport={"width": 1366, "height": 900}) as context:
        yield context.new_page()


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_department_is_two_pages_of_paper(
    department: str, sample_site: str, reader: Page
) -> None:
    """Both sides of one sheet, with the names of all that concerns it."""
    reader.goto(f"{sample_site}departments/{department}/")
    pages = PdfReader(BytesIO(reader.pdf(format="A4"))).pages
    assert len(pages) <= 2
    text = "".join(page.extract_text() for page in pages)
    for heading in ("What you come to ask", "Where we pull against others", "What concerns you"):
        assert heading in text


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_department_is_a_few_screens(department: str, sample_site: str, reader: Page) -> None:
    """What is not asked every day is folded."""
    reader.goto(f"{sample_site}departments/{department}/")
    # What is below is what every page ends with, and grows with the history of its file.
    tall = reader.locator("#s-about").evaluate("head => head.getBoundingClientRect().top")
    assert tall <= MOST_SCREENS * 900
    assert reader.locator(".icp-lens[open]").count() == 0


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_each_question_is_answered_and_leads_on(
    department: str, sample_site: str, reader: Page
) -> None:
    """In a sentence or a few words, then the link."""
    reader.goto(f"{sample_site}departments/{department}/")
    for one in reader.locator(".icp-asked-for__one").all():
        said = one.locator(".icp-asked-for__text, .icp-asked-for__list li").first
        expect(said).not_to_be_empty()
        assert one.locator(".icp-asked-for__way a").count() == 1

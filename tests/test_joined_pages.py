"""What joined pages do in a browser: choosing, sharing, judging dates, printing, copying."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own, which may use the clipboard."""
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that browser."""
    return context.new_page()


def columns(page: Page, table: str) -> list[str]:
    """Return the ids of the columns that a comparison shows."""
    heads = page.locator(f"[data-icp-table={table}] th[data-icp-id]:visible")
    return [head.get_attribute("data-icp-id") or "" for head in heads.all()]


def test_without_scripts_a_comparison_shows_everything(sample_site: str, browser: Browser) -> None:
    """And no control that would do nothing."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{sample_site}compare/")
        assert len(columns(page, "segments")) == 4
        assert len(columns(page, "tiers")) == 4
        expect(page.locator(".icp-choose:visible")).to_have_count(0)


def test_a_comparison_is_chosen_by_keyboard_and_stands_in_the_address(
    sample_site: str, page: Page
) -> None:
    """Whoever opens that address sees the same columns; scrolling does not take the choice away."""
    page.goto(f"{sample_site}compare/")
    page.get_by_role("checkbox", name="Marketplace-only sellers").focus()
    page.keyboard.press("Space")
    page.get_by_role("checkbox", name="Omnichannel retailers").focus()
    page.keyboard.press("Space")
    assert columns(page, "segments") == ["mid-size-brands", "scaling-brands"]
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(300)
    assert "segments=mid-size-brands,scaling-brands" in page.url
    page.goto(page.url.partition("#")[0] + "&tiers=low,high")
    assert columns(page, "segments") == ["mid-size-brands", "scaling-brands"]
    assert columns(page, "tiers") == ["low", "high"]
    cells = page.locator("[data-icp-table=tiers] tbody tr").first.locator("td:visible")
    expect(cells).to_have_count(2)


def test_an_address_with_unknown_columns_shows_everything(sample_site: str, page: Page) -> None:
    """A definition may have been renamed since somebody shared the comparison."""
    page.goto(f"{sample_site}compare/?segments=gone")
    assert len(columns(page, "segments")) == 4


def test_a_comparison_of_many_begins_with_three(sample_site: str, page: Page) -> None:
    """Nine side by side are read by nobody; whoever wants a fourth ticks it."""
    page.goto(f"{sample_site}compare/")
    assert len(columns(page, "personas")) == 3
    page.get_by_role("checkbox", name="IT lead").check()
    assert "it-lead" in columns(page, "personas")
    assert "personas=" in page.url
    page.reload()
    assert len(columns(page, "personas")) == 4


def test_a_comparison_shows_only_rows_that_differ(sample_site: str, page: Page) -> None:
    """What is empty or the same in all columns that are shown is no difference."""
    page.goto(f"{sample_site}compare/?segments=mid-size-brands,omnichannel-retailers")
    rows = page.locator("[data-icp-table=segments] tbody tr:visible")
    for row in rows.all():
        assert len(set(row.locator("td:visible").all_inner_texts())) == 2
    shown = rows.count()
    page.locator("[data-icp-columns=segments] [name=differ]").uncheck()
    assert rows.count() >= shown


@pytest.mark.parametrize("url", ["segments/mid-size-brands/", "review/"])
def test_a_date_that_has_passed_says_so_on_the_day_of_reading(
    url: str, sample_site: str, page: Page
) -> None:
    """However long ago the site was built."""
    overdue = page.locator(".icp-head__review--overdue")
    page.clock.set_fixed_time(datetime.datetime(2026, 10, 20, 12, tzinfo=datetime.UTC))
    page.goto(sample_site + url)
    expect(overdue).to_have_count(0)
    page.clock.set_fixed_time(datetime.datetime(2029, 1, 1, 12, tzinfo=datetime.UTC))
    page.goto(sample_site + url)
    expect(overdue.first).to_contain_text("review overdue since 20")


def test_a_review_that_is_still_to_come_says_so_on_the_day_of_reading(
    sample_site: str, page: Page
) -> None:
    """Somebody wrote the day of the next one. Tomorrow is today for whoever lives further east."""
    review = page.locator(".icp-head__review")
    page.clock.set_fixed_time(datetime.datetime(2026, 10, 5, 12, tzinfo=datetime.UTC))
    page.goto(f"{sample_site}segments/mid-size-brands/")
    expect(review).to_have_text("Reviewed 6 October 2026")
    page.clock.set_fixed_time(datetime.datetime(2026, 10, 4, 12, tzinfo=datetime.UTC))
    page.goto(f"{sample_site}segments/mid-size-brands/")
    expect(review).to_have_text("Reviewed 6 October 2026, which is still to come")


def test_the_queue_counts_what_is_past_its_date(sample_site: str, page: Page) -> None:
    """On some day all of it is."""
    page.clock.set_fixed_time(datetime.datetime(2039, 1, 1, 12, tzinfo=datetime.UTC))
    page.goto(f"{sample_site}review/")
    text = page.locator(".icp-count").inner_text()
    found = re.fullmatch(r"(\d+) of (\d+) definitions are past their date today\.", text)
    assert found is not None
    assert found[1] == found[2]


def test_the_review_shows_the_tier_and_segment_that_were_chosen(
    sample_site: str, page: Page
) -> None:
    """The beachhead's at first; a choice stands in the address."""
    page.goto(f"{sample_site}qbr/")
    shown = page.locator("[data-icp-tier]:visible, [data-icp-segment]:visible")
    expect(page.locator("#s-maturity + .icp [data-icp-tier]:visible")).to_have_count(1)
    page.get_by_label("Tier").select_option("low")
    page.get_by_label("Segment").select_option("scaling-brands")
    page.wait_for_url(lambda url: "tier=low" in url and "segment=scaling-brands" in url)
    for block in shown.all():
        assert block.get_attribute("data-icp-tier") in ("low", None)
        assert "scaling-brands" in (block.get_attribute("data-icp-segment") or "scaling-brands")
    page.reload()
    expect(page.locator("#s-plan + .icp")).to_contain_text("What it takes to reach Medium")


def test_the_review_can_be_copied_as_markdown(sample_site: str, page: Page) -> None:
    """With its tables, without what only explains it."""
    page.goto(f"{sample_site}qbr/?tier=medium&segment=mid-size-brands")
    page.get_by_role("button", name="Copy as Markdown").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("# QBR: the review with a customer\n\n| Account | Date |")
    assert (
        "\n## Maturity: last time and now\n\n"
        "Medium maturity, on the way to High maturity: 3 of 4 dimensions at level 4" in text
    )
    assert (
        "| Dimension | Last | Now | Signs needed for High |\n"
        "| --- | --- | --- | --- |\n| Cognition |  |  |" in text
    )
    assert "- [ ] Returns data flows into their own reporting." in text
    assert "How we hold it" not in text
    assert "¶" not in text


@pytest.mark.parametrize("tier", ["immature", "low", "medium", "high"])
def test_the_review_fits_on_one_sheet(tier: str, sample_site: str, page: Page) -> None:
    """Whatever the tier, on A4."""
    page.goto(f"{sample_site}qbr/?tier={tier}")
    expect(page.locator("#s-maturity + .icp [data-icp-tier]:visible")).to_have_count(1)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


def test_programs_find_the_playbook_at_its_addresses(sample_pages: Path) -> None:
    """Every address of the list, and of the JSON, is there."""
    listed = (sample_pages / "llms.txt").read_text()
    paths = re.findall(r"\]\((\S+?)\)", listed)
    everything = json.loads((sample_pages / "icp.json").read_text())
    pages = [path for path in paths if path.endswith(".md")]
    assert len(paths) == len(pages) + 3, "all in one text, all as data, and its schema"
    assert len(set(pages)) == len(pages) > len(everything["definitions"])
    named = (
        one[form] for one in everything["definitions"] for form in ("json", "markdown", "page")
    )
    for path in (*paths, everything["$schema"], *named):
        assert (sample_pages / path.partition("#")[0]).exists(), path

"""The sample site in a browser: a reader's way, on every screen, in both lights, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, Response, ViewportSize, expect

from accessibility import violations
from drawn_site import site_of
from sites import note_wrong, served

pytestmark = [pytest.mark.slow, pytest.mark.browser]

REPO = "https://code.example.com/parcelmoor/icp-playbook"
PAGES = (
    *(
        "",
        "segments/",
        "segments/mid-size-brands/",
        "personas/head-of-ecommerce/",
        "value-propositions/",
    ),
    *(
        "maturity/",
        "maturity/tiers/medium/",
        "plays/",
        "qualification/",
        "glossary/",
        "departments/sales/",
    ),
    *("company/", "research/", "grid/", "assess/", "coverage/", "qbr/", "compare/", "the-method/"),
    *("alignment/", "unanswered/"),
)
"""A page of every shape."""
ALL_KINDS = dict.fromkeys((
    *PAGES,
    *("account/", "value-propositions/exchanges-first/", "outcomes/exchange-share-up/",
      "personas/"),
    *("personas/finance-director/", "maturity/dimensions/cognition/", "strategies/grow-medium/"),
    *("plays/the-qbr-is-in-two-weeks/", "risks/", "best-practices/exchange-before-refund/"),
    *("exceptions/", "exceptions/heron/", "onboarding/everyone-first-week/", "lifecycle/"),
    *("changes/", "review/", "for-programs/", "learn/"),
))  # fmt: skip
"""A page of every kind, and every page that joins many."""


def _note_response(wrong: list[str], got: Response) -> None:
    """Note what is not there, and the theme's index of megabytes, which no search of ours reads."""
    if got.status >= 400 or got.url.endswith("search_index.json"):
        wrong.append(f"{got.status} {got.url}")


@contextmanager
def tab(browser: Browser, address: str, width: int = 1280) -> Iterator[Page]:
    """Open a tab during the block; fail if anything went wrong in it or left this machine."""
    wrong: list[str] = []
    viewport: ViewportSize = {"width": width, "height": 900}
    with browser.new_context(viewport=viewport) as context:
        page = context.new_page()
        note_wrong(page, wrong, address, complaints=("error", "warning"))
        page.on("response", partial(_note_response, wrong))
        yield page
    assert wrong == []


def test_a_reader_goes_from_home_to_a_segment_to_a_persona_and_back(
    browser: Browser, sample_site: str
) -> None:
    """Who is the customer, whom does one meet there, and what is to be said: by links alone."""
    with tab(browser, sample_site) as page:
        page.goto(sample_site)
        article = page.get_by_role("article")
        expect(article.get_by_text("Who is the customer?")).to_be_visible()
        article.get_by_role("link", name="Mid-sized online brands", exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Mid-sized online brands")
        article.get_by_role("link", name="Head of e-commerce").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Head of e-commerce")
        expect(
            article.get_by_role("link", name="Mid-sized online brands", exact=True).first
        ).to_be_visible()
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Mid-sized online brands")
        page.go_back()
        expect(article.get_by_text("Who is the customer?")).to_be_visible()


def test_search_finds_a_play_by_what_the_reader_would_say(
    browser: Browser, sample_site: str
) -> None:
    """A situation in the reader's own words leads to its play."""
    with tab(browser, sample_site) as page:
        page.goto(sample_site)
        page.keyboard.press("/")
        page.get_by_role("searchbox").press_sequentially("champion left")
        first = page.locator(".icp-find__link").first
        expect(first).to_contain_text("champion", ignore_case=True)
        first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("champion")


def test_pages_are_accessible(browser: Browser, sample_site: str) -> None:
    """No rule of axe is broken: contrast, names, landmarks, order of headings.

    In the dark only those are asked that colours can break: nothing else differs.
    """
    by_colour = ("color-contrast", "link-in-text-block")
    broken = {}
    with tab(browser, sample_site) as page:
        for path in PAGES:
            page.goto(sample_site + path)
            found = violations(page)
            page.evaluate("document.body.dataset.mdColorScheme = 'slate'")  # as the switch does
            page.wait_for_timeout(300)  # colours fade
            if found := [*found, *violations(page, rules=by_colour)]:
                broken[path] = found
    assert broken == {}


def test_no_page_complains_or_scrolls_sideways(browser: Browser, sample_site: str) -> None:
    """On a phone and on a desk: wide tables scroll by themselves; the page stays."""
    wide = []
    with tab(browser, sample_site) as page:
        for path in ALL_KINDS:
            page.set_viewport_size({"width": 320, "height": 844})
            page.goto(sample_site + path)
            for width in (320, 390, 1360):
                page.set_viewport_size({"width": width, "height": 844})
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    wide.append((path, width))
    assert wide == []


def test_on_paper_no_table_is_cut_off(browser: Browser, sample_site: str) -> None:
    """Printed, every column of every table is on the page."""
    with tab(browser, sample_site, width=700) as page:  # about what A4 has between its margins
        for path in ("segments/mid-size-brands/", "maturity/", "qbr/"):
            page.goto(sample_site + path)
            page.emulate_media(media="print")
            widest = page.evaluate(
                "Math.max(...[...document.querySelectorAll('article table')].map(t => "
                "t.getBoundingClientRect().right))"
            )
            assert widest <= 700, path


def test_a_link_into_a_fold_opens_it(browser: Browser, sample_site: str) -> None:
    """What is folded is found by whoever was sent there; and on paper each fold is open."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{sample_site}company/#buying-role-champion")
        expect(page.locator("#buying-role-champion")).to_be_visible()
        page.goto(f"{sample_site}segments/mid-size-brands/")
        triggers = page.get_by_text("The carrier announces a price rise.", exact=True)
        expect(triggers).not_to_be_visible()
        page.emulate_media(media="print")
        expect(triggers).to_be_visible()


def test_search_engines_are_asked_to_stay_away(sample_pages: Path) -> None:
    """The site tells whom to decline and how to price: it is for the company's own people."""
    for path in sample_pages.rglob("index.html"):
        assert '<meta name="robots" content="noindex, nofollow">' in path.read_text(), path


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("segments/mid-size-brands/", "content/segments/mid-size-brands.yml"),
        ("plays/the-qbr-is-in-two-weeks/", "playbooks/plays/the-qbr-is-in-two-weeks.yml"),
        ("", "content/company.yml"),
        ("the-method/", "content/pages/the-method.md"),
    ],
)
def test_each_page_leads_to_its_own_source(sample_pages: Path, url: str, file: str) -> None:
    """One button edits the file behind this page, one shows its line; hand-written too."""
    page = BeautifulSoup((sample_pages / url / "index.html").read_text(), "html.parser")
    assert page.select(f'a[title="Edit this page"][href="{REPO}/edit/main/{file}"]')
    view = f'a[title="View source of this page"][href^="{REPO}/blob/main/{file}'
    assert page.select(f'{view}"]' if url == "the-method/" else f'{view}#L"]')
    assert page.select(f'a[href^="{REPO}/blob/main/{file}#L"]')


OLD = "--- + bare\n--- content/segments/mid-market.yml +\naliases: [smb]\n"


@pytest.mark.parametrize(
    ("style", "old", "new"),
    [("true", "smb/", "mid-market/"), ("false", "smb.html", "mid-market.html")],
)
def test_an_old_address_leads_to_the_new_one(
    browser: Browser, tmp_path: Path, style: str, old: str, new: str
) -> None:
    """A bookmark from before a rename works, with section and choices, in both address styles.

    Without scripts it leads to the page, and with scripts that did not come to a link.
    """
    site = site_of(tmp_path, OLD, f"use_directory_urls: {style}\n")
    with served(site.folder) as address, tab(browser, address) as page:
        for asked in ("", "#s-fit", "?from=mail#s-fit", "#%E5%AE%A2"):
            page.goto(f"{address}segments/{old}{asked}")
            page.wait_for_url(f"{address}segments/{new}{asked}")
            expect(page.get_by_role("heading", level=1)).to_contain_text("Mid-market")
        page.go_back()
        assert "/smb" not in page.url, "the old address is no step of the way back"
        with browser.new_context(java_script_enabled=False) as context:
            plain = context.new_page()
            plain.goto(f"{address}segments/{old}#s-fit")
            plain.wait_for_url(f"{address}segments/{new}*")
        page.route("**/moved.js", lambda route: route.fulfill(body=""))
        page.goto(f"{address}segments/{old}")
        page.get_by_role("link", name="here").click()
        page.wait_for_url(f"{address}segments/{new}")

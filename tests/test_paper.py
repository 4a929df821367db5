"""On paper, in a real browser: a definition's card, all of a page, the playbook as one document."""

from __future__ import annotations

import io
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from chinese_company import CONFIG as CHINESE_CONFIG
from chinese_company import TRADITIONAL
from drawn import BARE, draw
from drawn_site import CONFIG, site_of
from javascript import Call
from shared import Shared
from sites import icp, served

pytestmark = [pytest.mark.slow, pytest.mark.browser]

CARDS = (
    "segments/mid-size-brands/", "personas/operations-director/", "maturity/tiers/medium/",
    "maturity/dimensions/cognition/", "strategies/grow-medium-mid-size-brands/",
    "value-propositions/exchanges-first/", "outcomes/exchange-share-up/",
    "plays/the-qbr-is-in-two-weeks/", "best-practices/exchange-before-refund/",
    "exceptions/heron/", "examples/wren/", "scores/customer-health/",
    "research/insights/spreadsheets-and-carrier-portals/",
)  # fmt: skip
"""A definition of every kind that has a card."""
WHOLE = (
    "departments/sales/",
    "maturity/",
    "glossary/",
    "company/",
    "onboarding/everyone-first-week/",
)
"""What is printed as it is."""
BETWEEN_MARGINS = 703
"""CSS pixels of A4 between the margins."""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab as wide as a desk's."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        yield page


def opened(tab: Page, address: str) -> Page:
    """Open a page, and wait until its scripts have looked at it."""
    tab.goto(address)
    tab.wait_for_selector("[data-icp-paper]:not([hidden])")
    return tab


def printed(tab: Page, size: str = "A4") -> PdfReader:
    """Print what is open."""
    return PdfReader(io.BytesIO(tab.pdf(format=size)))


def bare(text: str) -> str:
    """Return letters and digits alone: lines break, and words at their end, wherever it suits."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


def print_book(file: Path | str, *words: str, cwd: Path) -> CompletedProcess[str]:
    """Print a playbook with the browser of the tests."""
    named = os.environ.get("CHROMIUM")
    return icp("print", file, *words, *(["--browser", named] if named else []), cwd=cwd)


def text_of(pdf: PdfReader) -> str:
    """Return the letters of all pages."""
    return bare("".join(page.extract_text() for page in pdf.pages))


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_a_definition_is_printed_as_one_sheet(tab: Page, sample_site: str, size: str) -> None:
    """Its name, kind, owner and days are there, and it says what else the page has, and where."""
    too_long = {}
    for path in CARDS:
        pdf = printed(opened(tab, sample_site + path), size)
        text = text_of(pdf)
        if len(pdf.pages) != 1:
            too_long[path] = len(pdf.pages)
        for said in (tab.title().partition(" - ")[0], "Parcelmoor ICP playbook", "Owner:"):
            assert bare(said) in text, (path, said)
        assert bare(sample_site + path) in text, path
    assert too_long == {}


def test_each_section_is_on_the_card_or_named_there(tab: Page, sample_site: str) -> None:
    """A card never keeps quiet about what it leaves out; what it shows it shows whole."""
    opened(tab, f"{sample_site}segments/mid-size-brands/")
    headings = [
        heading.inner_text().rstrip("¶").strip()
        for heading in tab.locator("article > h2").all()
        if heading.get_attribute("id") not in ("s-used-by", "s-history", "s-about")
    ]
    text = text_of(printed(tab))
    assert len(headings) > 5
    assert [heading for heading in headings if bare(heading) not in text] == []


def test_after_printing_the_page_is_as_it_was(tab: Page, sample_site: str) -> None:
    """Every element is in its place again."""
    opened(tab, f"{sample_site}personas/operations-director/")
    before = tab.locator("article").inner_html()
    assert len(printed(tab).pages) == 1
    assert tab.locator("article").inner_html() == before
    assert "icp-as-card" not in (tab.locator("html").get_attribute("class") or "")


def print_all(tab: Page) -> PdfReader:
    """Press the button that prints all of the page."""
    tab.evaluate("window.print = () => {}")
    tab.get_by_role("button", name="Print all").click()
    return printed(tab)


@pytest.mark.parametrize("path", [*CARDS[:6], *WHOLE])
def test_nothing_of_a_page_is_missing_when_all_is_printed(
    tab: Page, sample_site: str, path: str
) -> None:
    """Every word that the page can show is on paper, what is folded away on the screen, too."""
    if path in WHOLE:
        tab.goto(sample_site + path)
        pdf = printed(tab)
    else:
        opened(tab, sample_site + path)
        pdf = print_all(tab)
    tab.emulate_media(media="print")
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    words = set(re.findall(r"[^\W_]{3,}", tab.locator("article").inner_text()))
    text = text_of(pdf)
    assert len(words) > 100
    assert sorted(word for word in words if bare(word) not in text) == []


def test_without_scripts_all_is_printed(browser: Browser, sample_site: str) -> None:
    """The browser's own menu prints the page, and offers no buttons that do nothing."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{sample_site}segments/mid-size-brands/")
        assert not page.get_by_role("button", name="Print all").is_visible()
        assert bare("Where this is used") in text_of(printed(page))


def test_on_paper_nothing_is_beyond_the_edge(browser: Browser, sample_site: str) -> None:
    """No page is wider than the sheet."""
    wide = []
    viewport: Any = {"width": BETWEEN_MARGINS, "height": 1000}
    with browser.new_context(viewport=viewport) as context:
        page = context.new_page()
        page.emulate_media(media="print")
        for path in (*CARDS, *WHOLE, "print/", "coverage/", "plays/", "grid/", "risks/"):
            page.goto(sample_site + path)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > BETWEEN_MARGINS:
                wide.append((path, width))
    assert wide == []


@pytest.mark.parametrize(
    ("heights", "left", "right"),
    [
        ([], [], []),
        ([40], [0], []),
        ([40, 30, 20], [0], [1, 2]),
        ([120, 40, 30], [1], [2]),  # the first is too high
        ([90, 10, 60, 30], [0, 1], [2, 3]),
        ([60, 60, 50, 40], [0], [1, 3]),  # the last fills what is left, the one before it can't
    ],
)
def test_a_card_has_in_two_columns_what_fits(
    javascript: Call, heights: list[int], left: list[int], right: list[int]
) -> None:
    """In the page's order, and the columns as short as can be."""
    chosen = javascript("paper-columns.js", "split", heights, 100)
    assert chosen == {"left": left, "right": right}


def test_in_the_document_every_id_is_there_once_and_every_link_leads_to_one(
    sample_pages: Path,
) -> None:
    """Pages have sections of the same names, and links of all pages are on one."""
    page = BeautifulSoup((sample_pages / "print/index.html").read_text(), "html.parser")
    ids = [str(one["id"]) for one in page.select("[id]")]
    assert len(ids) == len(set(ids)) > 1000
    inside = {str(one["href"])[1:] for one in page.select('a[href^="#"]')}
    assert len(inside) > 200
    assert inside <= set(ids)
    assert {"segments/mid-size-brands", "personas/finance-director", "glossary"} <= inside
    named = {
        one
        for name in ("aria-labelledby", "aria-describedby", "for")
        for element in page.select(f"[{name}]")
        for one in str(element[name]).split()
    }
    assert named <= set(ids)


def test_the_document_follows_the_method_and_leaves_out_tools(sample_pages: Path) -> None:
    """Whom, why, how ready, what we do; a worksheet, a queue and a log are no chapters."""
    page = BeautifulSoup((sample_pages / "print/index.html").read_text(), "html.parser")
    parts = [heading.get_text() for heading in page.select("main > section > h1")]
    assert parts == [
        "Who we serve", "Why they buy", "How ready they are", "What we do", "For you", "Reference",
    ]  # fmt: skip
    chapters = {str(one["id"]) for one in page.select("article > h2")}
    assert not chapters & {"assess", "review", "changes", "for-programs", "coverage", ""}
    assert len(chapters) > 100
    assert page.select_one('meta[name="robots"][content^="noindex"]')
    assert not page.select("script")


def numbers_fit(pdf: PdfReader) -> int:
    """Assert that the contents have the right page behind each title; return how many there are."""
    places = {
        name: (pdf.get_destination_page_number(place) or 0) + 1
        for name, place in pdf.named_destinations.items()
    }
    first = next(
        number
        for number, page in enumerate(pdf.pages, 1)
        if "Contents" in page.extract_text().splitlines()[:3]
    )
    last = min(number for name, number in places.items() if name.startswith("/part-")) - 1
    contents = bare(
        "".join(pdf.pages[number - 1].extract_text() for number in range(first, last + 1))
    )
    listed = [
        (item.title, (pdf.get_destination_page_number(item) or 0) + 1)
        for item in flat(pdf.outline, deepest=1)
    ]
    listed = [(title, number) for title, number in listed if number > last]
    wrong = [one for one in listed if bare(f"{one[0]}{one[1]}") not in contents]
    assert wrong == []
    return len(listed)


def flat(outline: Any, deepest: int, depth: int = 0) -> Iterator[Any]:
    """Yield the bookmarks down to a depth."""
    for item in outline:
        if isinstance(item, list):
            if depth < deepest:
                yield from flat(item, deepest, depth + 1)
        else:
            yield item


def links_lead_somewhere(pdf: PdfReader) -> int:
    """Assert that each link inside the document has its place; return how many there are."""
    count = 0
    for page in pdf.pages:
        for annotation in page.get("/Annots", ()):
            link = annotation.get_object()
            if "/Dest" in link:
                count += 1
                assert link["/Dest"] in pdf.named_destinations
            elif "/A" in link:
                assert str(link["/A"]["/URI"]).startswith(("https://", "http://", "mailto:"))
    return count


def test_the_whole_playbook_is_printed_with_page_numbers_and_links(
    shared: Shared, tmp_path: Path
) -> None:
    """One command: contents with the right numbers, bookmarks, and no link that leads nowhere."""
    file = tmp_path / "playbook.pdf"
    done = print_book(file, cwd=shared.sample())
    assert done.returncode == 0, done.stderr
    pdf = PdfReader(file)
    count = len(pdf.pages)
    assert done.stdout == f"{count} pages: open {file}\n"
    assert round(pdf.pages[0].mediabox.width) == 595  # A4
    assert f"10 / {count}" in pdf.pages[9].extract_text()
    assert numbers_fit(pdf) > 100
    assert links_lead_somewhere(pdf) > 2000
    asked = {"Mid-sized online brands", "Is this account one of them?", "Stop here if"}
    for page in pdf.pages:  # to read them all takes a minute
        text = bare(page.extract_text())
        asked -= {said for said in asked if bare(said) in text}
        if not asked:
            break
    assert not asked


def test_a_playbook_that_has_just_begun_is_printed(tmp_path: Path) -> None:
    """A company and a segment: no empty part, and paper of the other size."""
    draw(tmp_path, BARE)
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    done = print_book("out/book.pdf", "--size", "letter", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    pdf = PdfReader(tmp_path / "out/book.pdf")
    assert pdf.pages[0].mediabox.width == 612
    assert numbers_fit(pdf) >= 2
    assert "Why they buy" not in pdf.pages[1].extract_text()


def test_a_chinese_playbook_is_printed(tab: Page, tmp_path: Path) -> None:
    """Titles, cards and contents in Chinese."""
    draw(tmp_path, TRADITIONAL)
    (tmp_path / "mkdocs.yml").write_text(CHINESE_CONFIG.format(language="zh-Hant"))
    done = print_book("book.pdf", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    text = text_of(PdfReader(tmp_path / "book.pdf"))
    assert "雲倉科技" in text
    assert "打開包裹十秒內就知道怎麼處理" in text
    assert icp("build", cwd=tmp_path).returncode == 0
    with served(tmp_path / "site") as address:
        pdf = printed(opened(tab, f"{address}personas/clerk/"))
    assert len(pdf.pages) == 1
    assert "倉庫退貨員" in text_of(pdf)


def test_without_a_browser_the_command_says_what_to_install(tmp_path: Path) -> None:
    """The message names browsers, and how to name one."""
    draw(tmp_path, BARE)
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    done = icp("print", cwd=tmp_path, PATH=str(tmp_path))
    assert done.returncode == 2
    assert "no browser was found that prints: install Chrome, Edge or Chromium" in done.stderr
    done = icp("print", "--browser", "no-such", cwd=tmp_path)
    assert done.returncode == 2
    assert "no-such did not print: No such file or directory" in done.stderr
    assert not (tmp_path / "playbook.pdf").exists()


@pytest.mark.parametrize(
    ("settings", "path"),
    [("", "print/index.html"), ("use_directory_urls: false\n", "print.html")],
)
def test_the_document_is_where_pages_are(tmp_path: Path, settings: str, path: str) -> None:
    """In both styles of addresses it loads its style sheets, and leads back to the site."""
    site = site_of(tmp_path, BARE, settings)
    file = site.folder / path
    page = BeautifulSoup(file.read_text(), "html.parser")
    for link in page.select('link[rel="stylesheet"]'):
        assert (file.parent / str(link["href"])).is_file()
    back = page.select_one(".icp-cover__how a")
    assert back is not None
    assert (file.parent / str(back["href"])).exists()


def test_a_company_that_hides_its_data_has_no_document(tmp_path: Path) -> None:
    """Where pages are encrypted, one with all of them in plain text would give everything away."""
    site = site_of(tmp_path, BARE, "").folder
    assert (site / "print/index.html").exists()
    (tmp_path / "mkdocs.yml").write_text(
        CONFIG.replace("[search, icp]", "[search, icp: {data_files: false}]")
    )
    assert icp("build", cwd=tmp_path).returncode == 0
    assert not (site / "print/index.html").exists()

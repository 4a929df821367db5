"""The survey in a real browser, from the first key to the report; and what was not found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from accessibility import violations
from commands import icp
from sites import ROOT, click_link, note_wrong, until

pytestmark = pytest.mark.browser

KEPT = "icp-survey:/alignment/#1.answers"
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


@contextmanager
def tab(browser: Browser, site: str, **options: Any) -> Iterator[Page]:
    """Open a tab during the block; fail if anything went wrong in it or left this machine."""
    wrong: list[str] = []
    with browser.new_context(accept_downloads=True, **options) as context:
        page = context.new_page()
        note_wrong(page, wrong, site)
        yield page
    assert wrong == []


def saved(page: Page) -> dict[str, Any]:
    """Save the answers as a file and return what is in it."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as file").click()
    found: dict[str, Any] = json.loads(Path(waiting.value.path()).read_text())
    return found


def answer(page: Page, question: str, option: str) -> None:
    """Pick an answer by touching it."""
    page.locator(f'[data-icp-question="{question}"] label:has(input[value="{option}"])').tap()


def test_a_person_answers_by_keyboard_on_a_phone_and_gets_the_file(
    browser: Browser, sample_site: str
) -> None:
    """Without a pointer: the department by its letter, answers by space and arrows, own words."""
    with tab(browser, sample_site, **PHONE) as page:
        page.goto(f"{sample_site}alignment/")
        page.wait_for_selector("[data-icp-live]:not([hidden])")
        page.get_by_label("Which department do you work in?").focus()
        for key in "Sa":
            page.keyboard.press(key)
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.get_by_label("In your own words: what do they need?").focus()
        page.keyboard.type('To keep a sale; "now".')
        expect(page.locator("[data-icp-said]")).to_have_text(
            "3 of 43 answered. They are kept in this browser."
        )
        counted = page.locator("[data-icp-count]")
        expect(counted).to_have_text("3 of 43 answered")
        expect(counted).to_have_attribute("role", "status")
        expect(counted).to_be_in_viewport()
        page.reload()
        page.wait_for_selector("[data-icp-live]:not([hidden])")
        record = saved(page)
        mail = page.get_by_role("link", name="Write an e-mail").get_attribute("href")
    assert record["icp_alignment"] == 1
    assert len(record["id"]) == 16
    assert record["department"] == "sales"
    assert record["answers"] == {
        "segments.marketplace-sellers": "1",
        "segments.mid-size-brands": "2",
        "words.need": 'To keep a sale; "now".',
    }
    assert mail is not None
    assert mail.startswith("mailto:?subject=My%20answers")


def test_two_departments_files_show_their_difference(
    browser: Browser, sample_site: str, tmp_path: Path
) -> None:
    """Five people of each send what the page gave; the report names the account."""
    for department, judged in (("sales", "yes"), ("support", "no")):
        with tab(browser, sample_site, **PHONE) as page:
            page.goto(f"{sample_site}the-method/")
            click_link(page, f"{sample_site}alignment/")
            page.wait_for_selector("[data-icp-live]:not([hidden])")
            page.get_by_label("Which department do you work in?").select_option(department)
            answer(page, "accounts.merlin", judged)
            answer(page, "accounts.wren", "yes")
            answer(page, "tiers.do-not-sell", "immature")
            record = saved(page)
        texts = [json.dumps({**record, "id": f"{department}{n}"}) for n in range(4)]
        (tmp_path / f"{department}.txt").write_text("\n".join([json.dumps(record), *texts]))
    files = [str(tmp_path / f"{name}.txt") for name in ("sales", "support")]
    done = icp(tmp_path, "alignment", "report", *files, "-o", "r.json", "-C", str(ROOT))
    assert (done.code, done.err) == (0, "")
    found = json.loads((tmp_path / "r.json").read_text())["rounds"]["now"]
    assert found["differences"] == [
        {"question": "accounts.merlin", "groups": ["sales", "support"], "value": 1.0}
    ]
    assert found["notes"] == []


def test_answers_can_be_deleted_and_hostile_ones_are_passed_over(
    browser: Browser, sample_site: str
) -> None:
    """What is kept may be anything; deleting begins anew under another id."""
    with tab(browser, sample_site) as page:
        page.goto(f"{sample_site}alignment/")
        for kept in ("{", "[1]", '{"id": 3, "answers": {"accounts.wren": {"a": 1}}}'):
            page.evaluate(f"kept => localStorage.setItem({KEPT!r}, kept)", kept)
            page.reload()
            expect(page.locator("[data-icp-said]")).to_contain_text("0 of 43 answered")
        page.locator('label:has([name="accounts.wren"][value="yes"])').click()
        first = saved(page)
        page.get_by_role("button", name="Delete my answers").click()
        assert saved(page) == first  # nobody agreed: a browser that is driven says no
        page.once("dialog", lambda asked: asked.accept())
        page.get_by_role("button", name="Delete my answers").click()
        second = saved(page)
        assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('icp-su'))") == []
    assert first["answers"] == {"accounts.wren": "yes"}
    assert second["answers"] == {}
    assert first["id"] != second["id"]


def test_where_nothing_can_be_kept_the_person_is_told(browser: Browser, sample_site: str) -> None:
    """Neither read nor written: the answers are there to be sent all the same."""
    forbid = """for (const does of ["getItem", "setItem"]) {
        const really = Storage.prototype[does];
        Storage.prototype[does] = function (key, ...rest) {
            if (key.startsWith("icp-")) throw new DOMException("no", "SecurityError");
            return really.call(this, key, ...rest);
        };
    }"""
    with tab(browser, sample_site) as page:
        page.add_init_script(forbid)
        page.goto(f"{sample_site}alignment/")
        page.locator('label:has([name="accounts.wren"][value="yes"])').click()
        expect(page.locator("[data-icp-said]")).to_have_text(
            "1 of 43 answered. This browser keeps nothing: send them now."
        )
        assert saved(page)["answers"] == {"accounts.wren": "yes"}
        page.goto(f"{sample_site}learn/")
        page.locator(".icp-practice__option").first.click()
        expect(page.locator("[data-icp-notices]")).to_contain_text("refuses to keep anything")


def test_what_was_not_found_is_kept_shown_and_deleted(browser: Browser, sample_site: str) -> None:
    """A search without a hit, and a page that did not answer; nothing that had a hit."""
    with tab(browser, sample_site) as page:
        page.goto(f"{sample_site}segments/mid-size-brands/")
        for typed in ("returns", "qwrtzx vbnm"):
            page.locator("[data-icp-search]").click()
            page.get_by_role("searchbox").fill(typed)
            until(page, f"document.querySelector('.icp-find').dataset.icpAnswers === '{typed}'")
            page.keyboard.press("Escape")  # empties the field: what was in it counts all the same
            until(page, "document.querySelector('.icp-find').dataset.icpAnswers === ''")
            page.get_by_role("button", name="Close").click()
        page.get_by_role("button", name="This did not answer my question").click()
        page.keyboard.type("Which <b>carrier</b>?")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="What is kept, and how to send it").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("What was not found")
        items = page.locator(".icp-unanswered__kept li")
        expect(items).to_have_count(2)
        expect(items.nth(0)).to_contain_text("Searched, and found nothing: qwrtzx vbnm")
        expect(items.nth(1)).to_contain_text(
            "Did not answer: Mid-sized online brands. Wanted to know: Which <b>carrier</b>?"
        )
        text = page.locator("textarea").input_value()
        assert len(text.splitlines()) == 2
        items.nth(0).get_by_role("button").click()
        expect(items).to_have_count(1)
        page.get_by_role("button", name="Delete all of it").click()
        expect(page.get_by_role("status").first).to_contain_text("Nothing is kept")
        assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('icp-un'))") == []


ROUND, BEFORE = (str(ROOT / f"examples/alignment/2026-{month}.csv") for month in ("11", "05"))
REPORTS = (
    ("alignment", "report", ROUND, "--before", BEFORE, "-o", "r.html"),
    ("score", str(ROOT / "docs/sample-accounts.csv"), "--against", str(ROOT), "--report", "r.html"),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("words", REPORTS, ids=lambda words: words[0])
def test_a_report_reads_well_everywhere(
    browser: Browser, tmp_path: Path, scheme: Any, words: tuple[str, ...]
) -> None:
    """The sample's, as a file: no rule of axe is broken, and no phone scrolls sideways."""
    assert icp(tmp_path, *words, "-C", str(ROOT)).code == 0
    wrong: list[str] = []
    with browser.new_context(color_scheme=scheme, viewport=PHONE["viewport"]) as context:
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text))
        page.goto((tmp_path / "r.html").as_uri())
        for width in (320, 1200):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert violations(page) == []
    assert wrong == []

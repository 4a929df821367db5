"""The page "Learn" in a real browser: a new hire's first day, a week later, and a mentor's look."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect
from pypdf import PdfReader

from accessibility import violations
from icp_playbook.learning import Question, questions_of
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context
from sites import ROOT, click_link, copy_sample, note_wrong, wait_for

pytestmark = pytest.mark.browser

FIRST_DAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
DAY = 20787
"""The same as so many days since 1970."""

JUNK = (
    "{", "[]", "null", "3", '"x"', "{}", '{"icp_learned": 2}', '{"icp_learned": "1"}', "[" * 21,
    '{"icp_learned": 1, "cards": [1], "steps": 7, "job": {}}',
    '{"icp_learned": 1, "cards": {"__proto__": {"box": 1}, "word-aaaaaa": {"box": 1e400}}}',
    '{"icp_learned": 1, "cards": {"word-aaaaaa": {"box": 6, "due": 1, "last": 1}}}',
    '{"icp_learned": 1, "steps": {"aaaaaa": -1, "<b>": 3}, "job": "<script>"}',
    '{"icp_learned": 1, "job": "no-such-department"}',
)  # fmt: skip
WRONG_LINKS = (
    "l1.", "l1.c", "l1.c=x", "l1.c=%", "l1.s=aaaaaa", "l0.s=aaaaaa.1", "l2.s=aaaaaa.1",
    "l99999999999999999999.s", "l1.__proto__=1", "l1.c=" + "x" * 60001, "r1.", "r1.d=2026-11-30",
    "r1.d=2026-11-30&q=word-aaaaaa.aaaaaa", "r1.d=x&q=word-aaaaaa.aaaaaa.1", "r2.d=2026-11-30",
    "r1.d=2026-11-30&q=word-aaaaaa.aaaaaa.1~word-aaaaaa.aaaaaa.1", "m-", "m-__proto__", "m-aaaaaa",
)  # fmt: skip


@cache
def asked() -> dict[str, Question]:
    """The questions of the sample by id."""
    return {one.id: one for one in questions_of(check_playbook(ROOT, Context()).catalog, "en")}


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, sample_site: str) -> Iterator[Visit]:
    """Open the page in a profile of its own, on the first day; an error fails the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(
        path: str = "learn/", day: datetime = FIRST_DAY, kept: str | None = None, **options: Any
    ) -> Page:
        context = browser.new_context(**{"has_touch": False, **options})
        contexts.append(context)
        context.on("page", lambda page: note_wrong(page, wrong, sample_site))
        page = context.new_page()
        page.clock.set_fixed_time(day)
        if kept is not None:
            page.goto(f"{sample_site}llms.txt")
            page.evaluate("kept => localStorage.setItem('icp-learn:/#1.learned', kept)", kept)
        page.goto(sample_site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


ASKED_NOW = """() => {
    const words = nodes => [...nodes].map(one => one.textContent.replace(/\\s+/g, " ").trim());
    const same = (a, b) => JSON.stringify(words(a)) === JSON.stringify(words(b));
    const all = (place, what) => place.querySelectorAll(what);
    const options = all(document, ".icp-practice__option > span:last-child");
    const found = [...all(document, "[data-icp-ask]")].find(one =>
        same(all(one, ".icp-ask__asked > *"), all(document, ".icp-practice__asked > *"))
        && same(all(one, ".icp-ask__options > li"), options));
    return found.dataset.icpAsk;
}"""


def id_of(page: Page) -> str:
    """Return which question is asked now, found by its words as a reader would."""
    expect(page.locator(".icp-practice__asked")).to_be_visible()
    return str(page.evaluate(ASKED_NOW))


def press(page: Page, is_right: bool) -> str:
    """Answer the question that is asked by the keyboard; return its id."""
    id = id_of(page)
    right = asked()[id].right
    page.keyboard.press(str(1 + (right if is_right else (right + 1) % 3)))
    return id


def kept(page: Page) -> Any:
    """Return what the browser keeps."""
    return json.loads(page.evaluate("localStorage.getItem('icp-learn:/#1.learned') ?? '{}'"))


def give(page: Page, field: str, text: str) -> None:
    """Choose a file of this text."""
    file: FilePayload = {"name": "x", "mimeType": "application/json", "buffer": text.encode()}
    page.set_input_files(field, file)


def test_the_first_day_and_the_days_after(visit: Visit) -> None:
    """Five new ones by keyboard, what was missed once more; it comes back by its box."""
    page = visit()
    expect(page.locator(".icp-practice__at")).to_have_text("1 of 5")
    ids = [press(page, is_right=True)]
    expect(page.locator(".icp-practice__told")).to_have_text("Right.")
    because = page.locator(".icp-practice__because")
    expect(because.get_by_role("link").last).to_have_text("Parcelmoor")
    for number in range(2, 6):
        page.keyboard.press("Enter")
        expect(page.locator(".icp-practice__at")).to_have_text(f"{number} of 5")
        ids.append(press(page, is_right=number > 2))
        told = "Right." if number > 2 else "Not that one."
        expect(page.locator(".icp-practice__told")).to_have_text(told)
    page.keyboard.press("Enter")
    expect(page.locator(".icp-practice__at")).to_have_text("Once more, since it was missed")
    assert press(page, is_right=True) == ids[1]
    page.keyboard.press("Enter")
    expect(page.locator(".icp-practice__done")).to_have_text("Done for today.")
    expect(page.locator(".icp-practice")).to_contain_text("4 of 5 right.")
    expect(page.locator(".icp-practice")).to_contain_text("The next questions come on 2026-12-01.")
    cards = kept(page)["cards"]
    assert [cards[id]["box"] for id in ids] == [2, 1, 2, 2, 2]
    assert [cards[id]["due"] - DAY for id in ids] == [2, 1, 2, 2, 2]

    page.reload()
    expect(page.locator(".icp-practice__done")).to_be_visible()
    page.clock.set_fixed_time(FIRST_DAY + timedelta(days=1))
    page.reload()
    assert id_of(page) == ids[1]
    expect(page.locator(".icp-practice__at")).to_have_text("1 of 6")

    page.clock.set_fixed_time(FIRST_DAY + timedelta(days=7))
    page.reload()
    expect(page.locator(".icp-practice__at")).to_have_text("1 of 8")
    again = []
    for _ in range(5):
        again.append(press(page, is_right=True))
        page.keyboard.press("Enter")
    assert again == [ids[1], ids[0], *ids[2:]]
    cards = kept(page)["cards"]
    assert [cards[id]["box"] for id in again] == [2, 3, 3, 3, 3]
    assert [cards[id]["due"] - DAY for id in again] == [9, 11, 11, 11, 11]


def test_a_changed_definition_comes_back(visit: Visit, tmp_path: Path) -> None:
    """Learned from yesterday's definitions, it is asked first, long before it is due."""
    root = copy_sample(tmp_path / "yesterday")
    file = root / "content/glossary.yml"
    text = file.read_text().replace("en: The person who bought something", "en: The buyer of it")
    file.write_text(text)
    yesterday = questions_of(check_playbook(root, Context()).catalog, "en")
    cards = {
        one.id: {"box": 5, "due": DAY + 9, "last": DAY - 7, "letters": one.letters}
        for one in yesterday
    }
    changed = {one.id for one in yesterday if asked()[one.id].letters != one.letters}
    page = visit(kept=json.dumps({"icp_learned": 1, "job": "*", "cards": cards}))
    expect(page.locator("[data-icp-known]")).to_contain_text(
        f"{len(changed)} have changed since you learned them."
    )
    expect(page.locator(".icp-practice .icp-chip")).to_have_text(
        "This has changed since you learned it"
    )
    first = press(page, is_right=True)
    assert first in changed
    card = kept(page)["cards"][first]
    assert (card["box"], card["letters"]) == (2, asked()[first].letters)
    expect(page.locator("[data-icp-known]")).to_contain_text(
        f"{len(changed) - 1} have changed since you learned them."
    )


def test_the_path_is_walked_on_the_tracks_pages(visit: Visit, sample_site: str) -> None:
    """What is ticked there shows on the page, in each language; others' tracks are folded."""
    page = visit("")
    assert not page.evaluate("[...document.scripts].some(one => one.src.endsWith('learn.js'))")
    page.goto(f"{sample_site}onboarding/everyone-first-week/")
    boxes = page.locator(".icp-step__box")
    boxes.nth(0).check()
    boxes.nth(1).check()
    boxes.nth(1).uncheck()
    expect(page.locator("[data-icp-steps]").first).to_contain_text("1 of 11 steps done")
    click_link(page, page.get_by_role("link", name="Practise").first.get_attribute("href") or "")
    wait_for(page, f"{sample_site}learn/")
    expect(page.locator(".icp-practice__at")).to_have_text("1 of 8")
    first = page.locator("[data-icp-module]").first
    expect(first).to_contain_text("1 of 11 steps done")
    expect(page.locator("[data-icp-track][open]")).to_have_count(1)
    page.get_by_role("link", name="Your path").click()
    expect(page.locator("#path")).to_be_in_viewport()
    page.get_by_text("Sales, first month").click()
    expect(page.locator("[data-icp-track=sales] [data-icp-module]").first).to_be_visible()
    page.select_option("[data-icp-job]", "support")
    expect(page.locator("[data-icp-track=support]")).to_have_attribute("open", "")
    expect(page.locator("[data-icp-track][open]")).to_have_count(2)
    page.goto(f"{sample_site}zh-Hant/learn/")
    expect(page.locator("[data-icp-track][open]")).to_have_count(2)
    expect(page.locator("[data-icp-module] progress").first).to_have_js_property("value", 1)
    expect(page.locator(".icp-practice__asked")).to_contain_text("一")


def test_a_check_gives_a_result_that_a_mentor_opens(visit: Visit, sample_site: str) -> None:
    """By link and by file: the rules, the day, each question; one that changed since says so."""
    page = visit()
    page.click("[data-icp-fold=check] summary")
    page.fill("[data-icp-name]", "Kim <b>")
    page.click("[data-icp-do=check]")
    for number in range(1, 21):
        expect(page.locator(".icp-practice__at")).to_have_text(f"{number} of 20")
        press(page, is_right=number > 3)
    expect(page.locator(".icp-practice__done")).to_have_text("17 of 20 right.")
    expect(page.locator(".icp-practice")).to_contain_text("It is no proof")
    with page.expect_download() as saved:
        page.click("text=Save the result as file")
    result = json.loads(Path(saved.value.path()).read_text())
    assert (result["right"], result["of"], result["day"]) == (17, 20, "2026-11-30")
    assert {one["id"] for one in result["questions"]} <= {*asked()}
    page.click("text=Copy link to the result")
    link = page.input_value("#learn-box")
    assert result["rules"]["letters"] in link

    changed = result["questions"][0]["letters"]
    mentor = visit(link.replace(changed, "aaaaaa").removeprefix(sample_site))
    shown = mentor.locator("[data-icp-result]")
    expect(shown).to_contain_text("Kim <b>")
    expect(shown).to_contain_text("17 of 20 right. 2026-11-30")
    expect(shown).to_contain_text(f"Asked by the rules {result['rules']['letters']}, as they are.")
    expect(shown.get_by_text("has changed", exact=True)).to_have_count(1)
    expect(shown.get_by_text("the same", exact=True)).to_have_count(19)
    assert no_violations(mentor) == []
    result["questions"][0]["id"] = "word-aaaaaa"
    give(mentor, "[data-icp-result-file]", json.dumps(result))
    expect(shown.get_by_text("no longer asked", exact=True)).to_have_count(1)
    assert kept(mentor).get("cards", {}) == {}


def test_it_goes_on_at_another_device(visit: Visit, sample_site: str) -> None:
    """By link and by file; of each card what was answered last."""
    page = visit()
    first = press(page, is_right=True)
    page.click("[data-icp-fold=move] summary")
    page.click("[data-icp-do=link]")
    link = page.input_value("#learn-box")
    with page.expect_download() as saved:
        page.click("[data-icp-do=file]")
    old = {"box": 4, "due": DAY + 1, "last": DAY - 7, "letters": asked()[first].letters}
    other = {"box": 3, "due": DAY + 1, "last": DAY - 3, "letters": "aaaaaa"}
    cards = {first: old, "word-aaaaaa": other}
    there = json.dumps({"icp_learned": 1, "cards": cards, "steps": {"aaaaaa": DAY}})
    elsewhere = visit(link.removeprefix(sample_site), kept=there)
    expect(elsewhere.locator("[data-icp-notices]")).to_contain_text("Added to what you know here.")
    assert "#" not in elsewhere.url
    both = kept(elsewhere)
    assert both["cards"][first] == kept(page)["cards"][first]
    assert both["cards"]["word-aaaaaa"]["box"] == 3
    assert both["steps"] == {"aaaaaa": DAY}
    third = visit()
    third.set_input_files("[data-icp-load]", saved.value.path())
    expect(third.locator("[data-icp-known]")).to_contain_text("You know 1 of")
    third.click("[data-icp-fold=move] summary")
    third.on("dialog", lambda dialog: dialog.accept())
    third.click("[data-icp-do=wipe]")
    expect(third.locator("[data-icp-known]")).to_contain_text("You know 0 of")
    assert third.evaluate("Object.keys(localStorage).filter(one => one.startsWith('icp'))") == []


def test_junk_is_refused_or_read(visit: Visit) -> None:
    """In what is kept, in files and in links: a plain message, and never an error."""
    page = visit()
    for junk in JUNK:
        page.evaluate("document.querySelector('[data-icp-notices]').replaceChildren()")
        give(page, "[data-icp-load]", junk)
        expect(page.locator("[data-icp-notices]")).not_to_be_empty()
    for junk in (JUNK[0], JUNK[1], *JUNK[-4:]):
        page.evaluate("kept => localStorage.setItem('icp-learn:/#1.learned', kept)", junk)
        page.reload()
        expect(page.locator(".icp-practice__at")).to_have_text("1 of 5")
    for link in WRONG_LINKS:
        page.evaluate("location.hash = ''")
        page.evaluate("link => { location.hash = link }", link)
    page.wait_for_timeout(100)
    expect(page.locator("[data-icp-notices]")).to_contain_text("This link is damaged")
    expect(page.locator("[data-icp-notices]")).to_contain_text("newer version")
    page.reload()
    expect(page.locator(".icp-practice__option").first).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1360, "light")])
def test_axe_finds_nothing(visit: Visit, width: int, scheme: str) -> None:
    """With a question, its answer, all folds open; by touch; nothing is wider than a phone."""
    size = {"width": width, "height": 844}
    page = visit(viewport=size, color_scheme=scheme, has_touch=width < 400)
    option = page.locator(".icp-practice__option").first
    if width < 400:
        option.tap()
    else:
        option.click()
    expect(page.locator(".icp-practice__told")).to_be_visible()
    page.evaluate(
        "document.querySelectorAll('.icp-learn > div > details').forEach(e => e.open = 1)"
    )
    page.evaluate("document.querySelector('[data-icp-fold=all]').open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('.icp-ask:nth-child(n + 3)').forEach(e => e.remove())")
    assert no_violations(page) == []


def no_violations(page: Page) -> list[Any]:
    """Return what axe finds in the article."""
    page.wait_for_timeout(300)  # what fades in has no contrast yet
    return violations(page, ".md-content")


def test_without_scripts_questions_and_answers_are_read(visit: Visit) -> None:
    """In folds on a screen; on paper all of them, and the key behind."""
    page = visit(java_script_enabled=False)
    expect(page.locator("[data-icp-live]").first).to_be_hidden()
    first = page.locator(".icp-ask").first
    expect(first.locator(".icp-ask__options li")).to_have_count(4)
    expect(first.locator(".icp-ask__because")).to_be_hidden()
    first.locator("summary").click()
    expect(first.locator(".icp-ask__because")).to_be_visible()
    expect(page.locator(".icp-key")).to_be_hidden()
    page.emulate_media(media="print")
    expect(first.locator(".icp-ask__because")).to_be_hidden()
    expect(page.locator(".icp-ask").last).to_be_visible()
    expect(page.locator(".icp-key li").last).to_be_visible()


def test_a_sheet_of_twenty_has_its_key_on_a_second_one(visit: Visit, tmp_path: Path) -> None:
    """The same numbers on both; afterwards the page is as it was."""
    page = visit()
    page.click("[data-icp-fold=move] summary")
    with printing(page) as print_page:
        page.click("[data-icp-do=print]")
        pages = print_page(tmp_path / "sheet.pdf")
    assert len(pages) <= 3
    assert pages[-1].startswith("Key")
    assert "20." in pages[-1]
    assert "Key" not in "".join(pages[:-1])
    assert page.locator(".icp-learn__away").count() == 0


@contextmanager
def printing(page: Page) -> Iterator[Callable[[Path], list[str]]]:
    """Keep the browser's dialog closed; give what prints the page as it is then."""
    page.evaluate("window.print = () => {}")

    def print_page(path: Path) -> list[str]:
        page.pdf(path=path, format="A4")
        return [one.extract_text() for one in PdfReader(path).pages]

    yield print_page

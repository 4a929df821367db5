"""The page "Assess an account" in a real browser: first answer to printed sheet."""

from __future__ import annotations

import json
import re
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from accessibility import violations
from drawn_site import site_of
from icp_playbook.model.example import Example
from icp_playbook.reading import check_playbook
from icp_playbook.scoring import assess
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.document import AssessmentDocument, document
from icp_playbook.scoring.examples import answers_of
from icp_playbook.scoring.outcome import outcome_of
from icp_playbook.scoring.report import markdown, report
from icp_playbook.stages.check import Context
from javascript import Call
from sites import ROOT, click_link, icp, note_wrong, served, until

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

STRONG = {"returns-per-month": "1800", "employees": "120", "countries": "4", "physical-shops": "0"}
WRONG_LINKS = (
    "v1.", "v1.x", "v1.=", "v1.a:employees", "v1.a:employees=%", "v1.a:employees=%E0%A4",
    "v1.q:need=z,abcd", "v1.__proto__=1", "v1.a:__proto__=1", "v1.m:tools=1-1",
    "v1.m:__proto__=a:y", "v1.q:need=constructor,a",
    "v1.a:" + "x" * 20000, "v0.a:employees=1", "v2.a:employees=1", "v99999999999999999999.a",
    "v1.a:employees=1=2&&&=", "v1.n=%3Cimg%20src=x%20onerror=window.hacked=1%3E",
)  # fmt: skip
WRONG_FILES = (
    "", "{", "[]", "null", "3", '"x"', "{}", '{"icp_assessment": 1}',
    '{"icp_assessment": 2, "answers": {}}',
    '{"icp_assessment": "1", "answers": {}}', '{"icp_assessment": 1, "answers": []}', "[" * 21,
    "\x00\x01", "name: x",
)  # fmt: skip
ODD_ANSWERS = (
    ('{"icp_assessment": 1, "answers": {"attributes": {"__proto__": {"x": 1}, "constructor": '
     '"a", "employees": NaN}}}'),
    ('{"icp_assessment": 1, "answers": {"attributes": {"__proto__": {"x": 1}, "constructor": '
     '"a", "employees": [1]}}}'),
    ('{"icp_assessment": 1, "answers": {"attributes": {"employees": 1e400, "countries": {"a": '
     '{"b": 1}}}}}'),
    ('{"icp_assessment": 1, "answers": {"maturity": {"cognition": {"a": "b"}, "tools": "3", '
     '"override": "high"}}}'),
    ('{"icp_assessment": 1, "answers": {"qualification": 3, "segment": {"a": 1}}, "kept": [1, '
     'null, {"answers": []}]}'),
    ('{"attributes": {"employees": "12,000", "storefront": "<script>window.hacked=1</script>"}, '
     '"name": "<b>"}'),
    ('{"icp_assessment": 1, "answers": {"maturity": {"override": {"tier": "high", "reason": "'
     + "x" * 499 + '😀"}}}}'),
    ('{"icp_assessment": 1, "answers": {"maturity": {"override": {"tier": "high", "reason": '
     '"\\ud83d"}}}}'),
    ('{"icp_assessment": 1, "name": {"a": 1}, "day": "<b>", "stage": 7, "answers": '
     '{"attributes": {"employees": -0.0}}}'),
)  # fmt: skip


@pytest.fixture(scope="module")
def site(sample_site: str) -> str:
    """The address of the sample company's site."""
    return sample_site


@dataclass(frozen=True)
class Tab:
    """A tab of a browser, and what went wrong in it."""

    page: Page
    wrong: list[str]


def new_tab(context: BrowserContext, site: str, wrong: list[str]) -> Tab:
    """Open a tab in which errors, and requests to elsewhere, are noted."""
    page = context.new_page()
    note_wrong(page, wrong, site)
    return Tab(page, wrong)


@pytest.fixture(scope="module")
def usual_tab(browser: Browser, site: str) -> Iterator[Tab]:
    """The tab of all tests that need just one: to open another takes longer than most of them."""
    with browser.new_context() as context:
        yield new_tab(context, site, [])


@pytest.fixture
def visit(browser: Browser, site: str, usual_tab: Tab) -> Iterator[Visit]:
    """Open the page in a fresh profile; an error or a foreign request fails the test.

    As most readers do, by a link of another page, which the theme follows without leaving the
    document; links of ours, which hold answers in their fragment, and whoever has no scripts get
    the page as a whole.
    """
    usual_tab.wrong.clear()
    tabs: list[Tab] = []
    contexts: list[BrowserContext] = []

    def open_page(
        fragment: str = "", context: BrowserContext | None = None, **options: Any
    ) -> Page:
        if tabs or context or options:
            contexts.append(context or browser.new_context(**options))
            tabs.append(new_tab(contexts[-1], site, []))
        else:
            tabs.append(usual_tab)
            usual_tab.page.goto(f"{site}llms.txt")
            usual_tab.page.evaluate("localStorage.clear(), sessionStorage.clear()")
        page = tabs[-1].page
        if fragment or not options.get("java_script_enabled", True):
            page.goto(f"{site}assess/#{fragment}")
        else:
            follow_link(page, site)
        return page

    yield open_page
    for opened in contexts:
        opened.close()
    assert [one.wrong for one in tabs if one.wrong] == []


def follow_link(page: Page, site: str) -> None:
    """Come to the page by a link, in the same document."""
    page.goto(f"{site}the-method/")
    click_link(page, f"{site}assess/")
    page.wait_for_selector(".icp-assess--live")


@pytest.fixture(scope="module")
def assessed() -> AssessmentDocument:
    """What the page computes with, from the same content."""
    return document(check_playbook(ROOT, Context()).catalog, "en")


def pick(page: Page, name: str, value: str) -> None:
    """Choose an answer as a person does: by its label."""
    page.locator(f".icp-choice:has(input[name='{name}'][value='{value}'])").click()


def fill_in(page: Page) -> None:
    """Answer as on the phone with a 120-person fashion brand."""
    for name, value in STRONG.items():
        page.fill(f"input[name='attributes.{name}']", value)
    for name, value in (
        ("storefront", "hosted"),
        ("category", "fashion"),
        ("returns-owner", "yes"),
    ):
        pick(page, f"attributes.{name}", value)
    for name in ("budget", "authority", "need"):
        pick(page, f"qualification.{name}", "confirmed")
    for name in ("cognition", "people-and-organisation"):
        page.evaluate(
            (
                "name => document.querySelectorAll(`[name^='maturity.${name}'][value='3']`).forEac"
                "h(one => one.click())"
            ),
            name,
        )
        page.evaluate(
            (
                "name => document.querySelectorAll(`[name^='maturity.${name}.'][value='yes']`).for"
                "Each(one => one.click())"
            ),
            name,
        )
    pick(page, "maturity.strategy", "3")


def open_all(page: Page) -> None:
    """Unfold the reasons of the answer, and the questions that are not asked at first."""
    page.evaluate(
        "document.querySelectorAll('#icp-answer details').forEach(one => { one.open = true })"
    )
    page.evaluate(
        "document.querySelectorAll('.icp-assess__part > .icp-q__toggle[aria-expanded=false]')"
        ".forEach(one => one.click())"
    )


def answer(page: Page) -> str:
    """Return what the answer beside the questions says, with all its reasons."""
    open_all(page)
    return page.inner_text("#icp-answer")


def kept(page: Page) -> list[Any]:
    """Return the accounts in the browser's storage."""
    entries = page.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.includes('#1.account.')).map(([, one]) "
        "=> one)"
    )
    return [json.loads(entry) for entry in entries]


def keeping(page: Page, accounts: int) -> None:
    """Wait for what another tab has kept: a browser tells its tabs of it one after the other."""
    until(
        page,
        "many => Object.keys(localStorage).filter(one => one.includes('#1.account.')).length "
        ">= many",
        accounts,
    )


def load_file(page: Page, text: str, field: str = "data-icp-load") -> None:
    """Open a file with this text."""
    page.set_input_files(
        f"[{field}]", {"name": "a.json", "mimeType": "application/json", "buffer": text.encode()}
    )


def share_link(page: Page, with_name: bool = False) -> str:
    """Return the fragment of the link that holds all answers."""
    page.set_checked("[data-icp-withname]", with_name)
    page.click("[data-icp-do=link]")
    return page.input_value("[data-icp-box] textarea").partition("#")[2]


def notices(page: Page) -> str:
    """Return what the page tells the person on top."""
    return page.inner_text("[data-icp-notices]")


def test_two_minutes_on_the_phone_tell_what_to_do(visit: Visit) -> None:
    """Fit, verdict, tier, stance, strategy, plays, personas and words, from a few answers."""
    page = visit(viewport={"width": 390, "height": 844}, has_touch=True)
    fill_in(page)
    expect(page.locator("[data-icp-slot=summary]")).to_contain_text(
        "Mid-sized online brands: 100 of 100 so far, 94 to 100 in the end, Strong fit"
    )
    page.click("[data-icp-do=panel]")
    said = answer(page)
    for expected in ("Strong fit", "Qualified", "Medium", "Sell now, with our best people",
                     "Grow our beachhead",
                     "Exchanges first", "Operations director", "Ask next", "Timeline",
                     "Find out next"):  # fmt: skip
        assert expected in said
    page.click("text=Signs of the next level", force=True)
    assert "Cognition, level 4" in answer(page)
    assert not re.search(r"NaN|undefined|\[object|\{[a-z_]+\}", answer(page))
    page.select_option("[data-icp-stage]", "selling")
    assert "I must decide whether to make an offer" in page.inner_text("[data-icp-slot=stage]")


def test_the_first_way_in_leads_here(visit: Visit, site: str) -> None:
    """From home, first of its area in the navigation, and beside the tabs of every page."""
    page = visit()
    area = page.locator(".md-nav--primary .md-nav__item--nested >> nth=0").locator("a")
    ways = [area.nth(0), area.nth(1), page.locator(".icp-tab a")]
    assert [way.evaluate("link => link.href") for way in ways] == [
        f"{site}who-we-serve/",
        f"{site}assess/",
        f"{site}assess/",
    ]
    page.goto(site)
    page.click(".icp-hero__lead")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Assess an account")


def test_links_of_the_answer_lead_to_pages_of_the_site(visit: Visit) -> None:
    """No address is made up in the browser: each was resolved by the build."""
    page = visit()
    fill_in(page)
    page.select_option("[data-icp-stage]", "selling")
    addresses = page.eval_on_selector_all(
        "#icp-answer a:not([data-icp-jump])", "all => all.map(one => one.href)"
    )
    assert len(set(addresses)) > 12
    for address in sorted({one.partition("#")[0] for one in addresses}):
        assert page.request.get(address).status == 200, address


def says_what_python_says(page: Page, assessed: AssessmentDocument, javascript: Call) -> None:
    """Compare the page's result and its copy for the CRM with Python's for the same answers."""
    answers, stage = kept(page)[0]["answers"], kept(page)[0].get("stage")
    carried = page.evaluate(
        "JSON.parse(document.querySelector('[data-icp-parts]').content.querySelector('[data-icp-do"
        "cument]').textContent)"
    )
    rules, version = carried["rules"], carried["version"]
    assert version["letters"] == assessed["version"]["letters"]
    assert rules == assessed["rules"]
    result = assess(assessed["rules"], answers)
    theirs = javascript("scoring/assess.js", "assess", rules, answers)
    assert theirs == json.loads(json.dumps(result))
    page.click("[data-icp-do=markdown]")
    copied = page.input_value("[data-icp-box] textarea")
    judged_by = cast("AssessmentDocument", assessed | {"version": version})  # its day is git's
    assert copied.partition("\n\n")[2] == markdown(report(judged_by, result, stage))


def test_the_page_says_what_python_says(
    visit: Visit, assessed: AssessmentDocument, javascript: Call
) -> None:
    """Of an account that fits, with a stage."""
    page = visit()
    fill_in(page)
    page.select_option("[data-icp-stage]", "selling")
    says_what_python_says(page, assessed, javascript)


def test_unknown_is_never_no(visit: Visit) -> None:
    """Little answered rules nothing out; what is open is asked for."""
    page = visit()
    page.fill("input[name='attributes.countries']", "2")
    assert "No segment matches yet" in answer(page)
    assert "Disqualified" not in answer(page)
    page.fill("input[name='attributes.countries']", "")
    pick(page, "attributes.returns-owner", "no")
    pick(page, "attributes.returns-owner", "")
    assert kept(page)[0]["answers"]["attributes"] == {}


def test_a_disqualifier_says_whether_an_exception_may_be_asked_for(visit: Visit) -> None:
    """With the play that asks for it; where none is made, it says so."""
    page = visit()
    pick(page, "segment", "mid-size-brands")
    page.fill("input[name='attributes.returns-per-month']", "150")
    stop = page.locator("#icp-answer .icp-stop")
    expect(stop).to_contain_text("An exception may be asked for.")
    expect(stop.locator("a").first).to_have_text("We want to sign somebody outside the profile")
    pick(page, "attributes.category", "grocery")
    expect(stop.last).to_contain_text("No exception is made for this.")


def test_a_poor_fit_leads_to_the_exception_too(visit: Visit) -> None:
    """In the lowest band, with no disqualifier hit; a better answer takes the offer away."""
    page = visit()
    pick(page, "segment", "mid-size-brands")
    fill_in(page)
    offer = page.locator("#icp-answer .icp-fit__exception")
    expect(offer).to_have_count(0)
    for name, value in {
        "returns-per-month": "250",
        "employees": "5",
        "countries": "1",
        "physical-shops": "60",
    }.items():
        page.fill(f"input[name='attributes.{name}']", value)
    for name, value in (("storefront", "custom"), ("category", "other"), ("returns-owner", "no")):
        pick(page, f"attributes.{name}", value)
    expect(page.locator("#icp-answer .icp-stop")).to_have_count(0)
    expect(offer.locator("a").first).to_have_text("We want to sign somebody outside the profile")


def test_signs_already_seen_and_answers_already_given(visit: Visit) -> None:
    """A ticked sign is no gap; a known answer still says what else would change the order."""
    page = visit()
    fill_in(page)
    for name, value in (("1-1", "yes"), ("2-1", "yes"), ("2-2", "no"), ("2-3", "no")):
        pick(page, f"maturity.tools.{name}", value)
    for reason in ("fit", "ability"):
        page.click(f"[data-icp-details=why-{reason}] > summary")
    for details in ("signs", "changes"):
        page.click(f"[data-icp-details={details}] summary")
    missing = page.inner_text("[data-icp-details=signs]")
    assert "Stock of the last day" in missing
    assert "Shoppers can get a label" not in missing
    assert "It would change if the answer were Grocery" in page.inner_text(
        "[data-icp-details=changes]"
    )


def test_an_account_that_no_segment_takes_is_told_why(visit: Visit) -> None:
    """Without a chosen segment: the nearest with its table, what excludes it, and none left."""
    page = visit()
    pick(page, "attributes.category", "grocery")
    assert "No segment matches yet" in answer(page)
    page.fill("input[name='attributes.returns-per-month']", "500")
    said = answer(page)
    assert "No segment takes this account" in said
    assert "No segment matches yet" not in said
    assert "of 100 by what is known" in said
    expect(page.locator("[data-icp-slot=summary]")).to_contain_text("Disqualified")
    expect(page.locator("#icp-answer .icp-stop").first).to_contain_text(
        "No exception is made for this."
    )
    expect(page.locator("#icp-answer [data-icp-slot=fit] .icp-fit__table")).to_have_count(1)


def test_questions_that_do_not_count_are_put_away(visit: Visit) -> None:
    """A chosen segment asks only what it needs; the others are a press away."""
    page = visit()
    pick(page, "segment", "marketplace-sellers")
    line = page.locator("[data-icp-idle]")
    expect(line).to_be_visible()
    hidden = page.locator("[data-icp-question^='attributes.'][hidden]")
    before = hidden.count()
    assert before > 0
    line.locator("button").click()
    expect(hidden).to_have_count(0)


def test_a_number_that_is_none_is_refused_beside_its_field(visit: Visit) -> None:
    """And counts as not answered."""
    page = visit()
    field = page.locator("input[name='attributes.employees']")
    field.fill("12,000")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[data-icp-wrong='attributes.employees']")).to_contain_text(
        "not a plain number"
    )
    field.fill("12000")
    expect(field).to_have_attribute("aria-invalid", "false")


def test_nothing_is_lost_on_reload_and_all_is_gone_after_wiping(visit: Visit) -> None:
    """Answers, name and stage stay; wiping asks first."""
    page = visit()
    fill_in(page)
    page.fill("[data-icp-name]", "Acme")
    before = answer(page)
    page.reload()
    assert answer(page) == before
    assert page.input_value("[data-icp-name]") == "Acme"
    page.once("dialog", lambda asked: asked.dismiss())
    page.click("[data-icp-do=wipe]")
    assert len(kept(page)) == 1
    page.once("dialog", lambda asked: asked.accept())
    page.click("[data-icp-do=wipe]")
    assert (
        page.evaluate(
            "Object.keys(localStorage).filter(key => key.startsWith('icp-assess')).length"
        )
        == 0
    )
    page.reload()
    assert page.input_value("input[name='attributes.employees']") == ""


def test_answering_sends_nothing(visit: Visit) -> None:
    """Answers, a name and a link ask for nothing, set no cookie, and are kept under our prefix."""
    page = visit()
    page.wait_for_load_state("networkidle")
    before = set(page.evaluate("Object.keys(localStorage)"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    fill_in(page)
    page.fill("[data-icp-name]", "Heron")
    assert "Heron" not in share_link(page)
    assert kept(page)[-1]["name"] == "Heron"
    assert asked == []
    assert page.context.cookies() == []
    new = set(page.evaluate("Object.keys(localStorage)")) - before
    assert new
    assert all(key.startswith("icp-assess:") for key in new)


def test_what_is_kept_is_said_and_how_to_delete_it(visit: Visit) -> None:
    """The note is folded away until somebody asks."""
    page = visit()
    note = page.get_by_text("until you delete the account or wipe everything")
    expect(note).to_be_hidden()
    page.get_by_role("button", name="What is kept, and where").click()
    expect(note).to_be_visible()


def test_several_accounts_are_kept_apart(visit: Visit) -> None:
    """A list to switch, to rename and to delete from."""
    page = visit()
    page.fill("input[name='attributes.employees']", "120")
    page.fill("[data-icp-name]", "Acme")
    page.click("[data-icp-do=new]")
    assert page.input_value("input[name='attributes.employees']") == ""
    page.fill("input[name='attributes.employees']", "9")
    page.fill("[data-icp-name]", "Zoo")
    page.select_option("[data-icp-accounts]", label="Acme")
    assert page.input_value("input[name='attributes.employees']") == "120"
    page.once("dialog", lambda asked: asked.accept())
    page.click("[data-icp-do=delete]")
    assert [account["name"] for account in kept(page)] == ["Zoo"]


def test_who_is_ruled_out_is_not_told_to_go_on(
    visit: Visit, assessed: AssessmentDocument, javascript: Call
) -> None:
    """A no comes first in what to do, and nothing is offered to say or sell; in Python, too."""
    page = visit()
    page.fill("input[name='attributes.employees']", "40")
    page.fill("input[name='attributes.returns-per-month']", "3000")
    pick(page, "attributes.storefront", "marketplace-only")
    pick(page, "attributes.category", "grocery")
    now = page.inner_text("[data-icp-slot='now']")
    assert now.startswith("Careful: this looks most like Marketplace-only sellers")
    says_what_python_says(page, assessed, javascript)
    pick(page, "segment", "mid-size-brands")
    now = page.inner_text("[data-icp-slot='now']")
    assert now.startswith("Stop: Without a shop of their own the return is not theirs to decide.")
    assert "Find out how mature" not in now
    assert "Pursue" not in page.inner_text("[data-icp-slot='summary']")
    assert page.inner_text("[data-icp-slot='people']") == ""
    says_what_python_says(page, assessed, javascript)


def test_nothing_answered_is_no_verdict(visit: Visit) -> None:
    """The rule says pursue when all is unknown; the page says what to ask, and shows examples."""
    page = visit()
    assert page.inner_text("[data-icp-slot='summary']") == "Nothing known yet"
    now = page.locator("[data-icp-slot='now']")
    expect(now).to_contain_text("Nothing is known yet. 3 answers bring most:")
    expect(now.locator("[data-icp-jump]")).to_have_count(3)
    expect(page.locator(".icp-reason:visible")).to_have_count(0)
    now.get_by_role("link", name="Lapwing").click()
    expect(page.locator("[data-icp-name]")).to_have_value("Lapwing")
    expect(page.locator("[data-icp-slot='summary']")).to_contain_text("Stretch")
    page.fill("[data-icp-name]", "")
    pick(page, "qualification.need", "")


def test_what_to_do_comes_first_and_why_is_folded(visit: Visit) -> None:
    """The stance, the next step with its owner, the words to say, and in a sentence to whom."""
    page = visit()
    fill_in(page)
    now = page.locator("[data-icp-slot='now']")
    for said in (
        "Sell now, with our best people",
        "Next step",
        "Who: Sales",
        "What to say",
        "Brands with 50 to 500 employees",
        "The question that would change most",
    ):
        expect(now).to_contain_text(said)
    expect(page.locator(".icp-reason[open]")).to_have_count(0)
    expect(page.locator("[data-icp-slot='fit']")).to_be_hidden()
    page.click("[data-icp-details=why-fit] > summary")
    expect(page.locator("[data-icp-slot='fit']")).to_be_visible()
    pick(page, "qualification.timeline", "partial")
    expect(page.locator("[data-icp-slot='fit']")).to_be_visible()


def test_progress_counts_the_questions_that_matter(visit: Visit) -> None:
    """Of each group, and of all; those of customers of today stand apart and do not count."""
    page = visit()
    known = page.locator("[data-icp-slot='progress']")
    expect(known).to_contain_text("0 of 20 questions that matter are answered")
    fill_in(page)
    expect(page.locator("[data-icp-slot='count:want']")).to_have_text("3 of 4")
    expect(page.locator("[data-icp-slot='count:able']")).to_have_text("3 of 4")
    before = known.inner_text()
    page.click(".icp-jumps [data-icp-jump='part-score-customer-health']")
    expect(page.locator("input[name='attributes.months-live']")).to_be_focused()
    page.keyboard.type("14")
    expect(page.locator("[data-icp-slot='count:score-customer-health']")).to_have_text("1 of 5")
    assert known.inner_text() == before


def test_a_key_leads_to_the_next_open_question(visit: Visit) -> None:
    """Past what is answered and what is put away, and from the last one to the first."""
    page = visit()
    page.fill("input[name='attributes.employees']", "120")
    page.focus("input[name='attributes.returns-per-month']")
    focused = "document.activeElement.name"
    page.keyboard.press("Control+Enter")
    assert page.evaluate(focused) == "attributes.storefront"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+Enter")
    assert page.evaluate(focused) == "attributes.category"
    page.evaluate("[...document.querySelectorAll('[name^=maturity]')].at(-1).focus()")
    page.click("[data-icp-do=next]")
    page.focus("[data-icp-load]")
    page.keyboard.press("Control+Enter")
    assert page.evaluate(focused) == "attributes.returns-per-month"


def test_two_tabs_do_not_overwrite_each_other(visit: Visit, browser: Browser) -> None:
    """Each account is kept by itself."""
    context = browser.new_context()
    one, two = visit(context=context), visit(context=context)
    one.fill("[data-icp-name]", "Acme")
    two.fill("[data-icp-name]", "Zoo")
    keeping(one, accounts=2)
    assert {account["name"] for account in kept(one)} == {"Acme", "Zoo"}


def test_a_link_brings_all_answers_into_a_fresh_profile(visit: Visit) -> None:
    """Without the name, which only a tick adds; short enough for a chat."""
    page = visit()
    fill_in(page)
    page.fill("[data-icp-name]", "Acme & Söhne")
    page.fill("input[name='maturity.override.reason']", "", force=True)
    link = share_link(page)
    assert link.startswith("v1.")
    assert len(link) < 700
    assert "Acme" not in link
    other = visit(link)
    assert answer(other) == answer(page)
    assert kept(other)[0]["answers"] == kept(page)[0]["answers"]
    assert "Opened from a link" in notices(other)
    other.wait_for_url(lambda url: "#" not in url)
    other.reload()
    assert len(kept(other)) == 1
    named = visit(share_link(page, with_name=True))
    assert named.input_value("[data-icp-name]") == "Acme & Söhne"


def test_a_link_of_the_crm_brings_what_it_knows(visit: Visit) -> None:
    """In its own words; the answers stand behind the # alone, and leave the address at once."""
    page = visit("crm.name=Heron+%26+Co&employees=120&storefront=A+hosted+shop+platform&countries=")
    assert page.input_value("[data-icp-name]") == "Heron & Co"
    answers = kept(page)[0]["answers"]["attributes"]
    assert answers == {"employees": "120", "storefront": "hosted"}
    page.wait_for_url(lambda url: "#" not in url)


def test_a_link_never_overwrites_what_is_being_worked_on(visit: Visit, browser: Browser) -> None:
    """It becomes an account of its own, once."""
    context = browser.new_context()
    page = visit(context=context)
    page.fill("input[name='attributes.employees']", "77")
    for _ in range(2):
        page = visit("v1.a:employees=120", context=context)
    keeping(page, accounts=2)
    assert sorted(one["answers"]["attributes"]["employees"] for one in kept(page)) == ["120", "77"]


def test_every_kind_of_answer_survives_the_link(visit: Visit) -> None:
    """Texts, items, an override with a reason in any script."""
    page = visit()
    fill_in(page)
    page.click("text=Set the tier by hand")
    page.select_option("[name='maturity.override.tier']", "high")
    page.fill("[name='maturity.override.reason']", "新主管; a:b, 50% & more=#?😀.")
    for value, item in (("yes", "1-1"), ("no", "2-1"), ("not-applicable", "2-2")):
        pick(page, f"maturity.tools.{item}", value)
    other = visit(share_link(page))
    assert kept(other)[0]["answers"] == kept(page)[0]["answers"]
    assert "Tier set by hand: High" in answer(other)


def test_an_old_link_names_the_questions_that_have_changed(visit: Visit) -> None:
    """It still opens; what is no longer asked is named and left out; asking again settles it."""
    page = visit("v1.a:employees=120,aaaa&a:shoe-size=44,bbbb&a:countries=4&q:need=c,cccc")
    said = notices(page)
    assert "ask again: Employees, Need" in said
    assert "No longer asked, so left out: shoe-size" in said
    assert page.input_value("input[name='attributes.employees']") == "120"
    page.fill("input[name='attributes.employees']", "121")
    page.reload()
    assert "ask again: Need." in notices(page)


@pytest.mark.parametrize(
    "fragment", ["v1.a:employees=%E0%A4", "v1.__proto__=1", "v2.a:employees=1"]
)
def test_a_damaged_link_is_refused_when_the_page_opens(visit: Visit, fragment: str) -> None:
    """With a message, and before any other script of the page looks at the address."""
    page = visit(fragment)
    assert re.search("damaged|newer version", notices(page))
    assert kept(page) == []
    page.wait_for_url(lambda url: "#" not in url)


def test_no_link_does_harm(visit: Visit) -> None:
    """Any content: refused with a message or read as far as possible, and nothing of it runs."""
    page = visit()
    for fragment in WRONG_LINKS:
        page.evaluate("document.querySelector('[data-icp-notices]').replaceChildren()")
        page.evaluate("fragment => { location.hash = fragment }", fragment)
        expect(page.locator("[data-icp-notices]")).to_contain_text(
            re.compile("damaged|newer version|too large|left out|Opened from a link")
        )
        assert "NaN" not in page.inner_text("[data-icp-assess]"), fragment
        assert page.evaluate("[window.hacked, ({}).x]") == [None, None], fragment


def test_a_file_that_is_no_assessment_is_refused(visit: Visit) -> None:
    """With a plain message; what was there stays."""
    page = visit()
    page.fill("input[name='attributes.employees']", "120")
    for text in WRONG_FILES:
        page.evaluate("document.querySelector('[data-icp-notices]').replaceChildren()")
        load_file(page, text)
        refused = re.compile("not an assessment|newer version|too large")
        expect(page.locator("[data-icp-notices]"), text[:40]).to_contain_text(refused)
    assert [account["answers"]["attributes"] for account in kept(page)] == [{"employees": "120"}]


def test_odd_answers_in_a_file_are_named_and_harm_nothing(visit: Visit) -> None:
    """Whatever the types: refused, left out or noted; kept and read again."""
    page = visit()
    for text in ODD_ANSWERS:
        page.evaluate("document.querySelector('[data-icp-notices]').replaceChildren()")
        load_file(page, text)
        read = re.compile("not an assessment|left out|Opened from a file|already here")
        expect(page.locator("[data-icp-notices]"), text).to_contain_text(read)
        assert not re.search(r"NaN|undefined|\[object", page.inner_text("[data-icp-assess]")), text
        assert page.evaluate("[window.hacked, ({}).x]") == [None, None], text
    page.reload()
    assert not re.search(r"NaN|undefined|\[object", page.inner_text("[data-icp-assess]"))


def test_a_file_too_large_is_not_opened(visit: Visit) -> None:
    """Its size is looked at first."""
    page = visit()
    load_file(page, '{"attributes": {"employees": "' + "1" * 262_144 + '"}}')
    expect(page.locator("[data-icp-notices]")).to_contain_text("too large")


def test_junk_in_storage_is_put_aside(visit: Visit) -> None:
    """The page works on, and no entry is thrown away."""
    page = visit()
    junk = ["{", "[]", "x" * 262_145, '{"icp_assessment": 9, "answers": {}}', ""]
    for number, text in enumerate(junk):
        page.evaluate(
            "([key, text]) => localStorage.setItem(key, text)",
            [f"icp-assess:/assess/#1.account.{number}", text],
        )
    page.reload()
    assert "could not be read" in notices(page)
    page.fill("input[name='attributes.employees']", "120")
    page.reload()
    assert page.input_value("input[name='attributes.employees']") == "120"
    aside = [
        page.evaluate(
            "key => localStorage.getItem(key)", f"icp-assess:/assess/#1.unreadable.account.{n}"
        )
        for n in range(len(junk))
    ]
    assert aside == junk


def test_a_browser_that_keeps_nothing_is_told_of(visit: Visit, browser: Browser) -> None:
    """Answers work all the same."""
    context = browser.new_context()
    context.add_init_script("""const set = Storage.prototype.setItem; \
Storage.prototype.setItem = function (key, value) {
        if (key.startsWith("icp-")) throw new DOMException("full", "QuotaExceededError"); \
set.call(this, key, value); }""")
    page = visit(context=context)
    assert "refuses to keep" in notices(page)
    fill_in(page)
    assert "Strong fit" in answer(page)


def test_a_saved_file_opens_elsewhere_and_at_the_terminal(visit: Visit, tmp_path: Path) -> None:
    """Without the account's name; `icp assess` gives the same answer for it."""
    page = visit()
    fill_in(page)
    page.fill("[data-icp-name]", "Acme")
    with page.expect_download() as waiting:
        page.click("[data-icp-do=file]")
    saved = tmp_path / "account.json"
    waiting.value.save_as(saved)
    assert "Acme" not in saved.read_text("utf-8")
    other = visit()
    load_file(other, saved.read_text("utf-8"))
    expect(other.locator("[data-icp-notices]")).to_contain_text("Opened from a file")
    assert answer(other) == answer(page)
    page.click("[data-icp-do=markdown]")
    copied = page.input_value("[data-icp-box] textarea").partition("\n\n")[2]
    done = icp("assess", saved, "--format", "markdown", cwd=ROOT)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", copied)


def test_the_sheet_compares_with_the_last_score_on_one_page(visit: Visit, tmp_path: Path) -> None:
    """Last score, now, gaps and plan; the questions are not printed."""
    page = visit()
    fill_in(page)
    page.click("[data-icp-do=keep]")
    pick(page, "maturity.strategy", "1")
    pick(page, "qualification.timeline", "absent")
    open_all(page)
    pick(page, "maturity.use-of-reasons", "3")
    text = _printed(page, tmp_path)
    assert text.count("\f") == 1
    assert re.search(r"Use of Parcelmoor\s+No overall tier", text)
    for expected in (
        "Account review",
        "Last score",
        "Now",
        "Medium",
        "Gaps",
        "Plan until next time",
        "Absent",
    ):
        assert expected in text
    assert "How many parcels" not in text


def test_the_sheet_compares_with_a_file(visit: Visit) -> None:
    """An earlier assessment from anywhere is the last score."""
    page = visit()
    fill_in(page)
    earlier = {
        "icp_assessment": 1,
        "day": "2026-01-31",
        "answers": {"qualification": {"need": "absent"}},
    }
    load_file(page, json.dumps(earlier), "data-icp-compare-file")
    expect(page.locator("[data-icp-sheet]")).to_contain_text("Last score 2026-01-31")


def test_without_javascript_the_page_is_a_worksheet(visit: Visit, tmp_path: Path) -> None:
    """It says so, and shows each question with its meaning, the rule and room for results."""
    page = visit(java_script_enabled=False)
    assert "needs JavaScript" in page.inner_text("[data-icp-assess]")
    text = _printed(page, tmp_path)
    for expected in (
        "How many parcels",
        "A sum for today's cost",
        "3 of 4 confirmed, none absent",
        "Still to ask",
        "Tier:",
    ):
        assert expected in text
    assert text.count("\f") <= 4


def _printed(page: Page, folder: Path) -> str:
    page.pdf(path=folder / "printed.pdf", format="A4")
    return "".join(f"{sheet.extract_text()}\f" for sheet in PdfReader(folder / "printed.pdf").pages)


@pytest.mark.parametrize("width", [320, 390, 768, 1360])
def test_the_page_never_scrolls_sideways(visit: Visit, width: int) -> None:
    """Neither the questions nor the answer, opened, are wider than the screen."""
    page = visit(viewport={"width": width, "height": 700})
    fill_in(page)
    page.evaluate(
        "document.querySelectorAll('#icp-answer details').forEach(one => { one.open = true })"
    )
    page.evaluate("document.querySelectorAll('.icp-q__toggle').forEach(one => one.click())")
    if width < 900:
        page.click("[data-icp-do=panel]")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_is_enough(visit: Visit) -> None:
    """Fields and choices in order, arrows within a choice, Enter on a question asked next."""
    page = visit()
    page.focus("input[name='attributes.returns-per-month']")
    page.keyboard.type("1800")
    page.keyboard.press("Tab")  # how to find out
    page.keyboard.press("Enter")
    expect(page.locator("#how-returns-per-month")).to_be_visible()
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.name") != "attributes.employees":
        page.keyboard.press("Tab")
    page.keyboard.type("120")
    while page.evaluate("document.activeElement.name") != "attributes.storefront":
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert kept(page)[0]["answers"]["attributes"] == {
        "returns-per-month": "1800", "employees": "120", "storefront": "hosted"
    }  # fmt: skip
    page.locator("#icp-answer [data-icp-jump] >> visible=true").first.focus()
    wanted = page.get_attribute("#icp-answer [data-icp-jump]", "data-icp-jump")
    page.keyboard.press("Enter")
    assert page.evaluate(
        "id => document.getElementById(id).contains(document.activeElement)", wanted
    )


def test_the_verdict_is_said_once_typing_pauses(visit: Visit) -> None:
    """A polite live region, not one message for each letter."""
    page = visit()
    page.evaluate("""() => { window.said = []; \
const place = document.querySelector('[data-icp-said]');
        new MutationObserver(() => window.said.push(place.textContent))\
.observe(place, { childList: true }); }""")
    fill_in(page)
    until(page, "window.said.length > 0")
    page.wait_for_timeout(1200)
    said = page.evaluate("window.said")
    assert len(said) <= 3
    score = "100 of 100 so far, 94 to 100 in the end"
    fit = f"Mid-sized online brands: {score}, Strong fit"
    assert said[-1] == f"{fit}. Qualified. Tier: Medium"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1360])
def test_axe_finds_nothing(visit: Visit, scheme: str, width: int) -> None:
    """Empty, and filled with everything open."""
    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert violations(page, ".md-content") == []
    fill_in(page)
    page.fill("input[name='attributes.return-rate']", "many")
    pick(page, "attributes.storefront", "marketplace-only")
    page.evaluate(
        "document.querySelectorAll('#icp-answer details').forEach(one => { one.open = true })"
    )
    page.evaluate("document.querySelectorAll('.icp-q__toggle').forEach(one => one.click())")
    if width < 900:
        page.click("[data-icp-do=panel]")
    page.wait_for_timeout(400)
    assert violations(page, ".md-content") == []


OTHERS = {
    "fit alone": "--- + minimal",
    "ability alone": """
        --- + bare
        --- + tiers
    """,
    "motivation alone": """
        --- + bare
        --- content/qualification.yml
        owner: sales
        criteria: [{id: need, name: Need, questions: [What hurts?], confirmed: They say it.}]
    """,
    "coverage from level 0": """
        --- + bare
        --- content/maturity/model.yml
        owner: sales
        levels: [{level: 0, name: None}, {level: 1, name: Some}, {level: 2, name: All}]
        tier_rule: {method: minimum}
        --- content/maturity/dimensions/tools.yml
        name: Tools </script><script>window.hacked=1</script>
        owner: sales
        question: What do they work with?
        method: coverage
        levels:
          - {level: 0, label: Nothing, descriptor: Nothing.}
          - {level: 1, label: Lists, descriptor: Lists., \
questions: [{question: Do they keep a list?}]}
          - {level: 2, label: Rules, descriptor: Rules., questions: [{question: Do rules decide?}]}
        --- content/maturity/tiers/all.yml
        {name: All, owner: sales, level: 2, asks: {service: Little.}, \
pressures: [They ask for more.]}
        --- content/maturity/tiers/some.yml
        {name: Some, owner: sales, level: 1, asks: {service: Some.}}
        --- content/maturity/tiers/none.yml
        {name: None, owner: sales, level: 0, asks: {service: Much.}}
    """,
}
TITLES = ("Is this our customer?", "Do they want it?", "Are they able?")


@pytest.mark.parametrize(
    ("company", "titles", "name", "value", "said"),
    [
        ("fit alone", TITLES[:1], "attributes.employees", "120", "Mid-market: 100 of 100"),
        ("motivation alone", TITLES[1:2], "qualification.need", "confirmed", "qualified"),
        ("ability alone", TITLES[2:], "maturity.tools", "2", "Expert"),
        ("coverage from level 0", TITLES[2:], "maturity.tools.1-1", "1", "not known yet"),
    ],
)
def test_what_a_company_does_not_have_is_not_there(
    browser: Browser,
    tmp_path: Path,
    company: str,
    titles: tuple[str, ...],
    name: str,
    value: str,
    said: str,
) -> None:
    """Any part may be missing, with any number of levels and either rule; text stays text."""
    site_of(tmp_path, OTHERS[company])
    page, wrong = browser.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    with served(tmp_path / "site") as address:
        page.goto(f"{address}assess/")
        assert page.locator(
            ".icp-assess__title:not(.icp-assess__share *)"
        ).all_inner_texts() == list(titles)
        field = page.locator(f"input[name='{name}'][type=text]")
        if field.count():
            field.fill(value)
        else:
            pick(page, name, value)
        assert said.lower() in page.inner_text("[data-icp-slot=summary]").lower()
        link = share_link(page)
        page.click("[data-icp-do=markdown]")
        page.goto("about:blank")
        page.goto(f"{address}assess/#{link}")
        assert said.lower() in page.inner_text("[data-icp-slot=summary]").lower()
        assert page.evaluate("window.hacked") is None
    page.close()
    assert wrong == []


def test_a_company_without_rules_has_no_such_page(tmp_path: Path) -> None:
    """Nor a way to it."""
    site_of(tmp_path, "--- + bare")
    assert not (tmp_path / "site/assess").exists()
    assert "assess/" not in (tmp_path / "site/index.html").read_text("utf-8")


def test_text_of_the_company_stays_text(visit: Visit) -> None:
    """The rules travel as JSON that cannot end its element."""
    page = visit()
    source = urllib.parse.unquote(page.content())
    carried = re.search(
        r"<script type=\"application/json\" data-icp-document.*?</script>", source, re.DOTALL
    )
    assert carried
    assert "<" not in carried[0].removesuffix("</script>")[10:].replace("\\u003c", "")


@pytest.mark.parametrize("name", ["wren", "lapwing", "dipper", "ouzel", "swift"])
def test_an_example_opens_by_its_link_as_it_was_judged(
    visit: Visit, site: str, assessed: AssessmentDocument, javascript: Call, name: str
) -> None:
    """From its page, with its code name, all its answers, and what its author expects of it."""
    catalog = check_playbook(ROOT, Context()).catalog
    example = next(one for one in catalog.all(Example) if one.id == name)
    page, rules = visit(), assessed["rules"]
    page.goto(f"{site}examples/{name}/")
    page.click("text=Open it in the assessment")
    page.wait_for_selector(".icp-assess--live")
    expect(page.locator("[data-icp-notices]")).to_contain_text("Opened from a link")
    assert page.input_value("[data-icp-name]") == example.name.within("en")
    answers = spoken(rules, answers_of(example, assessed["renamed"]))
    assert kept(page)[0]["answers"] == answers
    says_what_python_says(page, assessed, javascript)
    found = outcome_of(rules, assess(rules, answers))
    said = page.inner_text("[data-icp-slot=summary]").lower()
    for score in found.scores:
        assert (score.says.lower() in said) == any(
            attribute in answers["attributes"] for attribute in ("months-live", "champion")
        )
    assert all(flag.name.lower() in said for flag in found.flags)
    assert found.verdict.lower() in said or found.verdict == "nothing known"
    assert found.fit.lower() in said or found.unknown


def test_what_older_rules_judged_says_so(visit: Visit, assessed: AssessmentDocument) -> None:
    """A link, and a file, which says the day too; of today's rules there is nothing to tell."""
    today = assessed["version"]["letters"]
    page = visit("v1.r=abcdef&a:employees=120")
    assert f"Judged by the rules abcdef; today's are {today}." in notices(page)
    file = {
        "icp_assessment": 1,
        "rules": {"letters": "ghijkl", "day": "2026-01-02", "revision": "0123456789"},
        "answers": {"attributes": {"employees": "120"}},
    }
    page = visit()
    load_file(page, json.dumps(file))
    expect(page.locator("[data-icp-notices]")).to_contain_text(
        f"Judged by the rules ghijkl of 2026-01-02; today's are {today}."
    )
    file["rules"] = {"letters": today, "day": None, "revision": None}
    page = visit()
    load_file(page, json.dumps(file))
    expect(page.locator("[data-icp-notices]")).to_contain_text("Opened from a file")
    assert "Judged by the rules" not in notices(page)
    assert "Judged by the rules" not in notices(visit(f"v1.r={today}&a:employees=120"))


def test_flags_and_scores_change_no_fit(
    visit: Visit, assessed: AssessmentDocument, javascript: Call
) -> None:
    """Of an account that is partly known: they appear, with the range, beside the same number."""
    page = visit()
    fill_in(page)
    open_all(page)
    fit = page.locator("[data-icp-slot=fit] .icp-fit__score").first
    before = fit.inner_text()
    flags = page.locator("[data-icp-slot=flags]")
    expect(flags).to_contain_text("Could still be flagged")
    health = page.locator("[data-icp-slot='score:customer-health']")
    expect(health).to_contain_text("Not enough known")
    pick(page, "attributes.organisation", "agency")
    page.fill("input[name='attributes.home-country']", " germany ")
    expect(flags).to_contain_text("Give it to partner marketing the same day")
    expect(flags).not_to_contain_text("No label at home")
    page.fill("input[name='attributes.home-country']", "Norway")
    expect(flags).to_contain_text("No label at home")
    for name, value in (("months-live", "14"), ("exchange-share", "31"), ("people-weekly", "2")):
        page.fill(f"input[name='attributes.{name}']", value)
    expect(health).to_contain_text("100 / 100")
    expect(health).to_contain_text(re.compile(r"67 to 100"))
    chips = page.locator("[data-icp-slot=summary]")
    for said in ("Agency", "No label at home", "Customer health: 100 of 100 so far, 67 to 100"):
        expect(chips).to_contain_text(said)
    assert fit.inner_text() == before
    says_what_python_says(page, assessed, javascript)


def test_a_further_model_is_filled_in(
    visit: Visit, assessed: AssessmentDocument, javascript: Call
) -> None:
    """With a level skipped and scales of its own; it changes no tier, and a link brings it back."""
    page = visit()
    fill_in(page)
    open_all(page)
    tier = page.inner_text("[data-icp-slot=ability]")
    pick(page, "maturity.use-of-reasons", "3")
    assert page.locator("input[name='maturity.use-of-reasons'][value='2']").count() == 0
    for name, value in (("1-1", "1"), ("2-1", "0.5"), ("2-2", "0.5"), ("3-1", "0")):
        pick(page, f"maturity.use-of-the-portal.{name}", value)
    use = page.locator("[data-icp-slot=ability-use-of-parcelmoor]")
    for said in ("2 of 3 are known", "Relied upon (3)", "Switched on (1.5)"):
        expect(use).to_contain_text(said)
    assert page.inner_text("[data-icp-slot=ability]") == tier
    says_what_python_says(page, assessed, javascript)
    again = visit(share_link(page)).locator("[data-icp-slot=ability-use-of-parcelmoor]")
    expect(again).to_have_text(use.text_content() or "")

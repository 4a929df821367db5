"""Our pages put in place by the theme, composed by a plugin, and without the theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from sites import SOON, article, click_link, copy_sample, icp, served, wait_for

pytestmark = pytest.mark.browser

LISTENERS = """
    window.ours = [];
    const [add, remove] = [window.addEventListener, window.removeEventListener];
    const forget = (type, listener) => { \
ours = ours.filter(one => one[0] !== type || one[1] !== listener) };
    window.addEventListener = function (type, listener, options) {
        if (new Error().stack.includes("/assets/icp/")) {
            ours.push([type, listener]);
            options?.signal?.addEventListener("abort", () => forget(type, listener));
        }
        return add.call(this, type, listener, options);
    };
    window.removeEventListener = function (type, listener, ...more) {
        forget(type, listener);
        return remove.call(this, type, listener, ...more);
    };
"""
"""Counts what our scripts listen to at the window."""

FEATURES = {
    "all that go together": (
        "navigation.instant, navigation.instant.prefetch, navigation.instant.progress, "
        "navigation.instant.preview, navigation.tracking, navigation.tabs, navigation.sections, "
        "navigation.prune, navigation.path, navigation.footer, toc.integrate, content.code.copy, "
        "content.code.select, content.code.annotate, content.tabs.link, content.tooltips, "
        "content.footnote.tooltips, header.autohide, announce.dismiss, search.suggest, "
        "search.highlight, search.share"
    ),
    "the others": (
        "navigation.instant, navigation.expand, navigation.indexes, navigation.top, toc.follow"
    ),
}
ANNOUNCEMENT = """
{% extends "base.html" %}
{% block announce %}We meet on Monday.{% endblock %}
"""
PAGES = ("assess/", "compare/", "review/", "qbr/")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty tab in which nothing may go wrong."""
    wrong: list[str] = []
    with browser.new_context(reduced_motion="reduce") as context:
        context.add_init_script(LISTENERS)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        yield page
        page.wait_for_timeout(50)
    assert wrong == []


def comes_alive(page: Page, url: str) -> None:
    """Wait until a page of ours has what its script makes, once."""
    if url == "assess/":
        expect(page.locator(".icp-assess--live [data-icp-do=next]")).to_be_visible()
        expect(page.locator(".icp-q__toggle").first).to_be_visible()
        assert page.locator(".icp-q__toggle").count() == page.locator("[data-icp-more]").count()
    elif url == "compare/":
        expect(page.locator("[data-icp-columns=segments] input:not([name])")).to_have_count(4)
        expect(page.locator("[data-icp-columns=tiers] input:not([name])")).to_have_count(4)
    elif url == "review/":
        expect(page.locator(".icp-count")).to_contain_text("are past their date today")
    else:
        expect(page.locator("form[data-icp-review] select[name=tier]")).to_be_visible()
        expect(page.locator("#s-maturity + .icp [data-icp-tier]:visible")).to_have_count(1)


def test_pages_come_alive_each_time_a_link_leads_to_them(page: Page, sample_site: str) -> None:
    """Twice, and with the back button, in one document; the last visit leaves nothing behind."""
    page.goto(sample_site)
    page.evaluate("window.stayed = true")
    listening, posting = page.evaluate("[ours.length, String(Worker.prototype.postMessage)]")
    for _ in range(2):
        for url in PAGES:
            click_link(page, sample_site + url)
            wait_for(page, sample_site + url)
            comes_alive(page, url)
    for url in reversed(PAGES[:-1]):
        page.go_back()
        wait_for(page, sample_site + url)
        comes_alive(page, url)
    assert page.evaluate("ours.map(one => one[0]).sort()") == [
        *("afterprint", "afterprint", "beforeprint", "beforeprint", "beforeprint"),
        *("hashchange", "storage"),
    ]  # fmt: skip
    click_link(page, f"{sample_site}glossary/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glossary")
    assert page.evaluate("[ours.length, String(Worker.prototype.postMessage)]") == [
        listening,
        posting,
    ]
    assert page.evaluate("window.stayed")


def test_answers_are_there_again_after_a_detour(page: Page, sample_site: str) -> None:
    """Typed, left by a link of the answer, and come back to; each answer is kept once."""
    page.goto(f"{sample_site}the-method/")
    click_link(page, f"{sample_site}assess/")
    comes_alive(page, "assess/")
    page.fill("input[name='attributes.employees']", "120")
    page.check("input[name='segment'][value='mid-size-brands']", force=True)
    page.locator("#icp-answer .icp-who a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mid-sized online brands")
    page.go_back()
    comes_alive(page, "assess/")
    assert page.input_value("input[name='attributes.employees']") == "120"
    page.fill("input[name='attributes.employees']", "130")
    kept = page.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.includes('#1.account.')).map(([, one]) "
        "=> one)"
    )
    assert len(kept) == 1
    assert '"employees":"130"' in kept[0]


def test_a_question_that_is_asked_next_is_gone_to_without_leaving_the_page(
    page: Page, sample_site: str
) -> None:
    """The theme follows links within a page as well; this one only moves the focus."""
    page.goto(f"{sample_site}assess/")
    comes_alive(page, "assess/")
    before = page.evaluate("history.length")
    page.locator("[data-icp-jump]").first.click()
    expect(page.locator(".icp-q:focus-within")).to_have_count(1)
    assert (page.url, page.evaluate("history.length")) == (f"{sample_site}assess/", before)


@pytest.mark.parametrize("way", ["whole", "link"])
def test_a_link_of_ours_pasted_over_the_page_is_taken_once(
    page: Page, sample_site: str, way: str
) -> None:
    """With its message, which stays: the theme does not fetch the page again."""
    page.goto(f"{sample_site}assess/" if way == "whole" else f"{sample_site}the-method/")
    if way == "link":
        click_link(page, f"{sample_site}assess/")
    comes_alive(page, "assess/")
    page.evaluate("location.hash = 'v1.a:employees=120'")
    expect(page.locator("[data-icp-notices]")).to_contain_text("Opened from a link")
    page.wait_for_timeout(500)
    expect(page.locator("[data-icp-notices]")).to_contain_text("Opened from a link")
    expect(page.locator(".icp-assess--live")).to_have_count(1)
    assert page.url == f"{sample_site}assess/"


@pytest.mark.parametrize(
    ("url", "choose", "chosen", "section"),
    [
        ("compare/", "[data-icp-columns=segments] input >> nth=0", "segments=", "s-tiers"),
        ("qbr/", "form[data-icp-review] select[name=tier]", "tier=low", "s-plan"),
    ],
)
def test_a_choice_outlives_a_section_and_another_page(
    page: Page, sample_site: str, url: str, choose: str, chosen: str, section: str
) -> None:
    """It stays in the address after a link of the contents, and when the reader returns."""
    page.goto(f"{sample_site}the-method/")
    click_link(page, sample_site + url)
    comes_alive(page, url)
    if url == "qbr/":
        page.select_option(choose, "low")
    else:
        page.click(choose)
    page.wait_for_url(lambda url: chosen in url)
    shown = page.inner_text("article")
    address = page.url.partition("#")[0]
    assert section in page.locator(f".md-nav a[href$='#{section}']").evaluate_all(
        "all => all.map(one => one.hash.slice(1))"
    )
    click_link(page, f"{address}#{section}")
    page.wait_for_url(f"{address}#{section}")
    expect(page.locator("article")).to_have_text(re.compile("."))
    assert page.inner_text("article") == shown
    click_link(page, f"{sample_site}glossary/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glossary")
    page.go_back()
    comes_alive(page, url)
    assert page.url.startswith(address)
    assert page.inner_text("article") == shown


@pytest.mark.slow
@pytest.mark.parametrize("features", FEATURES)
def test_features_of_the_theme_leave_our_pages_alone(
    page: Page, tmp_path: Path, features: str
) -> None:
    """With it our pages work as a whole, reached by a link or opened from a file."""
    page.context.unroute_all()  # the features of the search are among them
    root = copy_sample(tmp_path)
    (root / "overrides").mkdir()
    (root / "overrides/main.html").write_text(ANNOUNCEMENT)
    config = (root / "mkdocs.yml").read_text()
    config = re.sub(
        r"  features:\n(    [-#].*\n)+",
        f"  custom_dir: overrides\n  features: [{FEATURES[features]}]\n",
        config,
    )
    (root / "mkdocs.yml").write_text(config)
    (root / "site").mkdir()
    # The theme writes the scripts of some of its features into the page, as docs/hosting.md says.
    with served(root / "site", policy="script-src 'self' 'unsafe-inline'") as address:
        done = icp("build", cwd=root, SITE_URL=address)
        assert done.returncode == 0, done.stderr
        for url in PAGES:
            page.goto(address + url)
            comes_alive(page, url)
            for link in page.locator("article a:visible").all()[:3]:
                link.hover()  # previews and prefetched pages
        page.evaluate("window.stayed = true")
        for url in PAGES:
            click_link(page, address + url)
            comes_alive(page, url)
        assert page.evaluate("window.stayed")
    for url in PAGES:
        page.goto((root / "site" / url / "index.html").as_uri())
        comes_alive(page, url)  # the theme says of no page that it is there


def composed(page: Page, address: str, *parts: str, scripts: bool = True) -> None:
    """Open a page made of `parts` with ids of their own, as plugins that print a site do."""
    whole = page.request.get(f"{address}compare/").text()
    text = "".join(
        (
            "<section>"
            + re.sub(" id=", f' data-number={number} id="p{number}-" data-id=', part)
            + "</section>"
        )
        for number, part in enumerate(parts)
    )
    body = whole.replace(article(whole), f"<article class='md-content__inner'>{text}</article>")
    if not scripts:
        body = re.sub(r"<script src=\"[^\"]*/javascripts/bundle[^\"]*\"></script>", "", body)

    def answer(route: Route) -> None:
        route.fulfill(body=body, content_type="text/html")

    page.route(f"{address}together/", answer)
    page.goto(f"{address}together/", timeout=SOON)


@pytest.fixture
def articles(page: Page, sample_site: str) -> dict[str, str]:
    """What stands on each of our pages."""
    return {url: article(page.request.get(sample_site + url).text()) for url in PAGES}


def test_pages_composed_into_one_work_side_by_side(
    page: Page, sample_site: str, articles: dict[str, str]
) -> None:
    """Twice each: every control acts on what is around it, and one assessment is enough."""
    composed(page, sample_site, *articles.values(), *articles.values())
    expect(page.locator(".icp-assess--live")).to_have_count(1)
    expect(page.locator("[data-icp-columns=segments] input:not([name])")).to_have_count(8)
    for count in page.locator(".icp-count").all_inner_texts():
        assert re.match(r"\d+ of \d+ definitions are past", count)
    heads = page.locator("[data-icp-table=segments] th[data-icp-id]:visible")
    expect(heads).to_have_count(8)
    page.locator("[data-icp-columns=segments]").last.locator("input").first.click()
    expect(heads).to_have_count(7)
    forms = page.locator("form[data-icp-review]")
    forms.last.locator("[name=tier]").select_option("low")
    tiers = [
        page.locator("article > section").nth(at).locator("[data-icp-tier]:visible").first
        for at in (3, 7)
    ]
    assert [tier.get_attribute("data-icp-tier") for tier in tiers] == ["medium", "low"]


def test_parts_of_pages_are_left_as_they_are(
    page: Page, sample_site: str, articles: dict[str, str]
) -> None:
    """Whichever element is missing or renamed: no script throws; a whole page there works."""
    names = sorted(
        set(re.findall(r"\bdata-icp-[a-z-]+", "".join(articles.values()))) - {"data-icp-guess"}
    )
    assert len(names) > 30
    parts = [
        text.replace(name, "data-gone")
        for name in names
        for text in articles.values()
        if name in text
    ]
    renamed = articles["assess/"].replace(' name="', ' name="assess-')
    composed(
        page,
        sample_site,
        renamed,
        *parts[: len(parts) // 2],
        articles["assess/"],
        *parts[len(parts) // 2 :],
    )
    expect(page.locator(".icp-assess--live")).to_have_count(1)


@pytest.mark.parametrize(
    "name", ["stage", "idle", "slot", "more", "wrong", "find", "question", "details", "part"]
)
def test_an_assessment_does_without_what_a_company_may_leave_out(
    page: Page, sample_site: str, articles: dict[str, str], name: str
) -> None:
    """Such elements are there or not."""
    composed(
        page,
        sample_site,
        articles["assess/"]
        .replace(f"data-icp-{name}=", "data-gone=")
        .replace(f"data-icp-{name} ", ""),
    )
    expect(page.locator(".icp-assess--live")).to_have_count(1)
    page.fill("input[name='attributes.employees']", "12,000")
    page.fill("input[name='attributes.employees']", "120")


def test_pages_come_alive_without_the_scripts_of_the_theme(
    page: Page, sample_site: str, articles: dict[str, str]
) -> None:
    """Another theme has none that says when a page is there."""
    composed(page, sample_site, *articles.values(), scripts=False)
    assert page.evaluate("window.document$ === undefined")
    expect(page.locator(".icp-assess--live")).to_have_count(1)
    expect(page.locator("[data-icp-columns=tiers] input:not([name])")).to_have_count(4)

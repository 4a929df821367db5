"""Every question is answered within two clicks from home, or by the first search hit.

A row is the question as people ask it, the links to click, what the page says, and search words
whose first hit is that page (or one that says the same).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from searching import hits, open_search
from sites import wait_for

pytestmark = pytest.mark.browser

MOST_CLICKS = 2


@dataclass(frozen=True)
class Question:
    """`clicks` are texts of links, from home; `page` is where they lead, `says` what is there."""

    who: str
    asks: str
    clicks: tuple[str, ...]
    page: str
    says: str
    search: str = ""
    finds: tuple[str, ...] = ()
    """Pages that may be the first hit; the page itself when left out."""

    def __str__(self) -> str:
        return f"{self.who}: {self.asks}"


TO_PLAYS = "Something happened. Which play?"
BEACHHEAD = "Mid-sized online brands"

QUESTIONS = (
    Question("sales", "Is that our customer, a stretch, or should I pass?",
             ("Is this account our customer?",),
             "assess/", "Is this our customer?", "is that our customer a stretch or should I pass",
             ("assess/", "segments/omnichannel-retailers/")),
    Question("sales", "The same for a 300-person retailer, by hand",
             ("Omnichannel retailers with shops",),
             "segments/omnichannel-retailers/", "Stop here if", "300-person retailer on the phone"),
    Question("sales", "Who signs, who champions, who blocks?", (BEACHHEAD,),
             "segments/mid-size-brands/", "Economic buyer", "who signs, who champions, who blocks",
             ("segments/mid-size-brands/", "personas/")),
    Question("sales", "What does each care about?",
             ("Who signs, who champions, who blocks?", "Finance director"),
             "personas/finance-director/", "What drives them", "finance director"),
    Question("sales", "What do I ask next of budget, authority, need, timing?",
             ("What do I ask next?",),
             "qualification/", "Ask", "what do I ask next"),
    Question("customer success", "My account has gone quiet: which play, at its tier?",
             ("Something goes wrong, at this tier", "A medium-maturity account has gone quiet"),
             "plays/a-medium-maturity-account-has-gone-quiet/", "What to do",
             "medium account has gone quiet"),
    Question("customer success", "It lost its champion: which play, at its tier?",
             ("Something goes wrong, at this tier", "My champion left at a low-maturity customer"),
             "plays/my-champion-left-at-a-low-maturity-customer/", "What to do",
             "low maturity champion left"),
    Question("customer success", "QBR is in two weeks: what goes into the plan?",
             ("Customer success", "The QBR is in two weeks"), "plays/the-qbr-is-in-two-weeks/",
             "plan", "QBR is in two weeks"),
    Question("customer success", "How do I score maturity?", ("How ready is it for us?",),
             "maturity/", "How the tier follows", "how do I score maturity"),
    Question("customer success", "What does success mean, and which behaviour tells me early?",
             ("What does success mean to them?", "More exchanges, fewer refunds"),
             "outcomes/exchange-share-up/", "changes a rule at least once a month",
             "which behaviour shows success early", ("outcomes/", "outcomes/exchange-share-up/")),
    Question("product", "Whose problem is this request, and is that customer in our profile?",
             ("Product", BEACHHEAD), "segments/mid-size-brands/", "How we help",
             "whose problem is this request"),
    Question("product",
             "Which features do medium and high tiers ask for that low ones do not need?",
             ("What do we do for this tier?", "High"), "maturity/tiers/high/", "Features",
             "which features do medium and high tiers ask for"),
    Question("product", "What have we agreed not to build, and for whom?",
             ("Product", "Parcelmoor"), "company/",
             "A point-of-sale till", "what have we agreed not to build"),
    Question("marketing", "What do we say to this segment?",
             ("What do I say to them?", "Exchanges first"),
             "value-propositions/exchanges-first/", "What we say",
             "what do we say to mid-sized brands",
             ("value-propositions/", "segments/mid-size-brands/")),
    Question("marketing", "Which proof do we have for this claim?",
             ("What do I say to them?", "Exchanges first"),
             "value-propositions/exchanges-first/", "The exchange share doubles",
             "which proof do we have for this claim"),
    Question("marketing", "Which leads must I not send to sales?",
             ("Marketing", "This lead must not go to sales"),
             "plays/this-lead-must-not-go-to-sales/", "What to do",
             "which leads must I not send to sales"),
    Question("support", "Who is this caller: decision maker or user?", ("Support", "Care agent"),
             "personas/care-agent/", "Uses", "is this caller a decision maker or a user"),
    Question("support", "How do I tell how mature their company is?", ("How ready is it for us?",),
             "maturity/", "Cognition", "how do I tell how mature their company is"),
    Question("support", "When is a ticket a risk signal, and whom do I tell?",
             (TO_PLAYS, "A ticket sounds like a risk"), "plays/a-ticket-sounds-like-a-risk/",
             "Customer success", "when is a ticket a risk signal"),
    Question("product manager", "What has changed since last quarter, and on what evidence?",
             ("Reference", "What changed and why"), "changes/", "2026",
             "what has changed since last quarter"),
    Question("product manager", "Which parts are guesses, out of date or without an owner?",
             ("Reference", "Review queue"), "review/", "Guesses",
             "guesses, out of date or without an owner"),
    Question("product manager", "If I change a level, a weight or a criterion, what changes?",
             ("Whom do I ask? Something is wrong",), "questions/",
             "says in plain words what a change does", "if I change a weight what changes"),
    Question("product manager", "What is missing?", ("Reference", "Coverage"), "coverage/",
             "Holes, in words", "coverage"),
    Question("new hire", "Who is our customer, in two minutes?", (), "", "50 to 500 people",
             "who is our customer in two minutes", ("company/",)),
    Question("new hire", "What do all these words mean here?", ("What do these words mean?",),
             "glossary/", "beachhead", "what do all these words mean"),
    Question("new hire", "What do I read in my first week, and how do I know I got it?",
             ("I am new here", "first week"), "onboarding/everyone-first-week/", "Check yourself",
             "what do I read in my first week"),
    Question("new hire", "Whom do I ask?", ("Sales",), "departments/sales/", "#sales",
             "in which channel do I ask", ("company/",)),
    Question("new hire", "How do I correct a mistake on this page?",
             ("What do these words mean?",), "glossary/",
             "Edit this definition", "how do I correct a mistake",
             ("questions/", "how-to-use-this-playbook/")),
)  # fmt: skip


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """One page for the whole file."""
    with browser.new_context(viewport={"width": 1360, "height": 900}) as context:
        yield context.new_page()


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_a_question_is_answered_within_two_clicks(
    question: Question, sample_site: str, reader: Page
) -> None:
    """From home by links that are named like what one looks for."""
    assert len(question.clicks) <= MOST_CLICKS
    reader.goto(sample_site, wait_until="domcontentloaded")
    for text in question.clicks:
        _follow(reader, _link(reader, text))
    assert reader.url.partition("#")[0] == sample_site + question.page
    expect(reader.locator("article")).to_contain_text(question.says, timeout=3000)


def _follow(page: Page, link: Locator) -> None:
    """Click a link and wait until its page is there."""
    way = link.evaluate("link => link.href")
    link.click()
    wait_for(page, way)


def _link(page: Page, text: str) -> Locator:
    """Return the first visible link of that name, else one with it in its name."""
    named = page.get_by_role("link", name=text, exact=True).locator("visible=true")
    return (
        named if named.count() else page.get_by_role("link", name=text).locator("visible=true")
    ).first


@pytest.fixture(scope="module")
def finder(browser: Browser, sample_site: str) -> Iterator[Page]:
    """One page with the search open."""
    with browser.new_context(viewport={"width": 1360, "height": 900}) as context:
        page = context.new_page()
        page.goto(sample_site)
        open_search(page)
        yield page


@pytest.mark.parametrize("question", [one for one in QUESTIONS if one.search], ids=str)
def test_the_first_hit_answers_the_question(
    question: Question, sample_site: str, finder: Page
) -> None:
    """Asked in people's words."""
    assert hits(finder, sample_site, question.search)[0] in (question.finds or (question.page,))

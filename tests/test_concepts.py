"""Every concept of the method has its place on the sample company's site, from its YAML.

One row a claim: its number, the claim in short, the page, the part of the page, and words that
stand there. Nothing is left out: a concept without an honest place yet would be a row with
`waits_for`, expected to fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Concept:
    """A claim of the method, and where it is seen; `part` is a heading's id or a CSS selector."""

    number: int
    claim: str
    page: str
    part: str
    words: tuple[str, ...]
    needs_script: bool = False
    waits_for: str = ""

    @property
    def selector(self) -> str:
        """The block below the heading, or what the selector says."""
        return (
            f"#{self.part} + .icp"
            if self.part.startswith(("s-", "question-", "criterion-"))
            else self.part
        )

    def __str__(self) -> str:
        return f"{self.number}-{self.claim.replace(' ', '-')}"


MID = "segments/mid-size-brands/"
VALUE = "value-propositions/exchanges-first/"
PRACTICE = "best-practices/exchange-before-refund/"

CONCEPTS = (
    # Why one shared profile
    Concept(1, "one profile for the whole company", "", "s-departments",
            ("Sales", "Product", "Support")),
    Concept(1, "each definition names owner and departments", MID, "s-about",
            ("Owner", "Concerns", "Sales")),
    Concept(2, "four answers in one place", "", ".icp-answers",
            ("Who is the customer?", "What do they need?", "What is success?",
             "What value do we give?")),
    Concept(3, "what a department wants and the agreed rule", "departments/sales/", "s-tensions",
            ("Customer success", "No offer without a maturity score")),
    Concept(3, "the same facts through the lens of a department", "departments/sales/",
            "#s-segments.icp-lens", ("Mid-sized online brands",)),
    Concept(4, "a best practice is decomposed into steps", PRACTICE, "s-steps",
            ("Write down the share",)),
    Concept(4, "behaviours are watched", PRACTICE, "s-behaviours",
            ("More exchanges, fewer refunds",)),
    Concept(4, "a value event ends it", PRACTICE, ".icp-strip", ("exchange",)),
    Concept(5, "profile segmentation value practice in this order", "coverage/",
            "#s-four + .icp tbody tr:nth-child(4)", ("Best practice",)),
    Concept(5, "which of the four is still thin", "coverage/",
            "#s-four + .icp [data-icp-thing=thin]", ("Thin",)),
    Concept(6, "the profile is the 1 in front of the zeros", "the-method/", "article",
            ("That is the 1", "zeros behind it")),
    Concept(7, "value in the words of the customer", VALUE, "s-problem",
            ("We pay to win the sale",)),
    Concept(7, "success in the words of the customer", "outcomes/exchange-share-up/", ".icp-lead",
            ("Every third thing",)),
    # Value and strategy
    Concept(8, "value has three fixed parts", VALUE, "article",
            ("The problem we solve", "What we add", "Why only we can")),
    Concept(9, "the problem with its size", VALUE, ".icp-strip", ("Critical",)),
    Concept(9, "the evidence of the problem", VALUE, "s-problem", ("How we know",)),
    Concept(10, "added value in numbers", VALUE, ".icp-strip", ("€100,000",)),
    Concept(11, "the moat and its proof", VALUE, "s-added-value",
            ("reserves the new item", "Proof")),
    Concept(12, "no value proposition without a segment", VALUE, "article",
            ("Mid-sized online brands",)),
    Concept(12, "market before product in reading order", MID, "s-business-model",
            ("market decides product",)),
    Concept(13, "exactly one beachhead", "", ".icp-beachhead",
            ("Beachhead", "Mid-sized online brands")),
    Concept(13, "whom we do not serve", "", "s-not-served",
            ("Marketplace-only sellers", "Instead")),
    Concept(14, "moat leads to price", "strategies/premium-high/", ".icp-strip", ("Price",)),
    Concept(15, "share of effort by priority", "segments/", "s-compare",
            ("Share of effort", "55 %")),
    Concept(16, "four boxes and pairwise fits", "segments/omnichannel-retailers/",
            "s-business-model", ("Market", "Channel", "Product", "Model", "a weak fit")),
    Concept(17, "arrows of what decides what", MID, "#s-business-model + .icp svg",
            ("market decides channel",)),
    Concept(18, "business models side by side", "segments/", "s-compare",
            ("Service and operations", "Channel", "LTV")),
    Concept(19, "LTV to CAC against the agreed floor", "segments/",
            "#s-compare + .icp .icp-chip--bad", ("below 3",)),
    # Motivation and ability
    Concept(20, "motivation by ability with a stance in each cell", "grid/", "s-grid",
            ("Qualified", "High", "Sell now")),
    Concept(20, "an undecided cell says so", "grid/", "s-grid", ("ndecided",)),
    Concept(21, "questions for each letter and what counts", "qualification/", "criterion-budget",
            ("Ask",)),
    Concept(21, "a worksheet to fill in", "assess/", ".icp-assess__form", ("Budget", "Timeline"),
            needs_script=True),
    Concept(22, "a verdict leads to the next action and who does it", "qualification/",
            "s-verdicts", ("What next", "Who", "Nurture")),
    Concept(23, "main reason not to buy", "research/", "question-reason-not-to-buy",
            ("It feeds", "Disqualifiers")),
    Concept(24, "main reason to buy", "research/", "question-reason-to-buy",
            ("It feeds", "Brands buy")),
    Concept(25, "what made them interested", "research/", "question-trigger-of-interest",
            ("It feeds",)),
    Concept(26, "the job to be done", "research/", "question-job-to-be-done", ("margin",)),
    Concept(27, "how they do it today", "research/", "question-current-solution", ("spreadsheet",)),
    Concept(28, "why so and how decided and what hurts", "research/", "question-why-current-way",
            ("decid", "hurt")),
    Concept(29, "sample against the agreed minimum", "research/insights/retailers-buy-through-it/",
            "s-sample", ("6 asked", "fewer than the agreed 8")),
    Concept(30, "those who decide", "personas/", "s-decision", ("Head of e-commerce",)),
    Concept(30, "those who use", "personas/", "s-use", ("Care agent",)),
    Concept(30, "both sides in each segment", MID, "s-personas",
            ("Operations director", "Care agent")),
    Concept(31, "rational and inert and value over price", "personas/head-of-ecommerce/",
            "s-mindset",
            ("What counts as a reason", "What keeps the status quo", "Value over price",
             "The cost of switching")),
    Concept(32, "no consumer tricks", "personas/head-of-ecommerce/", "s-do",
            ("Don't", "like a shopper")),
    Concept(33, "users and their scenarios", "personas/care-agent/", "s-scenarios",
            ("What they need",)),
    Concept(33, "what a role needs at a stage, for product", "departments/product/",
            "#s-scenarios.icp-lens", ("Care agent",)),
    # Maturity
    Concept(34, "dimensions by levels with descriptors", "maturity/", "s-rubric",
            ("Cognition", "Strategy", "People and organisation", "Tools")),
    Concept(34, "assess a customer", "assess/", ".icp-assess__form",
            ("Are they able?", "Cognition"), needs_script=True),
    Concept(35, "own model and own rule", "maturity/", "s-rule", ("75 %",)),
    Concept(36, "each tier is cut by stage", "maturity/tiers/medium/", "s-stages",
            ("Awareness", "Selling", "Onboarding", "Adoption", "Review (QBR)", "Renewal",
             "Expansion")),
    Concept(37, "immature: do not sell", "maturity/tiers/immature/", "article",
            ("Do not sell", "Not our ideal customer")),
    Concept(37, "a polite no and something instead", "maturity/tiers/immature/", "s-decline",
            ("What to offer instead",)),
    Concept(38, "low: capped effort", "maturity/tiers/low/", ".icp-strip", ("Effort budget",)),
    Concept(39, "medium: practices", "maturity/tiers/medium/", "s-next",
            ("Offer the exchange",)),
    Concept(39, "medium: expansion", "maturity/tiers/medium/", "s-stages",
            ("A customer opens a new country",)),
    Concept(40, "high: price up", "maturity/tiers/high/", ".icp-strip", ("Price",)),
    Concept(40, "high: pressures on us", "maturity/tiers/high/", "s-economics",
            ("On our efficiency", "On price")),
    Concept(41, "what they ask beside what we do", "maturity/tiers/low/", "s-asks",
            ("What they ask of us", "What we do")),
    Concept(42, "consultative selling", "maturity/tiers/medium/", "s-selling",
            ("Ask", "Offer", "Do not promise")),
    Concept(43, "the review: last, now, signs needed", "qbr/", "s-maturity",
            ("Last", "Now", "Signs needed for High")),
    Concept(43, "the review: what caps it", "qbr/", "s-caps",
            ("keeps the account from the next tier",)),
    Concept(43, "the review: the next plan", "qbr/", "s-plan", ("What it takes to reach High",)),
    Concept(44, "risk by tier leads to a play", "risks/", "s-risks",
            ("Champion lost", "My champion left at a medium-maturity customer")),
    Concept(45, "segment by tier", "coverage/", "s-tiers",
            ("Grow medium maturity", "against risks")),
    Concept(45, "service level and effort by tier", "maturity/tiers/medium/", ".icp-strip",
            ("Service level", "Effort budget")),
    # Reality
    Concept(46, "the register of exceptions", "exceptions/", "s-register",
            ("Plover", "Approved by", "Limit", "Look again", "It ends when")),
    Concept(47, "results of exceptions apart", "exceptions/", "s-results",
            ("counts towards nobody's targets",)),
    Concept(48, "share outside the profile over time", "exceptions/", "s-outside",
            ("36 %", "16 %")),
)  # fmt: skip


def _row(concept: Concept) -> object:
    marks = (
        [pytest.mark.xfail(reason=f"waits for {concept.waits_for}")] if concept.waits_for else []
    )
    return pytest.param(concept, id=str(concept), marks=marks)


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """One page for the whole file, as somebody without scripts sees it."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def worker(browser: Browser) -> Iterator[Page]:
    """One page for what needs scripts."""
    with browser.new_context() as context:
        yield context.new_page()


# Those of one page stand together, so that it is opened once.
@pytest.mark.parametrize(
    "concept", [_row(one) for one in sorted(CONCEPTS, key=lambda one: one.page)]
)
def test_a_concept_has_its_place_on_the_site(
    concept: Concept, sample_site: str, reader: Page, worker: Page
) -> None:
    """The part of the page is there, to be seen, and says what the concept claims."""
    page = worker if concept.needs_script else reader
    if page.url != sample_site + concept.page:
        page.goto(sample_site + concept.page)
    part = page.locator(concept.selector).first
    for words in concept.words:
        expect(part).to_contain_text(words, timeout=3000)
    expect(part).to_be_visible()


def test_no_concept_is_left_out() -> None:
    """All 48 have at least one row."""
    assert {concept.number for concept in CONCEPTS} == set(range(1, 49))

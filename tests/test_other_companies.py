"""Other companies than the sample: other numbers of everything, and everything that may be missing.

Each is built with `mkdocs build --strict`. On each site no heading is empty and every link leads
somewhere; and each shows what makes that company different.
"""

from __future__ import annotations

import pytest

from drawn_site import Site, site_of

MEDDPICC = ("Metrics", "Economic buyer", "Decision criteria", "Decision process", "Paper process",
            "Implicated pain", "Champion", "Competition")  # fmt: skip

ONE_OF_EACH = """
    --- + minimal
    --- + tiers
    --- content/company.yml +
    agreed: {minimum_sample: 5}
    new_customers: [{period: Spring, total: 4, outside_profile: 1}]
    not_built: [{what: A till, why: There are forty.}]
    --- content/value_propositions/exchanges.yml +
    pains: [{id: refunds, pain: We refund too much.}]
    relievers: [{pain: refunds, how: The exchange comes first.}]
    --- content/outcomes/exchanged.yml
    {name: More exchanges, owner: sales, outcome: We keep the money., baseline: One in ten., \
success_criteria: One in
      three., business_impact: A sale kept., timeline: A year.}
    --- content/best_practices/first.yml
    {name: Exchange first, owner: sales, solves: [exchanges#refunds], tiers: [expert], \
steps: [Switch it on.],
      behaviours_to_watch: [{behaviour: They look daily., outcome: exchanged}], \
value_event: The first week.}
    --- content/research/questions.yml
    owner: sales
    questions: [{id: why, question: Why did you buy?}]
    --- content/research/insights/margin.yml
    name: They want the margin
    owner: sales
    question: why
    finding: It is about money.
    answers: [{answer: Money, count: 3}]
    sample: {n: 4, from: 2026-01-01, to: 2026-02-01, method: Talks}
    --- playbooks/exceptions/heron.yml
    {account: Heron, owner: sales, tier: beginner, failed_criteria: [Too small], \
category: survival-revenue,
      reason: We needed the money., approved_by: Founders, limits: {effort: Ten hours., \
features_not_promised: [Any],
      price: List.}, review_on: 2026-12-01, ends_when: They grow.}
    --- playbooks/grid.yml
    owner: sales
    cells: [{verdict: qualified, tier: expert, stance: Sell., plays: [champion-left]}]
    --- playbooks/onboarding/week.yml
    owner: sales
    name: First week
    modules: [{title: Day one, objective: You know whom we serve., read: ["segment:mid-market"],
      check: [{question: Who is it?, answer: "segment:mid-market"}]}]
    --- content/glossary.yml
    owner: sales
    terms: [{id: return, term: Return, definition: What comes back., \
avoid: [{word: Reverse order}]}]
    --- content/departments/sales.yml +
    focuses: [segments, personas, value-propositions, tiers, qualification, strategies, plays, \
outcomes, best-practices,
      insights, exceptions, economics, objections, scenarios, messages, triggers, not-built, \
glossary, disqualifiers, proof]
    questions: [{question: Who is our customer?, answer: "segment:mid-market"}]
"""


def levels(count: int, field: str) -> str:
    """Return levels 1 to `count` as YAML: each with a name, or with label and descriptor."""
    entry = (
        "{{level: {0}, name: L{0}}}"
        if field == "name"
        else "{{level: {0}, label: D{0}, descriptor: Sign {0}.}}"
    )
    return ", ".join(entry.format(level) for level in range(1, count + 1))


def maturity(dimensions: int, count: int) -> str:
    """Draw a model of so many dimensions and levels, each level with tier, strategy and play."""
    model = (
        "    --- content/maturity/model.yml\n"
        f"    {{owner: sales, levels: [{levels(count, 'name')}]}}\n"
    )
    sides = [
        f"""
    --- content/maturity/dimensions/d{number}.yml
    {{name: Side {number}, owner: sales, question: How far?, levels: [{levels(count, "label")}]}}
"""
        for number in range(1, dimensions + 1)
    ]
    tiers = [
        f"""
    --- content/maturity/tiers/t{level}.yml
    {{name: Tier {level}, owner: sales, level: {level}, asks: {{service: Some.}}, \
pressures: [Price.]}}
    --- playbooks/strategies/s{level}.yml
    {{name: Plan {level}, owner: sales, tier: t{level}, stance: grow, strategy: Grow.}}
"""
        for level in range(1, count + 1)
    ]
    play = f"""
    --- content/lifecycle.yml
    {{owner: sales, stages: [{{id: use, name: Use, goal: They use it.}}]}}
    --- content/departments/sales.yml
    {{name: Sales, owner: sales, optimises_for: Contracts.}}
    --- playbooks/plays/quiet.yml
    {{situation: They went quiet, owner: sales, stage: use, type: risk, risk: quiet, run_by: sales,
      tiers: [{", ".join(f"t{level}" for level in range(1, count + 1))}],
      objective: A talk., steps: [{{do: Call.}}], exit: A talk.}}
"""
    return "".join([model, *sides, *tiers, play])


def qualification(names: tuple[str, ...]) -> str:
    """Draw a qualification with these criteria."""
    criteria = "".join(
        (
            f"      - {{id: {name.lower().replace(' ', '-')}, name: {name}, questions: ['Which "
            f"{name}?'], confirmed: Said.}}\n"
        )
        for name in names
    )
    return (
        "    --- content/qualification.yml\n    owner: sales\n    name: MEDDPICC\n"
        f"    criteria:\n{criteria}"
    )


COMPANIES = {
    "only a company and one segment": "    --- + bare\n",
    "no plays at all": (
        "    --- + minimal\n    --- + tiers\n    --- playbooks/plays/champion-left.yml -\n"
    ),
    "one of each kind": ONE_OF_EACH,
    "one dimension and two levels": "    --- + minimal\n" + maturity(1, 2),
    "eight dimensions and nine levels": "    --- + minimal\n" + maturity(8, 9),
    "forty segments": "    --- + minimal\n"
    + "".join(
        f"    --- content/segments/s{number}.yml\n"
        f"    {{name: Segment {number}, owner: sales, definition: Those of {number}., focus: "
        f"develop}}\n"
        for number in range(1, 40)
    ),
    "MEDDPICC": "    --- + minimal\n" + qualification(MEDDPICC),
    "two models and no tier": """
    --- + minimal
    --- content/maturity/model.yml
    owner: sales
    levels: [{level: 0, name: Nothing}, {level: 1, name: Little}, {level: 2, name: Much}]
    groups: [{id: people, name: People}]
    tier_rule: {method: none}
    --- content/maturity/models/use.yml
    name: Use of the product
    owner: sales
    levels: [{level: 1, name: Some, situations: [They log in.]}, {level: 2, name: Daily}]
    tier_rule: {method: none}
    --- content/maturity/dimensions/staff.yml
    {name: Staff, owner: sales, question: Who?, group: people, levels: [
      {level: 0, label: Nobody, descriptor: Nobody.}, {level: 2, label: All, descriptor: All.}]}
    --- content/maturity/dimensions/logins.yml
    name: Logins
    owner: sales
    question: When?
    model: use
    method: coverage
    levels:
      - {level: 1, label: Rarely, descriptor: Rarely.}
      - {level: 2, label: Daily, descriptor: Daily., questions: [{question: When?, scale: [
          {label: Never, value: 0}, {label: Mondays, value: 0.5}, {label: Each day, value: 1}]}]}
    --- content/qualification.yml
    {owner: sales, criteria: [{id: need, name: Need, questions: [Why?], confirmed: Said.}]}
    --- content/lifecycle.yml
    {owner: sales, stages: [{id: use, name: Use, goal: They use it.}]}
    --- content/departments/sales.yml
    {name: Sales, owner: sales, optimises_for: Contracts.}
    --- playbooks/plays/quiet.yml
    {situation: They went quiet, owner: sales, stage: use, type: risk, risk: quiet, run_by: sales,
      tiers: [], objective: A talk., steps: [{do: Call.}], exit: A talk.}
    --- playbooks/exceptions/heron.yml
    {account: Heron, owner: sales, failed_criteria: [Too small], category: survival-revenue,
      reason: We needed the money., approved_by: Founders, limits: {effort: Ten hours.,
      features_not_promised: [Any], price: List.}, review_on: 2026-12-01, ends_when: They grow.}
""",
    "sells to beginners on purpose": """
    --- + minimal
    --- + tiers
    --- content/maturity/tiers/beginner.yml +
    ideal: yes
    --- content/maturity/tiers/expert.yml +
    ideal: no
    --- playbooks/strategies/wait.yml
    {name: Start with them, owner: sales, tier: beginner, stance: land, \
strategy: They grow up with us.}
    --- playbooks/strategies/grow.yml
    {name: Pass, owner: sales, tier: expert, stance: do-not-sell, \
strategy: They build it themselves.,
      decline: {how: You have it already., instead: Our checklist.}}
""",
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """The companies' sites that were built so far."""
    return {}


@pytest.fixture
def site(
    request: pytest.FixtureRequest, sites: dict[str, Site], tmp_path_factory: pytest.TempPathFactory
) -> Site:
    """The site of the company that a test names, built once."""
    company: str = request.param
    if company not in sites:
        sites[company] = site_of(tmp_path_factory.mktemp("company"), COMPANIES[company])
    return sites[company]


each = pytest.mark.parametrize("site", COMPANIES, indirect=True)


def of(company: str) -> pytest.MarkDecorator:
    """Give a test the site of one company."""
    return pytest.mark.parametrize("site", [company], indirect=True, ids=[company])


@each
def test_no_page_has_an_empty_heading(site: Site) -> None:
    """What a company does not say has no heading either."""
    assert {
        url: page.empty_headings for url, page in site.pages.items() if page.empty_headings
    } == {}


@each
def test_every_link_leads_somewhere(site: Site) -> None:
    """No template takes a page or a place for granted that this company does not have."""
    assert site.broken_links() == []


@each
def test_nothing_of_the_sample_s_method_is_taken_for_granted(site: Site) -> None:
    """BANT and its four letters are the sample's content, not ours."""
    words = ("BANT", "Budget", "Cognition", "None")
    assert {
        url: word for url, page in site.pages.items() for word in words if word in page.text.split()
    } == {}


@of("only a company and one segment")
def test_pages_of_what_a_company_does_not_have_are_not_there(site: Site) -> None:
    """No page of plays, tiers, research or exceptions, and no way into them from home."""
    absent = (
        "plays",
        "risks",
        "grid",
        "research",
        "exceptions",
        "maturity",
        "outcomes",
        "onboarding",
    )
    assert [url for url in absent if site.has(url)] == []
    assert [
        href for href in site.page().links if href.strip("./").partition("/")[0] in absent
    ] == []


@of("two models and no tier")
def test_a_company_may_have_a_profile_without_a_tier(site: Site) -> None:
    """Plays and exceptions name no tier, no page of tiers or risks is there, both models are."""
    assert [url for url in ("maturity/tiers", "risks", "grid", "qbr") if site.has(url)] == []
    assert "All customers" in site.page("plays/quiet").text
    assert "No overall tier" in site.page("maturity").text
    further = site.page("maturity/models/use").text
    assert "They log in." in further
    assert "Staff" not in further
    asked = site.page("assess").text
    for words in ("Use of the product", "Mondays", "Each day", "Nobody"):
        assert words in asked
    assert "Set the tier by hand" not in asked


@of("no plays at all")
def test_tiers_stand_without_plays(site: Site) -> None:
    """A tier says what it asks and what we do; nothing speaks of plays or risks."""
    page = site.page("maturity/tiers/expert")
    assert not site.has("risks")
    assert "When it goes wrong" not in page.text
    assert "What they ask, what we do" in page.text


@of("eight dimensions and nine levels")
def test_a_large_rubric_is_shown_whole(site: Site) -> None:
    """Every level of every dimension is in the rubric, every tier in the matrix of risks."""
    rubric, risks = site.page("maturity").text, site.page("risks").text
    assert [number for number in range(1, 9) if f"Side {number}" not in rubric] == []
    assert rubric.count("Sign 9.") == 8
    assert [level for level in range(1, 10) if f"Tier {level}" not in risks] == []
    assert "undecided" not in risks


@of("one dimension and two levels")
def test_a_small_rubric_is_no_broken_large_one(site: Site) -> None:
    """One dimension with two levels is a rubric of two cells."""
    text = site.page("maturity").text
    assert (text.count("Sign 1."), text.count("Sign 2."), "Sign 3." in text) == (1, 1, False)


@of("forty segments")
def test_forty_segments_are_all_on_their_index(site: Site) -> None:
    """None is lost where a sample of four would have fitted."""
    text = site.page("segments").text
    assert [number for number in range(1, 40) if f"Those of {number}." not in text] == []


@of("MEDDPICC")
def test_another_list_of_criteria_takes_the_place_of_the_sample_s(site: Site) -> None:
    """All eight are asked, under their own name, and the rule counts eight."""
    page = site.page("qualification")
    headings = [heading.text for heading in page.headings]
    assert [name for name in MEDDPICC if not any(name in heading for heading in headings)] == []
    assert "At least 6 of 8" in page.text


@of("sells to beginners on purpose")
def test_the_lowest_tier_may_be_the_ideal_one(site: Site) -> None:
    """The stance is the company's; nothing declines beginners by itself."""
    beginner, expert = (
        site.page("maturity/tiers/beginner").text,
        site.page("maturity/tiers/expert").text,
    )
    assert "Our ideal customer" in beginner
    assert "How to decline" not in beginner
    assert "Not our ideal customer" in expert
    assert "You have it already." in expert


@of("one of each kind")
def test_each_focus_that_has_facts_is_on_the_department_s_page(site: Site) -> None:
    """The lens shows what there is; economics, objections, messages, triggers, proof are absent."""
    text = site.page("departments/sales").text
    shown = (
        "Who the customer is", "Whom you will meet", "Why they buy", "How ready they are",
        "What we do for each tier", "What success means to them", "How good customers do it",
        "What customers told us", "Customers outside the profile", "What they need, and when",
        "What we do not build", "Words to get right", "Whom to turn away", "Plays you run",
        "Whom to ask about what", "What you come to ask",
    )  # fmt: skip
    absent = (
        "What they are worth",
        "What they say against us",
        "What to say",
        "What makes them look",
        "What we can prove",
    )
    assert [title for title in shown if title not in text] == []
    assert [title for title in absent if title in text] == []


@of("one of each kind")
def test_what_is_a_guess_looks_like_one_wherever_it_is_linked(site: Site) -> None:
    """Nothing here was researched: cards and links to each definition with a claim say so."""
    listed = (site.folder / "personas/index.html").read_text(encoding="utf-8")
    assert 'href="founder/" data-icp-guess' in listed
    linked = (site.folder / "maturity/tiers/expert/index.html").read_text(encoding="utf-8")
    assert 'href="../../../plays/champion-left/" data-icp-guess' in linked
    assert 'href="../../../departments/sales/" data-icp-guess' not in linked


@of("one of each kind")
def test_research_says_who_was_not_asked_enough(site: Site) -> None:
    """Three of four said so, and four are fewer than the five this company agreed on."""
    text = site.page("research").text
    assert "3 of 4" in text
    assert "fewer than the agreed 5" in text


@of("one of each kind")
def test_undecided_cells_say_so(site: Site) -> None:
    """One of six cells of the grid is decided; the other five do not look empty by mistake."""
    page = site.page("grid")
    assert page.text.count("undecided") == 5
    assert {"cell-qualified-expert", "cell-nurture-beginner"} <= page.ids

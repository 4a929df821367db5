"""Every example of the sample is a test case in each language; what turned one is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from drawn_site import catalog_of
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.example import Example, Expected
from icp_playbook.model.shape import fields_of
from icp_playbook.reading import check_playbook
from icp_playbook.scoring import assess
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.compile import compile_rules
from icp_playbook.scoring.document import document, names_of
from icp_playbook.scoring.example_results import JudgedExample
from icp_playbook.scoring.examples import (
    EXPECTATIONS,
    answers_of,
    disagreements,
    expected_of,
    judge_example,
)
from icp_playbook.scoring.link import link_of
from icp_playbook.scoring.outcome import outcome_of
from icp_playbook.scoring.renamed import renamed
from icp_playbook.stages.check import Context
from javascript import Call

ROOT = Path(__file__).parents[2]
NAMES = sorted(file.stem for file in (ROOT / "content/examples").glob("*.yml"))
each_example = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def sample() -> Catalog:
    """The sample company."""
    return check_playbook(ROOT, Context()).catalog


def example_of(catalog: Catalog, name: str) -> Example:
    """Return the example of that id."""
    return next(one for one in catalog.all(Example) if one.id == name)


@each_example
def test_an_example_is_what_it_expects_in_each_language(
    sample: Catalog, javascript: Call, name: str
) -> None:
    """Python and JavaScript judge it alike, and as its author expects."""
    example, rules = example_of(sample, name), compile_rules(sample, str)
    names = names_of(sample, rules, str)
    result = judge_example(rules, example, renamed(sample))
    answers = spoken(rules, answers_of(example, renamed(sample)))
    twin = javascript("scoring/assess.js", "assess", rules, answers)
    assert twin == json.loads(json.dumps(assess(rules, answers)))
    assert expected_of(example)
    for found in (result, twin):
        assert disagreements(JudgedExample(rules, found, names), expected_of(example)) == []
        assert found["notes"] == []


@each_example
def test_the_link_of_an_example_opens_its_answers(
    sample: Catalog, javascript: Call, name: str
) -> None:
    """The page reads from the link what the example answers, and would write the same link."""
    assessed = document(sample, "en")
    answers = spoken(assessed["rules"], answers_of(example_of(sample, name), assessed["renamed"]))
    link = link_of(assessed, answers)
    account = javascript("assess/link.js", "readLink", link)
    assert account["answers"] == {"segment": "", **answers}
    assert javascript("assess/link.js", "writeLink", account, False) == link


def test_the_sample_teaches_by_good_ones_and_bad_ones(sample: Catalog) -> None:
    """At least eight, of both sorts; each sort of outcome is there."""
    found = [
        {loc[0]: value for loc, value in expected_of(one).items()} for one in sample.all(Example)
    ]
    assert len(found) >= 8
    assert {one.good for one in sample.all(Example)} == {True, False}
    for field, values in {
        "status": {"disqualified"},
        "band": {"Strong fit", "Stretch"},
        "verdict": {"qualified", "pursue", "nurture"},
        "tier": {"low", "medium", "high"},
    }.items():
        assert values <= {one.get(field) for one in found}


def test_each_thing_to_expect_can_be_compared() -> None:
    """The table has a line for each field, in its order."""
    assert [one.field for one in EXPECTATIONS] == [one.key for one in fields_of(Expected)]


ACCOUNT = """
--- + minimal
--- + tiers
--- content/account.yml
owner: sales
attributes:
  - {id: people, name: People, question: How many?, type: number}
  - {id: shop, name: Shop, question: Which?, type: choice, \
options: [{id: own, label: Own}, {id: none, label: None}]}
--- content/segments/mid-market.yml
name: Mid-market
owner: sales
definition: Brands.
focus: beachhead
fit:
  mode: MODE
  criteria:
    - {attribute: people, weight: 3, bands: [{to: 50, points: 0}, {from: 50, points: 4}]}
    - {attribute: shop, weight: 1, options: {own: 4, none: -4}}
  disqualifiers: [{when: {attribute: people, below: 5}, why: Nobody owns returns.}]
  bands: [{from: 0, name: Low}, {from: 8, name: Half}, {from: 12, name: High}]
"""


@pytest.mark.parametrize(
    ("mode", "answers", "expected", "told"),
    [
        ("share", {"people": "10", "shop": "own"}, {"score": "100"}, ["People gives 0 of 12"]),
        ("raw", {"people": "10", "shop": "own"}, {"band": "High"}, ["People gives 0 of 12"]),
        ("raw", {"people": "60", "shop": "none"}, {"score": "12"}, ["Shop gives -4 of 4"]),
        ("raw", {"people": "60", "shop": "own"}, {"band": "Low"}, ["People gives 12 of 12"]),
        ("share", {"people": "60", "shop": "own"}, {"score": "20"},
         ["People gives 12 of 12", "Shop gives 4 of 4"]),
        ("share", {"people": "4", "shop": "own"}, {"status": "scored"},
         ['ruled out, because "Nobody owns returns"']),
        ("share", {"shop": "own"}, {"status": "scored"}, ["People is not known"]),
    ],
)  # fmt: skip
def test_what_turned_an_expectation_is_named(
    tmp_path: Path, mode: str, answers: dict[str, Any], expected: dict[str, str], told: list[str]
) -> None:
    """The rows that would bring the score there, a disqualifier, or what is not known."""
    catalog = catalog_of(tmp_path, ACCOUNT.replace("MODE", mode))
    rules = compile_rules(catalog, str)
    judged = JudgedExample(
        rules, assess(rules, {"attributes": answers}), names_of(catalog, rules, str)
    )
    [found] = disagreements(judged, {(field,): value for field, value in expected.items()})
    assert list(found.causes) == told


COMPANY = """
--- + minimal
--- + tiers
--- content/account.yml
owner: sales
attributes:
  - {id: people, name: People, question: How many?, type: number}
  - {id: fee, name: Fee, question: Do they pay late?, type: yes-no}
--- content/segments/mid-market.yml
name: Mid-market
owner: sales
definition: Brands.
focus: beachhead
--- content/scores/fit.yml
name: Our customer
owner: sales
question: Are they ours?
measures: fit
scoring:
  mode: raw
  criteria:
    - {attribute: people, weight: 1, bands: [{to: 50, points: 2}, {from: 50, points: 5}]}
    - {attribute: fee, weight: 2, options: {yes: -4, no: 0}}
  disqualifiers: [{when: {attribute: people, below: 5}, why: Nobody owns returns.}]
  bands: [{from: -8, name: Low}, {from: 3, name: High}]
"""


Said = dict[tuple[str, ...], str]


def turned(root: Path, drawing: str, answers: dict[str, Any], expected: Said) -> list[Any]:
    """Return what is said instead of what was expected, and why."""
    catalog = catalog_of(root, drawing)
    rules = compile_rules(catalog, str)
    judged = JudgedExample(rules, assess(rules, answers), names_of(catalog, rules, str))
    return [(one.found, list(one.causes)) for one in disagreements(judged, expected)]


@pytest.mark.parametrize(
    ("people", "fee", "field", "wanted", "told"),
    [
        ("60", "no", ("score",), "5", []),
        ("60", "no", ("band",), "High", []),
        ("60", "no", ("status",), "scored", []),
        ("60", "no", ("scores", "fit"), "High", []),
        ("60", "no", ("scores", "fit"), "5", []),
        ("4", "no", ("status",), "disqualified", []),
        ("4", "no", ("scores", "fit"), "disqualified", []),
        ("60", "yes", ("score",), "5", [("-3", ["Fee takes 8 off"])]),
        ("60", "yes", ("scores", "fit"), "High", [("Low (-3)", ["Fee takes 8 off"])]),
        ("60", "no", ("scores", "fit"), "85", [("High (5)", [])]),
        ("4", "no", ("status",), "scored",
         [("disqualified", ['ruled out, because "Nobody owns returns"'])]),
        ("", "no", ("status",), "disqualified", [("scored", ["People is not known"])]),
        ("60", "no", ("status",), "disqualified", [("scored", [])]),
    ],
)  # fmt: skip
def test_without_segments_the_score_that_measures_fit_is_meant(
    tmp_path: Path, people: str, fee: str, field: tuple[str, ...], wanted: str, told: list[Any]
) -> None:
    """By band, by number and by what rules it out, with the deduction that turned it."""
    answers = {"attributes": {"people": people, "fee": fee}}
    assert turned(tmp_path, COMPANY, answers, {field: wanted}) == told


def test_a_company_that_is_ruled_out_is_so_beside_its_segment(tmp_path: Path) -> None:
    """The score as a whole says it, whatever its segment says; without it the segment does."""
    score = COMPANY[COMPANY.index("--- content/scores") :].replace("fee", "shop")
    drawing = ACCOUNT.replace("MODE", "share").replace("below: 5", "below: 2") + score.replace(
        "{yes: -4, no: 0}", "{own: 0, none: -4}"
    )
    expected: Said = {("status",): "disqualified"}
    cases: dict[str, list[Any]] = {"4": [], "6": [("scored", [])]}
    for people, found in cases.items():
        answers = {"attributes": {"people": people, "shop": "own"}}
        assert turned(tmp_path / people, drawing, answers, expected) == found


@pytest.mark.parametrize(
    ("name", "wanted", "told"),
    [
        ("tools", "1", []),
        ("tools", "2", [("1", [])]),
        ("people", "1", [(None, ["nothing of maturity is called so; known are tools"])]),
    ],
)
def test_levels_of_maturity_are_compared(
    tmp_path: Path, name: str, wanted: str, told: list[Any]
) -> None:
    """A dimension by the number of its level; a name that is none says which there are."""
    answers = {"maturity": {"tools": "1"}}
    assert turned(tmp_path, COMPANY, answers, {("maturity", name): wanted}) == told


def test_a_group_and_a_further_model_are_compared(sample: Catalog) -> None:
    """Where nothing is known, the dimensions that are missing are named."""
    rules = compile_rules(sample, str)
    names = names_of(sample, rules, str)
    known = {
        one["id"]: str(one["levels"][0]["level"])
        for one in rules["further"][0]["ability"]["dimensions"]
        if one["method"] == "rubric"
    }
    model = rules["further"][0]["id"]
    expected: Said = {
        ("maturity", model): "9",
        **{("maturity", name): level for name, level in known.items()},
    }
    judged = JudgedExample(rules, assess(rules, {"maturity": known}), names)
    assert {one.loc for one in disagreements(judged, expected)} == {("maturity", model)}
    nothing = disagreements(JudgedExample(rules, assess(rules, {}), names), expected)
    assert {one.loc for one in nothing} == set(expected)
    assert all(str(cause).endswith("is not known") for one in nothing for cause in one.causes)
    assert all(one.causes for one in nothing)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, {"Tier": "not enough known"}),
        ({"attributes": {"people": "60", "fee": "yes"}},
         {"Our customer": "Low (-3)", "Tier": "not enough known"}),
        ({"attributes": {"people": "4"}},
         {"Our customer": "disqualified", "Tier": "not enough known"}),
    ],
)  # fmt: skip
def test_an_outcome_says_only_what_the_playbook_has(
    tmp_path: Path, answers: dict[str, Any], said: dict[str, str]
) -> None:
    """No segment and no motivation where there are none; a score by its band and its number."""
    rules = compile_rules(catalog_of(tmp_path, COMPANY), str)
    assert dict(outcome_of(rules, assess(rules, answers)).parts) == said

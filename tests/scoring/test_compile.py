"""The catalog becomes the rules for scoring accounts: complete, exact and always the same."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from drawn import draw
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.text import said
from icp_playbook.reading import check_playbook
from icp_playbook.scoring import assess
from icp_playbook.scoring.compile import compile_rules
from icp_playbook.scoring.defects import find_defects
from icp_playbook.scoring.exact import part_of
from icp_playbook.stages.check import Context


def english(text: str) -> str:
    """Return a text in English, or as its author wrote it."""
    return said(text, "en")


def catalog_of(root: Path) -> Catalog:
    """Return the catalog of a playbook without errors."""
    checked = check_playbook(root, Context())
    assert not checked.errors
    return checked.catalog


_FIT = """\
--- + minimal
--- content/account.yml
owner: sales
attributes:
  - {id: employees, question: {en: How many?, zh-Hant: 多少？}, type: number, unit: people}
  - {id: shop, question: Which?, type: choice, \
options: [{id: hosted, label: Hosted}, {id: none, label: None}]}
--- content/segments/mid-market.yml
name: Mid-market
owner: sales
definition: Brands.
focus: beachhead
fit:
  min_coverage: 62.5
  criteria:
    - attribute: employees
      weight: 1.50
      required: true
      why: Size.
      bands: [{to: 50, points: -1}, {from: 50, points: 5}]
    - {attribute: shop, weight: 2, options: {hosted: 5, none: 0}}
  disqualifiers:
    - {when: {any: [{attribute: employees, at-least: 007}, {attribute: shop, one-of: [none]}]}, \
why: No., exception: never}
  bands: [{from: 0, name: Pass}, {from: 70.0, name: Core}]
--- content/segments/plain.yml
name: Plain
owner: sales
definition: Without a fit.
focus: develop
"""


def test_fit_is_compiled_as_the_document_says(tmp_path: Path) -> None:
    """Numbers become decimals, percent a share, texts one language; what is missing is left out."""
    rules = compile_rules(catalog_of(draw(tmp_path, _FIT)), english)
    assert rules["attributes"][0] == {
        "id": "employees",
        "question": "How many?",
        "type": "number",
        "unit": "people",
    }
    assert rules["segments"] == [
        {
            "id": "mid-market",
            "name": "Mid-market",
            "focus": "beachhead",
            "mode": "share",
            "min_coverage": "0.625",
            "criteria": [
                {
                    "attribute": "employees",
                    "weight": "1.5",
                    "required": True,
                    "why": "Size.",
                    "bands": [{"to": "50", "points": "-1"}, {"from": "50", "points": "5"}],
                },
                {
                    "attribute": "shop",
                    "weight": "2",
                    "required": False,
                    "why": "",
                    "options": {"hosted": "5", "none": "0"},
                },
            ],
            "disqualifiers": [
                {
                    "when": {
                        "any": [
                            {"attribute": "employees", "at-least": "7"},
                            {"attribute": "shop", "one-of": ["none"]},
                        ]
                    },
                    "why": "No.",
                    "exception": "never",
                }
            ],
            "bands": [{"from": "0", "name": "Pass"}, {"from": "70", "name": "Core"}],
        }
    ]


def test_a_company_that_scores_nothing_has_empty_rules(tmp_path: Path) -> None:
    """Everything but the company and a segment may be missing."""
    rules = compile_rules(catalog_of(draw(tmp_path, "--- + bare")), english)
    assert rules == {
        "version": 1,
        "attributes": [],
        "segments": [],
        "scores": [],
        "flags": [],
        "qualification": None,
        "maturity": None,
        "further": [],
        "grid": [],
    }
    answer = assess(rules, {})
    assert (answer["fit"], answer["motivation"], answer["ability"]) == (None, None, None)
    assert (answer["scores"], answer["flags"]) == ([], None)


_LISTS = """\
--- + bare
--- content/departments/sales.yml
name: Sales
owner: sales
optimises_for: Selling.
--- content/lists/partners.yml
name: {en: Partners, zh-Hant: 夥伴}
owner: sales
entries: [" Hosted ", 自架, ACME ltd, Acme Ltd]
--- content/account.yml
owner: sales
attributes:
  - {id: name, question: What are they called?, type: text}
  - {id: shop, question: Which?, type: choice, options: [{id: hosted, label: By others}, \
{id: own, label: {en: Own, zh-Hant: 自架}}, {id: none, label: None}]}
flags:
  - id: partner
    name: A partner
    when: {any: [{attribute: name, in-list: partners}, {attribute: shop, not-in-list: partners}]}
    do: Ask *first*.
    run_by: sales
  - {id: own-shop, name: Own, when: {attribute: shop, is: own}, do: Go on.}
"""


def test_a_list_is_compiled_for_what_is_asked(tmp_path: Path) -> None:
    """A text is compared with what stands there; a choice by id, and by label in any language."""
    rules = compile_rules(catalog_of(draw(tmp_path, _LISTS)), english)
    assert rules["flags"] == [
        {
            "id": "partner",
            "name": "A partner",
            "do": "Ask *first*.",
            "owner": "sales",
            "when": {
                "any": [
                    {
                        "attribute": "name",
                        "in-list": "partners",
                        "list": "Partners",
                        "entries": ["hosted", "自架", "acme ltd"],
                    },
                    {
                        "attribute": "shop",
                        "not-in-list": "partners",
                        "list": "Partners",
                        "entries": ["hosted", "own"],
                    },
                ]
            },
        },
        {
            "id": "own-shop",
            "name": "Own",
            "do": "Go on.",
            "when": {"attribute": "shop", "is": "own"},
        },
    ]


_SCORES = """\
--- + bare
--- content/account.yml
owner: sales
attributes: [{id: logins, question: How many?, type: number}]
--- content/scores/health.yml
name: Health
owner: sales
question: How are they?
scoring:
  mode: raw
  criteria: [{attribute: logins, weight: 2, bands: [{to: 5, points: 0}, {from: 5, points: 3}]}]
  bands: [{from: 0, name: Ill}]
--- content/scores/zz-whole.yml
name: The whole
owner: sales
question: Ours?
measures: fit
scoring:
  criteria: [{attribute: logins, weight: 2, bands: [{to: 5, points: 0}, {from: 5, points: 3}]}]
  disqualifiers: [{when: {attribute: logins, below: 1}, why: Nobody.}]
--- content/scores/old.yml
name: Old
owner: sales
question: Was it?
status: retired
scoring: {criteria: [{attribute: logins, weight: 2, bands: [{points: 3}]}]}
"""


def test_scores_are_compiled_as_the_fit_of_segments(tmp_path: Path) -> None:
    """The one that measures fit comes first; what is retired is none."""
    whole, health = compile_rules(catalog_of(draw(tmp_path, _SCORES)), english)["scores"]
    criterion = {
        "attribute": "logins",
        "weight": "2",
        "required": False,
        "why": "",
        "bands": [{"to": "5", "points": "0"}, {"from": "5", "points": "3"}],
    }
    assert whole == {
        "id": "zz-whole",
        "name": "The whole",
        "question": "Ours?",
        "measures": "fit",
        "mode": "share",
        "min_coverage": "0.6",
        "criteria": [criterion],
        "disqualifiers": [
            {"when": {"attribute": "logins", "below": "1"}, "why": "Nobody.", "exception": "ask"}
        ],
        "bands": [],
    }
    assert (health["id"], health["measures"], health["mode"]) == ("health", "other", "raw")
    assert health["criteria"] == [criterion]


def test_the_sample_company_can_be_scored() -> None:
    """Its rules have no defect, are JSON, and come out the same twice."""
    catalog = catalog_of(Path(__file__).parents[2])
    rules = compile_rules(catalog, english)
    assert find_defects(rules) == []
    assert json.loads(json.dumps(rules)) == rules == compile_rules(catalog, english)


@pytest.mark.parametrize("dimensions", range(1, 8))
def test_a_number_of_dimensions_survives_as_a_share(dimensions: int, tmp_path: Path) -> None:
    """`min_known` is a share in the document, rounded up: it gives the same number again."""
    names = "".join(
        f"--- content/maturity/dimensions/d{number}.yml\n"
        "name: D\nowner: sales\nquestion: How?\nlevels:\n"
        "  - {level: 1, label: A, descriptor: A.}\n  - {level: 2, label: B, descriptor: B.}\n"
        for number in range(dimensions)
    )
    for least in range(1, dimensions + 1):
        model = (
            f"owner: sales\nlevels: [{{level: 1, name: A}}, {{level: 2, name: B}}]\n"
            f"tier_rule: {{min_known: {least}}}\n"
        )
        drawing = (
            "--- + bare\n--- + tiers\n--- content/maturity/dimensions/tools.yml -\n"
            f"{names}--- content/maturity/model.yml\n{model}"
        )
        maturity = compile_rules(catalog_of(draw(tmp_path / str(least), drawing)), english)[
            "maturity"
        ]
        assert maturity is not None
        assert part_of(maturity["rule"]["min_known"], dimensions) == least
        assert Fraction(maturity["rule"]["min_known"]) <= 1

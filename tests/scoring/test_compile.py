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
        "qualification": None,
        "maturity": None,
        "further": [],
        "grid": [],
    }
    answer = assess(rules, {})
    assert (answer["fit"], answer["motivation"], answer["ability"]) == (None, None, None)


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
            "--- + minimal\n--- + tiers\n--- content/maturity/dimensions/tools.yml -\n"
            f"{names}--- content/maturity/model.yml\n{model}"
        )
        maturity = compile_rules(catalog_of(draw(tmp_path / str(least), drawing)), english)[
            "maturity"
        ]
        assert maturity is not None
        assert part_of(maturity["rule"]["min_known"], dimensions) == least
        assert Fraction(maturity["rule"]["min_known"]) <= 1

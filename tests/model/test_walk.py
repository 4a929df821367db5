"""Walking finds every value of a definition, with its place and the field that checked it."""

from __future__ import annotations

from pathlib import Path

from drawn import draw
from icp_playbook.model.base import Definition
from icp_playbook.model.fields import Exact, Line, Number, Prose, Ref
from icp_playbook.model.text import Text
from icp_playbook.model.walk import walk
from icp_playbook.stages.load import load

_SEGMENT = """\
--- content/segments/mid-market.yml
name: {en: Mid-market, zh-Hant: 中型}
owner: sales
departments: [sales]
definition: Brands.
focus: beachhead
sources: [peak, https://example.com/report]
example_companies: [A shop, Another]
fit:
  criteria:
    - attribute: employees
      weight: 1
      options: {yes: 1, no: 0}
  disqualifiers:
    - when:
        all:
          - {attribute: storefront, is: none}
          - {any: [{attribute: employees, is-not: "yes"}]}
      why: Small.
business_model:
  market: {description: Brands.}
  channel: {description: Agencies.}
  product: {description: Portal.}
  model: {description: Yearly.}
  arrows: [{from: market, to: model}]
"""


def _segment(root: Path) -> Definition:
    return load(draw(root, _SEGMENT)).definitions[0]


def test_references_are_found_wherever_they_stand(tmp_path: Path) -> None:
    """In fields, lists, groups and nested conditions: with the place as YAML writes it."""
    found = {leaf.loc: leaf.value for leaf in walk(_segment(tmp_path), Ref)}
    assert found == {
        ("departments", 0): "sales",
        ("sources", 0): "peak",
        ("sources", 1): "https://example.com/report",
        ("fit", "criteria", 0, "attribute"): "employees",
        ("fit", "disqualifiers", 0, "when", "all", 0, "attribute"): "storefront",
        ("fit", "disqualifiers", 0, "when", "all", 1, "any", 0, "attribute"): "employees",
    }


def test_every_value_leads_back_to_its_line(tmp_path: Path) -> None:
    """A value's place in the model is its place in the file, also for names Python reserves."""
    segment = _segment(tmp_path)
    lines = _SEGMENT.splitlines()[1:]
    defaults = {"status", "confidence", "mode", "exception"}
    for leaf in walk(segment):
        if isinstance(leaf.value, str) and leaf.loc[-1] not in defaults:
            texts = leaf.texts() if isinstance(leaf.value, Text) else [(leaf.loc, leaf.value)]
            for loc, text in texts:
                line, column = segment.place(loc)
                assert lines[line - 1][column - 1 :].lstrip('"').startswith(text), leaf


def test_values_of_maps_are_found_under_their_keys(tmp_path: Path) -> None:
    """A map of points has each answer in the path."""
    points = [leaf for leaf in walk(_segment(tmp_path), Number) if "options" in leaf.loc]
    assert [(leaf.loc, int(leaf.value)) for leaf in points] == [
        (("fit", "criteria", 0, "options", "yes"), 1),
        (("fit", "criteria", 0, "options", "no"), 0),
    ]


def test_several_kinds_of_value_come_in_the_order_of_the_model(tmp_path: Path) -> None:
    """Lines and prose together, once each; what is the same in every language is a line as well."""
    leaves = walk(_segment(tmp_path), (Line, Prose))
    fields = list(dict.fromkeys(leaf.loc[0] for leaf in leaves))
    assert fields == ["name", "definition", "example_companies", "fit", "business_model"]
    assert leaves[0].value == Text(by_language=[("en", "Mid-market"), ("zh-Hant", "中型")])
    assert [leaf.value for leaf in leaves if isinstance(leaf.field, Exact)] == ["none", "yes"]


def test_what_is_left_out_is_not_walked(tmp_path: Path) -> None:
    """A missing text has no leaf, and a field that is missing holds nothing."""
    found = {leaf.loc[0] for leaf in walk(_segment(tmp_path), Prose)}
    assert "why_they_matter" not in found

"""Rules that can't be scored are found before anybody is, each at its place."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from icp_playbook.scoring import rules as rules_module
from icp_playbook.scoring.defects import find_defects
from scoring.table import put

DOCUMENT = yaml.safe_load(Path(__file__).with_name("defects.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", DOCUMENT["cases"], ids=lambda case: case["name"])
def test_a_defect_is_named_at_its_place(case: dict[str, Any]) -> None:
    """A change to sound rules gives exactly these defects: place, message and hint."""
    rules = copy.deepcopy(DOCUMENT["rules"])
    for path, value in case["change"].items():
        put(rules, path, copy.deepcopy(value))
    found = [[".".join(map(str, d.where)), d.message, d.hint] for d in find_defects(rules)]
    assert found == case["expect"]


def test_the_example_of_the_format_is_sound() -> None:
    """What the documentation of the rules document shows can be scored as it stands."""
    text = rules_module.__doc__ or ""
    example = text[text.index('{"version"') : text.index("`qualification`, `maturity` may")]
    assert find_defects(json.loads(example)) == []

"""The issue forms ask for all that is required, and what they ask for is understood."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from drawn import draw
from icp_playbook.authoring.forms import FORMS, form_files, questions, read_answers
from icp_playbook.authoring.generated import known_ids
from icp_playbook.authoring.outline import outline
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context


@pytest.mark.parametrize("name", FORMS)
def test_a_form_asks_for_everything_required(name: str) -> None:
    """Whoever answers the required questions has a definition without errors."""
    asked = {question.loc[0] for question in questions(FORMS[name]) if question.required}
    assert asked == {one.key for one in outline(FORMS[name]) if one.required and one.key != "id"}
    labels = [question.label for question in questions(FORMS[name])]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_what_the_code_host_takes(tmp_path: Path, name: str) -> None:
    """Each element has a label, a choice has options without doubles, and each id is of this playbook."""
    catalog = check_playbook(draw(tmp_path, "--- + minimal\n--- + tiers"), Context()).catalog
    form = yaml.safe_load(form_files(known_ids(catalog))[f".github/ISSUE_TEMPLATE/{name}.yml"])
    assert {"name", "description", "title", "body"} <= set(form)
    for element in form["body"][1:]:
        assert element["type"] in ("input", "textarea", "dropdown")
        assert element["attributes"]["label"]
        options = element["attributes"].get("options", ["one"])
        assert options
        assert len(options) == len(set(options))
        assert all(isinstance(option, str) for option in options)
    segments = [
        one["attributes"].get("options")
        for one in form["body"][1:]
        if one["attributes"]["label"] == "Segments"
    ]
    assert segments == ([] if name == "term" else [["mid-market"]])


@pytest.mark.parametrize("name", FORMS)
def test_a_filled_form_is_recognised(name: str) -> None:
    """The labels of a form lead back to its kind and fields."""
    text = "".join(f"### {question.label}\n\nx\n\n" for question in questions(FORMS[name]))
    answers = read_answers(text)
    assert answers is not None
    form, _, values = answers
    assert form == name
    assert set(values) == {question.loc[0] for question in questions(FORMS[name])}

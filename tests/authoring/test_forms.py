"""The issue forms ask for all that is required, and what they ask for is understood."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from drawn import draw
from icp_playbook.authoring.forms import FORMS, form_files, questions, read_answers, with_ids
from icp_playbook.model.shape import fields_of
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context


@pytest.mark.parametrize("name", FORMS)
def test_a_form_asks_for_everything_required(name: str) -> None:
    """Whoever answers the required questions has a definition without errors."""
    asked = {question.loc[0] for question in questions(FORMS[name]) if question.required}
    assert asked == {one.key for one in fields_of(FORMS[name]) if one.required and one.key != "id"}
    labels = [question.label for question in questions(FORMS[name])]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_what_the_code_host_takes(name: str) -> None:
    """Each element has a label, a choice has the model's options, each once, and no ids."""
    form = yaml.safe_load(form_files()[f".github/ISSUE_TEMPLATE/{name}.yml"])
    assert {"name", "description", "title", "body"} <= set(form)
    for element in form["body"][1:]:
        assert element["type"] in ("input", "textarea", "dropdown")
        assert element["attributes"]["label"]
        options = element["attributes"].get("options", ["one"])
        assert options
        assert len(options) == len(set(options))
        assert all(isinstance(option, str) for option in options)
        assert "mid-size-brands" not in str(element)


def test_names_and_files_in_answers_become_ids(tmp_path: Path) -> None:
    """A form lists no ids, so people write names: one a line, or with commas."""
    root = draw(
        tmp_path,
        """
        --- + minimal
        --- + tiers
        --- content/segments/big.yml
        name: Big, and growing
        owner: sales
        definition: Others.
        focus: avoid
        --- content/company.yml +
          customer-success: {name: {en: Success team, zh-Hant: 客戶成功}, channel: "#success"}
        """,
    )
    catalog = check_playbook(root, Context()).catalog
    written = [
        "Mid-market",
        "big, growing things",
        "Big, and growing",
        "mid-market, segment:big",
        "big.yml",
    ]
    found = with_ids(
        "persona", {"owner": "客戶成功", "segments": written, "titles": ["Mid-market"]}, catalog
    )
    assert found["owner"] == "customer-success"
    assert found["titles"] == ["Mid-market"]
    assert found["segments"] == [
        "mid-market",
        "big",
        "growing things",
        "big",
        "mid-market",
        "big",
        "big",
    ]


@pytest.mark.parametrize("name", FORMS)
def test_a_filled_form_is_recognised(name: str) -> None:
    """The labels of a form lead back to its kind and fields."""
    text = "".join(f"### {question.label}\n\nx\n\n" for question in questions(FORMS[name]))
    answers = read_answers(text)
    assert answers is not None
    form, _, values = answers
    assert form == name
    assert set(values) == {question.loc[0] for question in questions(FORMS[name])}

"""Accounts are judged exactly as `icp assess` judges them, and what is missing is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from asked_of import ask, playbook, refused
from drawn import draw
from icp_playbook.asking.playbook import Playbook
from sites import ROOT, icp

FILE = ROOT / "docs/sample-account.yml"


@pytest.fixture(scope="module")
def sample() -> Playbook:
    """The sample company."""
    return playbook(ROOT)


def test_an_account_gets_the_answer_of_the_command(sample: Playbook) -> None:
    """Every section of the report, word for word."""
    account = yaml.safe_load(FILE.read_text("utf-8"))
    given = {name: account[name] for name in ("attributes", "qualification", "maturity")}
    found = ask(sample, "assess", **given)
    told = icp("assess", FILE, "--format", "markdown", cwd=ROOT).stdout
    for section in found.data["reasons"][:-1]:  # the last one names the commit, or none
        assert f"## {section['title']}" in told
        assert all(line in told for line in section["lines"])
    result = {one["what"]: one["says"] for one in found.data["result"]}
    assert result["Segment"] == "Mid-sized online brands"
    letters = json.loads(icp("assess", FILE, "--format", "json", cwd=ROOT).stdout)["rules"]
    assert found.data["rules"] == letters["letters"]


def test_next_to_nothing_is_welcome(sample: Playbook) -> None:
    """What to ask next comes with what may be answered, and where the answer goes."""
    found = ask(sample, "assess").data
    asked = found["next_questions"]
    assert asked
    assert {one["part"] for one in asked} <= {"attributes", "qualification", "maturity"}
    answers = {one["id"]: one for one in asked if one["part"] == "attributes"}
    first = next(iter(answers.values()))
    again = ask(sample, "assess", attributes={first["id"]: (first["answers"] or [100])[0]}).data
    assert first["id"] not in [one["id"] for one in again["next_questions"]]
    assert again["unused"] == []


def test_what_cannot_be_used_is_told_and_the_rest_is_judged(sample: Playbook) -> None:
    """By its place, with what there is instead."""
    found = ask(
        sample, "assess", attributes={"employees": "many", "storefrnt": "hosted"},
        qualification={"need": "confirmed", "budget": "maybe"},
    ).data  # fmt: skip
    places = {one["place"]: one for one in found["unused"]}
    assert set(places) == {"attributes.employees", "attributes.storefrnt", "qualification.budget"}
    assert "storefront" in places["attributes.storefrnt"]["hint"]
    assert {one["what"] for one in found["result"]} >= {"Segment", "Motivation"}


def test_what_follows_is_named_with_how_sure_it_is(sample: Playbook) -> None:
    """Strategy, plays, people, and what the result rests on."""
    account = yaml.safe_load(FILE.read_text("utf-8"))
    given = {name: account[name] for name in ("attributes", "qualification", "maturity")}
    answer = ask(sample, "assess", **given)
    assert answer.data["next_steps"]
    assert "segment:mid-size-brands" in [one["ref"] for one in answer.data["based_on"]]
    for one in (*answer.data["based_on"], *(step["claim"] for step in answer.data["next_steps"])):
        line = next(line for line in answer.text.splitlines() if f"`{one['ref']}`" in line)
        assert one["caution"] in line


def test_many_are_scored_as_one_is_assessed(sample: Playbook) -> None:
    """In their order, by name, in the words of the command."""
    accounts = [
        {"name": f"A{number}", "attributes": {"employees": number, "storefront": "hosted"}}
        for number in (20, 140, 900)
    ]
    found = ask(sample, "score", accounts=accounts).data
    assert [row["name"] for row in found["rows"]] == ["A20", "A140", "A900"]
    for account, row in zip(accounts, found["rows"], strict=True):
        one = ask(sample, "assess", attributes=account["attributes"]).data["result"]
        said = {part["what"]: part["says"] for part in one}
        assert (row["segment"], row["fit"]) == (said["Segment"], said["Fit"])


def test_an_export_is_scored(sample: Playbook) -> None:
    """The rows of the sample's own; what no column answers is told."""
    text = (ROOT / "docs/sample-accounts.csv").read_text("utf-8")
    found = ask(sample, "score", csv=text).data
    lines = icp("assess", ROOT / "docs/sample-accounts.csv", cwd=ROOT).stdout.splitlines()
    told = [line for line in lines if ": " in line and "Segment" in line]
    assert len(found["rows"]) == len(told)
    for row, line in zip(found["rows"], told, strict=True):
        assert line.startswith(f"{row['name']}: ")
        assert row["segment"] in line
    assert found["unused_columns"]


def test_a_thousand_rows_are_scored(tmp_path: Path) -> None:
    """All of them."""
    asked = playbook(draw(tmp_path, "--- + minimal\n"))
    rows = "".join(f"a{number},{number}\n" for number in range(1000))
    found = ask(asked, "score", csv=f"Account,employees\n{rows}").data["rows"]
    assert [row["name"] for row in found] == [f"a{number}" for number in range(1000)]
    assert {row["enough_known"] for row in found} == {True}


def test_a_playbook_without_rules_judges_nobody(tmp_path: Path) -> None:
    """And says what it lacks."""
    asked = playbook(draw(tmp_path, "--- + bare\n"))
    assert "nothing to assess by" in refused(asked, "assess")
    assert "nothing to assess by" in refused(asked, "score", accounts=[{}])

"""The playbook is read once, and again when its files have changed; a mistake stops nobody."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from asked_of import ask, playbook, refused
from drawn import draw
from icp_playbook.asking.answers import NotAnsweredError

ATTRIBUTES = {"employees": "60"}
SECOND = """\
--- content/segments/second.yml
name: Second
owner: sales
definition: Others.
focus: develop
"""


def test_nothing_is_read_again_while_no_file_changes(tmp_path: Path) -> None:
    """Every question is answered from the same state."""
    asked = playbook(draw(tmp_path, "--- + minimal\n"))
    time.sleep(0.06)  # what was written within a tick of the clock might be written again
    first = asked.now().state
    assert asked.now().state is asked.now().state
    add(tmp_path, "content/segments/mid-market.yml", "name_short: x\n")
    assert asked.now().behind
    assert asked.now().state.catalog.definitions() == first.catalog.definitions()


@pytest.mark.parametrize(
    "change",
    [
        SECOND,
        "--- content/pages/new.md\n# New\n",
        "--- mkdocs.yml\nsite_name: Other\nplugins: [icp]\ntheme: {name: material, language: zh}\n",
    ],
)
def test_what_comes_is_seen_at_once(tmp_path: Path, change: str) -> None:
    """A definition, a page, a configuration."""
    asked = playbook(draw(tmp_path, "--- + minimal\n"))
    time.sleep(0.06)
    before = asked.now().state
    draw(tmp_path, change)
    after = asked.now()
    assert after.state is not before
    assert not after.behind


def test_what_goes_is_gone(tmp_path: Path) -> None:
    """A definition that nothing refers to."""
    asked = playbook(draw(tmp_path, f"--- + bare\n{SECOND}"))
    assert ask(asked, "get", ref="segment:second").data["source"]
    (tmp_path / "content/segments/second.yml").unlink()
    assert "no segment is called" in refused(asked, "get", ref="segment:second")


def test_a_look_that_began_after_a_question_came_is_enough(tmp_path: Path) -> None:
    """Of many questions at once each would else look at all files."""
    asked = playbook(draw(tmp_path, "--- + minimal\n"))
    time.sleep(0.06)
    since = time.monotonic()
    first = asked.now(since)
    draw(tmp_path, SECOND)
    assert asked.now(since).state is first.state
    assert asked.now().state is not first.state


def test_rules_with_mistakes_judge_nobody(tmp_path: Path) -> None:
    """The last rules that were right do, and the answer says so."""
    asked = playbook(draw(tmp_path, "--- + minimal\n"))
    before = ask(asked, "assess", attributes=ATTRIBUTES).data
    file = tmp_path / "content/segments/mid-market.yml"
    file.write_text(file.read_text("utf-8").replace("from: 50", "from: 70"), "utf-8")
    after = ask(asked, "assess", attributes=ATTRIBUTES).data
    assert after["result"] == before["result"]
    assert "fit-unscorable" in after["notes"][0]
    assert ask(asked, "get", ref="segment:mid-market").data["notes"] == []
    assert "fit-unscorable" in refused(playbook(tmp_path), "assess", attributes=ATTRIBUTES)


def test_a_configuration_for_an_audience_answers_nobody(tmp_path: Path) -> None:
    """Every answer would be the company's own."""
    draw(tmp_path, "--- + minimal\n--- mkdocs.yml\nplugins: [{icp: {audience: partners}}]\n")
    assert "is for partners" in refused(playbook(tmp_path), "get", ref="segment:mid-market")


def add(root: Path, path: str, text: str) -> None:
    """Write more into a file."""
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(text)


def test_a_configuration_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """In its own words; from the start, and later."""
    draw(tmp_path, "--- + minimal\n")
    asked = playbook(tmp_path)
    asked.now()
    draw(tmp_path, "--- mkdocs.yml\nplugins: [\n")
    assert "mkdocs.yml" in asked.now().notes[0]
    with pytest.raises(NotAnsweredError, match=r"mkdocs\.yml"):
        playbook(tmp_path).now()


def test_what_the_configuration_inherits_is_looked_at(tmp_path: Path) -> None:
    """It may lie beside the playbook, and say what language is spoken."""
    root = draw(tmp_path / "company", "--- + minimal\n--- mkdocs.yml\nINHERIT: ../base.yml\n")
    draw(tmp_path, "--- base.yml\nsite_name: A\n")
    asked = playbook(root)
    time.sleep(0.06)
    assert asked.now().state.language == "en"
    draw(tmp_path, "--- base.yml\nsite_name: A\ntheme: {name: material, language: zh-TW}\n")
    assert asked.now().state.language == "zh-TW"

"""A proposed text is checked as if it stood in the playbook, and nothing is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from asked_of import TODAY, ask, playbook
from drawn import draw
from icp_playbook.asking.playbook import Playbook
from icp_playbook.asking.prompts import prompt_text
from icp_playbook.configuration import context_of
from icp_playbook.reading import check_playbook
from sites import ROOT, files_of

GOOD = """\
name: Second
owner: sales
definition: Others.
focus: develop
"""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small company without problems."""
    return draw(tmp_path_factory.mktemp("company"), "--- + minimal\n")


@pytest.fixture(scope="module")
def sample() -> Playbook:
    """The sample company."""
    return playbook(ROOT)


def test_a_good_one_passes_with_its_gaps(company: Path) -> None:
    """As `icp check` would see it; not a byte changes."""
    before = files_of(company)
    found = ask(playbook(company), "check", kind="segment", id="second", yaml=GOOD).data
    assert found["ok"]
    assert (found["path"], found["replaces"]) == ("content/segments/second.yml", False)
    assert files_of(company) == before
    (company / found["path"]).write_text(GOOD, "utf-8")
    checked = check_playbook(company, context_of(company, None, TODAY))
    (company / found["path"]).unlink()
    told = [(one["line"], one["column"], one["rule"]) for one in found["problems"]]
    there = [one for one in checked.problems if one.path == found["path"]]
    assert told == [(one.line, one.column, one.rule) for one in there]
    assert told


def test_each_mistake_has_its_place(company: Path) -> None:
    """Of spelling, of reference, of YAML."""
    asked = playbook(company)

    def places(text: str) -> list[tuple[int, int, str]]:
        found = ask(asked, "check", kind="segment", id="second", yaml=text).data
        assert not found["ok"]
        return [(one["line"], one["column"], one["rule"]) for one in found["problems"]]

    assert places(GOOD.replace("develop", "devlop")) == [(4, 8, "unknown-choice")]
    nowhere = places(f"{GOOD}triggers:\n  - See [[persona:nobody]].\n")
    assert (6, 9, "unknown-reference") in nowhere
    assert places("name: [")[0][2].startswith("yaml-")
    assert places("x: !!python/object:os.system 1\n")[0][2].startswith("yaml-")
    assert places("a: &x 1\nb: *x\n")[0][2].startswith("yaml-")
    second = ask(
        asked, "check", kind="segment", id="second", yaml=GOOD.replace("develop", "beachhead")
    )
    rules = {one["rule"] for one in (*second.data["problems"], *second.data["elsewhere"])}
    assert "second-beachhead" in rules


def test_what_it_breaks_elsewhere_is_told(company: Path) -> None:
    """A definition that others refer to, and that is no longer what it was."""
    text = (
        (company / "content/account.yml").read_text("utf-8").replace("id: employees", "id: people")
    )
    found = ask(playbook(company), "check", kind="account", yaml=text).data
    assert not found["ok"]
    assert found["replaces"]
    assert {one["path"] for one in found["elsewhere"]} == {"content/segments/mid-market.yml"}


def test_every_definition_of_the_sample_passes_as_it_is(sample: Playbook) -> None:
    """One of each kind: with no problem that the playbook does not have."""
    catalog = sample.now().state.catalog
    for kind, found in catalog.by_kind.items():
        for one in found[:1]:
            text = (ROOT / one.path).read_text("utf-8")
            answer = ask(sample, "check", kind=kind, id=one.id, yaml=text).data
            assert answer["ok"], (kind, answer)
            assert answer["elsewhere"] == []


@pytest.mark.parametrize("language", ["en", "zh-Hant", "zh-Hans"])
def test_the_draft_of_an_insight_passes_the_check(language: str) -> None:
    """As the prompt gives it, for each research question; it claims nothing."""
    asked = playbook(ROOT, language)
    state = asked.now().state
    questions = [ref for ref in state.catalog.targets if ref.startswith("question:")]
    assert questions
    for question in questions[:2]:
        given = {"notes": "```yaml\nname: no\n``` They said no.", "question": question}
        text = prompt_text(asked.now(), "draft-insight", given)
        blocks = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        answer = ask(asked, "check", kind="insight", id="what-we-heard", yaml=blocks[0]).data
        assert answer["ok"], answer
        assert answer["elsewhere"] == []
        assert "status: draft" in blocks[0]
        assert "confidence: hypothesis" in blocks[0]
        assert {one["rule"] for one in answer["problems"]} <= {
            "insight-sample-below-minimum", "translation-missing", "orphan"
        }  # fmt: skip

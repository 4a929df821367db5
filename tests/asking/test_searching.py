"""What is asked by programs is found as it is on the site, without any page being drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from asked_of import ask, playbook
from chinese_company import TRADITIONAL
from drawn import draw
from icp_playbook.asking.playbook import Playbook
from icp_playbook.asking.searching import Library
from sites import ROOT

FIRST, AMONG_THREE = 0.9, 0.95


@pytest.fixture(scope="module")
def sample() -> Playbook:
    """The sample company."""
    return playbook(ROOT)


def test_people_find_what_answers_them(sample: Playbook) -> None:
    """The site's own table of searches, of those that a definition answers."""
    library = sample.now().state.kept(Library)
    there = {one.address for one in library.entries}
    table = yaml.safe_load((ROOT / "tests/search/searches.yml").read_text("utf-8"))
    rows = [
        (str(row["type"]), first)
        for group in table.values()
        for row in group
        if (first := there & set(row["first"]))
    ]
    assert len(rows) > 100
    found = [
        ([hit.entry.address for hit in library.find(asked)[:3]], first) for asked, first in rows
    ]
    assert sum(hits[:1] != [] and hits[0] in first for hits, first in found) >= FIRST * len(rows)
    assert sum(bool(first & set(hits)) for hits, first in found) >= AMONG_THREE * len(rows)


def test_a_hit_says_where_it_stands_and_how_sure_it_is(sample: Playbook) -> None:
    """With the passage that has the words, and the file that says it."""
    found = ask(sample, "search", question="return rate", limit=3).data
    assert found["hits"]
    assert found["found"] >= len(found["hits"])
    for hit in found["hits"]:
        assert hit["source"].endswith((".yml", ".md"))
        assert (hit["claim"] is None) == (hit["ref"] is None)


def test_a_kind_can_be_chosen(sample: Playbook) -> None:
    """And a hand-written page is found among all."""
    found = ask(sample, "search", question="returns", kind="persona").data
    assert {hit["claim"]["kind"] for hit in found["hits"]} == {"persona"}
    written = ask(sample, "search", question="the method in six steps", limit=20).data
    assert any(hit["ref"] is None for hit in written["hits"])


def test_what_is_nowhere_is_not_found(sample: Playbook) -> None:
    """It is said, and is no refusal."""
    answer = ask(sample, "search", question="xylophone quagmire")
    assert answer.data["hits"] == []
    assert answer.text == "Nothing found. Try other words, or fewer."


def test_chinese_is_found_in_either_script(tmp_path: Path) -> None:
    """As a question, in part, and in the other script."""
    asked = playbook(draw(tmp_path, TRADITIONAL), "zh-Hant")
    titles = [one.title for one in asked.now().state.kept(Library).entries]
    name = next(one for one in titles if len(one) > 3 and not one.isascii())
    for typed in (name, name[:2], f"什麼是{name}？"):
        found = ask(asked, "search", question=typed, limit=20).data["hits"]
        assert name in [hit["title"] for hit in found]

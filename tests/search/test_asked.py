"""What a question asks for: all of its words, then most; in Chinese, what of it tells something."""

from __future__ import annotations

from typing import Any

import pytest

from icp_playbook.stages.search.letters import in_simplified
from icp_playbook.stages.search.quiet import quiet_words
from javascript import Call


@pytest.mark.parametrize(
    ("question", "telling", "beside"),
    [
        ("我的客戶沒了聲音，怎麼辦？", {"客戶", "聲音"}, {"我的", "怎麼辦"}),
        ("怎麼給成熟度評分呢", {"成熟", "熟度", "評分"}, {"怎麼", "給", "呢"}),
        ("客戶會議要準備什麼", {"客戶", "會議", "準備"}, {"要", "什麼"}),
        ("什麼是ICP客戶畫像？", {"icp", "客戶", "畫像"}, {"什麼", "是"}),
    ],
)
def test_a_question_is_asked_by_what_tells_something(
    javascript: Call, question: str, telling: set[str], beside: set[str]
) -> None:
    """Words that say nothing only order what is found; a letter of theirs within another stays."""
    asked = _read(javascript, question)[-1]
    found = {part["piece"] for part in asked["parts"]}
    assert {in_simplified(one) for one in telling} <= found
    assert {in_simplified(one) for one in beside} == set(asked["beside"])


@pytest.mark.parametrize("typed", ["成熟度", "目的", "了解", "我們", "在意"])
def test_a_few_letters_are_asked_as_they_stand_first(javascript: Call, typed: str) -> None:
    """Also where one of them says nothing elsewhere, or all do."""
    strict = _read(javascript, typed)[0]
    assert strict["share"] == 1
    assert {part["word"] for part in strict["parts"]} == {in_simplified(typed)}


def test_words_with_spaces_are_all_asked_for_and_then_most(javascript: Call) -> None:
    """As in English."""
    strict, most = _read(javascript, "champion left")
    assert strict["parts"] == most["parts"]
    assert strict["share"] == 1 > most["share"]


def _read(javascript: Call, question: str) -> list[dict[str, Any]]:
    head = {"quiet": {"$set": sorted(quiet_words("zh-Hant"))}, "variants": {"$map": []}}
    typed = in_simplified(question)
    asked: list[dict[str, Any]] = javascript("search/asked.js", "readings", typed, head)
    return asked

"""The build and the script of pages read texts alike: what is a word, which letters are one."""

from __future__ import annotations

import pytest

from icp_playbook.stages.search.letters import folded, variants_in, words
from javascript import Call

TEXTS = (
    "Mid-sized online brands", "Don’t ask: it's the customer's", "Café, naïve, Ångström, ﬁt",
    "ICP客戶成熟度評估", "客户成熟度，评估。", "戶", "退貨 率", "カメラがある", "Ｂ２Ｂ",
    "1,800 returns; €24.50",
    "a_b-c d/e", "STRASSE straße", "İstanbul", "데이터 분석", "e\u0301te\u0301", "", "— … ’",
    "can't won’t I'll we're", "𠮷野家", "Σίσυφος ΣΊΣΥΦΟΣ", "½ ① x²", "नमस्ते",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_both_read_the_same_words(javascript: Call, text: str) -> None:
    """What the script looks for is what the build has written down."""
    assert javascript("search/words.js", "words", text) == words(folded(text))


def test_only_letters_that_can_find_something_are_in_the_table() -> None:
    """The table goes to each reader, so it is as small as the site's own words."""
    assert variants_in(["客户"]) == {"戶": "户"}
    assert variants_in(["客戶"]) == {"戶": "户"}
    assert variants_in(["No Han letter"]) == {}

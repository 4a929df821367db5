"""The first sentence of a text."""

from __future__ import annotations

import pytest

from icp_playbook.stages.render.sentences import first_sentence

LONG = "This sentence is long enough to stand alone in a list."


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (f"{LONG} And more.", LONG),
        (f"None. {LONG} And more.", f"None. {LONG}"),
        ("Large brands, e.g. Nordic ones, with Dr. Know and 3.5 people. Then more.",
         "Large brands, e.g. Nordic ones, with Dr. Know and 3.5 people."),
        ('"We pay for both parcels, and then it comes back. Always." They say so.',
         '"We pay for both parcels, and then it comes back. Always."'),
        ("沒有負責人的公司只會讓混亂來得更快，因為沒有人有權力改變任何一條規則，所以我們不賣。以後再說。",
         "沒有負責人的公司只會讓混亂來得更快，因為沒有人有權力改變任何一條規則，所以我們不賣。"),
        ("no end at all", "no end at all"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_text_s_first_sentence_stands_for_it(text: str, first: str) -> None:
    """Without taking an abbreviation for an end, or a word for a sentence."""
    assert first_sentence(text, 220) == first


def test_a_sentence_that_is_too_long_is_cut_between_words() -> None:
    """And says that there is more."""
    assert first_sentence("word " * 100, 52) == "word " * 9 + "word …"

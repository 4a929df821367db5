"""Text in pictures: every word is there, lines are as wide as asked, and nothing overlaps."""

from __future__ import annotations

import pytest

from icp_playbook.stages.plan.pictures.text_layout import Block, Box, width_of, wrap

HOSTILE = (
    "People and organisation",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "客戶成熟度（認知、策略、人員與組織、工具）。",
    "ICP客戶 maturity 評估",
    "<script>alert(1)</script>",
    "مرحبا بالعالم الطويل جدا",
    "e\u0301" * 60,
    "x" * 200,
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [40, 90, 300])
def test_lines_hold_the_whole_text_and_are_no_wider_than_asked(text: str, width: int) -> None:
    """Nothing is cut, whatever it is."""
    lines = wrap(text, width, 14)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert max(width_of(line, 14) for line in lines) <= width


def test_words_stay_whole_where_they_fit() -> None:
    """A line breaks at a space, or after a hyphen."""
    assert wrap("People and organisation", 100, 14) == ("People and", "organisation")
    assert wrap("mid-sized brands", 74, 14) == ("mid-sized", "brands")


def test_chinese_breaks_anywhere_but_before_closing_punctuation() -> None:
    """A full stop stays with the sentence that it ends."""
    assert wrap("客戶成熟度。工具", 70, 14) == ("客戶成熟", "度。工具")
    assert wrap("客戶成熟。工具", 56, 14)[1][0] != "。"


def test_nothing_has_no_lines() -> None:
    """An empty text, or one of spaces alone, draws nothing."""
    assert wrap("", 100, 14) == wrap("  ", 100, 14) == ()


def test_a_block_knows_the_place_that_it_takes() -> None:
    """By its anchor and its lines."""
    start = Block(("成熟", "度"), 100, 50, 10).box
    middle = Block(("成熟", "度"), 100, 50, 10, "middle").box
    end = Block(("成熟", "度"), 100, 50, 10, "end").box
    assert (start.left, start.right, start.top, start.bottom) == (100, 120, 40, 65)
    assert (middle.left, end.left) == (90, 80)
    assert start.touches(middle)
    assert not start.touches(end)
    assert not Box(0, 0, 10, 11).lies_in(10, 10)

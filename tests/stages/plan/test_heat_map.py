"""The heat map: every level of every dimension, words whole and inside their cell."""

from __future__ import annotations

import pytest

from icp_playbook.model.maturity import Dimension, Level
from icp_playbook.stages.plan.pictures.heat_map import HeatMap, draw_heat_map

WIDTHS = [800, 356]
WORDS = [
    "Portals and a spreadsheet",
    "一張表格與一位負責的人，還有每季的檢討",
    "<script>alert(1)</script>",
    "Donaudampfschifffahrtselektrizitätengesellschaft",
]


def levels(count: int) -> list[Level]:
    """Return so many levels."""
    return [
        Level.model_validate({"level": str(place), "name": f"Level number {place}"})
        for place in range(1, count + 1)
    ]


def dimension(name: str, words: str, described: list[int]) -> Dimension:
    """Return a dimension that says the same of each level that it describes."""
    said = [{"level": str(one), "label": words, "descriptor": "Seen."} for one in described]
    typed = {"name": name, "owner": "sales", "question": "How?", "levels": said}
    return Dimension.model_validate(typed).model_copy(update={"id": name.casefold()})


def heat_map(dimensions: list[Dimension], count: int, width: int) -> HeatMap:
    """Return the map of dimensions."""
    drawn = draw_heat_map(dimensions, levels(count), width, "en")
    assert drawn is not None
    return drawn


def test_without_dimensions_there_is_no_map() -> None:
    """Nor without levels."""
    assert draw_heat_map([], levels(3), 800, "en") is None
    assert draw_heat_map([dimension("Tools", "Paper", [1])], [], 800, "en") is None


def test_a_higher_level_is_darker_and_one_not_described_is_empty() -> None:
    """A dimension may describe some levels only."""
    (row,) = heat_map([dimension("Tools", "Paper", [1, 3])], 3, 800).rows
    first, second, third = row.cells
    assert first.shade < second.shade < third.shade
    assert first.label is not None
    assert second.label is None
    assert row.text == "Tools: Paper, Paper"


def test_the_level_of_an_account_is_marked_and_an_unknown_one_is_not() -> None:
    """One cell at most of each row."""
    one, other = dimension("Tools", "Paper", [1, 2]), dimension("Strategy", "None", [1, 2])
    drawn = draw_heat_map([one, other], levels(2), 800, "en", {"tools": 2, "strategy": None})
    assert drawn is not None
    marked = [[cell.is_here for cell in row.cells] for row in drawn.rows]
    assert marked == [[False, True], [False, False]]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [2, 4, 9])
@pytest.mark.parametrize("words", WORDS)
def test_words_are_whole_and_inside_their_cell(words: str, count: int, width: int) -> None:
    """Of nine levels and twelve dimensions too, with names as long."""
    numbers = list(range(1, count + 1))
    drawn = heat_map([dimension(words, words, numbers)] * 12, count, width)
    bottom = max(head.box.bottom for head in drawn.heads)
    for row in drawn.rows:
        assert row.name.box.top >= bottom - 4
        for cell in row.cells:
            assert cell.label is not None
            assert "".join("".join(cell.label.lines).split()) == "".join(words.split())
            assert cell.label.box.right <= cell.x + cell.width
            assert cell.label.box.bottom <= row.y + row.height
        bottom = max(row.y + row.height, row.name.box.bottom)
        assert row.name.box.lies_in(drawn.width, drawn.height)
    assert bottom <= drawn.height
    assert drawn.scrolls == (drawn.width > width + 1)


@pytest.mark.parametrize("width", WIDTHS)
def test_four_levels_of_usual_words_need_no_scrolling(width: int) -> None:
    """The method's own size fits on a phone."""
    drawn = heat_map([dimension("Tools", WORDS[0], [1, 2, 3, 4])], 4, width)
    assert not drawn.scrolls

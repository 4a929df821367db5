"""The picture of segments by value and effort: nothing lies on another, nothing is invented."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest

from icp_playbook.model.segment import Segment
from icp_playbook.model.text import Text
from icp_playbook.scoring.economics import UnitEconomics
from icp_playbook.stages.plan.pictures.segment_value import (
    Mark,
    Valued,
    ValuePicture,
    draw_value,
)
from icp_playbook.stages.plan.pictures.text_layout import Box

SIZES = [(760, 420), (340, 400)]
HOSTILE = ["<script>alert(1)</script>", "x" * 120, "客戶成熟度的分群" * 6, "شركات صغيرة ومتوسطة"]


def valued(
    name: str, share: int | None, ratio: int | None, focus: str = "focus", floor: int = 3
) -> Valued:
    """Return a segment with its share of effort and its ratio of LTV to CAC."""
    segment = Segment.model_construct(
        name=Text(name),
        owner="sales",
        definition=Text("Whom we mean"),
        focus=focus,
        share_of_effort=None if share is None else Decimal(share),
    )
    known = None if ratio is None else Fraction(ratio)
    return Valued(segment, name, UnitEconomics(None, known, None, Decimal(floor), None))


def picture(segments: list[Valued], size: tuple[int, int]) -> ValuePicture:
    """Return the picture of segments that have numbers."""
    drawn = draw_value(segments, *size)
    assert drawn is not None
    return drawn


def boxes(drawn: ValuePicture) -> list[Box]:
    """Return where the marks and their names are."""

    def of(mark: Mark) -> Box:
        radius = drawn.radius * 0.7  # what lies within a round mark
        return Box(mark.x - radius, mark.y - radius, mark.x + radius, mark.y + radius)

    return [*map(of, drawn.marks), *(mark.name.box for mark in drawn.marks if mark.name)]


def test_one_segment_is_compared_with_nothing() -> None:
    """None, one, or several without numbers give no picture."""
    assert draw_value([], 760, 420) is None
    assert draw_value([valued("A", 50, 4), valued("B", None, 4)], 760, 420) is None
    assert draw_value([valued("A", 50, None), valued("B", None, None)], 760, 420) is None


def test_a_segment_without_a_number_is_listed_and_not_drawn() -> None:
    """No place is invented for it."""
    drawn = picture([valued("A", 50, 4), valued("B", 20, 2), valued("C", 20, None)], SIZES[0])
    assert [mark.segment.name for mark in drawn.marks] == ["A", "B"]
    assert [segment.name for segment in drawn.missing] == ["C"]


def test_more_effort_is_further_right_and_more_value_further_up() -> None:
    """And what we avoid looks otherwise than what we serve."""
    low, high = picture([valued("A", 10, 2, "avoid"), valued("B", 40, 8)], SIZES[0]).marks
    assert low.x < high.x
    assert low.y > high.y
    assert (low.look, high.look) == ("avoid", "served")
    assert low.text == "A: 10 % of our effort, LTV : CAC 2"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [2, 4, 9, 40])
def test_nothing_lies_on_another_or_outside(count: int, size: tuple[int, int]) -> None:
    """However many there are, and where all are at one place."""
    for spread in (7, 1):
        several = [
            valued(f"Segment number {place}", place % spread, place % 5) for place in range(count)
        ]
        drawn = picture(several, size)
        found = boxes(drawn)
        assert all(one.lies_in(drawn.width, drawn.height) for one in found)
        assert not [pair for pair in combinations(found, 2) if pair[0].touches(pair[1])]


def test_names_stand_beside_their_marks_where_all_have_room_and_numbers_where_not() -> None:
    """A few have names; forty have numbers, which are distinct."""
    few = picture([valued(f"Segment {place}", place * 10, place) for place in range(5)], SIZES[0])
    many = picture([valued(f"Segment {place}", place, place) for place in range(40)], SIZES[1])
    assert (few.is_numbered, many.is_numbered) == (False, True)
    assert [mark.number for mark in many.marks] == list(range(1, 41))


@pytest.mark.parametrize("size", SIZES)
def test_any_name_is_whole_and_inside(size: tuple[int, int]) -> None:
    """Very long, Chinese, from right to left, or code: each is there in full, or has a number."""
    drawn = picture(
        [valued(name, place * 20, place + 1) for place, name in enumerate(HOSTILE)], size
    )
    for mark in drawn.marks:
        if mark.name:
            assert "".join(mark.name.lines).replace(" ", "") == mark.segment.name.replace(" ", "")
    assert all(one.lies_in(drawn.width, drawn.height) for one in boxes(drawn))


def test_the_same_segments_give_the_same_picture() -> None:
    """Nothing in it depends on chance."""
    several = [valued(f"Segment {place}", place % 3, place % 2) for place in range(20)]
    assert draw_value(several, 340, 400) == draw_value(several, 340, 400)


def test_the_agreed_ratio_is_inside_however_far_from_the_others() -> None:
    """All segments may lie below it."""
    drawn = picture([valued("A", 10, 1, floor=9), valued("B", 20, 2, floor=9)], SIZES[0])
    assert drawn.floor is not None
    assert drawn.plot.top <= drawn.floor[1] <= drawn.plot.bottom

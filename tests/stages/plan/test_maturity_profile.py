"""The pictures of a maturity profile: names are whole, unknown is not low, the rule is kept."""

from __future__ import annotations

from itertools import combinations

import pytest

from icp_playbook.model.maturity import Dimension, TierRule
from icp_playbook.model.text import Text
from icp_playbook.scoring.rules import LevelsToTier
from icp_playbook.scoring.units import tier_level
from icp_playbook.stages.plan.pictures.least_profile import least_of
from icp_playbook.stages.plan.pictures.maturity_profile import (
    DotPicture,
    ProfilePicture,
    ShownLevel,
    draw_profile,
)
from icp_playbook.stages.plan.pictures.text_layout import Box

LEVELS = (1, 2, 3, 4)


def reading(name: str, level: int | None, worst: int = 1, best: int = 4) -> ShownLevel:
    """Return what is known of a dimension."""
    dimension = Dimension.model_construct(
        name=Text(name), owner="sales", question=Text("How?"), levels=()
    )
    ends = (worst, best) if level is None else (level, level)
    return ShownLevel(dimension, name, level, *ends)


def radar(*readings: ShownLevel, levels: tuple[int, ...] = LEVELS) -> ProfilePicture:
    """Return the shape of three dimensions or more."""
    drawn = draw_profile(readings, levels)
    assert isinstance(drawn, ProfilePicture)
    return drawn


def test_nothing_known_is_no_picture() -> None:
    """Neither of dimensions that nothing is known of, nor of none."""
    assert draw_profile([], LEVELS) is None
    assert draw_profile([reading(f"D{place}", None) for place in range(4)], LEVELS) is None


def test_two_dimensions_are_rows_of_dots() -> None:
    """They make no shape; each says where it is and where it may be."""
    drawn = draw_profile([reading("Tools", 2), reading("Strategy", None, 2, 3)], LEVELS)
    assert isinstance(drawn, DotPicture)
    looks = [[look for _, _, look in row.dots] for row in drawn.rows]
    assert looks[0] == ["other", "here", "other", "other"]
    assert looks[1] == ["other", "possible", "possible", "other"]


def test_a_higher_level_is_further_from_the_middle() -> None:
    """The lowest level is a point on the axis too, not the middle."""
    drawn = radar(reading("A", 1), reading("B", 4), reading("C", 2))
    x, y = drawn.middle
    assert drawn.axes[0].dot is not None
    assert drawn.axes[0].dot[0] == x
    assert 0 < y - drawn.axes[0].dot[1] < 104
    assert drawn.axes[1].dot == drawn.axes[1].end


def test_an_unknown_level_is_a_span_and_leaves_the_shape_open() -> None:
    """Unknown is not low."""
    drawn = radar(reading("A", 3), reading("B", None, 2, 4), reading("C", 2), reading("D", 2))
    assert drawn.shape == ()
    assert len(drawn.lines) == 2
    assert drawn.axes[1].span is not None
    assert drawn.axes[1].dot is None


@pytest.mark.parametrize("count", [3, 4, 5, 8, 12])
@pytest.mark.parametrize(
    "name", ["Tools", "人員與組織的成熟度", "People and organisation", "<b>&" * 20, "ا" * 90]
)
def test_names_lie_inside_and_not_on_one_another(count: int, name: str) -> None:
    """All of them are whole, or all have numbers."""
    levels = tuple(range(1, 10))
    drawn = radar(*(reading(f"{name} {place}", 3, 1, 9) for place in range(count)), levels=levels)
    names = [axis.name for axis in drawn.axes if axis.name]
    assert drawn.is_numbered or len(names) == count
    boxes = [block.box for block in names] or [
        Box(x - 9, y - 9, x + 9, y + 9) for x, y in (axis.number_at for axis in drawn.axes)
    ]
    assert all(box.lies_in(drawn.width, drawn.height) for box in boxes)
    assert not [pair for pair in combinations(boxes, 2) if pair[0].touches(pair[1])]


def test_the_four_names_of_the_method_stand_at_their_axes() -> None:
    """The usual case needs no key."""
    names = ("Cognition", "Strategy", "People and organisation", "Tools")
    assert not radar(*(reading(name, 2) for name in names)).is_numbered


@pytest.mark.parametrize("method", ["threshold", "minimum", "mean"])
@pytest.mark.parametrize("count", [1, 3, 4, 7])
@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_the_least_profile_makes_its_tier_and_one_level_less_does_not(
    method: str, count: int, level: int
) -> None:
    """What the picture shows is what the rule says."""
    rule = TierRule.model_validate({"method": method, "share": "0.75", "max_gap": "1"})
    compiled: LevelsToTier = {
        "kind": method,  # type: ignore[typeddict-item]
        "share": "0.75",
        "max_gap": 1,
        "min_known": "1",
    }
    least = least_of(rule, level, count, 1)
    assert tier_level(compiled, least, 1, 4) == level
    if level > 1:
        less = (least[0] - 1, *least[1:])
        assert tier_level(compiled, less, 1, 4) < level

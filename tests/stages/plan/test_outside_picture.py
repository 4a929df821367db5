"""The picture of new customers outside the profile."""

from __future__ import annotations

from itertools import pairwise

from icp_playbook.model.company import NewCustomers
from icp_playbook.stages.plan.outside_picture import OutsidePicture, outside_picture


def picture(*periods: tuple[int, int]) -> OutsidePicture:
    """Return the picture of periods given as all new customers and those outside."""
    found = outside_picture([period(place, *numbers) for place, numbers in enumerate(periods)])
    assert found is not None
    return found


def period(place: int, total: int, outside: int) -> NewCustomers:
    """Return a period as its author would type it."""
    typed = {"period": f"P{place}", "total": str(total), "outside_profile": str(outside)}
    return NewCustomers.model_validate(typed)


def test_nothing_is_drawn_where_nobody_was_signed() -> None:
    """No periods, or only empty ones, give no picture."""
    empty = period(0, 0, 0)
    assert outside_picture([]) is None
    assert outside_picture([empty, empty]) is None


def test_columns_are_as_high_as_their_share() -> None:
    """Twice the share is twice the height, and every column stands on the floor."""
    drawn = picture((20, 8), (20, 4), (20, 0))
    high, half, none = drawn.columns
    assert (high.height, none.height) == (2 * half.height, 0)
    assert {one.y + one.height for one in drawn.columns} == {drawn.floor}
    assert [one.share for one in drawn.columns] == ["40", "20", "0"]


def test_the_scale_fits_the_largest_share() -> None:
    """A company with a few percent sees them, one with all of them too."""
    assert [percent for percent, _ in picture((100, 3)).lines] == [0, 5, 10]
    assert [percent for percent, _ in picture((10, 10)).lines] == [0, 50, 100]


def test_a_period_without_new_customers_leaves_a_gap() -> None:
    """It has no share, and does not count as an improvement."""
    drawn = picture((10, 5), (0, 0), (10, 3), (0, 0))
    assert [one.share for one in drawn.columns] == ["50", None, "30", None]
    assert drawn.first is not None
    assert (drawn.first.period, drawn.last.period) == ("P0", "P2")


def test_one_period_is_no_trend() -> None:
    """There is nothing to compare it with."""
    assert picture((10, 5), (0, 0)).first is None


def test_more_outside_than_there_are_is_drawn_as_all() -> None:
    """A slip in the numbers does not draw out of the picture."""
    (column,) = picture((10, 12)).columns
    assert (column.share, column.y >= 0) == ("100", True)


def test_forty_periods_name_only_as_many_as_fit() -> None:
    """Names do not lie on top of each other."""
    drawn = picture(*[(20, 5)] * 40)
    named = [one.x for one in drawn.columns if one.named]
    assert len(drawn.columns) == 40
    assert min(right - left for left, right in pairwise(named)) >= 60
    assert max(one.x + one.width for one in drawn.columns) <= drawn.width

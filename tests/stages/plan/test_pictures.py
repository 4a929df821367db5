"""The pictures of new customers outside the profile, and of the four fits of a business model."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import pytest

from icp_playbook.model.company import NewCustomers
from icp_playbook.model.segment import BOXES, BusinessModel
from icp_playbook.stages.plan.pictures.four_fits import FitsPicture, draw_fits
from icp_playbook.stages.plan.pictures.outside import OutsidePicture, draw_outside


def picture(*periods: tuple[int, int], width: int = 760) -> OutsidePicture:
    """Return the picture of periods given as all new customers and those outside."""
    typed = [period(place, *numbers) for place, numbers in enumerate(periods)]
    found = draw_outside(typed, width, "en")
    assert found is not None
    return found


def period(place: int, total: int, outside: int) -> NewCustomers:
    """Return a period as its author would type it."""
    typed = {"period": f"P{place}", "total": str(total), "outside_profile": str(outside)}
    return NewCustomers.model_validate(typed)


def test_nothing_is_drawn_where_nobody_was_signed() -> None:
    """No periods, or only empty ones, give no picture."""
    empty = period(0, 0, 0)
    assert draw_outside([], 760, "en") is None
    assert draw_outside([empty, empty], 760, "en") is None


def test_columns_are_as_high_as_their_share() -> None:
    """Twice the share is twice the height, and every column stands on the floor."""
    drawn = picture((20, 8), (20, 4), (20, 0))
    high, half, none = drawn.columns
    assert (high.height, none.height) == (2 * half.height, 0)
    assert {one.y + one.height for one in drawn.columns} == {drawn.floor}
    assert [one.share for one in drawn.columns] == ["40 %", "20 %", "0 %"]


def test_the_scale_fits_the_largest_share() -> None:
    """A company with a few percent sees them, one with all of them too."""
    assert [percent for percent, _ in picture((100, 3)).lines] == [0, 5, 10]
    assert [percent for percent, _ in picture((10, 10)).lines] == [0, 50, 100]


def test_a_period_without_new_customers_leaves_a_gap() -> None:
    """It has no share, and does not count as an improvement."""
    drawn = picture((10, 5), (0, 0), (10, 3), (0, 0))
    assert [one.share for one in drawn.columns] == ["50 %", None, "30 %", None]
    assert drawn.first is not None
    assert (drawn.first.period, drawn.last.period) == ("P0", "P2")


def test_one_period_is_no_trend() -> None:
    """There is nothing to compare it with."""
    assert picture((10, 5), (0, 0)).first is None


def test_more_outside_than_there_are_is_drawn_as_all() -> None:
    """A slip in the numbers does not draw out of the picture."""
    (column,) = picture((10, 12)).columns
    assert (column.share, column.y >= 0) == ("100 %", True)


@pytest.mark.parametrize("width", [760, 340])
@pytest.mark.parametrize("count", [1, 6, 40])
def test_names_of_periods_lie_inside_and_not_on_one_another(count: int, width: int) -> None:
    """Of many only as many are named as fit."""
    drawn = picture(*[(20, 5)] * count, width=width)
    names = [one.name.box for one in drawn.columns if one.name]
    assert len(drawn.columns) == count
    assert names
    assert all(box.lies_in(drawn.width, drawn.height) for box in names)
    assert all(left.right <= right.left for left, right in pairwise(names))
    assert max(one.x + one.width for one in drawn.columns) <= drawn.width <= width


def test_a_long_name_of_a_period_stands_below_its_column_in_lines() -> None:
    """It makes the picture higher, and is whole."""
    typed = {"period": "二〇二六年第三季（含舊客戶）", "total": "9", "outside_profile": "3"}
    long = [NewCustomers.model_validate(typed)] * 5
    drawn = draw_outside(long, 340, "en")
    assert drawn is not None
    name = drawn.columns[0].name
    assert name is not None
    assert "".join(name.lines) == typed["period"]
    assert name.box.lies_in(drawn.width, drawn.height)


def fits(judged: dict[str, str], *arrows: str) -> FitsPicture:
    """Return the picture of `{"market product": "weak"}` and of arrows such as "market product"."""
    boxes = {name: {"description": name} for name in ("market", "channel", "product", "model")}
    judgements = [{"between": pair.split(), "judgement": word} for pair, word in judged.items()]
    pointed = [dict(zip(("from", "to"), arrow.split(), strict=True)) for arrow in arrows]
    return draw_fits(
        BusinessModel.model_validate({**boxes, "judgements": judgements, "arrows": pointed})
    )


def test_market_comes_first() -> None:
    """It stands where the eye begins; the other three follow."""
    first, *others = fits({"market product": "strong"}).boxes
    assert first.name == "Market"
    assert all(first.x <= box.x and first.y <= box.y for box in others)


def test_a_line_says_how_well_two_fit_and_which_decides() -> None:
    """In words too, for who does not see the picture."""
    (edge,) = fits({"market product": "weak"}, "market product").edges
    assert (edge.judgement, edge.forward, edge.backward) == ("weak", True, False)
    assert edge.text == "Market and product: a weak fit, market decides product"


def test_an_arrow_may_go_against_the_usual_order() -> None:
    """Which of two decides is data: the literature and the essay differ."""
    (edge,) = fits({"product market": "strong"}, "product market").edges
    assert (edge.forward, edge.backward) == (False, True)
    assert edge.text == "Market and product: a strong fit, product decides market"


def test_a_head_points_at_its_box_and_its_line_ends_behind_it() -> None:
    """Each of them is inside the picture, whichever pair it joins."""
    pairs = [f"{one} {two}" for one, two in combinations(BOXES, 2)]
    drawn = fits(dict.fromkeys(pairs, "strong"), *pairs)
    assert len(drawn.edges) == len(pairs)
    for edge in drawn.edges:
        ((tip, left, right),) = edge.heads
        assert math.dist(tip, edge.start) > math.dist(left, edge.start)
        assert math.isclose(math.dist(tip, left), math.dist(tip, right), abs_tol=0.2)
        assert math.dist(edge.end, tip) >= 12
        assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in edge.heads[0])


def test_badges_of_judgements_do_not_lie_on_one_another() -> None:
    """The two lines that cross have theirs apart; each judgement has a sign of its own."""
    pairs = [f"{one} {two}" for one, two in combinations(BOXES, 2)]
    words = ["strong", "weak", "unknown"] * 2
    edges = fits(dict(zip(pairs, words, strict=True))).edges
    assert min(math.dist(a.badge, b.badge) for a, b in combinations(edges, 2)) > 20
    assert len({edge.sign for edge in edges}) == 3


def test_an_arrow_without_a_judgement_is_not_known_yet() -> None:
    """And a pair with neither has no line."""
    (edge,) = fits({}, "channel model").edges
    assert edge.text == "Channel and model: not known yet, channel decides model"

"""The pictures of new customers outside the profile, and of the four fits of a business model."""

from __future__ import annotations

from itertools import pairwise

from icp_playbook.model.company import NewCustomers
from icp_playbook.model.segment import BusinessModel
from icp_playbook.stages.plan.pictures.four_fits import FitsPicture, draw_fits
from icp_playbook.stages.plan.pictures.outside import OutsidePicture, draw_outside


def picture(*periods: tuple[int, int]) -> OutsidePicture:
    """Return the picture of periods given as all new customers and those outside."""
    found = draw_outside([period(place, *numbers) for place, numbers in enumerate(periods)])
    assert found is not None
    return found


def period(place: int, total: int, outside: int) -> NewCustomers:
    """Return a period as its author would type it."""
    typed = {"period": f"P{place}", "total": str(total), "outside_profile": str(outside)}
    return NewCustomers.model_validate(typed)


def test_nothing_is_drawn_where_nobody_was_signed() -> None:
    """No periods, or only empty ones, give no picture."""
    empty = period(0, 0, 0)
    assert draw_outside([]) is None
    assert draw_outside([empty, empty]) is None


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


def test_forty_periods_name_only_as_many_as_fit() -> None:
    """Names do not lie on top of each other."""
    drawn = picture(*[(20, 5)] * 40)
    named = [one.x for one in drawn.columns if one.named]
    assert len(drawn.columns) == 40
    assert min(right - left for left, right in pairwise(named)) >= 60
    assert max(one.x + one.width for one in drawn.columns) <= drawn.width


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


def test_an_arrow_without_a_judgement_is_not_known_yet() -> None:
    """And a pair with neither has no line."""
    (edge,) = fits({}, "channel model").edges
    assert edge.text == "Channel and model: not known yet, channel decides model"

"""The picture of the four fits: arrows and judgements are the company's own."""

from __future__ import annotations

from icp_playbook.model.segment import BusinessModel
from icp_playbook.stages.plan.fits_picture import FitsPicture, fits_picture


def picture(judged: dict[str, str], *arrows: str) -> FitsPicture:
    """Return the picture of `{"market product": "weak"}` and of arrows such as "market product"."""
    boxes = {name: {"description": name} for name in ("market", "channel", "product", "model")}
    judgements = [{"between": pair.split(), "judgement": word} for pair, word in judged.items()]
    pointed = [dict(zip(("from", "to"), arrow.split(), strict=True)) for arrow in arrows]
    return fits_picture(BusinessModel.model_validate({**boxes, "judgements": judgements, "arrows": pointed}))


def test_market_comes_first() -> None:
    """It stands where the eye begins; the other three follow."""
    first, *others = picture({"market product": "strong"}).boxes
    assert first.name == "Market"
    assert all(first.x <= box.x and first.y <= box.y for box in others)


def test_a_line_says_how_well_two_fit_and_which_decides() -> None:
    """In words too, for who does not see the picture."""
    (edge,) = picture({"market product": "weak"}, "market product").edges
    assert (edge.judgement, edge.forward, edge.backward) == ("weak", True, False)
    assert edge.text == "Market and product: a weak fit, market decides product"


def test_an_arrow_may_go_against_the_usual_order() -> None:
    """Which of two decides is data: the literature and the essay differ."""
    (edge,) = picture({"product market": "strong"}, "product market").edges
    assert (edge.forward, edge.backward) == (False, True)
    assert edge.text == "Market and product: a strong fit, product decides market"


def test_an_arrow_without_a_judgement_is_not_known_yet() -> None:
    """And a pair with neither has no line."""
    (edge,) = picture({}, "channel model").edges
    assert edge.text == "Channel and model: not known yet, channel decides model"

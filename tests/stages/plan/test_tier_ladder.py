"""The ladder of tiers: each on its step, numbers only where they are known, names whole."""

from __future__ import annotations

from itertools import pairwise

import pytest

from icp_playbook.model.maturity import Tier
from icp_playbook.model.strategy import Strategy
from icp_playbook.stages.plan.pictures.text_layout import width_of
from icp_playbook.stages.plan.pictures.tier_ladder import LadderPicture, draw_ladder

WIDTHS = [760, 340]
NAMES = [
    "Low",
    "高成熟度的客戶與其組織，包含多個部門與系統",
    "Donaudampfschifffahrtselektrizitätengesellschaft",
    "<script>alert(1)</script>",
    "نضج منخفض",
]
Row = tuple[Tier, Strategy | None]


def row(level: int, name: str = "Low", stance: str = "", hours: str = "", margin: str = "") -> Row:
    """Return a tier with its strategy, as their authors would type them."""
    economics = {"economics": {"margin_left": margin}} if margin else {}
    tier = Tier.model_validate(
        {"level": str(level), "name": name, "owner": "sales", "asks": {"value": "It"}, **economics}
    )
    if not stance:
        return tier, None
    effort = {"effort_hours": hours} if hours else {}
    said = {"name": "S", "tier": "low", "owner": "sales", "strategy": "We help."}
    return tier, Strategy.model_validate({**said, "stance": stance, **effort})


def ladder(rows: list[Row], width: int) -> LadderPicture:
    """Return the picture of two tiers or more."""
    drawn = draw_ladder(rows, width, "en")
    assert drawn is not None
    return drawn


def test_one_tier_is_no_ladder() -> None:
    """Nor is none."""
    assert draw_ladder([], 760, "en") is None
    assert draw_ladder([row(1)], 760, "en") is None


@pytest.mark.parametrize("width", WIDTHS)
def test_the_highest_tier_is_on_top_and_on_the_widest_step(width: int) -> None:
    """Steps follow each other without a gap."""
    steps = ladder([row(level) for level in range(1, 10)], width).steps
    assert [int(step.tier.level) for step in steps] == list(range(9, 0, -1))
    assert all(upper.width > lower.width for upper, lower in pairwise(steps))
    assert all(abs(one.y + one.height - other.y) < 0.2 for one, other in pairwise(steps))


@pytest.mark.parametrize("width", WIDTHS)
def test_numbers_are_drawn_only_where_they_are_known(width: int) -> None:
    """Without any there is no column for them."""
    bare = ladder([row(1, stance="limited"), row(2)], width)
    assert (bare.effort_x, bare.value_x, bare.zero_x) == (None, None, None)
    some = ladder([row(1, stance="limited", hours="20"), row(2, margin="80")], width)
    high, low = some.steps
    assert (high.effort, low.value) == (None, None)
    assert low.effort is not None
    assert (low.effort.text, high.value and high.value.text) == ("20 hours", "80 %")


@pytest.mark.parametrize("width", WIDTHS)
def test_twice_the_hours_are_twice_as_long_and_a_loss_goes_to_the_left(width: int) -> None:
    """Every value starts at one line."""
    drawn = ladder(
        [
            row(1, stance="limited", hours="10", margin="-20"),
            row(2, stance="grow", hours="20", margin="80"),
        ],
        width,
    )
    high, low = drawn.steps
    assert high.effort
    assert low.effort
    assert high.value
    assert low.value
    assert high.effort.width == pytest.approx(2 * low.effort.width, abs=0.2)
    assert high.value.x == drawn.zero_x
    assert low.value.x + low.value.width == pytest.approx(drawn.zero_x, abs=0.2)
    assert (high.value.is_negative, low.value.is_negative) == (False, True)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("numbers", [("", ""), ("5000", "84")])
def test_names_are_whole_inside_and_clear_of_the_bars(
    name: str, width: int, numbers: tuple[str, str]
) -> None:
    """On nine steps too."""
    drawn = ladder([row(level, name, "do-not-sell", *numbers) for level in range(9)], width)
    for step in drawn.steps:
        assert "".join(step.name.lines).replace(" ", "") == name.replace(" ", "")
        assert step.stance is not None
        assert step.name.x > step.width
        assert step.name.box.lies_in(drawn.width, drawn.height)
        assert step.name.box.bottom <= step.stance.box.top + 4
        assert step.stance.box.bottom <= step.y + step.height + 1
        if step.effort and step.value:
            behind = step.effort.text_x + width_of(step.effort.text, 13.5)
            assert behind <= step.value.x
        for bar in (step.effort, step.value):
            if bar:
                beside = bar.x >= step.name.box.right
                assert beside or bar.y >= step.stance.box.bottom - 4
                assert bar.x > step.width - 0.1
                assert bar.text_x + width_of(bar.text, 13.5) <= drawn.width
                assert bar.y + 16 <= step.y + step.height


def test_the_same_tiers_give_the_same_picture() -> None:
    """Nothing in it depends on chance."""
    rows = [row(level, "Tier", "grow", "9", "9") for level in range(4)]
    assert draw_ladder(rows, 340, "en") == draw_ladder(rows, 340, "en")

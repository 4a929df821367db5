"""What serving a segment earns, from numbers as a company types them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from icp_playbook.model.company import Agreed
from icp_playbook.model.segment import Economics
from icp_playbook.scoring.economics import UnitEconomics, unit_economics


def earned(acv: str, margin: str, churn: str, cac: str, **agreed: str) -> UnitEconomics:
    """Return what these numbers come to, beside what was agreed."""
    numbers = {
        "currency": "EUR",
        "acv": acv,
        "gross_margin": margin,
        "yearly_churn": churn,
        "cac": cac,
    }
    return unit_economics(Economics.model_validate(numbers), Agreed.model_validate(agreed))


def test_lifetime_value_ratio_and_payback_follow_from_four_numbers() -> None:
    """LTV = ACV x margin / churn, payback = CAC / monthly margin, exactly."""
    one = earned("24000", "78", "9", "26000")
    assert (one.ltv, one.ltv_to_cac, one.payback_months) == (
        Fraction(208_000),
        Fraction(8),
        Fraction(50, 3),
    )


@pytest.mark.parametrize(("cac", "reached"), [("40000", True), ("40000.01", False)])
def test_what_just_reaches_the_floor_is_enough(cac: str, *, reached: bool) -> None:
    """The agreed ratio itself is no miss, a cent beyond it is."""
    assert earned("12000", "100", "10", cac, ltv_to_cac_floor="3").ratio_ok is reached


@pytest.mark.parametrize(("cac", "within"), [("18000", True), ("18000.01", False)])
def test_what_just_stays_within_the_ceiling_is_enough(cac: str, *, within: bool) -> None:
    """The agreed number of months itself is no miss, a cent beyond it is."""
    assert earned("12000", "100", "10", cac, payback_ceiling_months="18").payback_ok is within


def test_what_cannot_be_divided_is_left_open() -> None:
    """Without churn, cost or margin there is a number less, and no judgement on it."""
    agreed = {"ltv_to_cac_floor": "3", "payback_ceiling_months": "18"}
    assert earned("12000", "50", "0", "6000", **agreed).ratio_ok is None
    assert earned("12000", "50", "10", "0", **agreed).ratio_ok is None
    assert earned("12000", "0", "10", "6000", **agreed).payback_ok is None


def test_without_an_agreement_nothing_is_judged() -> None:
    """The numbers stand there by themselves."""
    one = earned("12000", "50", "10", "6000")
    assert one.ltv_to_cac == 10
    assert one.ratio_ok is one.payback_ok is None

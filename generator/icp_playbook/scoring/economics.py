"""What serving a segment earns: LTV, LTV to CAC and payback, computed exactly."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from icp_playbook.model.company import Agreed
from icp_playbook.model.segment import Economics


@dataclass(frozen=True, slots=True)
class UnitEconomics:
    """Results: money in the segment's currency, payback in months; None to divide by zero."""

    ltv: Fraction | None
    """Annual contract value x gross margin / yearly churn."""
    ltv_to_cac: Fraction | None
    payback_months: Fraction | None
    """CAC / (annual contract value x gross margin / 12)."""
    floor: Decimal | None
    """The agreed lowest ratio of LTV to CAC."""
    ceiling: Decimal | None
    """The agreed longest payback, in months."""

    @property
    def ratio_ok(self) -> bool | None:
        """Whether LTV:CAC reaches the agreed floor; None when either is missing."""
        return (
            None
            if self.ltv_to_cac is None or self.floor is None
            else self.ltv_to_cac >= Fraction(self.floor)
        )

    @property
    def payback_ok(self) -> bool | None:
        """Whether payback stays within the agreed ceiling; None when either is missing."""
        if self.payback_months is None or self.ceiling is None:
            return None
        return self.payback_months <= Fraction(self.ceiling)


def unit_economics(numbers: Economics, agreed: Agreed | None) -> UnitEconomics:
    """Compute a segment's unit economics (content model: segment, economics)."""
    margin = Fraction(numbers.acv) * Fraction(numbers.gross_margin) / 100
    churn, cac = Fraction(numbers.yearly_churn) / 100, Fraction(numbers.cac)
    ltv = margin / churn if churn else None
    return UnitEconomics(
        ltv=ltv,
        ltv_to_cac=ltv / cac if ltv is not None and cac else None,
        payback_months=cac / (margin / 12) if margin else None,
        floor=agreed.ltv_to_cac_floor if agreed else None,
        ceiling=agreed.payback_ceiling_months if agreed else None,
    )

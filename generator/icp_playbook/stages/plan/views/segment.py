"""Segments: the fit table, whom one meets, what we say and do, and whether serving them pays."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company
from icp_playbook.model.maturity import Tier
from icp_playbook.model.outcome import Outcome
from icp_playbook.model.persona import Persona
from icp_playbook.model.play import Play
from icp_playbook.model.segment import Segment
from icp_playbook.model.strategy import Strategy
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.scoring.economics import UnitEconomics, unit_economics
from icp_playbook.stages.plan.fit_tables import criterion_rows, disqualifier_rows
from icp_playbook.stages.plan.fits_picture import fits_picture
from icp_playbook.stages.plan.outcomes import outcomes_of


def pages(catalog: Catalog) -> Callable[[Segment], Mapping[str, object]]:
    """Return what a segment's page shows beyond its own fields."""
    general = [strategy for strategy in catalog.all(Strategy) if strategy.segment is None]
    level = {tier.id: tier.level for tier in catalog.all(Tier)}
    everywhere = [outcome for outcome in catalog.all(Outcome) if not outcome.segments]

    def page(segment: Segment) -> Mapping[str, object]:
        own = catalog.users(segment.ref, Strategy, "segment")
        overridden = {strategy.tier for strategy in own}
        strategies = [*own, *(strategy for strategy in general if strategy.tier not in overridden)]
        strategies.sort(key=lambda strategy: level.get(strategy.tier, 0))
        return _page(catalog, segment) | {
            "outcomes": outcomes_of(catalog, segment, everywhere) if segment.focus != "avoid" else [],
            "strategies": strategies if segment.focus != "avoid" else [],
        }

    return page


def _page(catalog: Catalog, segment: Segment) -> dict[str, object]:
    account = catalog.one(AccountAttributes)
    personas = catalog.users(segment.ref, Persona, "segments")
    return {
        "criteria": criterion_rows(segment, account),
        "required": segment.fit is not None and any(one.required for one in segment.fit.criteria),
        "disqualifiers": disqualifier_rows(segment, account),
        "decision_side": [persona for persona in personas if persona.side in ("decision", "both")],
        "use_side": [persona for persona in personas if persona.side in ("use", "both")],
        "value_propositions": catalog.users(segment.ref, ValueProposition, "segment"),
        "plays": catalog.users(segment.ref, Play, "segments"),
        "unit": unit_of(catalog, segment),
        "fits": fits_picture(segment.business_model) if segment.business_model else None,
    }


def index(catalog: Catalog) -> Mapping[str, object]:
    """Return the comparison of all segments, the most wanted first."""
    segments = catalog.all(Segment)
    return {
        "segments": segments,
        "units": {segment.id: unit_of(catalog, segment) for segment in segments},
        "value_propositions": {
            segment.id: catalog.users(segment.ref, ValueProposition, "segment") for segment in segments
        },
        "personas": {segment.id: catalog.users(segment.ref, Persona, "segments") for segment in segments},
        "company": catalog.one(Company),
    }


def unit_of(catalog: Catalog, segment: Segment) -> UnitEconomics | None:
    """Return what serving a segment earns, if its numbers are known."""
    model = segment.business_model
    if model is None or model.economics is None:
        return None
    company = catalog.one(Company)
    return unit_economics(model.economics, company.agreed if company else None)

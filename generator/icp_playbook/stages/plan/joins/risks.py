"""Risks: for each risk and tier the plays to run, or a hole that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import DO
from icp_playbook.model.maturity import Tier
from icp_playbook.model.page import Page
from icp_playbook.model.play import Play
from icp_playbook.model.strategy import Strategy
from icp_playbook.project import Site
from icp_playbook.stages.plan.tiers import general_strategy


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk, and the plays that answer it at each tier, in the order of the tiers."""

    id: str
    name: str
    plays: tuple[tuple[Tier, tuple[Play, ...]], ...]


def pages(catalog: Catalog, site: Site) -> list[Page]:
    """Return the page of risks, if the company has a play against one."""
    tiers = catalog.all(Tier)
    rows = risks(catalog, tiers)
    if not exist(catalog):
        return []
    strategies = catalog.all(Strategy)
    view = {
        "tiers": [(tier, general_strategy(tier, strategies)) for tier in tiers],
        "rows": rows,
        "undecided": sum(not plays for row in rows for _, plays in row.plays),
    }
    return [Page("risks", "Risks by tier", "risks", view, area=DO)]


def exist(catalog: Catalog) -> bool:
    """Tell whether the company has a play against a risk, and tiers to tell apart: then it has a page of risks."""
    return bool(catalog.all(Tier)) and any(play.risk or play.type == "risk" for play in catalog.all(Play))


def risks(catalog: Catalog, tiers: Sequence[Tier]) -> list[Risk]:
    """Return every risk that has a play, by name; a risk play without a risk of its own stands under its situation."""
    answers: dict[str, list[Play]] = {}
    for play in catalog.all(Play):
        if play.risk or play.type == "risk":
            answers.setdefault(play.risk or play.id, []).append(play)
    return [
        Risk(id, _name(plays[0]), tuple((tier, _at(tier, plays)) for tier in tiers))
        for id, plays in sorted(answers.items())
    ]


def _name(play: Play) -> str:
    return play.risk.replace("-", " ").capitalize() if play.risk else play.situation


def _at(tier: Tier, plays: list[Play]) -> tuple[Play, ...]:
    return tuple(play for play in plays if tier.id in play.tiers)

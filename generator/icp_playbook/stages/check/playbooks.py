"""Rules about what we do: each tier has a strategy and a play for when it goes wrong."""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.model.catalog import Catalog
from icp_playbook.model.grid import Grid
from icp_playbook.model.maturity import Tier
from icp_playbook.model.play import Play
from icp_playbook.model.segment import Segment
from icp_playbook.model.strategy import Strategy
from icp_playbook.problems import quoted
from icp_playbook.stages.check.rule import Context, Finding, current


def tier_without_strategy(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A tier has a general strategy, or one for each segment that is served."""
    served = {segment.id for segment in current(catalog, Segment) if segment.focus != "avoid"}
    for tier in current(catalog, Tier):
        segments = {one.segment for one in current(catalog, Strategy) if one.tier == tier.id}
        if None in segments or (served and served <= segments):
            continue
        message = (
            "no strategy is for this tier"
            if not segments
            else "this tier has strategies for some segments only"
        )
        yield Finding(
            tier,
            (),
            message,
            f'write one in playbooks/strategies/ with "tier: {tier.id}" and without a segment',
        )


def tier_without_risk_play(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Things go wrong in each tier."""
    covered = {tier for play in current(catalog, Play) if play.type == "risk" for tier in play.tiers}
    for tier in current(catalog, Tier):
        if tier.id not in covered:
            yield Finding(
                tier, (), "no risk play is for this tier",
                f'add "{tier.id}" to the tiers of a play whose type is risk, or write one in playbooks/plays/',
            )  # fmt: skip


def risk_play_without_risk(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A play against a risk names it, and one that names a risk is a play against it."""
    for play in current(catalog, Play):
        if play.type == "risk" and play.risk is None:
            yield Finding(
                play, ("type",), "a risk play that does not name its risk",
                'add "risk:" with a short id, for example champion-lost; plays on the same risk share it',
            )  # fmt: skip
        elif play.type != "risk" and play.risk is not None:
            yield Finding(
                play,
                ("risk",),
                f'it names a risk, but its type is "{play.type}"',
                'write "type: risk", or drop the risk',
            )


def do_not_sell_without_decline(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Whoever is told not to sell is told how to say no, and what to offer instead."""
    for strategy in current(catalog, Strategy):
        if strategy.stance == "do-not-sell" and strategy.decline is None:
            yield Finding(
                strategy, ("stance",), "it says do not sell, but not how to decline",
                'add "decline:" with how (the words to use) and instead (what to offer)',
            )  # fmt: skip


def grid_cell_twice(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A verdict and a tier have one stance."""
    grid = catalog.one(Grid)
    first: dict[tuple[str, str], int] = {}
    for index, cell in enumerate(grid.cells if grid else ()):
        at = first.setdefault((cell.verdict, cell.tier), index)
        if grid and at != index:
            line = grid.place(("cells", at))[0]
            yield Finding(
                grid, ("cells", index), f"{quoted(cell.verdict)} and {quoted(cell.tier)} already have a stance in line {line}",
                "keep one of the two",
            )  # fmt: skip

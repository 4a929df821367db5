"""Rules about how ready customers are, and what we do about it: tiers, plays, strategies, grid."""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.messages import say
from icp_playbook.model.base import Definition
from icp_playbook.model.best_practice import BestPractice
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.exception import ExceptionRecord
from icp_playbook.model.grid import Grid
from icp_playbook.model.maturity import (
    Dimension,
    FurtherModel,
    MaturityModel,
    Tier,
    id_of,
    of_model,
)
from icp_playbook.model.play import Play
from icp_playbook.model.segment import Segment
from icp_playbook.model.strategy import Strategy
from icp_playbook.problems import quoted
from icp_playbook.stages.check.rule import Context, Finding, current, listed


def no_maturity_model(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Tiers and dimensions stand on levels that are named in one place."""
    found: tuple[Definition, ...] = (
        *of_model(current(catalog, Tier)),
        *of_model(current(catalog, Dimension)),
        *current(catalog, FurtherModel),
    )
    if found and catalog.one(MaturityModel) is None:
        message = say(
            "there are tiers or dimensions, but no maturity model that names their levels"
        )
        hint = say('create content/maturity/model.yml with "levels:"')
        yield Finding(found[0], (), message, hint)


def dimension_levels(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A dimension describes levels of its model, each once, and at least two."""
    found = (*catalog.all(MaturityModel), *catalog.all(FurtherModel))
    models = {id_of(one): one for one in found}
    for dimension in catalog.all(Dimension):
        first: dict[int, int] = {}
        for index, level in enumerate(dimension.levels):
            at = first.setdefault(int(level.level), index)
            if at != index:
                message = say(
                    "level {level} is already described in line {line}",
                    level=str(level.level),
                    line=dimension.place(("levels", at, "level"))[0],
                )
                hint = say("describe each level once")
                yield Finding(dimension, ("levels", index, "level"), message, hint)
        model = models.get(dimension.model)
        if len(first) < 2 and model:
            missing = sorted({int(level.level) for level in model.levels} - set(first))
            message = say("one level tells nobody apart")
            hint = say("add another of the model's: {levels}", levels=listed(map(str, missing)))
            yield Finding(dimension, ("levels",), message, hint, at_key=True)


def top_tier_without_pressures(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """The most mature customers put us under pressure, and everybody should know where."""
    tiers = of_model(current(catalog, Tier))
    top = max((tier.level for tier in tiers), default=None)
    for tier in tiers:
        if len(tiers) > 1 and tier.level == top and not tier.pressures:
            message = say("the top tier does not say what its customers put under pressure")
            yield Finding(tier, (), message, say('add "pressures:" with at least one'))


def tier_without_strategy(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A tier has a general strategy, or one for each segment that is served."""
    served = {segment.id for segment in current(catalog, Segment) if segment.focus != "avoid"}
    for tier in of_model(current(catalog, Tier)):
        segments = {one.segment for one in current(catalog, Strategy) if one.tier == tier.id}
        if None in segments or (served and served <= segments):
            continue
        message = (
            say("this tier has strategies for some segments only")
            if segments
            else say("no strategy is for this tier")
        )
        hint = say(
            'write one in playbooks/strategies/ with "tier: {tier}" and without a segment',
            tier=tier.id,
        )
        yield Finding(tier, (), message, hint)


def tier_without_risk_play(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Things go wrong in each tier."""
    covered = {
        tier for play in current(catalog, Play) if play.type == "risk" for tier in play.tiers
    }
    for tier in of_model(current(catalog, Tier)):
        if tier.id not in covered:
            hint = say(
                'add "{tier}" to the tiers of a play whose type is risk, or write one in {folder}',
                tier=tier.id,
                folder="playbooks/plays/",
            )
            yield Finding(tier, (), say("no risk play is for this tier"), hint)


def names_no_tier(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Where there are tiers, what we do says for which; where there are none, it can't."""
    tiers = [tier.id for tier in of_model(catalog.all(Tier))]
    done: tuple[Play | BestPractice, ...] = (
        *current(catalog, Play),
        *current(catalog, BestPractice),
    )
    for one in done if tiers else ():
        if not one.tiers:
            hint = say("write for which: {tiers}", tiers=tiers)
            yield Finding(one, ("tiers",), say("it is for no tier"), hint, at_key=True)
    for record in current(catalog, ExceptionRecord) if tiers else ():
        if record.tier is None:
            hint = say("add {field} with one of {tiers}", field="tier:", tiers=tiers)
            yield Finding(record, (), say("it names no tier"), hint)


def risk_play_without_risk(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A play against a risk names it, and one that names a risk is a play against it."""
    for play in current(catalog, Play):
        if play.type == "risk" and play.risk is None:
            hint = say(
                'add "risk:" with a short id, such as {example}; plays on the same risk share it',
                example="champion-lost",
            )
            message = say("a risk play that does not name its risk")
            yield Finding(play, ("type",), message, hint)
        elif play.type != "risk" and play.risk is not None:
            message = say('it names a risk, but its type is "{type}"', type=play.type)
            hint = say('write "type: risk", or leave the risk out')
            yield Finding(play, ("risk",), message, hint)


def do_not_sell_without_decline(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """Whoever is told not to sell is told how to say no, and what to offer instead."""
    for strategy in current(catalog, Strategy):
        if "do-not-sell" in strategy.stances and strategy.decline is None:
            message = say("it says do not sell, but not how to decline")
            hint = say('add "decline:" with how (the words to use) and instead (what to offer)')
            yield Finding(strategy, ("stance",), message, hint)


def grid_cell_twice(catalog: Catalog, _: Context) -> Iterator[Finding]:
    """A verdict and a tier have one stance, and one in each segment that has its own."""
    grid = catalog.one(Grid)
    first: dict[tuple[str, str, str | None], int] = {}
    for index, cell in enumerate(grid.cells if grid else ()):
        at = first.setdefault((cell.verdict, cell.tier, cell.segment), index)
        if grid and at != index:
            names = {"verdict": quoted(cell.verdict), "tier": quoted(cell.tier)}
            line = grid.place(("cells", at))[0]
            message = (
                say(
                    "{verdict} and {tier} already have a stance for {segment} in line {line}",
                    **names,
                    segment=quoted(cell.segment),
                    line=line,
                )
                if cell.segment
                else say(
                    "{verdict} and {tier} already have a stance in line {line}", **names, line=line
                )
            )
            yield Finding(grid, ("cells", index), message, say("keep one of the two"))

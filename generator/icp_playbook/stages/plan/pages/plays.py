"""What we do: strategies and plays by stage of the lifecycle, and the plays against each risk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from icp_playbook.messages import say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.kinds import DO
from icp_playbook.model.lifecycle import Lifecycle, Stage
from icp_playbook.model.maturity import Tier, of_model
from icp_playbook.model.play import Play
from icp_playbook.model.segment import Segment
from icp_playbook.model.strategy import Strategy
from icp_playbook.model.text import worded
from icp_playbook.stages.plan.pages import JoinedPage, KindPages, View
from icp_playbook.stages.plan.pictures.lifecycle import lay_out_lifecycle

_TYPES = ("risk", "opportunity", "lifecycle")


def general_strategy(tier: Tier, strategies: Iterable[Strategy]) -> Strategy | None:
    """Return the strategy of a tier that is not for one segment only."""
    return next((one for one in strategies if one.tier == tier.id and one.segment is None), None)


def strategy_for(tier: str, segment: str, strategies: Iterable[Strategy]) -> Strategy | None:
    """Return the strategy of a tier in a segment: the segment's own, or else the general one."""
    found = [one for one in strategies if one.tier == tier and one.segment in (None, segment)]
    return next((one for one in found if one.segment is not None), next(iter(found), None))


def risks_first(plays: Iterable[Play]) -> list[Play]:
    """Return plays as one needs them: risks, then opportunities, then the normal course."""
    return sorted(plays, key=lambda play: (_TYPES.index(play.type), play.id))


def by_stage(
    catalog: Catalog, strategy: Strategy | None, plays: Iterable[Play]
) -> list[tuple[Stage, str | None, list[Play]]]:
    """Return each stage of the lifecycle that has a text of the strategy or plays, with both."""
    texts = {entry.stage: entry.text for entry in strategy.by_stage} if strategy else {}
    rows = [
        (stage, texts.get(stage.id), [play for play in plays if play.stage == stage.id])
        for stage in stages_of(catalog)
    ]
    return [row for row in rows if row[1] is not None or row[2]]


def stages_of(catalog: Catalog) -> tuple[Stage, ...]:
    """Return the stages of the lifecycle, none without one."""
    lifecycle = catalog.one(Lifecycle)
    return lifecycle.stages if lifecycle else ()


def _strategies(catalog: Catalog) -> Callable[[Strategy], View]:
    """Return what shows a strategy: its tier, and its stages with the plays of that tier."""
    anywhere = [play for play in catalog.all(Play) if not play.segments]

    def show(strategy: Strategy) -> View:
        plays: Iterable[Play] = catalog.all(Play)
        if strategy.segment is not None:
            own = catalog.users(catalog.ref(strategy.segment), Play, "segments")
            plays = sorted((*anywhere, *own), key=lambda play: play.rank)
        fitting = [play for play in plays if strategy.tier in play.tiers]
        return {
            "tier": catalog.get(Tier, strategy.tier),
            "stages": by_stage(catalog, strategy, fitting),
        }

    return show


def _list_strategies(catalog: Catalog) -> View:
    """Return the strategies of each tier, the general one first."""
    return {"by_tier": _tiers_with_strategies(catalog)}


def _tiers_with_strategies(catalog: Catalog) -> list[tuple[Tier, list[Strategy]]]:
    return [
        (
            tier,
            sorted(
                catalog.users(tier.ref, Strategy, "tier"),
                key=lambda one: (one.segment is not None, one.id),
            ),
        )
        for tier in catalog.all(Tier)
    ]


def _by_tier(catalog: Catalog) -> Iterator[tuple[str, str, list[Strategy]]]:
    """Yield the tiers as headings of the list, each with its strategies."""
    for tier, strategies in _tiers_with_strategies(catalog):
        yield tier.name, f"s-{tier.id}", strategies


def _plays(catalog: Catalog) -> Callable[[Play], View]:
    """Return what shows a play: the others on the same risk, and the segments it is for."""
    served = tuple(segment.id for segment in catalog.all(Segment) if segment.focus != "avoid")
    on_risk: dict[str, list[Play]] = defaultdict(list)
    for play in catalog.all(Play):
        if play.risk:
            on_risk[play.risk].append(play)

    def show(play: Play) -> View:
        risk = play.risk or (play.id if play.type == "risk" else None)
        return {
            "risk": risk if catalog.all(Tier) else None,
            "same_risk": [one for one in on_risk[play.risk] if one is not play]
            if play.risk
            else [],
            "segments": play.segments or served,
            "all_segments": not play.segments,
        }

    return show


def _show_lifecycle(catalog: Catalog, lifecycle: Lifecycle) -> View:
    """Return the stages as steps, with the plays of each."""
    plays = {
        stage.id: catalog.users(catalog.ref(stage), Play, "stage") for stage in lifecycle.stages
    }
    return {"steps": lay_out_lifecycle(lifecycle.stages, plays)}


def _list_plays(catalog: Catalog) -> View:
    """Return the plays of each stage."""
    return {"by_stage": _stages_with_plays(catalog)}


def _stages_with_plays(catalog: Catalog) -> list[tuple[Stage, list[Play]]]:
    return [
        (stage, risks_first(catalog.users(catalog.ref(stage), Play, "stage")))
        for stage in stages_of(catalog)
    ]


def _in_stages(catalog: Catalog) -> Iterator[tuple[str, str, list[Play]]]:
    """Yield the stages as headings of the list, each with its plays."""
    for stage, plays in _stages_with_plays(catalog):
        yield stage.name, f"s-{stage.id}", plays


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk, and the plays that answer it at each tier, in the order of the tiers."""

    id: str
    name: str
    plays: tuple[tuple[Tier, tuple[Play, ...]], ...]


def has_risks(catalog: Catalog, _: object = None) -> bool:
    """Tell whether there are tiers and a play against a risk: then there is a page of risks."""
    return bool(catalog.all(Tier)) and any(map(_against_risk, catalog.all(Play)))


def list_risks(catalog: Catalog, tiers: Sequence[Tier]) -> list[Risk]:
    """Return every risk that has a play, by name.

    A risk play that names no risk stands under its situation.
    """
    answers: dict[str, list[Play]] = defaultdict(list)
    for play in filter(_against_risk, catalog.all(Play)):
        answers[play.risk or play.id].append(play)
    return [
        Risk(id, _name(plays), tuple((tier, _at(tier, plays)) for tier in tiers))
        for id, plays in sorted(answers.items())
    ]


def _against_risk(play: Play) -> bool:
    return bool(play.risk) or play.type == "risk"


def _name(plays: Sequence[Play]) -> str:
    named = next((play.risk_name for play in plays if play.risk_name), None)
    if named is not None:
        return named
    return worded(plays[0].risk) if plays[0].risk else plays[0].situation


def _at(tier: Tier, plays: list[Play]) -> tuple[Play, ...]:
    return tuple(play for play in plays if tier.id in play.tiers)


def _show_risks(catalog: Catalog, *_: object) -> View:
    """Return for each risk and tier the plays to run, and how many cells nobody has decided."""
    tiers, strategies = of_model(catalog.all(Tier)), catalog.all(Strategy)
    rows = list_risks(catalog, tiers)
    return {
        "tiers": [(tier, general_strategy(tier, strategies)) for tier in tiers],
        "rows": rows,
        "undecided": sum(not plays for row in rows for _, plays in row.plays),
    }


PAGES = (
    KindPages(Strategy, pages=_strategies, index=_list_strategies, order=_by_tier),
    KindPages(Lifecycle, _show_lifecycle),
    KindPages(Play, pages=_plays, index=_list_plays, order=_in_stages),
    JoinedPage(
        "risks",
        say("Risks by tier"),
        DO,
        _show_risks,
        has_risks,
        order=1,
        tells=say("Something goes wrong: which play to run at which tier."),
    ),
)

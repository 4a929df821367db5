"""What is there for each segment: value propositions by persona, strategies and plays by tier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from icp_playbook.messages import Message, say
from icp_playbook.model.base import Definition
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.maturity import Tier, of_model
from icp_playbook.model.persona import Persona
from icp_playbook.model.play import Play
from icp_playbook.model.segment import Segment
from icp_playbook.model.strategy import Strategy
from icp_playbook.model.text import Text
from icp_playbook.model.value_proposition import ValueProposition
from icp_playbook.stages.plan.pages import current
from icp_playbook.stages.plan.pages.plays import strategy_for

NO_PROPOSITION = "segment-without-value-proposition"
"""The rule that a segment silences when it is meant to have none."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What speaks to a persona in a segment. `state` is there, draft, missing or intended."""

    state: str
    proposition: ValueProposition | None = None
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class PersonaRow:
    """A persona of a segment: what speaks to them, and for each tier the plays with them."""

    persona: Persona
    spoken: Spoken
    plays: tuple[tuple[Play, ...], ...]


@dataclass(frozen=True, slots=True)
class TierCell:
    """A tier in a segment: its strategy, and the plays there."""

    tier: Tier
    strategy: Strategy | None
    plays: tuple[Play, ...]
    risks: int


@dataclass(frozen=True, slots=True)
class SegmentCover:
    """All that is there for one segment. A segment we avoid has no plays, on purpose."""

    segment: Segment
    served: bool
    rows: tuple[PersonaRow, ...]
    tiers: tuple[TierCell, ...]


@dataclass(frozen=True, slots=True)
class Hole:
    """What a segment is missing, in words; `{other}` in them is a persona or tier."""

    about: Definition
    words: Message
    other: Definition | None = None


def cover_segments(catalog: Catalog) -> list[SegmentCover]:
    """Return what is there for each segment, the most wanted first."""
    general = _General(
        tuple(play for play in catalog.all(Play) if not play.segments),
        tuple(strategy for strategy in catalog.all(Strategy) if strategy.segment is None),
    )
    return [_cover(catalog, segment, general) for segment in current(catalog, Segment)]


def find_holes(covered: list[SegmentCover]) -> list[Hole]:
    """Return what is missing in segments that we serve, in their order."""
    found: list[Hole] = []
    for cover in covered:
        if not cover.rows:
            found.append(Hole(cover.segment, say("no persona is described here")))
        if not cover.served:
            continue
        for row in cover.rows:
            if row.spoken.state == "missing":
                words = say("no value proposition speaks to {other}", other=row.persona.title)
                found.append(Hole(cover.segment, words, row.persona))
        for cell in cover.tiers:
            found += [Hole(cover.segment, words, cell.tier) for words in _missing_at(cell)]
    return found


def _missing_at(cell: TierCell) -> Iterator[Message]:
    tier = cell.tier.title
    if cell.strategy is None:
        yield say("no strategy for the tier {other}", other=tier)
    if not cell.plays:
        yield say("no play for the tier {other}", other=tier)
    elif not cell.risks:
        yield say("no play against a risk at the tier {other}", other=tier)


@dataclass(frozen=True, slots=True)
class _General:
    """What names no segment, and so holds in each that we serve."""

    plays: tuple[Play, ...]
    strategies: tuple[Strategy, ...]


def _cover(catalog: Catalog, segment: Segment, general: _General) -> SegmentCover:
    served = segment.focus != "avoid"
    plays: list[Play] = [
        *catalog.users(segment.ref, Play, "segments"),
        *(general.plays if served else ()),
    ]
    strategies = (
        (*catalog.users(segment.ref, Strategy, "segment"), *general.strategies) if served else ()
    )
    current = sorted(
        (play for play in plays if play.status != "retired"), key=lambda play: play.rank
    )
    tiers = [_cell(segment, tier, current, strategies) for tier in of_model(catalog.all(Tier))]
    personas = catalog.users(segment.ref, Persona, "segments")
    rows = tuple(
        PersonaRow(
            persona,
            _spoken(catalog, segment, persona),
            tuple(
                tuple(play for play in cell.plays if persona.id in play.personas) for cell in tiers
            ),
        )
        for persona in personas
        if persona.status != "retired"
    )
    return SegmentCover(segment, served, rows, tuple(tiers))


def _cell(
    segment: Segment, tier: Tier, plays: Sequence[Play], strategies: Sequence[Strategy]
) -> TierCell:
    """Return what there is at a tier, of the plays and strategies that hold in a segment."""
    here = tuple(play for play in plays if tier.id in play.tiers)
    strategy = strategy_for(tier.id, segment.id, strategies)
    return TierCell(tier, strategy, here, sum(play.type == "risk" for play in here))


def _spoken(catalog: Catalog, segment: Segment, persona: Persona) -> Spoken:
    own = [one for one in catalog.users(segment.ref, ValueProposition) if one.status != "retired"]
    for one in own:
        if persona.id in one.personas or any(
            message.persona == persona.id for message in one.messages
        ):
            return Spoken("draft" if one.status == "draft" else "there", one)
    reason = next(
        (entry.reason for entry in segment.intentional if entry.rule == NO_PROPOSITION), None
    )
    return (
        Spoken("intended", reason=reason) if not own and reason is not None else Spoken("missing")
    )

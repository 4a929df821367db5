"""Which play for this situation?

From the trigger of a play: what one notices, from when on it counts, and for whom, where plays
differ by that. Beside it stand, first, plays on the same risk that are for other tiers or segments,
then those of the same stage. One that is for these customers too and begins with nearly the same
signal is never among the wrong ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from icp_playbook.learning.choosing import is_alike
from icp_playbook.learning.question import Option, Question
from icp_playbook.learning.source import KindOfQuestion, Source, Subject, earliest
from icp_playbook.messages import say
from icp_playbook.model.maturity import Tier
from icp_playbook.model.play import Play
from icp_playbook.model.segment import Segment


def situations(source: Source) -> Iterator[Subject]:
    """Yield each play that says what sets it off."""
    yield from (Subject(play) for play in source.current(Play) if play.trigger)


def ask_play(source: Source, subject: Subject) -> Question | None:
    """Ask which play to run when one notices what sets it off."""
    play = subject.definition
    if not isinstance(play, Play) or play.trigger is None:
        return None
    signal, condition = play.trigger.signal, play.trigger.condition
    told = [source.prose(signal)]
    if condition:
        told.append(source.prose(condition))
    return source.ask(
        "play",
        earliest(play),
        _prompt(source, play),
        _option(source, play),
        _others(source, play),
        because=say("What it is for: {objective}", objective=source.prose(play.objective)),
        place=play.ref,
        behind=play,
        meaning=[
            signal,
            condition or "",
            play.situation,
            sorted(play.tiers),
            sorted(play.segments),
        ],
        told=told,
    )


def _prompt(source: Source, play: Play) -> str:
    catalog = source.catalog
    tiers = [source.line(catalog.get(Tier, one).title) for one in play.tiers]
    segments = [source.line(catalog.get(Segment, one).title) for one in play.segments]
    if tiers and segments:
        return say(
            "You notice this at a customer of “{segments}” ({tiers}). Which play do you run?",
            segments=segments,
            tiers=tiers,
        )
    if tiers or segments:
        return say(
            "You notice this at a customer ({what}). Which play do you run?", what=tiers or segments
        )
    return say("You notice this. Which play do you run?")


def _others(source: Source, play: Play) -> Iterator[Option]:
    """Yield plays that are not meant, the likeliest to be mistaken for it first."""
    signal = source.prose(play.trigger.signal) if play.trigger else ""
    plays = source.current(Play)
    place = plays.index(play)

    def nearness(other: int) -> tuple[bool, bool, bool, int]:
        one = plays[other]
        same_risk = play.risk is not None and one.risk == play.risk
        return not same_risk, one.stage != play.stage, one.type != play.type, abs(other - place)

    for other in (plays[near] for near in sorted(range(len(plays)), key=nearness)):
        if other.id == play.id:
            continue
        if serves_same(play, other) and _may_be_meant(source, play, other, signal):
            continue
        yield _option(source, other)


def serves_same(play: Play, other: Play) -> bool:
    """Tell whether some customer is one of both; who names no tier or segment means all."""
    tiers = not play.tiers or not other.tiers or set(play.tiers) & set(other.tiers)
    segments = not play.segments or not other.segments or set(play.segments) & set(other.segments)
    return bool(tiers and segments)


def _may_be_meant(source: Source, play: Play, other: Play, signal: str) -> bool:
    if other.trigger is None or (play.risk is not None and other.risk == play.risk):
        return True
    return is_alike(signal, source.prose(other.trigger.signal))


def _option(source: Source, play: Play) -> Option:
    return Option(play.ref, (source.line(play.situation),))


KIND = KindOfQuestion("play", say("Which play for this situation?"), situations, ask_play)

"""Which segment matches best, and which one comes next."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.scoring.conditions import Known
from icp_playbook.scoring.deciding import deciding_answers
from icp_playbook.scoring.exact import shown
from icp_playbook.scoring.fit import JudgedSegment, judge, order_of
from icp_playbook.scoring.fit_described import describe, swings_of
from icp_playbook.scoring.messages import Explanation, figure, say
from icp_playbook.scoring.results import FitResult, SegmentFit
from icp_playbook.scoring.rules import Rules


def rank(rules: Rules, known: Known, chosen: str | None) -> FitResult | None:
    """Return the fit of every segment and their order, or None when there is no segment.

    What would change the order is left out, see `with_changes`.
    """
    if not rules["segments"]:
        return None
    attributes = {attribute["id"]: attribute for attribute in rules["attributes"]}
    judged = [judge(segment, known) for segment in rules["segments"]]
    places = _places(judged)
    described: list[SegmentFit] = [
        {"segment": one.segment["id"], **describe(one, attributes, known)} for one in judged
    ]
    about = chosen or places.about
    return {
        "chosen": chosen,
        "about": about,
        "avoid_first": _id(places.avoid_first),
        "best": _id(places.best),
        "runner_up": _id(places.runner_up),
        "changes": [],
        "could_overtake": [one.segment["id"] for one in places.could_overtake],
        "segments": described,
        "find_out": _find_out(judged, described, chosen),
        "stops": _stops(
            places, next((one for one in described if one["segment"] == about), None), chosen
        ),
        "messages": _messages(places),
    }


def with_changes(fit: FitResult | None, rules: Rules, known: Known) -> FitResult | None:
    """Return a ranking with the answers that would change it; one that was asked for stays."""
    if fit is None or fit["chosen"]:
        return fit
    attributes = {attribute["id"]: attribute for attribute in rules["attributes"]}
    segments = {segment["id"]: segment for segment in rules["segments"]}
    pair = [judge(segments[id], known) for id in (fit["best"], fit["runner_up"]) if id is not None]
    return {**fit, "changes": deciding_answers(attributes, known, *pair) if pair[1:] else []}


def _id(one: JudgedSegment | None) -> str | None:
    return one.segment["id"] if one else None


@dataclass(frozen=True, slots=True)
class _Places:
    best: JudgedSegment | None
    runner_up: JudgedSegment | None
    avoid_first: JudgedSegment | None
    nearest: JudgedSegment | None
    """The highest of those disqualified and not to be avoided, enough known or not."""
    all_disqualified: bool
    could_overtake: tuple[JudgedSegment, ...]

    @property
    def about(self) -> str | None:
        """Return the segment to explain: the best match, else the one that comes closest."""
        return _id(self.best or self.avoid_first or self.nearest)


def _places(judged: list[JudgedSegment]) -> _Places:
    """Rank those known enough and not disqualified; ties go by focus, then name, then id."""
    scored = sorted((one for one in judged if one.status == "scored"), key=order_of)
    matches = [one for one in scored if one.segment["focus"] != "avoid"]
    avoided = [one for one in scored if one.segment["focus"] == "avoid"]
    best = matches[0] if matches else None
    first = avoided[0] if avoided and (best is None or avoided[0].reached > best.reached) else None
    below = best.reached if best else Fraction(0)
    served = [one for one in judged if one.segment["focus"] != "avoid"]
    overtake = [one for one in served if one.status == "not-enough-known"]
    disqualified = [one for one in served if one.status == "disqualified"]
    return _Places(
        best=best,
        runner_up=matches[1] if len(matches) > 1 else None,
        avoid_first=first,
        nearest=min(disqualified, key=order_of, default=None),
        all_disqualified=bool(served) and len(disqualified) == len(served),
        could_overtake=tuple(one for one in overtake if best is not None and one.ceiling > below),
    )


def _find_out(
    judged: list[JudgedSegment], described: list[SegmentFit], chosen: str | None
) -> list[str]:
    """Return what to ask next.

    That is what the chosen segment lacks, else what moves most over all that may still match.
    """
    swings: dict[str, Fraction] = {}
    for one, fit in zip(judged, described, strict=True):
        may_match = one.segment["focus"] != "avoid" and not one.hit
        if not (one.segment["id"] == chosen if chosen else may_match):
            continue
        moved = swings_of(one)
        for name in (ask["attribute"] for ask in fit["find_out"]):
            swing = moved.get(name, Fraction(0))
            share = swing / one.highest if one.highest > 0 else Fraction(0)
            swings[name] = swings.get(name, Fraction(0)) + share
    if chosen:
        return list(swings)
    return sorted(swings, key=lambda name: -swings[name])


def _stops(places: _Places, about: SegmentFit | None, chosen: str | None) -> list[Explanation]:
    """Return why nobody should go on: they are ruled out, or look only like whom we avoid."""
    if about and about["status"] == "disqualified":
        return [say("Stop: {why}", why=state["why"]) for state in about["disqualifiers"]["hit"]]
    if chosen is None and places.best is None and places.avoid_first:
        return [_avoid_first(places.avoid_first)]
    return []


def _messages(places: _Places) -> list[Explanation]:
    """Return the order in words, a segment to avoid first."""
    said, best = [], places.best
    if places.avoid_first:
        said.append(_avoid_first(places.avoid_first))
    if best:
        said.append(_best(best))
    elif places.nearest and places.all_disqualified:
        said.append(
            say(
                "No segment takes this account: every one that was judged is ruled out."
                " The nearest is {segment}.",
                segment=places.nearest.segment["name"],
            )
        )
    else:
        said.append(say("No segment matches yet."))
    if best and places.runner_up:
        behind = (best.reached - places.runner_up.reached) * 100
        name = places.runner_up.segment["name"]
        said.append(
            say(
                "Runner-up: {segment}, behind by {behind} of 100.",
                segment=name,
                behind=figure(shown(behind)),
            )
        )
    return said + [
        say(
            "Not enough is known about {segment}, which could still come first.",
            segment=one.segment["name"],
        )
        for one in places.could_overtake
    ]


def _best(one: JudgedSegment) -> Explanation:
    name, score = one.segment["name"], figure(shown(one.reached * 100))
    if not one.is_open:
        return say("Best match: {segment}, {score} of 100.", segment=name, score=score)
    return say(
        "Best match: {segment}, {score} of 100 by what is known,"
        " {least} to {most} once all is known.",
        segment=name,
        score=score,
        least=figure(shown(one.floor * 100)),
        most=figure(shown(one.ceiling * 100)),
    )


def _avoid_first(one: JudgedSegment) -> Explanation:
    name, score = one.segment["name"], figure(shown(one.reached * 100))
    if not one.is_open:
        return say(
            "Careful: this looks most like {segment} ({score} of 100), a segment to avoid.",
            segment=name,
            score=score,
        )
    return say(
        "Careful: this looks most like {segment}, a segment to avoid: {score} of 100 by what is"
        " known, {least} to {most} once all is known.",
        segment=name,
        score=score,
        least=figure(shown(one.floor * 100)),
        most=figure(shown(one.ceiling * 100)),
    )

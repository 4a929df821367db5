"""What turned a result away from what an example expects: criteria, disqualifiers, dimensions."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from icp_playbook.messages import Message, say
from icp_playbook.problems import known_are, quoted
from icp_playbook.scoring.answers import dimensions_in
from icp_playbook.scoring.example_results import (
    JudgedExample,
    abilities_of,
    levels_of,
    number_in,
    read_tier,
    read_verdict,
)
from icp_playbook.scoring.results import FitOf, Row

_CAUSES_AT_MOST = 3
_WHY_AT_MOST = 120


def explain_fit(judged: JudgedExample, wanted: str) -> list[Message]:
    """Name the disqualifiers that are hit, or else the rows that keep the score where it is."""
    about, fit = judged.about, judged.result["fit"]
    if about is None and judged.score is not None:
        scores = [one["id"] for one in judged.rules["scores"]]
        return [say("no score is called so; {known}", known=known_are(scores))] if scores else []
    if about is None:
        return [
            say("{criterion} is not known", criterion=judged.names[f"attributes.{name}"])
            for name in (fit["find_out"] if fit and judged.score is None else ())[:_CAUSES_AT_MOST]
        ]
    if wanted == "disqualified":
        open_by = [name for one in about["disqualifiers"]["unknown"] for name in one["attributes"]]
        return [
            say("{criterion} is not known", criterion=judged.names[f"attributes.{name}"])
            for name in list(dict.fromkeys(open_by))[:_CAUSES_AT_MOST]
        ]
    if about["status"] == "disqualified":
        return [
            say("ruled out, because {why}", why=_part(one["why"]))
            for one in about["disqualifiers"]["hit"]
        ]
    if about["status"] == "not-enough-known":
        unknown = [row for row in about["table"] if row["weighted"] is None]
        heaviest = sorted(unknown, key=lambda row: (not row["required"], -Fraction(row["weight"])))
        return [_row(judged, row) for row in heaviest[:_CAUSES_AT_MOST]]
    if wanted == "not-enough-known":
        return []
    return [_row(judged, row) for row in _moving(about, _wanted_span(judged, wanted))]


def explain_status(judged: JudgedExample, wanted: str) -> list[Message]:
    """Name what rules it out, or what is not known well enough."""
    return explain_fit(judged.as_ruled_out, wanted)


def _part(why: str) -> str:
    """Return a sentence as it stands inside another one."""
    return quoted(why.rstrip("."), _WHY_AT_MOST)


class _Span(NamedTuple):
    """The scores that were expected: from the least up to `end`, which is in it where alone."""

    least: Fraction
    end: Fraction | None

    def is_above(self, score: Fraction) -> bool:
        """Tell whether a score is higher than those."""
        return self.end is not None and (
            score >= self.end if self.end > self.least else score > self.end
        )


def _wanted_span(judged: JudgedExample, wanted: str) -> _Span | None:
    """Return what was expected of the score: a number, or the band of that name."""
    bands = judged.bands
    for place, band in enumerate(bands):
        if band["name"] == wanted:
            after = bands[place + 1 : place + 2]
            return _Span(Fraction(band["from"]), Fraction(after[0]["from"]) if after else None)
    number = number_in(wanted)
    return None if number is None else _Span(number, number)


def _moving(about: FitOf, wanted: _Span | None) -> list[Row]:
    """Return the fewest rows that would bring the score to where it was expected.

    Those that lose most where it is too low, those that bring most where it is too high. Among
    raw points what is not known loses all that it could bring.
    """
    is_raw = about["mode"] == "raw"
    rows = [row for row in about["table"] if is_raw or row["weighted"] is not None]
    score = Fraction(about["score"]["exact"]) if about["score"] else Fraction(0)
    is_high = wanted is not None and wanted.is_above(score)
    moves = {
        index: Fraction(row["weighted"] or 0)
        if is_high
        else Fraction(row["of"]) - Fraction(row["weighted"] or 0)
        for index, row in enumerate(rows)
    }
    all_of = sum((Fraction(row["of"]) for row in rows), Fraction(0))
    unit = Fraction(100) / all_of if all_of and not is_raw else Fraction(1)
    found: list[Row] = []
    for index in sorted(moves, key=lambda index: -moves[index]):
        if moves[index] <= 0 or len(found) == _CAUSES_AT_MOST:
            break
        found.append(rows[index])
        score += moves[index] * unit * (-1 if is_high else 1)
        if wanted and (not wanted.is_above(score) if is_high else score >= wanted.least):
            break
    return found


def _row(judged: JudgedExample, row: Row) -> Message:
    name = judged.criterion(row)
    if row["weighted"] is None:
        return say("{criterion} is not known", criterion=name)
    if Fraction(row["of"]) <= 0 and (taken := row["weighted"]).startswith("-"):
        return say("{criterion} takes {points} off", criterion=name, points=taken[1:])
    return say(
        "{criterion} gives {points} of {most}",
        criterion=name,
        points=row["weighted"],
        most=row["of"],
    )


_STATES = {
    "confirmed": say("confirmed"),
    "partial": say("partial"),
    "absent": say("absent"),
    "unknown": say("unknown"),
}


def explain_verdict(judged: JudgedExample, wanted: str) -> list[Message]:
    """Name the criteria that are absent where none may be, else how many are confirmed."""
    motivation, asked = judged.result["motivation"], judged.rules["qualification"]
    if motivation is None or asked is None:
        return []
    names = {one["id"]: one["name"] for one in asked["criteria"]}
    missing = motivation["not_confirmed"]
    absent = [one for one in missing if one["state"] == "absent"]
    if wanted == "qualified" and motivation["confirmed"] >= motivation["needed"]:
        return [
            say("{criterion} is absent, and none may be", criterion=names[one["criterion"]])
            for one in absent
        ] + [
            say("{criterion} must be confirmed, and is {state}",
                criterion=names[one["criterion"]], state=_STATES[one["state"]])
            for one in missing
            if one["must_have"] and one not in absent
        ]  # fmt: skip
    said = say("{confirmed} of {of} are confirmed, and {needed} are needed", **{
        name: motivation[name] for name in ("confirmed", "of", "needed")
    })  # fmt: skip
    return [
        said,
        *(
            say("{criterion} is absent, and none may be", criterion=names[one["criterion"]])
            if wanted == "qualified" and one in absent
            else say(
                "{criterion} is {state}",
                criterion=names[one["criterion"]],
                state=_STATES[one["state"]],
            )
            for one in missing
        ),
    ]


def explain_tier(judged: JudgedExample, wanted: str) -> list[Message]:
    """Name the dimensions on the wrong side of the level that was expected."""
    ability, model = judged.result["ability"], judged.rules["maturity"]
    if ability is None or model is None:
        return []
    names = {one["id"]: one["name"] for one in model["dimensions"]}
    level = next((one["level"] for one in model["tiers"] if one["id"] == wanted), None)
    tier = ability["tier"]
    is_high = tier is not None and level is not None and tier["level"] > level
    rows = [
        row
        for row in ability["profile"]
        if row["level"] is None
        or level is None
        or (row["level"] > level if is_high else row["level"] < level)
    ]
    return [
        say("{dimension} is not known", dimension=names[row["dimension"]])
        if row["level"] is None
        else say(
            "{dimension} is at level {level}", dimension=names[row["dimension"]], level=row["level"]
        )
        for row in rows[:_CAUSES_AT_MOST]
    ]


def explain_rated(judged: JudgedExample, wanted: str) -> list[Message]:
    """Say what is not known yet, or what there is of that name."""
    known = [name for one in abilities_of(judged) for name in levels_of(one)]
    known += [one["model"] for one in judged.result["further"]]
    if judged.rated not in known:
        there = say("nothing of maturity is called so; {known}", known=known_are(known))
        return [there] if known else []
    model = next((one for one in judged.result["further"] if one["model"] == judged.rated), None)
    names = {one["id"]: one["name"] for one in dimensions_in(judged.rules)}
    asked = model["ability"] if model else None
    for ability in abilities_of(judged):
        rows = [
            row
            for row in ability["profile"]
            if row["level"] is None and (ability is asked or row["dimension"] == judged.rated)
        ]
        if rows:
            return [
                say("{dimension} is not known", dimension=names[row["dimension"]])
                for row in rows[:_CAUSES_AT_MOST]
            ]
    return []


def explain_segment(judged: JudgedExample, wanted: str) -> list[Message]:
    """Say how the expected segment fares beside the one that was found."""
    fit, about = judged.result["fit"], judged.segment_about
    names = {one["id"]: one["name"] for one in judged.rules["segments"]}
    found = (
        next((one for one in fit["segments"] if one["segment"] == wanted), None) if fit else None
    )
    if found is None:
        return []
    if found["disqualifiers"]["hit"]:
        return [
            say(
                "{segment} rules it out, because {why}",
                segment=names[wanted],
                why=_part(one["why"]),
            )
            for one in found["disqualifiers"]["hit"]
        ]
    said = [
        say("{segment} has {score} of {most}", segment=names[one["segment"]],
            score=one["score"]["shown"], most=one["of"])
        for one in (found, about)
        if one is not None and one["score"] is not None
    ]  # fmt: skip
    return [*said, *(_row(judged, row) for row in _moving(found, None)[:1])]


def explain_stance(judged: JudgedExample, _: str) -> list[Message]:
    """Name the verdict and the tier that the grid is asked for."""
    verdict, tier = read_verdict(judged), read_tier(judged)
    return [
        say("the verdict is {verdict}", verdict=verdict) if verdict else say("there is no verdict"),
        say("the tier is {tier}", tier=tier) if tier else say("there is no tier"),
    ]


def explain_flags(judged: JudgedExample, wanted: str) -> list[Message]:
    """Name the flags that are raised and should not be, or the other way round."""
    flags = judged.result["flags"]
    if flags is None:
        return []
    names = {one["id"]: one["name"] for one in judged.rules["flags"]}
    expected, raised = set(filter(None, wanted.split(", "))), set(flags["raised"])
    waiting = {one["flag"]: one["attributes"] for one in flags["open"]}
    said = []
    for name in sorted(expected ^ raised):
        flag = names.get(name, name)
        if name in raised:
            said.append(say("{flag} is raised", flag=flag))
        elif name in waiting:
            asked = [judged.names.get(f"attributes.{one}", one) for one in waiting[name]]
            said.append(say("{flag} waits for {questions}", flag=flag, questions=asked))
        else:
            said.append(say("{flag} is not raised", flag=flag))
    return said

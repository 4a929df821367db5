"""Compare what an example expects with what the rules say, and tell what turned it.

One table says for each expectation how a result answers it and what explains that answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from icp_playbook.messages import Message, say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.example import Example
from icp_playbook.model.shape import fields_of
from icp_playbook.problems import known_are, quoted
from icp_playbook.scoring import assess
from icp_playbook.scoring.answers import spoken
from icp_playbook.scoring.renamed import PARTS, EarlierIds, followed
from icp_playbook.scoring.results import Assessment, FitOf, Row, SegmentFit
from icp_playbook.scoring.rules import FitBand, Rules

DISAGREES = "example-disagrees"
"""The rule that an expectation breaks which does not hold."""
_CAUSES_AT_MOST = 3
_WHY_AT_MOST = 120


Expected = dict[tuple[str, ...], str]
"""What is expected, by the way to it: ("band",), or ("scores", "customer-health")."""


class Judged(NamedTuple):
    """What the rules say of an account, with the rules to say it in words."""

    rules: Rules
    result: Assessment
    names: Mapping[str, str]
    """What each question is called, by `attributes.<id>` or what else it is."""
    score: str | None = None
    """The score that is looked at; without one it is the fit of a segment."""

    @property
    def about(self) -> FitOf | None:
        """The fit of the segment that the answer is about, or the score that is looked at."""
        if self.score is not None:
            scores = self.result["scores"]
            return next((one for one in scores if one["score_of"] == self.score), None)
        return self.segment_about

    @property
    def segment_about(self) -> SegmentFit | None:
        """The fit of the segment that the answer is about."""
        fit = self.result["fit"]
        return (
            next((one for one in fit["segments"] if one["segment"] == fit["about"]), None)
            if fit
            else None
        )

    @property
    def bands(self) -> list[FitBand]:
        """The bands of what the answer is about."""
        if self.score is not None:
            scores = self.rules["scores"]
            return next((one["bands"] for one in scores if one["id"] == self.score), [])
        about = self.segment_about
        segments = self.rules["segments"]
        return next(
            (one["bands"] for one in segments if about and one["id"] == about["segment"]), []
        )

    def criterion(self, row: Row) -> str:
        """Return what a row of the fit is about."""
        return row["name"] or self.names[f"attributes.{row['attribute']}"]


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing that an example may expect.

    `read` gives what a result says, in the words that an example is written in; nothing where it
    says nothing. `turned` tells what made it so, given what was expected.
    """

    field: str
    read: Callable[[Judged], str | None]
    turned: Callable[[Judged, str], list[Message]]
    agrees: Callable[[Judged, str], bool] | None = None
    """Whether an answer is the expected one, where that is more than being the same word."""

    def holds(self, judged: Judged, wanted: str) -> bool:
        """Tell whether a result says what is expected."""
        return self.agrees(judged, wanted) if self.agrees else self.read(judged) == wanted


class Disagreement(NamedTuple):
    """An expectation that does not hold: where it stands, what is said instead, and why."""

    loc: tuple[str, ...]
    wanted: str
    found: str | None
    causes: tuple[Message, ...]


def answers_of(example: Example, renamed: EarlierIds) -> dict[str, Any]:
    """Return the answers of an example in the shape that `assess` takes, under today's ids."""
    given: dict[str, Any] = {part: dict(getattr(example.answers, part)) for part in PARTS}
    if example.answers.segment is not None:
        given["segment"] = str(example.answers.segment)
    return followed(renamed, given)


def judge_example(rules: Rules, example: Example, renamed: EarlierIds) -> Assessment:
    """Return what the rules, which must have no defects, say of an example."""
    return assess(rules, spoken(rules, answers_of(example, renamed)))


def expected_of(example: Example) -> Expected:
    """Return what an example expects, each with the way to it, as text."""
    found: Expected = {}
    for field in fields_of(type(example.expected)):
        value = getattr(example.expected, field.name)
        if isinstance(value, Mapping):
            found |= {(field.key, name): str(one) for name, one in value.items()}
        elif isinstance(value, tuple):
            found[field.key,] = ", ".join(sorted(value))
        elif value is not None:
            found[field.key,] = str(value)
    return found


def disagreements(judged: Judged, expected: Expected) -> list[Disagreement]:
    """Return what is expected and not so.

    Where an expectation fails because one before it fails, both are told: each has its own line.
    """
    table = {one.field: one for one in EXPECTATIONS}
    found = []
    for loc, wanted in expected.items():
        at = judged._replace(score=loc[1]) if len(loc) > 1 else judged
        one = table[loc[0]]
        if not one.holds(at, wanted):
            causes = tuple(one.turned(at, wanted))
            found.append(Disagreement(loc, wanted, one.read(at), causes))
    return found


def names_in(catalog: Catalog, expected: Expected) -> Expected:
    """Return what is expected under the ids of today, where something was renamed since."""

    def today(kind: str, id: str) -> str:
        return catalog.aliases.get(f"{kind}:{id}", f"{kind}:{id}").partition(":")[2]

    found: Expected = {}
    for (field, *rest), value in expected.items():
        if field in ("segment", "tier"):
            found[field,] = today(field, value)
        elif field == "flags":
            found[field,] = ", ".join(sorted(today("flag", one) for one in value.split(", ")))
        else:
            found[(field, *(today("score", one) for one in rest))] = value
    return found


# -- What a result says ------------------------------------------------------------------------


def _segment(judged: Judged) -> str | None:
    return judged.segment_about["segment"] if judged.segment_about else None


def _status(judged: Judged) -> str | None:
    about, fit = judged.about, judged.result["fit"]
    if about is not None:
        return about["status"]
    return "not-enough-known" if fit is not None else None


def _score(judged: Judged) -> str | None:
    about = judged.about
    return about["score"]["shown"] if about and about["score"] else None


def _is_score(judged: Judged, wanted: str) -> bool:
    about = judged.about
    score = about["score"] if about else None
    return score is not None and Fraction(wanted) in (
        Fraction(score["exact"]),
        Fraction(score["shown"]),
    )


def _band(judged: Judged) -> str | None:
    about = judged.about
    if about is None or about["band"] is None:
        return None
    return judged.bands[about["band"]]["name"]


def _verdict(judged: Judged) -> str | None:
    motivation = judged.result["motivation"]
    return motivation["verdict"] if motivation else None


def _tier(judged: Judged) -> str | None:
    ability = judged.result["ability"]
    return ability["tier"]["id"] if ability and ability["tier"] else None


def _stance(judged: Judged) -> str | None:
    together = judged.result["together"]
    return together["status"] if together else None


def _flags(judged: Judged) -> str | None:
    flags = judged.result["flags"]
    return ", ".join(sorted(flags["raised"])) if flags else ""


# -- What turned it ----------------------------------------------------------------------------


def _fit_turned(judged: Judged, wanted: str) -> list[Message]:
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
    if about["status"] == "disqualified" and wanted != "disqualified":
        return [
            say("ruled out, because {why}", why=_part(one["why"]))
            for one in about["disqualifiers"]["hit"]
        ]
    if about["status"] == "not-enough-known":
        unknown = [row for row in about["table"] if row["weighted"] is None]
        heaviest = sorted(unknown, key=lambda row: (not row["required"], -Fraction(row["weight"])))
        return [_row(judged, row) for row in heaviest[:_CAUSES_AT_MOST]]
    return [_row(judged, row) for row in _moving(about, _wanted_span(judged, wanted))]


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


def _wanted_span(judged: Judged, wanted: str) -> _Span | None:
    """Return what was expected of the score: a number, or the band of that name."""
    bands = judged.bands
    for place, band in enumerate(bands):
        if band["name"] == wanted:
            after = bands[place + 1 : place + 2]
            return _Span(Fraction(band["from"]), Fraction(after[0]["from"]) if after else None)
    try:
        return _Span(Fraction(wanted), Fraction(wanted))
    except ValueError:
        return None


def _moving(about: FitOf, wanted: _Span | None) -> list[Row]:
    """Return the fewest rows that would bring the score to where it was expected.

    Those that lose most where it is too low, those that bring most where it is too high.
    """
    rows = [row for row in about["table"] if row["weighted"] is not None]
    score = Fraction(about["score"]["exact"]) if about["score"] else Fraction(0)
    is_high = wanted is not None and wanted.is_above(score)
    moves = {
        index: Fraction(row["weighted"] or 0)
        if is_high
        else Fraction(row["of"]) - Fraction(row["weighted"] or 0)
        for index, row in enumerate(rows)
    }
    all_of = sum((Fraction(row["of"]) for row in rows), Fraction(0))
    unit = Fraction(100) / all_of if about["mode"] == "share" and all_of else Fraction(1)
    found: list[Row] = []
    for index in sorted(moves, key=lambda index: -moves[index]):
        if moves[index] <= 0 or len(found) == _CAUSES_AT_MOST:
            break
        found.append(rows[index])
        score += moves[index] * unit * (-1 if is_high else 1)
        if wanted and (not wanted.is_above(score) if is_high else score >= wanted.least):
            break
    return found


def _row(judged: Judged, row: Row) -> Message:
    name = judged.criterion(row)
    if row["weighted"] is None:
        return say("{criterion} is not known", criterion=name)
    return say(
        "{criterion} gives {points} of {most}",
        criterion=name,
        points=row["weighted"],
        most=row["of"],
    )


def _verdict_turned(judged: Judged, _: str) -> list[Message]:
    motivation, asked = judged.result["motivation"], judged.rules["qualification"]
    if motivation is None or asked is None:
        return []
    names = {one["id"]: one["name"] for one in asked["criteria"]}
    said = say("{confirmed} of {of} are confirmed, and {needed} are needed", **{
        name: motivation[name] for name in ("confirmed", "of", "needed")
    })  # fmt: skip
    return [
        said,
        *(
            say("{criterion} is {state}", criterion=names[one["criterion"]], state=one["state"])
            for one in motivation["not_confirmed"]
        ),
    ]


def _tier_turned(judged: Judged, wanted: str) -> list[Message]:
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


def _segment_turned(judged: Judged, wanted: str) -> list[Message]:
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


def _stance_turned(judged: Judged, _: str) -> list[Message]:
    """Name the verdict and the tier that the grid is asked for."""
    verdict, tier = _verdict(judged), _tier(judged)
    return [
        say("the verdict is {verdict}", verdict=verdict) if verdict else say("there is no verdict"),
        say("the tier is {tier}", tier=tier) if tier else say("there is no tier"),
    ]


def _flags_turned(judged: Judged, wanted: str) -> list[Message]:
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


EXPECTATIONS: tuple[Expectation, ...] = (
    Expectation("segment", _segment, _segment_turned),
    Expectation("status", _status, _fit_turned),
    Expectation("score", _score, _fit_turned, _is_score),
    Expectation("band", _band, _fit_turned),
    Expectation("verdict", _verdict, _verdict_turned),
    Expectation("tier", _tier, _tier_turned),
    Expectation("stance", _stance, _stance_turned),
    Expectation("flags", _flags, _flags_turned),
    Expectation("scores", _band, _fit_turned),
)

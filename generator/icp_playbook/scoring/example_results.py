"""What a result says, in the words that examples expect it in."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from icp_playbook.scoring.results import Ability, Assessment, FitOf, Row, SegmentFit
from icp_playbook.scoring.rules import FitBand, Rules, TierRules


class JudgedExample(NamedTuple):
    """What the rules say of an account, with the rules to say it in words."""

    rules: Rules
    result: Assessment
    names: Mapping[str, str]
    """What each question is called, by `attributes.<id>` or what else it is."""
    score: str | None = None
    """The score that is looked at; without one it is the fit of a segment."""
    rated: str | None = None
    """The dimension, group or further model that is looked at."""

    @property
    def about(self) -> FitOf | None:
        """The fit of the segment that the answer is about, or the score that is looked at."""
        if self.score is not None:
            scores = self.result["scores"]
            return next((one for one in scores if one["score_of"] == self.score), None)
        return self.segment_about

    @property
    def as_fit(self) -> JudgedExample:
        """Look at the score that measures fit, where there is no fit of a segment."""
        fits = [one["id"] for one in self.rules["scores"] if one["measures"] == "fit"]
        return self._replace(score=fits[0]) if fits and not self.result["fit"] else self

    @property
    def as_ruled_out(self) -> JudgedExample:
        """Look at the score by which the company as a whole is ruled out, if it is."""
        ruled_out = [
            one["score_of"]
            for one in self.result["scores"]
            if one["measures"] == "fit" and one["status"] == "disqualified"
        ]
        return self._replace(score=ruled_out[0]) if ruled_out else self.as_fit

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


def read_segment(judged: JudgedExample) -> str | None:
    """Return the id of the segment that the answer is about."""
    return judged.segment_about["segment"] if judged.segment_about else None


def read_status(judged: JudgedExample) -> str | None:
    """Return whether it is scored, ruled out, or not known well enough."""
    judged = judged.as_ruled_out
    about, fit = judged.about, judged.result["fit"]
    if about is not None:
        return about["status"]
    return "not-enough-known" if fit is not None else None


def read_score(judged: JudgedExample) -> str | None:
    """Return the number of a score as people read it."""
    about = judged.about
    return about["score"]["shown"] if about and about["score"] else None


def is_score(judged: JudgedExample, wanted: str) -> bool:
    """Tell whether a number is the score, exact or as people read it."""
    about = judged.about
    score = about["score"] if about else None
    return score is not None and Fraction(wanted) in (
        Fraction(score["exact"]),
        Fraction(score["shown"]),
    )


def read_band(judged: JudgedExample) -> str | None:
    """Return the name of the band of a score."""
    about = judged.about
    if about is None or about["band"] is None:
        return None
    return judged.bands[about["band"]]["name"]


def read_saying(judged: JudgedExample) -> str | None:
    """Return what a score says: its band and its number, whichever there is."""
    about, score, band = judged.about, read_score(judged), read_band(judged)
    if about is None or about["status"] != "scored":
        return about["status"] if about else None
    return f"{band} ({score})" if band and score else band or score


def says(judged: JudgedExample, wanted: str) -> bool:
    """Tell whether a score says what is expected of it: a band, a number, or that it rules out."""
    if wanted in (read_band(judged), read_status(judged)):
        return True
    is_band = any(one["name"] == wanted for one in judged.bands)
    return not is_band and number_in(wanted) is not None and is_score(judged, wanted)


def number_in(text: str) -> Fraction | None:
    """Return the number that a text is, or None."""
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def read_verdict(judged: JudgedExample) -> str | None:
    """Return the id of the verdict."""
    motivation = judged.result["motivation"]
    return motivation["verdict"] if motivation else None


def read_tier(judged: JudgedExample) -> str | None:
    """Return the id of the tier."""
    ability = judged.result["ability"]
    return ability["tier"]["id"] if ability and ability["tier"] else None


def read_rated(judged: JudgedExample) -> str | None:
    """Return the level of a dimension or group, or the tier of a further model, else its level."""
    for ability in abilities_of(judged):
        for name, level in levels_of(ability).items():
            if name == judged.rated and level is not None:
                return str(level)
    tier = _further_tier(judged)
    return tier["id"] if tier else None


def is_rated(judged: JudgedExample, wanted: str) -> bool:
    """Tell whether a dimension, group or further model has a level, or a tier by its id."""
    tier = _further_tier(judged)
    return wanted == read_rated(judged) or (tier is not None and wanted == str(tier["level"]))


def _further_tier(judged: JudgedExample) -> TierRules | None:
    further = judged.result["further"]
    return next((one["ability"]["tier"] for one in further if one["model"] == judged.rated), None)


def abilities_of(judged: JudgedExample) -> list[Ability]:
    """Return the maturity by the main model and by the further ones."""
    main = judged.result["ability"]
    return [*([main] if main else ()), *(one["ability"] for one in judged.result["further"])]


def levels_of(ability: Ability) -> dict[str, int | None]:
    """Return the levels of groups and of dimensions, which win where a group is called alike."""
    groups = {row["group"]: row["level"] for row in ability["groups"]}
    return groups | {row["dimension"]: row["level"] for row in ability["profile"]}


def read_stance(judged: JudgedExample) -> str | None:
    """Return whether the grid has a stance, or what is missing for one."""
    together = judged.result["together"]
    return together["status"] if together else None


def read_flags(judged: JudgedExample) -> str | None:
    """Return the ids of the flags that are raised, in order."""
    flags = judged.result["flags"]
    return ", ".join(sorted(flags["raised"])) if flags else ""

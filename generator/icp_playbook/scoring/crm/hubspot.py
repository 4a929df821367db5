"""HubSpot: a worksheet for its own lead scoring, which a person enters.

Its equations are described too briefly to be sure of them: not how a quote in a text is written,
what an equation without an answer gives, nor whether an option is compared by its name. Its
interface for drafts of scores is a beta, whose fields differ from one release to the next. So
people enter the points.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.messages import Language, say
from icp_playbook.scoring import wording
from icp_playbook.scoring.criteria import all_points
from icp_playbook.scoring.exact import exact_number, exact_text
from icp_playbook.scoring.messages import format_message, text_of
from icp_playbook.scoring.rules import AttributeRules, Condition, CriterionRules, FitRules, Rules
from icp_playbook.scoring.weighing import all_weighings, sum_of
from icp_playbook.spreadsheets import as_text

_OF = 100
"""Points of a score in HubSpot, unless a company has more."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to enter; `points` are whole, `exact` what they were before they were rounded."""

    score: str
    group: str
    rule: str
    points: str = ""
    exact: str = ""
    limit: str = ""


def rows_of(rules: Rules, language: Language) -> list[Row]:
    """Return what there is to enter, score by score."""
    asked = {one["id"]: one for one in rules["attributes"]}
    return [
        row
        for fit in (*rules["segments"], *rules["scores"])
        for row in _Worksheet(fit, asked, language).rows()
    ]


def as_csv(rows: list[Row], language: Language) -> str:
    """Return the worksheet as a table, whose texts no spreadsheet takes for formulas."""
    head = (
        say("Score"), say("Group"), say("Limit of the group"), say("Rule"), say("Points"),
        say("Exact points"),
    )  # fmt: skip
    into = io.StringIO(newline="")
    out = csv.writer(into, lineterminator="\r\n")
    out.writerow([language.text(one) for one in head])
    for row in rows:
        texts = [*map(as_text, (row.score, row.group)), row.limit, as_text(row.rule)]
        out.writerow([*texts, row.points, row.exact])
    return "\ufeff" + into.getvalue()


@dataclass(frozen=True, slots=True)
class _Worksheet:
    fit: FitRules
    asked: dict[str, AttributeRules]
    language: Language

    def rows(self) -> Iterator[Row]:
        """Yield the rules of a group, what excludes, and where bands begin."""
        usual = all_weighings(self.fit)[-1]
        for criterion, weight in zip(self.fit["criteria"], usual.weights, strict=True):
            yield from self._of_criterion(criterion, weight)
        for rule in self.fit["disqualifiers"]:
            yield self._row(say("Exclude"), self._when(rule["when"]))
        for band in self.fit["bands"]:
            yield self._row(say("Threshold"), band["name"], points=band["from"])

    def _of_criterion(self, criterion: CriterionRules, weight: Fraction) -> Iterator[Row]:
        attribute = self.asked.get(criterion.get("attribute", ""))
        own = (attribute.get("name") or attribute["question"]) if attribute else ""
        groups = {one["id"]: one for one in self.fit.get("groups", [])}
        group = groups.get(criterion.get("group", ""))
        most = max(all_points(criterion)) * weight
        name = criterion.get("name") or own
        within = group["name"] if group else name
        limit = _rounded(self._scaled(exact_number(group["most"]) if group else most))
        for rule, points in self._rules(criterion, attribute):
            gained = self._scaled(exact_number(points) * weight)
            if gained:
                said = self.language.text(say("{name}: {value}", name=name, value=rule))
                yield self._row(within, said, _rounded(gained), _shown(gained), limit)

    def _rules(
        self, criterion: CriterionRules, attribute: AttributeRules | None
    ) -> Iterator[tuple[str, str]]:
        when = criterion.get("when")
        where = self._when(when) if when else ""
        if attribute is None:
            yield where, criterion.get("points", "0")
        for answer, points in self._answers(criterion, attribute) if attribute else ():
            both = say("{answer}, where {condition}", answer=answer, condition=where)
            yield (both if when else answer), points
        if when:
            yield (
                say("where it is known not to hold: {condition}", condition=where),
                (criterion.get("otherwise", "0")),
            )

    def _answers(
        self, criterion: CriterionRules, attribute: AttributeRules
    ) -> Iterator[tuple[str, str]]:
        for band in criterion.get("bands", []):
            said = wording.number_range(attribute, band.get("from"), band.get("to"))
            yield self.language.text(text_of(said)), band["points"]
        for value, points in criterion.get("options", {}).items():
            yield self.language.text(text_of(wording.answer(attribute, value))), points
        if criterion.get("has_holes"):
            yield say("any other answer"), criterion.get("otherwise", "0")

    def _when(self, when: Condition) -> str:
        said = wording.condition(when, list(self.asked.values()))
        return format_message(said, self.language)

    def _scaled(self, points: Fraction) -> Fraction:
        """Return points out of 100; raw ones are as they are."""
        usual = all_weighings(self.fit)[-1]
        highest = sum_of(self.fit, usual, [max(all_points(c)) for c in self.fit["criteria"]])
        is_share = self.fit["mode"] == "share" and highest > 0
        return points * _OF / highest if is_share else points

    def _row(
        self, group: str, rule: str, points: str = "", exact: str = "", limit: str = ""
    ) -> Row:
        said = self.language.text
        return Row(self.fit["name"], said(group), said(rule), points, exact, limit)


def _rounded(points: Fraction) -> str:
    return str(math.floor(points + Fraction(1, 2)))


def _shown(points: Fraction) -> str:
    return exact_text(Fraction(math.floor(points * 100 + Fraction(1, 2)), 100))

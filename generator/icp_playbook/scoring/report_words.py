"""The words of a report: messages, and what questions, answers and levels are called."""

from __future__ import annotations

from fractions import Fraction

from icp_playbook.messages import Language, say
from icp_playbook.numbers import shown
from icp_playbook.scoring import wording
from icp_playbook.scoring.document import AssessmentDocument
from icp_playbook.scoring.messages import Explanation, format_message, text_of
from icp_playbook.scoring.results import GroupRow, ProfileRow, Row
from icp_playbook.scoring.rules import AbilityRules


class ReportWords:
    """Says messages in the reader's language, and what questions, answers and levels are called."""

    def __init__(self, document: AssessmentDocument, language: Language) -> None:
        self.document, self._language = document, language

    def say(self, message: Explanation) -> str:
        return format_message(message, self._language)

    def word(self, said: str) -> str:
        return self._language.text(said)

    def value(self, name: str, value: str | None) -> str:
        """Return an answer to an attribute as people read it."""
        if value is None:
            return self.word(say("unknown"))
        attribute = next(one for one in self.document["rules"]["attributes"] if one["id"] == name)
        return self.word(text_of(wording.answer(attribute, value)))

    def criterion(self, row: Row) -> str:
        """Return what a criterion is called."""
        return row["name"] or self.name("attributes", row["attribute"] or "")

    def known(self, row: Row) -> str:
        """Return what is known of a criterion: each answer by its name where it asks several."""
        answers = [
            (self.name("attributes", name), self.value(name, value))
            for name, value in zip(row["attributes"], row["values"], strict=True)
        ]
        if len(answers) == 1 and row["attribute"]:
            return answers[0][1]
        return " · ".join(
            self.word(say("{name}: {value}", name=name, value=value)) for name, value in answers
        )

    def name(self, part: str, name: str) -> str:
        return self.document["names"].get(f"{part}.{name}", name)

    def question(self, name: str) -> str:
        return next(
            one["question"] for one in self.document["rules"]["attributes"] if one["id"] == name
        )

    def group_of(self, row: GroupRow, model: AbilityRules) -> str:
        """Return the level of a group, and how much of it is known where that is not all."""
        level = self.level_of(row, model)
        if row["level"] is None or row["known"] == row["of"]:
            return level
        counts = {"known": row["known"], "of": row["of"]}
        return self.word(say("{level}, from {known} of {of} dimensions", level=level, **counts))

    def level_of(self, row: ProfileRow | GroupRow, model: AbilityRules) -> str:
        """Return a level by its name, with the exact value where there is one."""
        names = {level["level"]: level["name"] for level in model["levels"]}
        worst, best = names[row["worst"]], names[row["best"]]
        low, high = _values(row)
        if row["level"] is None:
            if low == high:
                return self.word(say("not known: from {worst} to {best}", worst=worst, best=best))
            return self.word(
                say(
                    "not known: from {worst} ({low}) to {best} ({high})",
                    worst=worst,
                    best=best,
                    low=low,
                    high=high,
                )
            )
        name = names[row["level"]]
        if is_below(row):
            if low == high:
                return self.word(say("below {name} ({level})", name=name, level=low))
            below = say("below {name} (from {low} to {high})", name=name, low=low, high=high)
            return self.word(below)
        if low == high:
            return self.word(say("{name} ({level})", name=name, level=low or row["level"]))
        return self.word(say("{name} (from {low} to {high})", name=name, low=low, high=high))


def is_below(row: ProfileRow | GroupRow) -> bool:
    """Tell whether the exact value of a row has not reached even the lowest level for sure."""
    value, level = row["value"], row["level"]
    return value is not None and level is not None and Fraction(value["best"]) < level


def _values(row: ProfileRow | GroupRow) -> tuple[str, str]:
    """Return the exact value at worst and at best as people read it, else empty texts."""
    value = row["value"]
    if value is None:
        return "", ""
    return shown(Fraction(value["worst"]), 2), shown(Fraction(value["best"]), 2)

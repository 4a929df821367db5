"""Report: what an assessment says, as sections of sentences.

`site_templates/scripts/assess/report.js` is the same for the page; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.messages import ENGLISH, Language, say
from icp_playbook.numbers import shown
from icp_playbook.scoring import wording
from icp_playbook.scoring.document import AssessmentDocument, Onward
from icp_playbook.scoring.messages import Explanation, format_message, text_of
from icp_playbook.scoring.results import (
    Ability,
    Assessment,
    FitOf,
    FitResult,
    Flags,
    GroupRow,
    Motivation,
    ProfileRow,
    Row,
    ScoreFit,
)
from icp_playbook.scoring.rules import AbilityRules, Rules, VerdictRules
from icp_playbook.scoring.version import RulesVersion

_FIND_OUT_AT_MOST = 3


Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One part of a report: sentences, and for the fit a table whose first row is its head."""

    title: str
    lines: tuple[str, ...]
    table: Table = ()


@dataclass(frozen=True, slots=True)
class NextSteps:
    """Where to go on from a result: ids of what we do, whom one meets and what one tells them."""

    strategy: str | None
    plays: tuple[str, ...]
    stage_plays: tuple[str, ...]
    personas: tuple[str, ...]
    values: tuple[str, ...]


def report(
    document: AssessmentDocument,
    result: Assessment,
    stage: str | None,
    language: Language = ENGLISH,
    with_version: bool = True,
) -> list[ReportSection]:
    """Return the sections of a result in the reader's language.

    Which rules said so is the last one, for what leaves the site.
    """
    words = _ReportWords(document, language)
    parts = [
        ReportSection(words.word(say("Could not be used")), tuple(map(words.say, result["notes"])))
    ]
    whole = [one for one in result["scores"] if one["measures"] == "fit"]
    parts += [_score(words, one) for one in whole]
    if result["fit"] is not None:
        parts.append(_fit(words, result["fit"]))
    if result["flags"] is not None:
        parts.append(_flags(words, result["flags"]))
    parts += [_score(words, one) for one in result["scores"] if one not in whole]
    if result["motivation"] is not None:
        parts.append(_motivation(words, result["motivation"]))
    if result["ability"] is not None:
        title = words.word(say("Are they able?"))
        parts.append(_ability(words, title, document["rules"]["maturity"], result["ability"]))
    for one in result["further"]:
        model = next(it for it in document["rules"]["further"] if it["id"] == one["model"])
        parts.append(_ability(words, one["name"], model["ability"], one["ability"]))
    parts.append(_now(words, result, next_steps(document, result, stage)))
    if with_version:
        said = words.word(version_text(document["version"]))
        parts.append(ReportSection(words.word(say("Which rules said so")), (said,)))
    return [part for part in parts if part.lines or part.table]


def version_text(version: RulesVersion) -> str:
    """Return which rules judged an account."""
    letters, day, revision = version["letters"], version["day"], version["revision"]
    if day is None or revision is None:
        return say("Judged by the rules {letters}.", letters=letters)
    return say(
        "Judged by the rules {letters} of {day}, revision {revision}.",
        letters=letters,
        day=day,
        revision=revision,
    )


def next_steps(document: AssessmentDocument, result: Assessment, stage: str | None) -> NextSteps:
    """Return what follows from the segment, tier and verdict of a result, and from the stage."""
    onward, fit, ability, motivation = (
        document["onward"],
        result["fit"],
        result["ability"],
        result["motivation"],
    )
    stopped = bool(stops_of(result))
    segment = fit["about"] if fit else None
    tier = ability["tier"]["id"] if ability and ability["tier"] else None
    known = onward["segments"][segment] if segment else None
    strategies = known["strategies"] if known else onward["strategies"]
    verdict = _verdict(document["rules"], motivation)
    spoken = [verdict["play"]] if verdict and "play" in verdict and not stopped else []
    raised = result["flags"]["raised"] if result["flags"] else []
    flagged = [
        flag["play"]
        for flag in document["rules"]["flags"]
        if flag["id"] in raised and "play" in flag
    ]
    cell = result["together"]["cell"] if result["together"] else None
    titles = {play["id"] for play in onward["plays"]}
    return NextSteps(
        strategy=strategies.get(tier) if tier else None,
        plays=tuple(
            dict.fromkeys(
                one
                for one in (*spoken, *flagged, *([] if cell is None else onward["cells"][cell]))
                if one in titles
            )
        ),
        stage_plays=tuple(_stage_plays(onward, segment, tier, stage)),
        personas=tuple(known["personas"]) if known and not stopped else (),
        values=tuple(known["values"]) if known and not stopped else (),
    )


def stops_of(result: Assessment) -> list[Explanation]:
    """Return why nobody should go on: what rules out the company as a whole, then the segment."""
    whole = [stop for score in result["scores"] for stop in score["stops"]]
    return whole + (result["fit"]["stops"] if result["fit"] else [])


def markdown(sections: Iterable[ReportSection]) -> str:
    """Return the report as Markdown, for notes in a CRM."""
    return "\n\n".join(_section_markdown(section) for section in sections) + "\n"


class _ReportWords:
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
        if low == high:
            return self.word(say("{name} ({level})", name=name, level=low or row["level"]))
        return self.word(say("{name} (from {low} to {high})", name=name, low=low, high=high))


def _values(row: ProfileRow | GroupRow) -> tuple[str, str]:
    """Return the exact value at worst and at best as people read it, else empty texts."""
    value = row["value"]
    if value is None:
        return "", ""
    return shown(Fraction(value["worst"]), 2), shown(Fraction(value["best"]), 2)


def _verdict(rules: Rules, motivation: Motivation | None) -> VerdictRules | None:
    qualification = rules["qualification"]
    if qualification is None or motivation is None:
        return None
    return next(
        (one for one in qualification["verdicts"] if one["id"] == motivation["verdict"]), None
    )


def _stage_plays(
    onward: Onward, segment: str | None, tier: str | None, stage: str | None
) -> list[str]:
    return [
        play["id"]
        for play in onward["plays"]
        if stage
        and play["stage"] == stage
        and (tier is None or tier in play["tiers"])
        and (segment is None or segment in play["segments"])
    ]


def _fit(words: _ReportWords, fit: FitResult) -> ReportSection:
    about = next((one for one in fit["segments"] if one["segment"] == fit["about"]), None)
    lines = [] if fit["chosen"] else [words.say(message) for message in fit["messages"]]
    judged, table = _judged(words, about) if about else ([], ())
    lines += judged
    lines += [words.say(one["message"]) for change in fit["changes"] for one in change["answers"]]
    if ask := [words.question(name) for name in fit["find_out"][:_FIND_OUT_AT_MOST]]:
        lines.append(words.word(say("Find out next: {questions}", questions=" ".join(ask))))
    whole = any(one["measures"] == "fit" for one in words.document["rules"]["scores"])
    title = say("Which segment fits best?") if whole else say("Is this our customer?")
    return ReportSection(words.word(title), tuple(lines), table)


def _judged(words: _ReportWords, about: FitOf) -> tuple[list[str], Table]:
    """Return what is said of one set of rules, and how it adds up; the table has a head."""
    rows = [
        (
            words.criterion(row),
            words.known(row),
            f"{'?' if row['weighted'] is None else row['weighted']} / {row['of']}",
            row["why"],
        )
        for row in about["table"]
    ]
    names = (say("Criterion"), say("Known"), say("Points"), say("Why it matters"))
    head = tuple(map(words.word, names))
    lines = list(
        map(words.say, [*about["messages"], *about["adding_up"], *about["could_rule_out"]])
    )
    return lines, (head, *rows) if rows else ()


def _score(words: _ReportWords, one: ScoreFit) -> ReportSection:
    """Return the section of one score of the company as a whole."""
    lines, table = _judged(words, one)
    asked = one["find_out"][:_FIND_OUT_AT_MOST]
    if ask := [words.question(found["attribute"]) for found in asked]:
        lines.append(words.word(say("Find out next: {questions}", questions=" ".join(ask))))
    scores = words.document["rules"]["scores"]
    asks = next(score["question"] for score in scores if score["id"] == one["score_of"])
    title = words.word(say("Is this our customer?")) if one["measures"] == "fit" else asks
    return ReportSection(title, tuple(lines), table)


def _flags(words: _ReportWords, flags: Flags) -> ReportSection:
    names = {flag["id"]: flag["name"] for flag in words.document["rules"]["flags"]}
    lines = list(map(words.say, flags["messages"]))
    for one in flags["open"]:
        questions = " ".join(map(words.question, one["attributes"]))
        asked = say(
            "Could still be flagged: {flag}. {questions}",
            flag=names[one["flag"]],
            questions=questions,
        )
        lines.append(words.word(asked))
    return ReportSection(words.word(say("Flags")), tuple(lines))


def _motivation(words: _ReportWords, motivation: Motivation) -> ReportSection:
    lines = [words.say(message) for message in motivation["messages"]]
    verdict = _verdict(words.document["rules"], motivation)
    if verdict and verdict.get("next_action"):
        lines.append(verdict["next_action"])
    for one in motivation["not_confirmed"]:
        name, question = words.name("qualification", one["criterion"]), one["question"]
        lines.append(
            words.word(say("Ask next: {criterion}: {question}", criterion=name, question=question))
            if question
            else words.word(say("Ask next: {criterion}", criterion=name))
        )
    return ReportSection(words.word(say("Do they want it?")), tuple(lines))


def _ability(
    words: _ReportWords, title: str, model: AbilityRules | None, ability: Ability
) -> ReportSection:
    if model is None:
        return ReportSection(title, ())
    lines = [words.say(message) for message in ability["messages"]]
    lines += [f"{row['name']}: {words.level_of(row, model)}" for row in ability["groups"]]
    lines += [
        f"{words.name('maturity', row['dimension'])}: {words.level_of(row, model)}"
        for row in ability["profile"]
    ]
    if ability["trend"] is not None and model["rule"]["kind"] == "mean":
        trend = shown(Fraction(ability["trend"]), 2)
        lines.append(words.word(say("Mean of what is known: {mean}", mean=trend)))
    for step in ability["next"]["steps"] if ability["next"] else ():
        for level in step["levels"]:
            name = words.name("maturity", step["dimension"])
            what = words.word(
                say(
                    "{dimension}, level {level}: {label}",
                    dimension=name,
                    level=level["level"],
                    label=level["label"],
                )
            )
            if level["signs"]:
                lines.append(" · ".join([what, *level["signs"]]))
    return ReportSection(title, tuple(lines))


def _now(words: _ReportWords, result: Assessment, following: NextSteps) -> ReportSection:
    onward = words.document["onward"]
    titles = {play["id"]: play["title"] for play in onward["plays"]}
    names = onward["names"]
    lines = [words.say(one) for one in stops_of(result)]
    together = result["together"]
    is_open = together and together["status"] in ("find-out-maturity", "nothing-known")
    if together and not (lines and is_open):
        lines.append(words.say(together["message"]))
    for title, found in (
        (say("Strategy"), [names[f"strategy:{following.strategy}"]] if following.strategy else []),
        (say("Plays that go with it"), [titles[name] for name in following.plays]),
        (say("Plays at this stage"), [titles[name] for name in following.stage_plays]),
        (say("Whom you will meet"), [names[f"persona:{name}"] for name in following.personas]),
        (
            say("What to tell them"),
            [names[f"value-proposition:{name}"] for name in following.values],
        ),
    ):
        if found:
            named = say("{title}: {names}", title=title, names=" · ".join(found))
            lines.append(words.word(named))
    return ReportSection(words.word(say("What do I do now?")), tuple(lines))


def _section_markdown(section: ReportSection) -> str:
    lines = [f"## {section.title}", "", *(f"- {line}" for line in section.lines)]
    rows = [_row(cells) for cells in section.table]
    if rows:
        lines += ["", rows[0], "|" + " --- |" * len(section.table[0]), *rows[1:]]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"

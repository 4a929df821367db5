"""Report: what an assessment says, as sections of sentences.

`site_templates/scripts/assess/report.js` is the same for the page; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from icp_playbook.messages import ENGLISH, Language, say
from icp_playbook.numbers import shown
from icp_playbook.scoring.document import AssessmentDocument
from icp_playbook.scoring.next_steps import NextSteps, next_steps, stops_of, verdict_of
from icp_playbook.scoring.report_words import ReportWords
from icp_playbook.scoring.results import (
    Ability,
    Assessment,
    FitOf,
    FitResult,
    Flags,
    Motivation,
    ScoreFit,
)
from icp_playbook.scoring.rules import AbilityRules
from icp_playbook.scoring.version import RulesVersion

_FIND_OUT_AT_MOST = 3


Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One part of a report: sentences, and for the fit a table whose first row is its head."""

    title: str
    lines: tuple[str, ...]
    table: Table = ()


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
    words = ReportWords(document, language)
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


def markdown(sections: Iterable[ReportSection]) -> str:
    """Return the report as Markdown, for notes in a CRM."""
    return "\n\n".join(_section_markdown(section) for section in sections) + "\n"


def _fit(words: ReportWords, fit: FitResult) -> ReportSection:
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


def _judged(words: ReportWords, about: FitOf) -> tuple[list[str], Table]:
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


def _score(words: ReportWords, one: ScoreFit) -> ReportSection:
    """Return the section of one score of the company as a whole."""
    lines, table = _judged(words, one)
    asked = one["find_out"][:_FIND_OUT_AT_MOST]
    if ask := [words.question(found["attribute"]) for found in asked]:
        lines.append(words.word(say("Find out next: {questions}", questions=" ".join(ask))))
    scores = words.document["rules"]["scores"]
    asks = next(score["question"] for score in scores if score["id"] == one["score_of"])
    title = words.word(say("Is this our customer?")) if one["measures"] == "fit" else asks
    return ReportSection(title, tuple(lines), table)


def _flags(words: ReportWords, flags: Flags) -> ReportSection:
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


def _motivation(words: ReportWords, motivation: Motivation) -> ReportSection:
    lines = [words.say(message) for message in motivation["messages"]]
    verdict = verdict_of(words.document["rules"], motivation)
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
    words: ReportWords, title: str, model: AbilityRules | None, ability: Ability
) -> ReportSection:
    if model is None:
        return ReportSection(title, ())
    lines = [words.say(message) for message in ability["messages"]]
    lines += [f"{row['name']}: {words.group_of(row, model)}" for row in ability["groups"]]
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


def _now(words: ReportWords, result: Assessment, following: NextSteps) -> ReportSection:
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

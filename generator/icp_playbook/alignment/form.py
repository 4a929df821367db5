"""The survey as text: to read, to paste into a form tool, and as a table of its columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from icp_playbook.messages import Language, say
from icp_playbook.survey.questions import ASKS_DEPARTMENT, Survey, SurveyPart

COLUMNS = ("column", "part", "question", "answers", "facts")


def as_table(survey: Survey, language: Language) -> str:
    """Return a row for each column: its name, what it asks, and its answers, separated by |."""
    out, text = io.StringIO(), language.text
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    named = " | ".join(f"{one.id} = {one.label}" for one in survey.departments)
    rows.writerow(["department", "", text(ASKS_DEPARTMENT), named, ""])
    for part, one in survey.asked():
        answers = " | ".join(f"{option.id} = {text(option.label)}" for option in one.options)
        facts = "; ".join(f"{text(name)}: {text(value)}" for name, value in one.facts)
        rows.writerow([one.id, text(part.title), text(one.text), answers, facts])
    return out.getvalue()


def as_form(survey: Survey, language: Language) -> str:
    """Return what to paste into a form tool: a line for each question, row and answer.

    Questions that share their answers are a grid; so form tools export a column for each row.
    """
    return "\n".join(_form_lines(survey, language.text)) + "\n"


def _form_lines(survey: Survey, text: Callable[[str], str]) -> Iterator[str]:
    yield text(say("Survey {version}: keep these letters in the title of the form.",
                   version=survey.version))  # fmt: skip
    if survey.departments:
        yield from ["", text(say("A question with one answer:")), text(ASKS_DEPARTMENT)]
        yield from (one.label for one in survey.departments)
    for part in survey.parts:
        yield from ["", f"== {text(part.title)} =="]
        yield from _grid(part, text) if part.options else _single(part, text)


def _grid(part: SurveyPart, text: Callable[[str], str]) -> Iterator[str]:
    for one in part.questions:
        if one.facts:
            facts = "; ".join(f"{text(name)}: {text(value)}" for name, value in one.facts)
            yield text(say("{name}. {facts}", name=text(one.text), facts=facts))
    if any(one.facts for one in part.questions):
        yield ""
    yield from [text(say("A grid with one answer a row:")), text(part.asks)]
    yield from ["", text(say("Rows:")), *(text(one.text) for one in part.questions)]
    yield from ["", text(say("Columns:")), *(text(one.label) for one in part.options)]


def _single(part: SurveyPart, text: Callable[[str], str]) -> Iterator[str]:
    for place, one in enumerate(part.questions):
        free, picked = say("A question with a text:"), say("A question with one answer:")
        yield from [""] * bool(place)
        yield text(free if one.in_own_words else picked)
        yield text(one.text)
        yield from (text(option.label) for option in one.options)


def as_text(survey: Survey, language: Language) -> str:
    """Return the survey for people at a terminal."""
    text = language.text
    lines = [text(say("Survey {version}, {count} questions", version=survey.version,
                      count=len(survey.questions)))]  # fmt: skip
    for part in survey.parts:
        lines += ["", text(say("{part}: {question}", part=part.title, question=part.asks))]
        if part.options:
            answers = [text(one.label) for one in part.options]
            lines.append("  " + text(say("Answers: {answers}", answers=answers)))
        lines += [f"  {one.id}  {text(one.text)}" for one in part.questions]
    return "\n".join(lines) + "\n"

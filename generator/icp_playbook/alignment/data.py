"""The report for programs and spreadsheets: the same figures, and no more than the page shows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from icp_playbook.alignment.agreement import Estimate
from icp_playbook.alignment.groups import WHOLE, Answered
from icp_playbook.alignment.measure import Measured
from icp_playbook.messages import Language
from icp_playbook.spreadsheets import as_text
from icp_playbook.survey.questions import Survey

VERSION = 1
COLUMNS = ("round", "what", "group", "people", "subject", "answer", "value", "low", "high")


def as_json(
    survey: Survey, rounds: Mapping[str, Measured], notes: Mapping[str, list[str]],
    language: Language,
) -> str:  # fmt: skip
    """Return the rounds by name as JSON."""
    found = {
        "icp_alignment_report": VERSION,
        "survey": survey.version,
        "rounds": {
            name: {**_round(one, language.text), "notes": list(map(language.text, notes[name]))}
            for name, one in rounds.items()
        },
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def as_csv(rounds: Mapping[str, Measured]) -> str:
    """Return a row for each figure."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for name, one in rounds.items():
        for row in _rows(one):
            rows.writerow([name, *map(_harmless, row)])
    return out.getvalue()


def _round(one: Measured, text: Callable[[str], str]) -> dict[str, Any]:
    return {
        "people": one.people,
        "shown": one.is_shown,
        "groups": [{"id": it.id, "name": text(it.name), "people": it.people} for it in one.groups],
        "agreement_with_the_profile": _figures(one.profile),
        "krippendorffs_alpha": _figures(one.alike),
        "pairs_alike": [{"groups": list(pair), "value": _rounded(value)}
                        for pair, value in one.between.items()],
        "questions": [_question(it, text) for it in one.answered],
        "differences": [
            {"question": it.answered.question.id, "groups": [it.one.id, it.other.id],
             "value": _rounded(it.size)}
            for it in one.differences
        ],
        "talk_about_first": [
            {"definition": it.about, "not_in_agreement": _rounded(it.share),
             "pairs_apart": _rounded(it.split), "question": it.worst.question.id}
            for it in one.topics
        ],
        "own_words": {name: {group: list(said) for group, said in found.items()}
                      for name, found in one.words.items() if found},
    }  # fmt: skip


def _figures(found: Mapping[tuple[str, str], Estimate]) -> list[dict[str, Any]]:
    return [
        {"group": group, "part": part, "value": _rounded(one.value), "low": _rounded(one.low),
         "high": _rounded(one.high)}
        for (group, part), one in found.items()
    ]  # fmt: skip


def _question(one: Answered, text: Callable[[str], str]) -> dict[str, Any]:
    ids = [option.id for option in one.question.options]
    return {
        "id": one.question.id,
        "text": text(one.question.text),
        "definition": one.question.about,
        "profile": list(one.question.accepted),
        "answers": {group: dict(zip(ids, cell, strict=True)) for group, cell in one.cells.items()},
    }


def _rows(one: Measured) -> Iterator[list[Any]]:
    sizes = {it.id: it.people for it in one.groups} | {WHOLE: one.people}
    for what, figures in (("agreement with the profile", one.profile), ("alpha", one.alike)):
        for (group, part), figure in figures.items():
            ends = map(_rounded, (figure.value, figure.low, figure.high))
            yield [what, group, sizes[group], part, "", *ends]
    for (first, second), value in one.between.items():
        yield ["pairs alike", first, sizes[first], second, "", _rounded(value), "", ""]
    for it in one.answered:
        for group, cell in it.cells.items():
            for option, count in zip(it.question.options, cell, strict=True):
                yield ["people", group, sum(cell), it.question.id, option.id, count, "", ""]
    for topic in one.topics:
        share = _rounded(topic.share)
        yield ["not in agreement", WHOLE, one.people, topic.about, "", share, "", ""]
    yield from _word_rows(one, sizes)


def _word_rows(one: Measured, sizes: Mapping[str, int]) -> Iterator[list[Any]]:
    for name, found in one.words.items():
        for group, texts in found.items():
            for said in texts:
                yield ["own words", group, sizes.get(group, ""), name, said, "", "", ""]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _harmless(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return as_text(value) if isinstance(value, str) else value

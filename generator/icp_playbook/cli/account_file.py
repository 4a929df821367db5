"""An account's answers in a file: YAML, JSON or what the page saved; each answer is checked at its line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from icp_playbook.problems import Problem, Severity, did_you_mean, quoted
from icp_playbook.scoring import assess, format_message
from icp_playbook.scoring.answers import spoken
from icp_playbook.scoring.document import Document
from icp_playbook.scoring.renamed import followed, moved
from icp_playbook.stages.load.files import read_regular
from icp_playbook.stages.load.reader import Document as Yaml
from icp_playbook.stages.load.reader import read_yaml

Loc = tuple[str | int, ...]

PARTS = ("attributes", "qualification", "maturity")
SAVED = "icp_assessment"
"""The field that tells a file saved by the page, with the version of its format."""
VERSION = 1

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheet programs begin, new ones and old ones."""

_BEYOND = frozenset({"yaml-depth", "yaml-size", "yaml-duplicate-key"})
"""What no reader of JSON minds, and no account needs."""


@dataclass(frozen=True, slots=True)
class AccountFile:
    """The answers as `assess` takes them, the stage of the lifecycle if given, and what is wrong with the file."""

    answers: dict[str, Any]
    stage: str
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> bool:
        """Whether the answers cannot be used."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def read_account(file: Path, document: Document, texts: Mapping[str, str]) -> AccountFile:
    """Read the answers in `file`; an unknown name, or an answer that cannot be used, is a problem at its line."""
    data, problems = read_regular(file, str(file), too_large="save the assessment again")
    if data is None:
        return AccountFile({}, "", tuple(problems))
    if data.startswith(_WORKBOOKS):
        hint = (
            "write one account's answers as YAML or JSON; many of them, as CSV, are for icp diff --accounts"
        )
        problem = Problem(str(file), 1, 1, "account-shape", "this is a workbook", hint)
        return AccountFile({}, "", (problem,))
    typed = read_yaml(str(file), data)
    beyond = any(problem.rule in _BEYOND for problem in typed.problems)
    values: Any = _json(data) if file.suffix == ".json" and not beyond else None
    if values is None:
        if typed.problems:
            return AccountFile({}, "", typed.problems)
        values = typed.values
    reader = _Reader(str(file), typed, document, texts)
    return reader.read(values)


def _json(data: bytes) -> Any:
    """Return the parsed JSON, or None where it is none: the YAML reader then says what is wrong, and where."""
    try:
        values = json.loads(data)
        json.dumps(values, ensure_ascii=False).encode()  # JSON can write half a sign, and nothing else can
    except (ValueError, RecursionError):
        return None
    return values


class _Reader:
    """Reads one file: collects the answers that can be used, and problems with those that cannot."""

    def __init__(self, path: str, typed: Yaml, document: Document, texts: Mapping[str, str]) -> None:
        self._path, self._typed, self._document, self._texts = path, typed, document, texts
        self._questions: dict[str, Any] = {}
        self._saved = False
        self._written: dict[tuple[str, str], str] = {}

    def read(self, values: Any) -> AccountFile:
        problems = list(self._shape(values))
        if problems:
            return AccountFile({}, "", tuple(problems))
        self._saved = SAVED in values
        start: Loc = ("answers",) if self._saved else ()
        given = values["answers"] if self._saved else values
        questions = values.get("questions")
        self._questions = questions if isinstance(questions, dict) else {}
        given = self._under_todays_ids(given)
        problems += self._names(given, start)
        answers = spoken(
            self._document["rules"],
            {name: given[name] for name in ("segment", *PARTS) if given.get(name) not in (None, "")},
        )
        problems += self._changed(answers, start)
        problems += self._unusable(answers, start)
        stage = followed(self._document["renamed"], {"stage": values.get("stage")})["stage"]
        return AccountFile(answers, stage if isinstance(stage, str) else "", tuple(sorted(problems)))

    def _under_todays_ids(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was answered under earlier ids by those of today, and remember how it is written."""
        table = self._document["renamed"]
        for part, ids in table["ids"].items():
            asked = given.get(part)
            if isinstance(asked, dict):
                self._written |= {
                    (part, now): was for was, now in ids.items() if was in asked and now not in asked
                }
                self._questions = moved(
                    {f"{part}.{was}": f"{part}.{now}" for was, now in ids.items()}, self._questions
                )
        return followed(table, given)

    def _shape(self, values: Any) -> Iterator[Problem]:
        hint = f"write answers under {', '.join(PARTS)}"
        if not isinstance(values, dict):
            yield self._problem((), "account-shape", "the file is no mapping of answers", hint)
        elif SAVED in values and str(values[SAVED]) != str(VERSION):
            found = quoted(str(values[SAVED]))
            yield self._problem(
                (SAVED,), "account-version", f"format {found} is not known", f"known is {VERSION}"
            )
        elif SAVED in values and not isinstance(values.get("answers"), dict):
            yield self._problem((SAVED,), "account-shape", "the file holds no answers", hint)

    def _names(self, given: Mapping[str, Any], start: Loc) -> Iterator[Problem]:
        """Yield a problem for each name that nothing is asked under."""
        top = {"segment", *PARTS} | (set() if start else {"name", "stage", "day"})
        yield from self._unknown(given, top, start, "field")
        for part in PARTS:
            asked = given.get(part)
            known = {
                key.partition(".")[2] for key in self._document["questions"] if key.startswith(f"{part}.")
            }
            known |= {"override"} if part == "maturity" else set()
            if isinstance(asked, dict):
                yield from self._unknown(asked, known, (*start, part), part)

    def _unknown(self, given: Mapping[str, Any], known: set[str], start: Loc, what: str) -> Iterator[Problem]:
        for name in given:
            if name in known:
                continue
            if f"{what}.{name}" in self._questions:
                message = f"{quoted(name)} is no longer asked; the answer is left out"
                yield self._problem(
                    (*start, name), "question-gone", message, severity=Severity.WARNING, key=True
                )
                continue
            hint = did_you_mean(name, sorted(known)) or f"known are {', '.join(sorted(known))}"
            yield self._problem(
                (*start, name), "unknown-answer", f"nothing is asked under {quoted(name)}", hint, key=True
            )

    def _changed(self, answers: dict[str, Any], start: Loc) -> Iterator[Problem]:
        """Take out answers to what is no longer asked, and yield a warning for each changed question."""
        now = self._document["questions"]
        for key, letters in self._questions.items():
            part, _, name = key.partition(".")
            if not isinstance(answers.get(part), dict) or name not in answers[part]:
                continue
            if key not in now:
                del answers[part][name]
            elif now[key] != letters:
                message = f"the question {quoted(self._document['names'].get(key, name))} has changed since it was answered"
                yield self._problem(
                    (*start, part, name), "question-changed", message, "ask again", Severity.WARNING
                )

    def _unusable(self, answers: Mapping[str, Any], start: Loc) -> Iterator[Problem]:
        """Yield a problem for each answer that scoring could not use, with scoring's own words."""
        for loc, alone in _one_by_one(answers):
            for note in assess(self._document["rules"], alone)["notes"]:
                if note["key"] == "note.unknown_id" and note["params"]["part"] in PARTS:
                    continue  # told with the nearest name
                message = format_message(self._texts, note["key"], note["params"])
                hint = self._possible(loc, str(note["params"].get("given", "")))
                yield self._problem((*start, *loc), "unusable-answer", message, hint)

    def _possible(self, loc: Loc, given: str) -> str:
        """Say which answers there are, where that is a short list: options of a choice, levels of a dimension."""
        rules, name = self._document["rules"], loc[-1]
        known: list[str] = []
        if loc[0] == "attributes":
            found = next((one for one in rules["attributes"] if one["id"] == name), None)
            known = [option["value"] for option in found.get("options", [])] if found else []
        elif (
            loc[0] == "maturity"
            and rules["maturity"]
            and name in {one["id"] for one in rules["maturity"]["dimensions"] if one["method"] == "rubric"}
        ):
            known = [str(level["level"]) for level in rules["maturity"]["levels"]]
        return did_you_mean(given, known) or (f"use one of {', '.join(known)}" if known else "")

    def _problem(
        self,
        loc: Loc,
        rule: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
        key: bool = False,
    ) -> Problem:
        return Problem(
            self._path, *self._typed.position(self._as_written(loc), key), rule, message, hint, severity
        )

    def _as_written(self, loc: Loc) -> Loc:
        """Return where something stands in the file, which may call it by an earlier id."""
        return tuple(
            self._written.get((str(before), str(step)), step)
            for before, step in zip(("", *loc), loc, strict=False)
        )


def _one_by_one(answers: Mapping[str, Any]) -> Iterator[tuple[Loc, dict[str, Any]]]:
    for name, answer in answers.items():
        if name in PARTS and isinstance(answer, dict):
            yield from (((name, one), {name: {one: value}}) for one, value in answer.items())
        else:
            yield (name,), {name: answer}

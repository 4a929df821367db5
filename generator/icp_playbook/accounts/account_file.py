"""Read files of accounts, written as YAML or JSON or saved by the page, and check their answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from icp_playbook.accounts.utf_8 import decoded
from icp_playbook.messages import say
from icp_playbook.model.walk import Loc
from icp_playbook.problems import (
    ContentError,
    Problem,
    Severity,
    inside,
    quoted,
)
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.document import AssessmentDocument
from icp_playbook.scoring.renamed import PARTS, followed, moved
from icp_playbook.scoring.usable import Wrong, there_is, unasked, unknown_name, unusable
from icp_playbook.stages.load.decoding import MAX_BYTES
from icp_playbook.stages.load.opening import read_regular
from icp_playbook.stages.load.reader import Document as Yaml
from icp_playbook.stages.load.reader import read_yaml

SAVED = "icp_assessment"
"""The field that tells a file saved by the page, with the version of its format."""
VERSION = 1

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheet programs begin, new ones and old ones."""

_NEVER_NEEDED = frozenset({"yaml-depth", "yaml-size", "yaml-duplicate-key"})
"""What no reader of JSON minds, and no account needs."""


class Records(NamedTuple):
    """The accounts in a file as they were parsed, and where their values stand if that is known."""

    found: list[Any]
    places: Yaml


class Unusable(NamedTuple):
    """Why a record is no account: where in it, the rule's name, and what to say and do."""

    loc: Loc
    rule: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class AccountFile:
    """The answers as `assess` takes them, the lifecycle stage if given, and the file's problems."""

    answers: dict[str, Any]
    stage: str
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> bool:
        """Whether the answers cannot be used."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def read_account(file: Path, document: AssessmentDocument) -> AccountFile:
    """Read the answers in `file`.

    An unknown name, or an answer that cannot be used, is a problem at its line.
    """
    try:
        records = read_records(file, str(file), MAX_BYTES, say("save the assessment again"))
    except ContentError as error:
        return AccountFile({}, "", error.problems)
    return _AccountReader(records.places, document).read(records.found)


def read_records(file: Path, path: str, most: int, too_large: str) -> Records:
    """Return the accounts in `file`, which problems call `path`: one, or a JSON list of many.

    Raise `ContentError` when it has more than `most` bytes, or is neither YAML nor JSON.
    """
    data, problems = read_regular(file, path, most, too_large)
    if data is None:
        raise ContentError(problems)
    if data.startswith(_WORKBOOKS):
        hint = say(
            "write one account's answers as YAML or JSON;"
            " many of them, as CSV, are for icp diff --accounts"
        )
        said = say("this is a workbook")
        raise ContentError([Problem(path, 1, 1, "account-shape", said, hint)])
    if file.suffix.lower() == ".json":
        return _from_json(path, data)
    typed = read_yaml(path, data)
    if typed.problems:
        raise ContentError(typed.problems)
    return Records([typed.values], typed)


def fault_in(record: Any) -> Unusable | None:
    """Return why `record` holds no account's answers, or None."""
    hint = say("write answers under {fields}", fields=PARTS)
    if not isinstance(record, dict):
        return Unusable((), "account-shape", say("it is not an account's record"), hint)
    if SAVED in record and str(record[SAVED]) != str(VERSION):
        message = say("format {version} is not known", version=quoted(str(record[SAVED])))
        return Unusable(
            (SAVED,), "account-version", message, say("known is {version}", version=VERSION)
        )
    if SAVED in record and not isinstance(record.get("answers"), dict):
        return Unusable((SAVED,), "account-shape", say("it holds no answers"), hint)
    return None


def answers_in(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers of a record without fault, which stand in its field `answers` or alone."""
    return dict(record["answers"] if _is_wrapped(record) else record)


def _is_wrapped(record: Mapping[str, Any]) -> bool:
    return isinstance(record.get("answers"), dict)


def _from_json(path: str, data: bytes) -> Records:
    text = decoded(path, data)
    try:
        values = json.loads(text)
        json.dumps(values, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # JSON can write half a sign, which nothing else can
        raise ContentError(read_yaml(path, data).problems) from None
    except (ValueError, RecursionError) as error:
        place = inside(text, getattr(error, "lineno", 1), getattr(error, "colno", 1))
        said, hint = say("this is not JSON"), say("save it again")
        problem = Problem(path, *place, "not-json", said, hint)
        raise ContentError([problem]) from None
    if isinstance(values, list):
        return Records(values, Yaml(path, {}, ()))
    typed = read_yaml(path, data)  # JSON is YAML: its reader knows where each value stands
    if any(problem.rule in _NEVER_NEEDED for problem in typed.problems):
        raise ContentError(typed.problems)
    return Records([values], typed)


class _AccountReader:
    """Reads one account: collects the answers that can be used, and what is wrong with others."""

    def __init__(self, places: Yaml, document: AssessmentDocument) -> None:
        self._places, self._document = places, document
        self._questions: dict[str, Any] = {}
        self._written: dict[tuple[str, str], str] = {}

    def read(self, records: list[Any]) -> AccountFile:
        values: Any = records[0] if len(records) == 1 else records
        if (fault := fault_in(values)) is not None:
            return AccountFile({}, "", (self._problem(*fault),))
        start: Loc = ("answers",) if _is_wrapped(values) else ()
        questions = values.get("questions")
        self._questions = questions if isinstance(questions, dict) else {}
        given = self._under_todays_ids(answers_in(values))
        problems = list(self._names(given, start))
        answers = spoken(
            self._document["rules"],
            {
                name: given[name]
                for name in ("segment", *PARTS)
                if given.get(name) not in (None, "")
            },
        )
        problems += self._changed(answers, start)
        rules = self._document["rules"]
        problems += [self._wrong(wrong, start) for wrong in unusable(rules, answers)]
        problems += [*self._stage(values), *self._older(values)]
        stage = followed(self._document["renamed"], {"stage": values.get("stage")})["stage"]
        return AccountFile(
            answers, stage if isinstance(stage, str) else "", tuple(sorted(problems))
        )

    def _under_todays_ids(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return answers given under earlier ids by those of today; keep how they are written."""
        table = self._document["renamed"]
        for part, ids in table["ids"].items():
            asked = given.get(part)
            if isinstance(asked, dict):
                self._written |= {
                    (part, now): was
                    for was, now in ids.items()
                    if was in asked and now not in asked
                }
                self._questions = moved(
                    {f"{part}.{was}": f"{part}.{now}" for was, now in ids.items()}, self._questions
                )
        return followed(table, given)

    def _names(self, given: Mapping[str, Any], start: Loc) -> Iterator[Problem]:
        """Yield a problem for each name that nothing is asked under."""
        top = ["segment", *PARTS, *([] if start else ["name", "stage", "day", "rules"])]
        for name in given:
            if name not in top:
                yield self._wrong(unknown_name((name,), top), start)
        for wrong in unasked(self._document["rules"], given):
            name = str(wrong.loc[-1])
            if ".".join(map(str, wrong.loc)) in self._questions:
                message = say(
                    "{name} is no longer asked; the answer is left out", name=quoted(name)
                )
                yield self._problem(
                    (*start, *wrong.loc),
                    "question-gone",
                    message,
                    severity=Severity.WARNING,
                    key=True,
                )
            else:
                yield self._wrong(wrong, start)

    def _stage(self, values: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield a problem where the stage is none of the lifecycle's."""
        stage, known = values.get("stage"), list(self._document["onward"]["stages"])
        was = self._document["renamed"]["ids"].get("stage", {})
        if stage in (None, "") or (isinstance(stage, str) and was.get(stage, stage) in known):
            return
        named = quoted(stage if isinstance(stage, str) else "…")
        message = say("no stage is called {name}", name=named)
        yield self._problem(
            ("stage",), "unusable-answer", message, there_is(str(stage), known), Severity.WARNING
        )

    def _older(self, values: Mapping[str, Any]) -> Iterator[Problem]:
        """Warn where the account was judged by other rules than those of today."""
        then, now = values.get("rules"), self._document["version"]
        letters = then.get("letters") if isinstance(then, dict) else None
        if not isinstance(letters, str) or letters == now["letters"]:
            return
        old, new = quoted(letters, 8), quoted(now["letters"])
        message = say(
            "this was judged by the rules {old}; today's are {new}, and may say something else",
            old=old,
            new=new,
        )
        yield self._problem(("rules",), "older-rules", message, severity=Severity.WARNING)

    def _wrong(self, wrong: Wrong, start: Loc) -> Problem:
        loc = (*start, *wrong.loc)
        return self._problem(loc, wrong.rule, wrong.message, wrong.hint, key=wrong.at_key)

    def _changed(self, answers: dict[str, Any], start: Loc) -> Iterator[Problem]:
        """Take out answers to what is no longer asked; warn of each question that has changed."""
        now = self._document["questions"]
        for key, letters in self._questions.items():
            part, _, name = key.partition(".")
            if not isinstance(answers.get(part), dict) or name not in answers[part]:
                continue
            if key not in now:
                del answers[part][name]
            elif now[key] != letters:
                asked = quoted(self._document["names"].get(key, name))
                message = say(
                    "the question {question} has changed since it was answered", question=asked
                )
                yield self._problem(
                    (*start, part, name),
                    "question-changed",
                    message,
                    say("ask again"),
                    Severity.WARNING,
                )

    def _problem(
        self,
        loc: Loc,
        rule: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
        key: bool = False,
    ) -> Problem:
        place = self._places.position(self._as_written(loc), key)
        return Problem(self._places.path, *place, rule, message, hint, severity)

    def _as_written(self, loc: Loc) -> Loc:
        """Return where something stands in the file, which may call it by an earlier id."""
        return tuple(
            self._written.get((str(before), str(step)), step)
            for before, step in zip(("", *loc), loc, strict=False)
        )

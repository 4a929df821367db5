"""Accounts to try a change on: saved assessments, or a CRM export whose columns the attributes name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from icp_playbook.accounts.crm_export import read_export
from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.catalog import Catalog
from icp_playbook.problems import ContentError, Problem, inside
from icp_playbook.stages.load.composing import MAX_DEPTH
from icp_playbook.stages.load.decoding import decode
from icp_playbook.stages.load.files import read_regular
from icp_playbook.stages.load.reader import read_yaml

_MOST = 50_000_000
_NEWEST = 1
_NAME_LIMIT = 80
_PARTS = ("segment", "attributes", "qualification", "maturity")


@dataclass(frozen=True, slots=True)
class Account:
    """One account: what it is called, and its answers in the shape that `assess` takes."""

    name: str
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of a file, and what in it could not be used."""

    accounts: tuple[Account, ...]
    notes: tuple[str, ...] = ()


def read_accounts(path: Path, catalog: Catalog) -> Accounts:
    """Return the accounts in a CSV, JSON or YAML file. Raise `ContentError` when it cannot be read as one."""
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".tsv", ".txt", ".json", ".yml", ".yaml"):
        raise ContentError(
            [
                _problem(
                    path, "unknown-file", "this is no file of accounts", "give CSV, JSON or YAML"
                )
            ]
        )
    data, problems = read_regular(path, path.name, _MOST)
    if data is None:
        raise ContentError(problems)
    if suffix in (".yml", ".yaml"):
        document = read_yaml(path.name, data)
        if document.problems:
            raise ContentError(document.problems)
        return _from_records(path, [document.values])
    text = _text(path, data)
    if suffix == ".json":
        return _from_records(path, _parsed(path, text))
    rows, notes = read_export(path.name, text, catalog.one(AccountAttributes))
    return Accounts(
        tuple(Account(_clean(name), {"attributes": answers}) for name, answers in rows),
        tuple(notes),
    )


def _text(path: Path, data: bytes) -> str:
    """Decode in pieces as large as one definition may be: a file of accounts may be longer than any."""
    text = data.decode("utf-8-sig", "replace")
    if "\ufffd" in text or "\0" in text:
        start = text.find("\ufffd") if "\ufffd" in text else 0
        _, problems = decode(path.name, data[: max(start * 4, 4096)])
        raise ContentError(
            problems
            or [_problem(path, "yaml-encoding", "the file is not UTF-8", "save it as UTF-8")]
        )
    return text


def _parsed(path: Path, text: str) -> list[Any]:
    if _too_deep(text):
        message = f"it is nested deeper than {MAX_DEPTH} levels"
        raise ContentError([_problem(path, "not-json", message, "save it again")])
    try:
        values = json.loads(text)
    except ValueError as error:
        place = inside(text, getattr(error, "lineno", 1), getattr(error, "colno", 1))
        problem = Problem(path.name, *place, "not-json", "this is not JSON", "save it again")
        raise ContentError([problem]) from None
    return values if isinstance(values, list) else [values]


_NO_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"?|[^"\[\]{}]+', re.DOTALL)


def _too_deep(text: str) -> bool:
    """Tell whether JSON is nested deeper than a definition may be: its parser calls itself for each level."""
    depth = 0
    for sign in _NO_BRACKET.sub("", text):
        depth += 1 if sign in "[{" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _from_records(path: Path, records: list[Any]) -> Accounts:
    accounts, notes = [], []
    for number, record in enumerate(records, 1):
        fallback = path.stem if len(records) == 1 else f"{path.stem} {number}"
        reason = _unusable(record)
        if reason:
            notes.append(f"{_clean(fallback)} is left out: {reason}.")
        else:
            accounts.append(_account(fallback, record))
    if not accounts:
        message = notes[0].rstrip(".") if notes else "there is no account in it"
        raise ContentError([_problem(path, "no-account", message, "save an assessment again")])
    return Accounts(tuple(accounts), tuple(notes))


def _unusable(record: Any) -> str:
    """Return why a record is no account's, or an empty string."""
    if not isinstance(record, dict):
        return "it is not an account's record"
    version = record.get("icp_assessment", _NEWEST)
    if version != _NEWEST:
        return "it was saved by another version"
    answers = record.get("answers", record)
    if not isinstance(answers, dict) or not any(part in answers for part in _PARTS):
        return f"it has none of {', '.join(_PARTS)}"
    return ""


def _account(fallback: str, record: Mapping[str, Any]) -> Account:
    name = next(_names(record), fallback)
    answers = record.get("answers", record)
    return Account(_clean(name), {part: answers[part] for part in _PARTS if part in answers})


def _names(record: Mapping[str, Any]) -> Iterator[str]:
    yield from (
        value
        for key in ("name", "account")
        if isinstance(value := record.get(key), str) and value.strip()
    )


def _clean(name: str) -> str:
    """Return a name that is safe to show on one line of a terminal or a pull request."""
    line = " ".join("".join(c if c.isprintable() else " " for c in name[: 4 * _NAME_LIMIT]).split())
    return line if len(line) <= _NAME_LIMIT else line[:_NAME_LIMIT] + "…"


def _problem(path: Path, rule: str, message: str, hint: str) -> Problem:
    return Problem(path.name, 1, 1, rule, message, hint)

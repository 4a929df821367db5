"""Accounts to try a change on: saved assessments, or the rows of a CRM export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from icp_playbook.accounts.account_file import answers_in, fault_in, read_records
from icp_playbook.accounts.crm_export import read_export
from icp_playbook.messages import say
from icp_playbook.model.account import AccountAttributes
from icp_playbook.model.catalog import Catalog
from icp_playbook.problems import ContentError, Problem
from icp_playbook.scoring.renamed import PARTS
from icp_playbook.scoring.rules import Rules
from icp_playbook.stages.load.opening import read_regular

_MOST = 50_000_000
_TOO_LARGE = say("split it into several")
_NAME_LIMIT = 80
_PARTS = ("segment", *PARTS)


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


def read_accounts(path: Path, catalog: Catalog, rules: Rules | None = None) -> Accounts:
    """Return the accounts in a CSV, JSON or YAML file.

    With `rules`, a table answers what is no attribute, too. Raise `ContentError` when it cannot be
    read as one.
    """
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".tsv", ".txt", ".json", ".yml", ".yaml"):
        raise ContentError(
            [
                _problem(
                    path,
                    "unknown-file",
                    say("this is no file of accounts"),
                    say("give CSV, JSON or YAML"),
                )
            ]
        )
    if suffix in (".json", ".yml", ".yaml"):
        return _from_records(path, read_records(path, path.name, _MOST, _TOO_LARGE).found)
    data, problems = read_regular(path, path.name, _MOST, _TOO_LARGE)
    if data is None:
        raise ContentError(problems)
    rows, notes = read_export(path.name, data, catalog.one(AccountAttributes), rules)
    return Accounts(
        tuple(account_called(name, answers) for name, answers in rows),
        tuple(notes),
    )


def account_called(name: str, answers: Mapping[str, Any]) -> Account:
    """Return an account under a name that may hold anything."""
    return Account(_clean(name), answers)


def _from_records(path: Path, records: list[Any]) -> Accounts:
    accounts, notes = [], []
    for number, record in enumerate(records, 1):
        fallback = path.stem if len(records) == 1 else f"{path.stem} {number}"
        reason = _unusable(record)
        if reason:
            notes.append(say("{name} is left out: {reason}.", name=_clean(fallback), reason=reason))
        else:
            accounts.append(_account(fallback, record))
    if not accounts:
        message = notes[0].rstrip(".") if notes else say("there is no account in it")
        raise ContentError([_problem(path, "no-account", message, say("save an assessment again"))])
    return Accounts(tuple(accounts), tuple(notes))


def _unusable(record: Any) -> str:
    """Return why a record is no account's, or an empty string."""
    if (fault := fault_in(record)) is not None:
        return fault.message
    if not any(part in answers_in(record) for part in _PARTS):
        return say("it has none of {names}", names=_PARTS)
    return ""


def _account(fallback: str, record: Mapping[str, Any]) -> Account:
    name = next(_names(record), fallback)
    answers = answers_in(record)
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

"""Accounts to try a change on: the files of an assessment, or a CRM export whose columns the attributes name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from icp_playbook.model.account import AccountAttributes, Attribute
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.fields import Text, Translations
from icp_playbook.problems import ContentError, Problem, did_you_mean, quoted
from icp_playbook.scoring import Rules, assess
from icp_playbook.stages.load.decoding import decode
from icp_playbook.stages.load.reader import read_yaml

_NAMES = ("account", "account name", "name", "company", "id")
_NOT_KNOWN = {"", "-", "n/a", "na", "null", "none", "unknown", "?"}


@dataclass(frozen=True, slots=True)
class Account:
    """One account: what it is called, and its answers in the shape that `assess` takes."""

    name: str
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules say of an account, in names."""

    segment: str
    fit: str
    verdict: str
    tier: str


def read_accounts(path: Path, catalog: Catalog) -> list[Account]:
    """Return the accounts in a CSV, JSON or YAML file. Raise `ContentError` when it cannot be read as one."""
    text, problems = decode(path.name, path.read_bytes())
    if problems:
        raise ContentError(problems)
    if path.suffix.lower() == ".csv":
        return _from_csv(path.name, text, catalog.one(AccountAttributes))
    if path.suffix.lower() == ".json":
        return _from_json(path, text)
    document = read_yaml(path.name, text.encode())
    if document.problems:
        raise ContentError(document.problems)
    return [_account(path.stem, document.values)]


def outcome_of(rules: Rules, account: Account) -> Outcome:
    """Return what `rules` say of an account, with the names that people use."""
    result = assess(rules, account.answers)
    fit, motivation, ability = result["fit"], result["motivation"], result["ability"]
    about = fit["about"] if fit else None
    judged = next((one for one in fit["segments"] if one["segment"] == about), None) if fit else None
    segment = next((one for one in rules["segments"] if one["id"] == about), None)
    if judged is None or segment is None:
        name, meaning = "none", "not enough known"
    else:
        name, meaning = segment["name"], judged["status"].replace("-", " ")
        if judged["status"] == "scored" and judged["band"] is not None:
            meaning = segment["bands"][judged["band"]]["name"]
    tiers = {tier["id"]: tier["name"] for tier in rules["maturity"]["tiers"]} if rules["maturity"] else {}
    tier = ability["tier"] if ability else None
    return Outcome(
        segment=name,
        fit=meaning,
        verdict=str(motivation["verdict"]) if motivation else "not judged",
        tier=tiers.get(str(tier), "not enough known") if ability else "not judged",
    )


def _from_json(path: Path, text: str) -> list[Account]:
    try:
        values = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        problem = Problem(
            path.name, line, getattr(error, "colno", 1), "not-json", "this is not JSON", "save it again"
        )
        raise ContentError([problem]) from None
    items = values if isinstance(values, list) else [values]
    return [
        _account(f"{path.stem} {number}", item)
        for number, item in enumerate(items, 1)
        if isinstance(item, dict)
    ]


def _account(fallback: str, values: Mapping[str, Any]) -> Account:
    name = values.get("account") or values.get("name")
    answers = values.get("answers", values)
    return Account(name if isinstance(name, str) else fallback, answers if isinstance(answers, dict) else {})


def _from_csv(name: str, text: str, attributes: AccountAttributes | None) -> list[Account]:
    reader = csv.DictReader(io.StringIO(text))
    columns = list(reader.fieldnames or ())
    known = {
        _folded(column): one
        for one in (attributes.attributes if attributes else ())
        for column in _columns(one)
    }
    mapped = {column: known[_folded(column)] for column in columns if _folded(column) in known}
    if not mapped:
        hint = did_you_mean(columns[0], known) if columns else ""
        message = f"no column of {quoted(', '.join(columns))} belongs to an attribute"
        raise ContentError(
            [Problem(name, 1, 1, "unknown-column", message, hint or "name them under crm_columns")]
        )
    called = next((column for column in columns if _folded(column) in _NAMES), columns[0])
    return [
        Account(
            (row.get(called) or f"line {reader.line_num}").strip(),
            {
                "attributes": {
                    one.id: answer for column, one in mapped.items() if (answer := _answer(one, row[column]))
                }
            },
        )
        for row in reader
    ]


def _columns(attribute: Attribute) -> list[str]:
    return [attribute.id, *attribute.crm_columns, *_all(attribute.name)]


def _answer(attribute: Attribute, value: str | None) -> str:
    """Return a cell as an answer; an option may be given by its label, yes and no by what CRMs write."""
    text = (value or "").strip()
    folded = _folded(text)
    if folded in _NOT_KNOWN:
        return ""
    if attribute.type == "yes-no":
        return {"true": "yes", "1": "yes", "y": "yes", "false": "no", "0": "no", "n": "no"}.get(
            folded, folded
        )
    for option in attribute.options:
        if folded in (option.id, *(_folded(label) for label in _all(option.label))):
            return option.id
    return text


def _all(text: Text | None) -> list[str]:
    if text is None:
        return []
    return [said for _, said in text.by_language] if isinstance(text, Translations) else [text]


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())

"""Reads the case files: one table for every language the rules are written in."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_NOTHING: dict[str, Any] = {
    "version": 1,
    "attributes": [],
    "segments": [],
    "scores": [],
    "flags": [],
    "qualification": None,
    "maturity": None,
    "further": [],
    "grid": [],
}
_STATES = {"c": "confirmed", "p": "partial", "a": "absent", "u": "unknown"}


@dataclass(frozen=True)
class Case:
    """One company, one account, and what must be in the answer."""

    name: str
    rules: Any
    answers: Any
    expect: dict[str, Any]


def cases() -> list[Case]:
    """Return every case of every file."""
    files = sorted((Path(__file__).parent / "cases").glob("*.yml"))
    return [case for file in files for case in _file_cases(file)]


def look_up(result: Any, path: str) -> Any:
    """Return what is at a dotted path; `*` looks into every entry of a list."""
    head, _, rest = path.partition(".")
    if head == "*":
        return [look_up(entry, rest) for entry in result]
    part = result[int(head)] if isinstance(result, list) else result[head]
    return look_up(part, rest) if rest else part


def put(document: Any, path: str, value: Any) -> None:
    """Set what is at a dotted path."""
    *parents, last = (int(part) if part.isdigit() else part for part in path.split("."))
    for part in parents:
        document = document[part]
    document[last] = value


def _file_cases(file: Path) -> Iterator[Case]:
    document = yaml.safe_load(file.read_text(encoding="utf-8"))
    for entry in [*document.get("tables", ()), *document["cases"]]:
        rules = copy.deepcopy({**_NOTHING, **document["rules"]})
        for path, value in entry.get("change", {}).items():
            put(rules, path, copy.deepcopy(value))
        name = f"{file.stem}: {entry.get('name') or entry.get('states') or entry.get('levels')}"
        if "expect" in entry:
            yield Case(name, rules, _answers(entry, rules), entry["expect"])
            continue
        for kind in ("mean", "minimum", "threshold"):
            ruled = copy.deepcopy(rules)
            ruled["maturity"]["rule"]["kind"] = kind
            tier = (
                {"ability.tier": None}
                if entry[kind] is None
                else {"ability.tier.level": entry[kind]}
            )
            yield Case(f"{name} by {kind}", ruled, _answers(entry, ruled), tier)


def _answers(entry: dict[str, Any], rules: Any) -> Any:
    if "states" in entry:
        ids = (
            [criterion["id"] for criterion in rules["qualification"]["criteria"]]
            if rules["qualification"]
            else "abcd"
        )
        states = zip(ids, entry["states"].split(), strict=True)
        return {"qualification": {name: _STATES[state] for name, state in states}}
    if "levels" in entry:
        levels = zip(rules["maturity"]["dimensions"], entry["levels"].split(), strict=True)
        return {
            "maturity": {dimension["id"]: int(level) for dimension, level in levels if level != "?"}
        }
    return entry["answers"]

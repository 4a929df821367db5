"""The properties of a dbt package's models: descriptions, owners, contract and tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from icp_playbook.engines.dbt_columns import Described
from icp_playbook.engines.dbt_files import DataType, as_typed, as_value, data_types
from icp_playbook.messages import Language, say
from icp_playbook.scoring.sql.dialects import DIALECTS
from icp_playbook.scoring.sql.tree import Node

ACCOUNTS, SCORES = "stg_icp__accounts", "icp_scores"
"""The staging model and the scoring model."""
KEY = "account_id"


def schema(
    questions: Iterable[Described],
    answers: Iterable[Described],
    outputs: Mapping[str, Node],
    owner: str,
    language: Language,
) -> dict[str, Any]:
    """Return what `schema.yml` holds."""
    types = data_types()
    key = Described(KEY, (say("The account's id in the CRM; each account has one row."),), owner)
    described = {one.name: one for one in answers}
    asked = say("What is known of each account: one row for each, one text for each question.")
    scored = say("What the rules of the playbook say of each account.")
    return {
        "models": [
            _model(
                ACCOUNTS,
                asked,
                owner,
                [(one, types["text"]) for one in (key, *questions)],
                language,
            ),
            _model(
                SCORES,
                scored,
                owner,
                [(key, types["text"])]
                + [(described[name], types[_kind(node)]) for name, node in outputs.items()],
                language,
            ),
        ]
    }


def _kind(node: Node) -> str:
    """Return the kind of a column's type; it is the same in each dialect."""
    if node.type != "whole":
        return "text"
    duckdb = DIALECTS["duckdb"]
    kinds = {duckdb.small: "small", duckdb.long: "long", duckdb.wide: "wide"}
    return kinds[duckdb.type_of(node)]


def _model(
    name: str,
    said: str,
    owner: str,
    columns: Iterable[tuple[Described, DataType]],
    language: Language,
) -> dict[str, Any]:
    return {
        "name": name,
        "description": language.text(said),
        "config": {"contract": {"enforced": True}, "meta": {"owner": as_typed(owner)}},
        "columns": [_column(one, kind, language) for one, kind in columns],
    }


def _column(one: Described, kind: DataType, language: Language) -> dict[str, Any]:
    meta = {"owner": as_typed(one.owner)} | ({"question": one.path} if one.path else {})
    column: dict[str, Any] = {
        "name": one.name,
        "description": as_typed(one.text(language)),
        "data_type": kind,
        "config": {"meta": meta},
    }
    if one.name == KEY:
        column["data_tests"] = ["not_null", "unique"]
    elif one.values:
        values = [as_value(value) for value in one.values]
        column["data_tests"] = [{"accepted_values": {"arguments": {"values": values}}}]
    return column

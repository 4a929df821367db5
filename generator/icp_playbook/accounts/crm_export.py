"""Read a CRM's export: which column answers which attribute, and each row's answers.

Whatever is doubtful counts as not known, and is named once for its column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from icp_playbook.accounts.crm_columns import (
    Column,
    account_column,
    attributes_by_name,
    named_columns,
    no_column,
    numbers_of,
    settle_numbers,
    unanswered,
)
from icp_playbook.accounts.crm_encoding import decode_export
from icp_playbook.accounts.crm_names import names_account
from icp_playbook.accounts.crm_questions import answers_of, other_columns
from icp_playbook.accounts.crm_table import Table, read_table
from icp_playbook.accounts.file_kinds import refuse_all_but_text
from icp_playbook.messages import say, say_count
from icp_playbook.model.account import AccountAttributes, Attribute
from icp_playbook.problems import quoted
from icp_playbook.scoring.rules import Rules

Row = tuple[str, dict[str, Any]]
"""What an account is called, and its answers in the shape that `assess` takes."""


def read_export(
    path: str, data: bytes, attributes: AccountAttributes | None, rules: Rules | None = None
) -> tuple[list[Row], list[str]]:
    """Return each row's account name and answers, and what could not be used.

    Without `rules` only attributes are answered. Raise `ContentError` when the bytes are no text,
    the file is not CSV, or no column belongs to an attribute.
    """
    asked = attributes.attributes if attributes else ()
    known = attributes_by_name(asked)

    def answers_something(column: str) -> bool:
        return known.of_column(column) is not None

    refuse_all_but_text(path, data[:100])
    text, notes = decode_export(
        path, data, lambda column: names_account(column) or answers_something(column)
    )
    table = read_table(path, text, answers_something)
    columns = _mapped(path, table, asked)
    others = other_columns(table.columns, rules, {one.at for one in columns}) if rules else []
    settle_numbers(columns, table.separator)
    named = account_column(table.columns)
    differing: Counter[str] = Counter()
    found = []
    for number, row in table.rows:
        name = (
            row[named]
            if named is not None and row[named].strip()
            else say("row {number}", number=number)
        )
        given = {one.path: answer for one in others if (answer := one.read(row[one.at]))}
        answers = _answers(row, columns, differing)
        found.append((name, {**answers_of(given), "attributes": answers}))
    notes += [*unanswered(table.columns, asked, columns), *table.notes]
    notes += [note for column in columns for note in column.notes()]
    notes += [note for column in others for note in column.notes()]
    notes += [
        say_count(
            "1 account has different answers in the columns for {attribute}; the first is taken.",
            "{number} accounts have different answers in the columns for {attribute};"
            " the first is taken.",
            count=count,
            number=f"{count:,}",
            attribute=quoted(id),
        )
        for id, count in differing.items()
    ]
    return found, notes


def _mapped(path: str, table: Table, asked: Sequence[Attribute]) -> list[Column]:
    """Return the columns that answer an attribute, or raise what says that none does."""
    columns = named_columns(table.columns, asked)
    for one in columns:
        one.numbers = numbers_of(one, [row[one.at] for _, row in table.rows])
    if columns:
        return columns
    raise no_column(path, table.columns, asked)


def _answers(
    row: Sequence[str], columns: Iterable[Column], differing: Counter[str]
) -> dict[str, str]:
    """Return a row's answers; of several columns for one attribute, the first that has one."""
    answers: dict[str, str] = {}
    for column in columns:
        answer = column.read(row[column.at])
        if answer and answers.setdefault(column.attribute.id, answer) != answer:
            differing[column.attribute.id] += 1
    return answers

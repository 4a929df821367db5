"""Read a CRM's export: which column answers which attribute, and each row's answers. Whatever is doubtful is left out."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from icp_playbook.model.account import AccountAttributes, Attribute
from icp_playbook.model.fields import Text, Translations
from icp_playbook.problems import ContentError, Problem, did_you_mean, quoted

_NAMES = ("account", "account name", "name", "company", "company name", "customer")
_NOT_KNOWN = {"", "-", "–", "n/a", "#n/a", "na", "null", "none", "unknown", "?"}
_YES_NO = {
    "yes": "yes",
    "true": "yes",
    "1": "yes",
    "y": "yes",
    "no": "no",
    "false": "no",
    "0": "no",
    "n": "no",
}
_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", re.ASCII)
# 1.200 is a thousand and a bit in half of Europe: nobody can tell.
_EITHER_WAY = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+", re.ASCII)
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")
_NOTES = 12

Row = tuple[str, dict[str, str]]


def read_export(path: str, text: str, attributes: AccountAttributes | None) -> tuple[list[Row], list[str]]:
    """Return each row's account name and answers by attribute, and what could not be used.

    Raise `ContentError` when the file is not CSV, or no column belongs to an attribute.
    """
    rows = _rows(path, text)
    columns = next(rows, [])
    mapped, notes = _mapped(path, columns, attributes.attributes if attributes else ())
    called = next((at for at, column in enumerate(columns) if _folded(column) in _NAMES), None)
    found: list[Row] = []
    unused: Counter[tuple[str, str]] = Counter()
    for number, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(columns):
            notes.append(
                f"Row {number} is left out: it has {len(row)} cells where the first row has {len(columns)}."
            )
            continue
        answers = {}
        for at, one in mapped.items():
            answer = _answer(one, row[at])
            if answer is None:
                unused[columns[at], row[at].strip()] += 1
            elif answer:
                answers[one.id] = answer
        found.append(
            (row[called] if called is not None and row[called].strip() else f"row {number}", answers)
        )
    return found, _few([*notes, *_unused(unused)])


def _rows(path: str, text: str) -> Iterator[list[str]]:
    """Yield the rows; the separator is the one that the first row has most of."""
    if said := _SEPARATOR_LINE.match(text):
        separator, text = said[1], text[said.end() :]
    else:
        head = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
        separator = max(",;\t|", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        line = max(reader.line_num, 1)
        raise ContentError(
            [Problem(path, line, 1, "not-csv", f"this is not CSV: {error}", "export it again")]
        ) from None


def _mapped(
    path: str, columns: Sequence[str], attributes: Sequence[Attribute]
) -> tuple[dict[int, Attribute], list[str]]:
    """Return the attribute that each column answers; the first of two columns for the same one."""
    known = {_folded(name): one for one in attributes for name in _called(one)}
    mapped: dict[int, Attribute] = {}
    notes = []
    for at, column in enumerate(columns):
        one = known.get(_folded(column))
        if one is not None and any(other.id == one.id for other in mapped.values()):
            notes.append(f"The column {quoted(column)} is not used: another one before it answers the same.")
        elif one is not None:
            mapped[at] = one
    if not mapped:
        near = next(filter(None, (did_you_mean(_folded(column), known) for column in columns)), "")
        message = f"no column of {quoted(', '.join(columns))} belongs to an attribute"
        hint = near or "name them under crm_columns in content/account.yml"
        raise ContentError([Problem(path, 1, 1, "unknown-column", message, hint)])
    answered = {one.id for one in mapped.values()}
    if missing := [quoted(one.id) for one in attributes if one.id not in answered]:
        notes.insert(
            0,
            f"No column answers {', '.join(missing)}, so these count as not known; "
            "crm_columns in content/account.yml says which column does.",
        )
    return mapped, notes


def _called(attribute: Attribute) -> list[str]:
    return [
        attribute.id,
        *attribute.aliases,
        *attribute.crm_columns,
        *_all(attribute.name),
        *_all(attribute.question),
    ]


def _answer(attribute: Attribute, cell: str) -> str | None:
    """Return a cell as an answer, empty when it has none, None when it cannot be told what is meant."""
    folded = _folded(cell)
    if folded in _NOT_KNOWN:
        return ""
    if attribute.type == "number":
        text = cell.strip()
        return text if _PLAIN_NUMBER.fullmatch(text) and not _EITHER_WAY.fullmatch(text) else None
    if attribute.type == "yes-no":
        return _YES_NO.get(folded)
    if attribute.type == "choice":
        options = {
            _folded(name): one.id
            for one in attribute.options
            for name in (one.id, *one.aliases, *_all(one.label))
        }
        return options.get(folded)
    return cell.strip()[:500]


def _unused(unused: Mapping[tuple[str, str], int]) -> Iterator[str]:
    for (column, value), count in unused.items():
        rows = "1 account" if count == 1 else f"{count:,} accounts"
        plain = value.replace(",", "").replace("'", "").replace(" ", "")
        meant = f"; write {plain}" if _PLAIN_NUMBER.fullmatch(plain) and plain != value else ""
        yield f"{quoted(value, 40)} under {quoted(column, 40)} could not be used and counts as not known ({rows}){meant}."


def _few(notes: list[str]) -> list[str]:
    more = len(notes) - _NOTES
    return [*notes[:_NOTES], f"{more:,} more things in the file could not be used."] if more > 0 else notes


def _all(text: Text | None) -> list[str]:
    if text is None:
        return []
    return [said for _, said in text.by_language] if isinstance(text, Translations) else [text]


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split()) or text.strip()

"""Read a CRM's export: which column answers which attribute, and each row's answers.

Whatever is doubtful counts as not known, and is named once for its column.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from icp_playbook.accounts.crm_encoding import decode_export
from icp_playbook.accounts.crm_names import Names, letters, names_account, size_of
from icp_playbook.accounts.crm_numbers import ColumnNumbers, looks_like, signs_of_file
from icp_playbook.accounts.crm_table import Table, read_table
from icp_playbook.messages import Message, say, say_count
from icp_playbook.model.account import AccountAttributes, Attribute
from icp_playbook.model.text import Text
from icp_playbook.numbers import half_width
from icp_playbook.problems import ContentError, Problem, did_you_mean, nearest, quoted
from icp_playbook.scoring.answers import yes_or_no
from icp_playbook.stages.search.letters import in_simplified

_NOT_KNOWN = frozenset(
    {"", "-", "–", "—", "n/a", "#n/a", "na", "null", "none", "unknown", "?"}
    | {"--", "——", "/", "未知", "不明", "不详", "不詳", "未填", "未填写", "未填寫", "不清楚"}
    | {"待确认", "待確認", "不适用", "不適用"}
)
_EXAMPLES = 3

Row = tuple[str, dict[str, str]]


def read_export(
    path: str, data: bytes, attributes: AccountAttributes | None
) -> tuple[list[Row], list[str]]:
    """Return each row's account name and answers by attribute, and what could not be used.

    Raise `ContentError` when the bytes are no text, the file is not CSV, or no column belongs to an
    attribute.
    """
    asked = attributes.attributes if attributes else ()
    known = Names.of((name, one) for one in asked for name in _called(one))

    def answers_something(column: str) -> bool:
        return known.of_column(column) is not None

    text, notes = decode_export(
        path, data, lambda column: names_account(column) or answers_something(column)
    )
    table = read_table(path, text, answers_something)
    columns = _mapped(path, table, asked, known)
    _settle_numbers(columns, table.separator)
    called = next((at for at, name in enumerate(table.columns) if names_account(name)), None)
    differing: Counter[str] = Counter()
    found = []
    for number, row in table.rows:
        name = (
            row[called]
            if called is not None and row[called].strip()
            else say("row {number}", number=number)
        )
        found.append((name, _answers(row, columns, differing)))
    notes += [*_unanswered(table, asked, columns), *table.notes]
    notes += [note for column in columns for note in column.notes()]
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


@dataclass(slots=True)
class _Column:
    """A column that answers an attribute; it remembers the cells that could not be used."""

    at: int
    name: str
    attribute: Attribute
    options: Names[str]
    numbers: ColumnNumbers | None
    size: str = ""
    """The thousands or 万 in which it counts by its name, where the attribute counts ones."""
    unused: Counter[str] = field(default_factory=Counter)

    def read(self, cell: str) -> str:
        """Return a cell as an answer, empty when it has none or it cannot be told what is meant."""
        answer = self._answer(cell)
        if answer is None:
            self.unused[cell.strip()] += 1
        return answer or ""

    def _answer(self, cell: str) -> str | None:
        folded = " ".join(half_width(cell).casefold().split())
        if (option := self.options.get(cell)) is not None:
            return option  # before all else: an option may be called "none"
        if folded in _NOT_KNOWN:
            return ""
        if self.numbers is not None:
            return None if self.size else self.numbers.read(cell)
        if self.attribute.type == "yes-no":
            return yes_or_no(folded) or None
        return None if self.attribute.type == "choice" else cell.strip()[:500]

    def notes(self) -> Iterator[str]:
        """Yield what to say about the cells that could not be used: how many, and three of them."""
        if not self.unused:
            return
        count = sum(self.unused.values())
        if self.size:
            yield say_count(
                "Not known: 1 cell under {column} counts in {size}, which the attribute does not.",
                "Not known: {number} cells under {column} count in {size}, which the attribute"
                " does not.",
                count=count,
                number=f"{count:,}",
                column=quoted(self.name.strip(), 40),
                size=quoted(self.size),
            )
            return
        shown = [self._example(value) for value, _ in self.unused.most_common(_EXAMPLES)]
        cells: str = Message("{cells}", {"cells": shown})
        if len(self.unused) > len(shown):
            cells = say("such as {cells}", cells=shown)
        yield say_count(
            "Not known: 1 cell under {column} cannot be used and counts as not known: {cells}.",
            "Not known: {number} cells under {column} cannot be used and count as not known:"
            " {cells}.",
            count=count,
            number=f"{count:,}",
            column=quoted(self.name.strip(), 40),
            cells=cells,
        )

    def _example(self, value: str) -> str:
        what = looks_like(value) if self.numbers is not None else ""
        cell = quoted(value, 40)
        return say("{cell} ({what})", cell=cell, what=what) if what else cell


def _mapped(
    path: str, table: Table, asked: Sequence[Attribute], known: Names[Attribute]
) -> list[_Column]:
    """Return the columns that answer an attribute, or raise what says that none does."""
    columns = []
    for at, name in enumerate(table.columns):
        if (one := known.of_column(name)) is None:
            continue
        options = Names.of(
            (word, o.id) for o in one.options for word in (o.id, *o.aliases, *_all(o.label))
        )
        cells = (row[at] for _, row in table.rows)
        is_number = one.type == "number"
        numbers = ColumnNumbers(cells, " ".join(_units(one))) if is_number else None
        size = size_of(name) if is_number else ""
        own = "".join(map(in_simplified, [*_all(one.name), *_all(one.question), *_units(one)]))
        columns.append(_Column(at, name, one, options, numbers, "" if size in own else size))
    if columns:
        return columns
    names = sorted({name for one in asked for name in _called(one)}, key=str.casefold)
    hint = next(filter(None, (did_you_mean(column, names) for column in table.columns)), "")
    if not hint and asked:
        hint = say("known are {attributes}", attributes=[quoted(one.id) for one in asked])
    message = say(
        "no column of {columns} belongs to an attribute", columns=quoted(", ".join(table.columns))
    )
    hint = say(
        "{known}; name columns under crm_columns in content/account.yml",
        known=hint or say("none is asked yet"),
    )
    raise ContentError([Problem(path, 1, 1, "unknown-column", message, hint)])


def _settle_numbers(columns: Iterable[_Column], separator: str) -> None:
    """Let columns that leave open how their numbers are written follow the others of the file."""
    numbers = [column.numbers for column in columns if column.numbers is not None]
    signs = signs_of_file(numbers, separator)
    for one in numbers:
        one.settle(*signs)


def _answers(
    row: Sequence[str], columns: Iterable[_Column], differing: Counter[str]
) -> dict[str, str]:
    """Return a row's answers; of several columns for one attribute, the first that has one."""
    answers: dict[str, str] = {}
    for column in columns:
        answer = column.read(row[column.at])
        if answer and answers.setdefault(column.attribute.id, answer) != answer:
            differing[column.attribute.id] += 1
    return answers


def _unanswered(
    table: Table, asked: Sequence[Attribute], columns: Iterable[_Column]
) -> Iterator[str]:
    """Yield which attributes no column answers, and which columns look as if they should."""
    used = {column.at: column.attribute.id for column in columns}
    missing = [one for one in asked if one.id not in used.values()]
    if not missing:
        return
    yield say(
        "No column answers {attributes}, so these count as not known; crm_columns in"
        " content/account.yml says which column does.",
        attributes=[quoted(one.id) for one in missing],
    )
    free = {letters(name): name for at, name in enumerate(table.columns) if at not in used}
    alike: dict[str, list[str]] = defaultdict(list)
    for one in missing:
        if near := next(filter(None, (nearest(letters(name), free) for name in _called(one))), ""):
            alike[free[near]].append(one.id)
    for name, ids in alike.items():
        yield say(
            "The column {column} looks like {attributes}, but is not named there.",
            column=quoted(name, 40),
            attributes=[quoted(id) for id in ids],
        )


def _called(attribute: Attribute) -> list[str]:
    return [
        attribute.id,
        *attribute.aliases,
        *attribute.crm_columns,
        *_all(attribute.name),
        *_all(attribute.question),
    ]


def _units(attribute: Attribute) -> list[str]:
    """Return what may stand behind its numbers, in each language."""
    return [*_all(attribute.unit), *(["%"] if attribute.form == "percent" else [])]


def _all(text: Text | None) -> list[str]:
    return [said for _, said in text.each] if text is not None else []

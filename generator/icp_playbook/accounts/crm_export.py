"""Read a CRM's export: which column answers which attribute, and each row's answers.

Whatever is doubtful counts as not known, and is named once for its column.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from icp_playbook.accounts.crm_numbers import ColumnNumbers, looks_like, signs_of_file
from icp_playbook.accounts.crm_table import Table, read_table
from icp_playbook.messages import say, say_count
from icp_playbook.model.account import AccountAttributes, Attribute
from icp_playbook.model.text import Text
from icp_playbook.problems import ContentError, Problem, did_you_mean, nearest, quoted
from icp_playbook.scoring.answers import yes_or_no

_NAMES = frozenset(
    {"account", "accountname", "name", "company", "companyname", "organization", "organizationname"}
    | {"customer", "customername", "客戶名稱", "客户名称", "公司名稱", "公司名称"}
)
_NOT_KNOWN = frozenset({"", "-", "–", "—", "n/a", "#n/a", "na", "null", "none", "unknown", "?"})
_FURNITURE = re.compile(r"^property_|__[cC]$")
"""What CRMs put around a field's own name: HubSpot in front of it, Salesforce behind it."""
_EXAMPLES = 3

Row = tuple[str, dict[str, str]]


def read_export(
    path: str, text: str, attributes: AccountAttributes | None
) -> tuple[list[Row], list[str]]:
    """Return each row's account name and answers by attribute, and what could not be used.

    Raise `ContentError` when the file is not CSV, or no column belongs to an attribute.
    """
    asked = attributes.attributes if attributes else ()
    known = attributes_by_name(asked)
    table = read_table(path, text, lambda column: any(name in known for name in names_of(column)))
    columns = _mapped(path, table, asked)
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
        found.append((name, _answers(row, columns, differing)))
    notes = [*unanswered(table.columns, asked, columns), *table.notes]
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
class Column:
    """A column that answers an attribute; it remembers the cells that could not be used."""

    at: int
    name: str
    attribute: Attribute
    options: Mapping[str, str]
    numbers: ColumnNumbers | None
    unused: Counter[str] = field(default_factory=Counter)

    def read(self, cell: str) -> str:
        """Return a cell as an answer, empty when it has none or it cannot be told what is meant."""
        answer = self.answer(cell)
        if answer is None:
            self.unused[cell.strip()] += 1
        return answer or ""

    def answer(self, cell: str) -> str | None:
        """Return a cell as an answer, empty when it has none, None when it cannot be used."""
        folded = " ".join(cell.casefold().split())
        if (option := self.options.get(letters(cell))) is not None:
            return option  # before all else: an option may be called "none"
        if folded in _NOT_KNOWN:
            return ""
        if self.numbers is not None:
            return self.numbers.read(cell)
        if self.attribute.type == "yes-no":
            return yes_or_no(folded) or None
        return None if self.attribute.type == "choice" else cell.strip()[:500]

    def notes(self) -> Iterator[str]:
        """Yield what to say about the cells that could not be used: how many, and three of them."""
        if not self.unused:
            return
        count = sum(self.unused.values())
        shown = [self._example(value) for value, _ in self.unused.most_common(_EXAMPLES)]
        cells = ", ".join(shown)
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
        return quoted(value, 40) + (f" ({what})" if what else "")


def called(attribute: Attribute) -> list[str]:
    """Return what a column that answers an attribute may be called, in any language."""
    return [
        attribute.id,
        *attribute.aliases,
        *attribute.crm_columns,
        *_all(attribute.name),
        *_all(attribute.question),
    ]


def attributes_by_name(asked: Iterable[Attribute]) -> dict[str, Attribute]:
    """Return the attributes by the letters of all that their columns may be called."""
    return {name: one for one in asked for name in map(letters, called(one))}


def named_columns(names: Sequence[str], asked: Sequence[Attribute]) -> list[Column]:
    """Return the columns that answer an attribute, those of numbers without their signs yet."""
    known = attributes_by_name(asked)
    columns = []
    for at, name in enumerate(names):
        one = next((known[form] for form in names_of(name) if form in known), None)
        if one is not None:
            options = {
                letters(word): o.id
                for o in one.options
                for word in (o.id, *o.aliases, *_all(o.label))
            }
            columns.append(Column(at, name, one, options, None))
    return columns


def numbers_of(column: Column, cells: Iterable[str]) -> ColumnNumbers | None:
    """Return what reads the numbers of a column, or None where it holds others."""
    if column.attribute.type != "number":
        return None
    return ColumnNumbers(cells, " ".join(_units(column.attribute)))


def account_column(names: Sequence[str]) -> int | None:
    """Return which column names the accounts."""
    return next((at for at, name in enumerate(names) if _NAMES & set(names_of(name))), None)


def no_column(path: str, columns: Sequence[str], asked: Sequence[Attribute]) -> ContentError:
    """Return what says that no column answers anything."""
    names = sorted({name for one in asked for name in called(one)}, key=str.casefold)
    hint = next(filter(None, (did_you_mean(column, names) for column in columns)), "")
    if not hint and asked:
        hint = say("known are {attributes}", attributes=[quoted(one.id) for one in asked])
    message = say(
        "no column of {columns} belongs to an attribute", columns=quoted(", ".join(columns))
    )
    hint = say(
        "{known}; name columns under crm_columns in content/account.yml",
        known=hint or say("none is asked yet"),
    )
    return ContentError([Problem(path, 1, 1, "unknown-column", message, hint)])


def _mapped(path: str, table: Table, asked: Sequence[Attribute]) -> list[Column]:
    """Return the columns that answer an attribute, or raise what says that none does."""
    columns = named_columns(table.columns, asked)
    for one in columns:
        one.numbers = numbers_of(one, [row[one.at] for _, row in table.rows])
    if columns:
        return columns
    raise no_column(path, table.columns, asked)


def settle_numbers(columns: Iterable[Column], separator: str) -> None:
    """Let columns that leave open how their numbers are written follow the others of the file."""
    numbers = [column.numbers for column in columns if column.numbers is not None]
    signs = signs_of_file(numbers, separator)
    for one in numbers:
        one.settle(*signs)


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


def unanswered(
    names: Sequence[str], asked: Sequence[Attribute], columns: Iterable[Column]
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
    free = {letters(name): name for at, name in enumerate(names) if at not in used}
    alike: dict[str, list[str]] = defaultdict(list)
    for one in missing:
        if near := next(filter(None, (nearest(letters(name), free) for name in called(one))), ""):
            alike[free[near]].append(one.id)
    for name, ids in alike.items():
        yield say(
            "The column {column} looks like {attributes}, but is not named there.",
            column=quoted(name, 40),
            attributes=[quoted(id) for id in ids],
        )


def names_of(column: str) -> Iterator[str]:
    """Yield a column's name, then the name alone: of `Account: Industry`, of `Employees__c`."""
    yield letters(column)
    yield letters(_FURNITURE.sub("", column.strip()))
    for mark in (" - ", ": "):
        if mark in column:
            yield letters(column.rpartition(mark)[2])


def letters(text: str) -> str:
    """Return the letters and digits of a text, without case: what names are compared by."""
    return "".join(c for c in text.casefold() if c.isalnum()) or text.strip()


def _units(attribute: Attribute) -> list[str]:
    """Return what may stand behind its numbers, in each language."""
    return [*_all(attribute.unit), *(["%"] if attribute.form == "percent" else [])]


def _all(text: Text | None) -> list[str]:
    return [said for _, said in text.each] if text is not None else []

"""The columns of a CRM's export that answer attributes, and how their cells are read."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from icp_playbook.accounts.crm_names import Names, forms, letters, names_account, size_of
from icp_playbook.accounts.crm_numbers import ColumnNumbers, looks_like, signs_of_file, year_of
from icp_playbook.accounts.crm_presets import Preset, preset_of
from icp_playbook.messages import Message, say, say_count
from icp_playbook.model.account import Attribute
from icp_playbook.model.text import Text
from icp_playbook.numbers import half_width
from icp_playbook.problems import ContentError, Problem, did_you_mean, nearest, quoted
from icp_playbook.scoring.answer_words import yes_or_no
from icp_playbook.stages.search.letters import in_simplified

NOT_KNOWN = frozenset(
    {"", "-", "–", "—", "n/a", "#n/a", "na", "null", "none", "unknown", "?"}
    | {"--", "——", "/", "未知", "不明", "不详", "不詳", "未填", "未填写", "未填寫", "不清楚"}
    | {"待确认", "待確認", "不适用", "不適用"}
)
_EXAMPLES = 3
_BETWEEN = re.compile(r"[;,|/\n；，、]")
"""What stands between the answers of a field that takes several."""


@dataclass(slots=True)
class Column:
    """A column that answers an attribute; it remembers the cells that could not be used."""

    at: int
    name: str
    attribute: Attribute
    options: Names[str]
    numbers: ColumnNumbers | None
    size: str = ""
    """The thousands or 万 in which it counts by its name, where the attribute counts ones."""
    crm: str = ""
    """The CRM that calls the field so, where the playbook has another of its names for it."""
    unused: Counter[str] = field(default_factory=Counter)

    def read(self, cell: str) -> str:
        """Return a cell as an answer, empty when it has none or it cannot be told what is meant."""
        answer = self.answer(cell)
        if answer is None:
            self.unused[cell.strip()] += 1
        return answer or ""

    def answer(self, cell: str) -> str | None:
        """Return a cell as an answer, empty when it has none, None when it cannot be used."""
        folded = " ".join(half_width(cell).casefold().split())
        if (option := self.options.get(cell)) is not None:
            return option  # before all else: an option may be called "none"
        if folded in NOT_KNOWN:
            return ""
        if self.numbers is not None:
            if self.attribute.form == "year" and (year := year_of(cell)):
                return year
            return None if self.size else self.numbers.read(cell)
        if self.attribute.type == "yes-no":
            return yes_or_no(folded) or None
        return None if self.attribute.type == "choice" else cell.strip()[:500]

    def looks_like(self, cell: str) -> str:
        """Return what a cell is that cannot be used: a range, several answers, or nothing."""
        if self.attribute.type == "number":
            return looks_like(cell)
        parts = [part.strip() for part in _BETWEEN.split(cell) if part.strip()]
        known = sum(1 for part in parts if self.options.get(part) is not None)
        return say("several answers") if known > 1 else ""

    def notes(self) -> Iterator[str]:
        """Yield what to say about the cells that could not be used."""
        return notes_on_unused(self.name, self.unused, self.looks_like, self.size)


def notes_on_unused(
    name: str, unused: Counter[str], what_is: Callable[[str], str], size: str = ""
) -> Iterator[str]:
    """Yield what to say about cells that could not be used: how many, and three of them.

    Cells that are counted without being kept are counted as empty ones.
    """
    if not unused:
        return
    count = sum(unused.values())
    column = quoted(name.strip(), 40)
    if size:
        yield say_count(
            "Not known: 1 cell under {column} counts in {size}, which the attribute does not.",
            "Not known: {number} cells under {column} count in {size}, which the attribute"
            " does not.",
            count=count,
            number=f"{count:,}",
            column=column,
            size=quoted(size),
        )
        return
    most = [cell for cell, _ in unused.most_common(_EXAMPLES + 1) if cell][:_EXAMPLES]
    shown = [_example(cell, what_is(cell)) for cell in most]
    cells: str = Message("{cells}", {"cells": shown})
    if len(unused) > len(shown):
        cells = say("such as {cells}", cells=shown)
    yield say_count(
        "Not known: 1 cell under {column} cannot be used and counts as not known: {cells}.",
        "Not known: {number} cells under {column} cannot be used and count as not known: {cells}.",
        count=count,
        number=f"{count:,}",
        column=column,
        cells=cells,
    )


def _example(value: str, what: str) -> str:
    cell = quoted(value, 40)
    return say("{cell} ({what})", cell=cell, what=what) if what else cell


def attributes_by_name(asked: Iterable[Attribute]) -> Names[Attribute]:
    """Return the attributes by all that their columns may be called, in any language."""
    return Names.of((name, one) for one in asked for name in called(one))


def named_columns(names: Sequence[str], asked: Sequence[Attribute]) -> list[Column]:
    """Return the columns that answer an attribute, those of numbers without their signs yet.

    In the export of a CRM that is known, a standard field is found by its other names as well,
    where no column has the attribute's own.
    """
    known, preset = attributes_by_name(asked), preset_of(names)
    columns = []
    for at, name in enumerate(names):
        is_other = preset is not None and preset.ignored.fullmatch(name.strip())
        if (one := known.get(name) if is_other else known.of_column(name)) is not None:
            columns.append(_column(at, name, one))
    if preset is not None:
        columns += _by_other_names(names, known, preset, columns)
    return sorted(columns, key=lambda one: one.at)


def _by_other_names(
    names: Sequence[str], known: Names[Attribute], preset: Preset, columns: Sequence[Column]
) -> Iterator[Column]:
    answered = {one.attribute.id for one in columns}
    for at, name in enumerate(names):
        if preset.ignored.fullmatch(name.strip()):
            continue
        others = (known.get(other) for form in forms(name) for other in preset.others_of(form))
        if (one := next(filter(None, others), None)) is not None and one.id not in answered:
            answered.add(one.id)
            yield _column(at, name, one, preset.name)


def _column(at: int, name: str, one: Attribute, crm: str = "") -> Column:
    options = Names.of((word, o.id) for o in one.options for word in o.words)
    size = size_of(name) if one.type == "number" else ""
    own = "".join(map(in_simplified, [*_all(one.name), *_all(one.question), *_units(one)]))
    return Column(at, name, one, options, None, "" if size in own else size, crm)


def other_names(columns: Iterable[Column]) -> Iterator[str]:
    """Yield what to say about columns that are known by the CRM's name for their field."""
    found = [one for one in columns if one.crm]
    if found:
        names: list[str] = [
            say("{column} as {attribute}", column=quoted(one.name.strip(), 40),
                attribute=quoted(one.attribute.id))
            for one in found
        ]  # fmt: skip
        yield say("Read by the names of {crm}: {columns}.", crm=found[0].crm, columns=names)


def numbers_of(column: Column, cells: Iterable[str]) -> ColumnNumbers | None:
    """Return what reads the numbers of a column, or None where it holds others."""
    if column.attribute.type != "number":
        return None
    return ColumnNumbers(cells, " ".join(_units(column.attribute)))


def account_column(names: Sequence[str]) -> int | None:
    """Return which column names the accounts."""
    preset = preset_of(names)
    return next(
        (
            at
            for at, name in enumerate(names)
            if names_account(name) and not (preset and preset.ignored.fullmatch(name.strip()))
        ),
        None,
    )


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


def settle_numbers(columns: Iterable[Column], separator: str) -> None:
    """Let columns that leave open how their numbers are written follow the others of the file."""
    numbers = [column.numbers for column in columns if column.numbers is not None]
    signs = signs_of_file(numbers, separator)
    for one in numbers:
        one.settle(*signs)


def unanswered(
    names: Sequence[str], asked: Sequence[Attribute], columns: Iterable[Column]
) -> Iterator[str]:
    """Yield which attributes no column answers, and which columns look as if they should.

    What the names of a known CRM answer comes first.
    """
    columns = list(columns)
    yield from other_names(columns)
    used = {column.at: column.attribute.id for column in columns}
    missing = [one for one in asked if one.id not in used.values()]
    if not missing:
        return
    yield say(
        "No column answers {attributes}, so these count as not known; crm_columns in"
        " content/account.yml says which column does.",
        attributes=[quoted(one.id) for one in missing],
    )
    free = {
        letters(name): name
        for at, name in enumerate(names)
        if at not in used and not names_account(name)
    }
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


def called(attribute: Attribute) -> list[str]:
    """Return what a column that answers an attribute may be called, in any language."""
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

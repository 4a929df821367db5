"""The columns of a table that answer a question, and how DuckDB reads their cells.

DuckDB reads the cells that are plain: whole numbers, decimals, the words of options. Any other
cell is read once, however often it stands there, by what reads a CRM's export elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from icp_playbook.accounts.crm_columns import NOT_KNOWN, Column, named_columns
from icp_playbook.accounts.crm_questions import YES_NO, other_columns
from icp_playbook.accounts.crm_table import TOTAL
from icp_playbook.model.account import Attribute
from icp_playbook.scoring.rules import Rules
from icp_playbook.scoring.sql.dialects import DIALECTS
from icp_playbook.scoring.sql.inputs import Input, inputs_of
from icp_playbook.scoring.sql.spelling import Dialect

DUCKDB = DIALECTS["duckdb"]
_SELF_EVIDENT = r"-?[0-9]{1,15}([.]([0-9]{1,2}|[0-9]{4,6}))?"
"""Numbers that read the same in every column; `1.234` may be a thousand and more."""
_PLAIN_TEXT = "[!-~]([ -~]{0,498}[!-~])?"
_UNKNOWN_TEXT = sorted(one for one in NOT_KNOWN if one.isascii() and one)

Read = Callable[[str], str | None]


@dataclass(slots=True)
class AnswerColumn:
    """One column and the question that it answers.

    `read` returns the answer in a cell, empty without one and None when it can't be used; `words`
    are cells of which that is known at once, with the code of the answer.
    """

    at: int
    name: str
    input: Input
    read: Read
    words: Mapping[str, int] = field(default_factory=dict)
    attribute: Column | None = None
    unused: Counter[str] = field(default_factory=Counter)
    keeps_odd: bool = False
    """Whether cells that DuckDB does not read are kept, or only marked."""

    @property
    def cell(self) -> str:
        """Return what the column of cells is called."""
        return f"h{self.at}"

    @property
    def value(self) -> str:
        """Return what the column of read answers is called."""
        return f"v{self.at}"

    @property
    def odd(self) -> str:
        """Return what the column of cells is called that DuckDB does not read."""
        return f"o{self.at}"

    def reading(self, dialect: Dialect = DUCKDB) -> str:
        """Return the expression of the answer in a cell, null where an engine does not read it."""
        return f"{self._answer(dialect)} AS {self.value}"

    def marking(self) -> list[str]:
        """Return, over cells and their answers, what marks an odd cell, and a decimal point."""
        is_odd = f"{self.cell} IS NOT NULL AND {self.value} IS NULL"
        odd = f"CASE WHEN {is_odd} THEN {self.cell} END" if self.keeps_odd else f"({is_odd})"
        marks = [f"{odd} AS {self.odd}"]
        if self.input.kind == "decimal":
            point = f"{self.value} IS NOT NULL AND contains({self.cell}, '.')"
            marks.append(f"({point}) AS p{self.at}")
        return marks

    def _answer(self, dialect: Dialect) -> str:
        cell, kind = self.cell, self.input.kind
        if self.attribute is not None and self.attribute.size:
            return f"CAST(NULL AS {self.type_in(dialect)})"
        if kind in ("text", "said"):
            quoted = ", ".join(map(dialect.text_of, _UNKNOWN_TEXT))
            matches = _full_match(cell, _PLAIN_TEXT, dialect)
            plain = f"{matches} AND lower({cell}) NOT IN ({quoted})"
            return f"CASE WHEN {plain} THEN {cell} END"
        if kind == "code":
            whens = " ".join(f"WHEN {dialect.text_of(w)} THEN {c}" for w, c in self.words.items())
            value = f"CASE {cell} {whens} ELSE NULL END" if whens else "NULL"
            return f"CAST({value} AS INTEGER)"
        if kind == "whole":
            number = f"TRY_CAST({cell} AS BIGINT)"
            plain = f"CAST({number} AS {dialect.text}) = {cell} AND {self._within(number)}"
            return f"CASE WHEN {plain} THEN {number} END"
        # Half as wide as what rules compare; what is longer than that is read as an odd cell.
        number = f"TRY_CAST({cell} AS DECIMAL(18,6))"
        # Most have one place; to ask for a pattern takes longer.
        one_place = f"CAST(TRY_CAST({cell} AS DECIMAL(18,1)) AS {dialect.text}) = {cell}"
        pattern = _full_match(cell, _SELF_EVIDENT, dialect)
        value = f"CASE WHEN {one_place} THEN {number} WHEN {pattern} THEN {number} END"
        return f"CASE WHEN {self._within(number)} THEN {value} END"

    def _within(self, number: str) -> str:
        least, most = self.input.least, self.input.most
        largest = Fraction(10**15 - 1)
        low = -largest if least is None else max(least, -largest)
        high = largest if most is None else min(most, largest)
        return f"{number} BETWEEN {_decimal(low)} AND {_decimal(high)}"

    def value_of(self, cell: str) -> int | str | None:
        """Return the value for an odd cell; it is counted as unusable by whoever asks."""
        answer = self.read(cell)
        if not answer:
            return "" if answer == "" else None
        if self.input.kind == "code":
            return dict(self.input.codes)[answer]
        if self.input.kind in ("text", "said"):
            return answer
        number = Fraction(answer)
        least, most = self.input.least, self.input.most
        outside = (least is not None and number < least) or (most is not None and number > most)
        if outside or (self.input.kind == "whole" and number.denominator != 1):
            return None
        return answer

    @property
    def type(self) -> str:
        """Return the type of the read answer."""
        return self.type_in(DUCKDB)

    def type_in(self, dialect: Dialect) -> str:
        """Return what a dialect calls the type of the read answer."""
        return {"whole": "BIGINT", "decimal": "DECIMAL(21,6)", "code": "INTEGER"}.get(
            self.input.kind, dialect.text
        )


def _decimal(number: Fraction) -> str:
    return f"{number.numerator / number.denominator:f}" if number.denominator != 1 else str(number)


def answer_columns(
    names: Sequence[str], asked: Sequence[Attribute], rules: Rules
) -> list[AnswerColumn]:
    """Return the columns that answer anything these rules ask."""
    inputs = {one.path: one for one in inputs_of(rules)}
    found = []
    for column in named_columns(names, asked):
        one = inputs.get(("attributes", column.attribute.id))
        if one is not None:
            words = _coded(one, _words_of(column), column.answer)
            found.append(AnswerColumn(column.at, column.name, one, column.answer, words, column))
    for other in other_columns(names, rules, {one.at for one in found}):
        one = inputs[other.path]
        coded = _coded(one, other.words or (), other.answer)
        found.append(AnswerColumn(other.at, other.name, one, other.answer, coded))
    return found


def _words_of(column: Column) -> list[str]:
    attribute = column.attribute
    if attribute.type == "yes-no":
        return YES_NO.split()
    return [word for option in attribute.options for word in option.words]


def _coded(one: Input, words: Iterable[str], read: Read) -> dict[str, int]:
    """Return the code of each word that is an answer."""
    codes = dict(one.codes)
    return {word: codes[said] for word in words if word and (said := read(word)) in codes}


def _full_match(column: str, pattern: str, dialect: Dialect, *, folded: bool = False) -> str:
    """Return the expression that a whole text matches; `folded` makes no difference of case."""
    if dialect is DUCKDB:
        flags = ", 'i'" if folded else ""
        return f"regexp_full_match({column}, {dialect.text_of(pattern)}{flags})"
    whole = f"{'(?i)' if folded else ''}^(?:{pattern})\\z"
    return f"{column} RLIKE {dialect.text_of(whole)}"


def is_total(first: str, dialect: Dialect = DUCKDB) -> str:
    """Return the expression that tells by a row's first cell that it is a total.

    Most first cells are names or numbers: what no total begins with is told by one letter.
    """
    letters_of_totals = ", ".join(f"'{one}'" for one in " GgSsTt总總合小汇彙")
    matches = _full_match(first, rf"\s*(?:{TOTAL.pattern})\s*", dialect, folded=True)
    letter = f"substr({first}, 1, 1) IN ({letters_of_totals})"
    return f"{letter} AND {matches}"

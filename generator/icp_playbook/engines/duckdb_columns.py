"""The columns of a table that answer a question, and how DuckDB reads their cells.

DuckDB reads the cells that are plain: whole numbers, decimals, the words of options. Any other
cell is read once, however often it stands there, by what reads a CRM's export elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from icp_playbook.accounts.crm_columns import NOT_KNOWN, Column, named_columns
from icp_playbook.accounts.crm_names import Names
from icp_playbook.accounts.crm_table import TOTAL
from icp_playbook.model.account import Attribute
from icp_playbook.numbers import half_width
from icp_playbook.scoring.answers import STATES, dimensions_in, scale_of, wording_of, yes_or_no
from icp_playbook.scoring.rules import Rules
from icp_playbook.scoring.sql.dialects import DIALECTS
from icp_playbook.scoring.sql.inputs import Input, inputs_of
from icp_playbook.scoring.sql.spelling import Dialect

DUCKDB = DIALECTS["duckdb"]
_YES_NO = "Yes No yes no true false TRUE FALSE True False YES NO 1 0 Y N y n"
"""The likely ones first: DuckDB asks for one after the other."""
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

    def parsing(self, dialect: Dialect = DUCKDB) -> list[str]:
        """Return the expressions of the read answer, of an odd cell, and of a decimal point."""
        cell, kind = self.cell, self.input.kind
        if self.attribute is not None and self.attribute.size:
            no_point = [f"FALSE AS p{self.at}"] if kind == "decimal" else []
            return [*self._read_where("FALSE", f"CAST(NULL AS {self.type_in(dialect)})"), *no_point]
        if kind == "text":
            quoted = ", ".join(map(dialect.text_of, _UNKNOWN_TEXT))
            matches = _full_match(cell, _PLAIN_TEXT, dialect)
            plain = f"{matches} AND lower({cell}) NOT IN ({quoted})"
            return self._read_where(plain, cell)
        if kind == "code":
            whens = " ".join(f"WHEN {dialect.text_of(w)} THEN {c}" for w, c in self.words.items())
            value = f"CAST(CASE {cell} {whens} ELSE NULL END AS INTEGER)" if whens else "NULL"
            return self._read_where(f"{value} IS NOT NULL", value)
        if kind == "whole":
            number = f"TRY_CAST({cell} AS BIGINT)"
            plain = f"CAST({number} AS {dialect.text}) = {cell} AND {self._within(number)}"
            return self._read_where(plain, number)
        # Half as wide as what rules compare; what is longer than that is read as an odd cell.
        number = f"TRY_CAST({cell} AS DECIMAL(18,6))"
        matches = _full_match(cell, _SELF_EVIDENT, dialect)
        plain = f"{matches} AND {self._within(number)}"
        point = f"({plain} AND contains({cell}, '.')) AS p{self.at}"
        return [*self._read_where(plain, number), point]

    def _read_where(self, plain: str, value: str) -> list[str]:
        is_code = self.input.kind == "code"
        answer = value if is_code else f"CASE WHEN {plain} THEN {value} END"
        odd = f"CASE WHEN {plain} THEN NULL ELSE {self.cell} END"
        if not self.keeps_odd:
            odd = f"CASE WHEN {plain} THEN FALSE ELSE {self.cell} IS NOT NULL END"
        return [f"{answer} AS {self.value}", f"{odd} AS {self.odd}"]

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
        if self.input.kind == "text":
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
    used = {one.at for one in found}
    others = Names.of(_other_questions(rules))
    for at, name in enumerate(names):
        if at in used:
            continue
        path, meant = others.of_column(name) or (None, {})
        if path is not None and not any(one.input.path == path for one in found):
            read = _reader(meant)
            coded = _coded(inputs[path], meant, read)
            found.append(AnswerColumn(at, name, inputs[path], read, coded))
    return found


def _words_of(column: Column) -> list[str]:
    attribute = column.attribute
    if attribute.type == "yes-no":
        return _YES_NO.split()
    return [word for option in attribute.options for word in option.words]


def _coded(one: Input, words: Iterable[str], read: Read) -> dict[str, int]:
    """Return the code of each word that is an answer."""
    codes = dict(one.codes)
    return {word: codes[said] for word in words if word and (said := read(word)) in codes}


def _reader(words: Mapping[str, str]) -> Read:
    """Return what reads the cells of a question that is no attribute."""
    known = Names.of(words.items())

    def read(cell: str) -> str | None:
        if half_width(cell).strip().casefold() in NOT_KNOWN:
            return ""
        return words.get(cell.strip()) or known.get(cell)

    return read


_Words = Mapping[str, str]


def _other_questions(rules: Rules) -> Iterator[tuple[str, tuple[tuple[str, ...], _Words]]]:
    """Yield what a column may be called that answers a criterion, a dimension or an item."""
    for criterion in rules["qualification"]["criteria"] if rules["qualification"] else []:
        path = ("qualification", criterion["id"])
        words = {word: state for state in STATES[:3] for word in (state, state.title())}
        for name in (criterion["id"], criterion["name"], " ".join(path)):
            yield name, (path, words)
    for dimension in dimensions_in(rules):
        own = ("maturity", dimension["id"])
        if dimension["method"] == "rubric":
            levels = dimension["levels"]
            words = {one["label"]: str(one["level"]) for one in levels}
            words |= {str(one["level"]): str(one["level"]) for one in levels}
            for name in (dimension["id"], dimension["name"], " ".join(own)):
                yield name, (own, words)
            continue
        for item in (item for level in dimension["levels"] for item in level["items"]):
            steps = scale_of(dimension, item)
            words = {word: yes_or_no(word.casefold()) for word in _YES_NO.split()}
            if dimension["method"] == "coverage":
                words = {wording_of(one): one["value"] for one in steps}
                words |= {one["value"]: one["value"] for one in steps}
            words |= dict.fromkeys(("not-applicable", "not applicable"), "not-applicable")
            part = (*own, item["id"])
            for name in (" ".join(part), f"{dimension['id']} {item['id']}"):
                yield name, (part, words)


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

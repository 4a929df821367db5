"""Numbers as programs and people of several countries write them, settled column by column."""

from __future__ import annotations

import pytest

from icp_playbook.accounts.crm_numbers import ColumnNumbers, looks_like, signs_of_file


def read(cells: list[str], separator: str = ",", unit: str = "") -> list[str | None]:
    """Return what the cells of one column, alone in its file, are read as."""
    column = ColumnNumbers(cells, unit)
    column.settle(*signs_of_file([column], separator))
    return [column.read(cell) for cell in cells]


@pytest.mark.parametrize(
    ("cells", "separator", "meant"),
    [
        (["2,5", "1.200", "1.200,50"], ";", ["2.5", "1200", "1200.5"]),
        (["3.75", "1,200", "1,200.50"], ",", ["3.75", "1200", "1200.5"]),
        (["1.200", "3.75"], ",", ["1.2", "3.75"]),
        (["1,200", "7"], ",", ["1200", "7"]),
        (["1.200", "7"], ";", ["1200", "7"]),
        (["1.200", "7"], ",", [None, "7"]),
        (["1,200", "7"], ";", [None, "7"]),
        (["1.200", "7"], "\t", [None, "7"]),
        (["2,5", "2.5", "1.200"], ";", ["2.5", "2.5", None]),
        (["1.200.000", "1.200"], ",", ["1200000", "1200"]),
        (["0,500", "1,200"], ";", ["0.5", "1.2"]),
    ],
)
def test_a_column_says_how_its_numbers_are_written(
    cells: list[str], separator: str, meant: list[str | None]
) -> None:
    """One clear cell settles the others; else the separator does; else nothing is guessed."""
    assert read(cells, separator) == meant


def test_another_column_settles_one_that_leaves_it_open() -> None:
    """A file is written by one program, with one decimal sign."""
    parcels, rate = ColumnNumbers(["1.200"]), ColumnNumbers(["24,5"])
    parcels.settle(*signs_of_file([parcels, rate], "\t"))
    assert parcels.read("1.200") == "1200"


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("1 200", "1200"),
        ("1\u00a0200,50", "1200.5"),
        ("1\u202f200", "1200"),
        ("1'200", "1200"),
        ("$1,100.04 ", "1100.04"),
        ("€ 80", "80"),
        ("80 EUR", "80"),
        ("NT$2,000", "2000"),
        ("(5)", "-5"),
        ("−5", "-5"),
        ("1800-", "-1800"),
        ("-€5.50", "-5.5"),
        ("+200", "200"),
        (".5", "0.5"),
        ("1E+03", "1000"),
        ("２００", "200"),
        ("１２３，４５６", "123456"),
        ("１，２３４．５", "1234.5"),
        ("1，234，567", "1234567"),
        ("－５", "-5"),
        ("（５）", "-5"),
        ("￥5,000.50", "5000.5"),
        ("5000元", "5000"),
        ("人民币 5000 元", "5000"),
        ("新臺幣5000", "5000"),
        ("0200", "200"),
        ("1800.000000000", "1800"),
        ("33.33333333333333", "33.333333"),
        ("-0.0000001", "0"),
    ],
)
def test_what_surrounds_a_number_changes_nothing(cell: str, meant: str) -> None:
    """Currencies, signs, groups of digits, zeros, and more decimals than an answer may have."""
    assert read([cell]) == [meant]


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "2k",
        "~900",
        "50-200",
        "500+",
        "1_000",
        "0x3C",
        "NaN",
        "Infinity",
        "1e400",
        "1.2.3",
        "12 34",
        "1,23,456",
        "--5",
        "-(5)",
        "five",
        "12 pieces",
        "=80+1",
        "9" * 16,
        "1" * 61,
        "24.5%",
        "24.5％",
        "3万",
        "3萬",
        "3.5 万元",
        "２億",
        "1.2亿",
        "5千",
        "1，23",
        "12，34",
        "1,234，567",
        "1，234,5",
        "三百",
        "一千两百",
        "50至200",
        "500左右",
    ],
)
def test_what_is_no_plain_number_is_not_known(cell: str) -> None:
    """A range, a rounded number, a word, a formula, a percentage where none is counted."""
    assert read([cell]) == [None]


@pytest.mark.parametrize("unit", ["%", "percent a year", "% of orders", "百分比"])
def test_a_percent_sign_fits_where_percent_is_asked_for(unit: str) -> None:
    """The number before it is the answer."""
    assert read(["24.5%", "12 %", "7", "１２３，４５６％"], unit=unit) == [
        *("24.5", "12", "7", "123456"),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_full_width_comma_groups_digits_in_every_file(separator: str) -> None:
    """It is never a decimal sign, so nothing about the column has to be known."""
    assert read(["１，２００"], separator) == ["1200"]
    assert read(["１２，５"], separator) == [None]


@pytest.mark.parametrize(
    ("cell", "what"),
    [("51-200", "a range"), ("51 – 200", "a range"), ("2k", "rounded"), ("~900", "rounded"),
     ("500+", "rounded"),
     ("3 萬", "rounded"), ("3.5万元", "rounded"), ("１．２亿", "rounded"), ("5千人", "rounded"),
     ("500左右", "rounded"), ("500人以上", "rounded"), ("约500", "rounded"),
     ("超過 500 人", "rounded"),
     ("500余人", "rounded"), ("1000多家", "rounded"), ("不到50", "rounded"),
     ("50～200人", "a range"), ("50至200", "a range"), ("100万-500万", "a range"),
     ("100到500家", "a range"), ("many", ""), ("500 人", ""), ("二百", ""), ("A100", "")],
)  # fmt: skip
def test_what_is_nearly_a_number_is_called_by_its_name(cell: str, what: str) -> None:
    """So that the note says why it was not used."""
    assert looks_like(cell) == what

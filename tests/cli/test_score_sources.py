"""What `icp score` reads besides CSV, and that the answers are those of the same rows as CSV."""

from __future__ import annotations

import csv
import datetime
import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from cli.test_score import COMPANY
from commands import Ran, icp
from drawn import draw

HEAD = ["Record ID", "Account name", "Employees", "Rate", "Shop"]
ROWS: list[list[Any]] = [
    [1, "Plain", 49, 24.5, "Hosted shop"],
    [2, "Nobody knows", None, None, None],
    [3, "No shop", 10, 30.0, "none"],
    [4, "Half", 50.5, 24.499999999999996, "hosted"],
    [5, "=Formula", 1200, 1.234, "HOSTED SHOP"],
]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with one segment."""
    folder = tmp_path_factory.mktemp("company")
    draw(folder, COMPANY)
    return folder


def _score(folder: Path, source: str, *more: str) -> tuple[Ran, list[dict[str, str]]]:
    (folder / "out.csv").unlink(missing_ok=True)
    run = icp(folder, "score", source, "-o", "out.csv", *more)
    if not (folder / "out.csv").exists():
        return run, []
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["Record ID"])
    for row in rows:
        assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", row.pop("scored_at"))
    return run, rows


def _csv(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        # What a spreadsheet shows: 15 digits. The thousandth has a zero more, or it may be 1234.
        shown = [
            [24.5 if cell == ROWS[3][3] else "1.2340" if cell == ROWS[4][3] else cell for cell in r]
            for r in ROWS
        ]
        csv.writer(file).writerows([HEAD, *shown])


def _xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    notes = book.active
    assert notes is not None
    notes.append(["Employees of the CRM team"])
    sheet = book.create_sheet("Accounts")
    sheet.append(["Exported on Monday"])
    sheet.append(HEAD)
    for row in ROWS:
        sheet.append(row)
    for row in sheet.iter_rows(min_col=2, max_col=2):
        row[0].data_type = "s"
    sheet.cell(6, 4).value = 0.24499999999999996
    sheet.cell(6, 4).number_format = "0.0%"
    sheet.row_dimensions[4].hidden = True
    sheet.append(["Copyright (c) 2026"])
    book.save(path)


def _jsonl(path: Path) -> None:
    lines = [
        {"Record ID": a, "Account name": b, "properties": {"Employees": c, "Rate": d, "Shop": e}}
        for a, b, c, d, e in ROWS
    ]
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), "utf-8")


def _sqlite(path: Path) -> None:
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE other (x)")
    base.execute(f"CREATE TABLE accounts ({', '.join(map(json.dumps, HEAD))})")
    base.executemany("INSERT INTO accounts VALUES (?, ?, ?, ?, ?)", ROWS)
    base.commit()
    base.close()


_TYPES = '("Record ID" INT, "Account name" TEXT, "Employees" DOUBLE, "Rate" DOUBLE, "Shop" TEXT)'


def _duckdb(path: Path) -> None:
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as base:
        base.execute(f"CREATE TABLE accounts {_TYPES}")
        base.execute("CREATE TABLE other (x INT)")
        base.executemany("INSERT INTO accounts VALUES (?, ?, ?, ?, ?)", ROWS)


def _parquet(path: Path) -> None:
    with duckdb.connect() as base:
        base.execute(f"CREATE TABLE accounts {_TYPES}")
        base.executemany("INSERT INTO accounts VALUES (?, ?, ?, ?, ?)", ROWS)
        base.execute('UPDATE accounts SET "Employees" = \'nan\' WHERE "Employees" IS NULL')
        base.execute(f"COPY accounts TO '{path}' (FORMAT parquet)")


_MAKE: dict[str, Callable[[Path], None]] = {
    "crm.xlsx": _xlsx,
    "crm.jsonl": _jsonl,
    "crm.sqlite": _sqlite,
    "crm.duckdb": _duckdb,
    "crm.parquet": _parquet,
}


@pytest.mark.parametrize("name", _MAKE)
def test_each_kind_of_file_gives_the_answers_of_csv(company: Path, name: str) -> None:
    """Numbers with a type, percent, and what is unknown come to the same."""
    _csv(company / "plain.csv")
    _MAKE[name](company / name)
    _, expected = _score(company, "plain.csv")
    run, rows = _score(company, name)
    assert run.code == 0, run.err
    assert [row["fit"] for row in expected].count("scored") == 2
    assert rows == expected


def test_standard_input_is_read(company: Path) -> None:
    """A dash says so, and the kind is told by its first bytes."""
    for make in (_csv, _xlsx):
        make(company / "in")
        run = subprocess.run(
            [sys.executable, "-m", "icp_playbook", "score", "-"],
            cwd=company, input=(company / "in").read_bytes(), capture_output=True, check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        assert run.stdout.startswith(b"2 of 5 accounts could not be judged."), run.stdout


def test_what_a_workbook_says_of_itself_is_told(company: Path) -> None:
    """Which sheet, hidden rows, lines above and below, errors, and formulas without a value."""
    path = company / "told.xlsx"
    _xlsx(path)
    run, _ = _score(company, "told.xlsx")
    for said in (
        'Read: the sheet "Accounts".',
        "Read as well: 1 hidden row.",
        "Left out: the line above",
        "Left out: a line of one cell only.",
    ):
        assert said in run.out
    book = openpyxl.load_workbook(path)
    sheet = book["Accounts"]
    sheet["C3"], sheet["D3"] = "=40+9", "#DIV/0!"
    sheet["D3"].data_type = "e"
    sheet["C5"], sheet["C6"] = "1.200", datetime.date(2026, 3, 1)
    sheet["C7"] = "1.200,00"
    book.save(path)
    run, rows = _score(company, "told.xlsx")
    assert "1 formula has no stored value" in run.out
    assert '1 cell holds an error of the workbook: "#DIV/0!".' in run.out
    assert '2 cells under "Employees" cannot be used' in run.out
    assert '"1.200"' in run.out
    assert '"2026-03-01"' in run.out
    assert [row["fit"] for row in rows].count("scored") == 1


def test_a_sheet_or_table_may_be_named(company: Path) -> None:
    """An unknown one is a message that lists those that are there."""
    for name in ("crm.xlsx", "crm.sqlite", "crm.duckdb"):
        _MAKE[name](company / name)
        assert _score(company, name, "--table", "Accounts")[0].code == 0
        run, _ = _score(company, name, "--table", "nowhere")
        assert run.code == 1
        assert re.search("it has .*accounts", run.err, re.IGNORECASE)
    _csv(company / "plain.csv")
    assert "leave out --table" in _score(company, "plain.csv", "--table", "x")[0].err


def test_a_workbook_is_written(company: Path) -> None:
    """Numbers are numbers, and what begins like a formula is a text."""
    _csv(company / "plain.csv")
    run = icp(company, "score", "plain.csv", "-o", "out.xlsx")
    assert run.code == 0, run.err
    [sheet] = openpyxl.load_workbook(company / "out.xlsx").worksheets
    names, *rows = list(sheet.iter_rows())
    by_name = {cell.value: at for at, cell in enumerate(names)}
    found = {str(row[by_name["Record ID"]].value): row for row in rows}
    assert len(found) == 5
    assert found["1"][by_name["score"]].value == 100
    formula = found["5"][by_name["Account name"]]
    assert (formula.value, formula.data_type) == ("=Formula", "s")
    assert found["3"][by_name["ruled_out_by"]].data_type == "s"


def test_a_table_without_accounts_is_none_of_none(company: Path) -> None:
    """It has columns that are known, and no row."""
    with duckdb.connect() as base:
        base.execute(f"CREATE TABLE accounts {_TYPES}")
        base.execute(f"COPY accounts TO '{company / 'empty.parquet'}' (FORMAT parquet)")
    run, rows = _score(company, "empty.parquet")
    assert (run.code, rows) == (0, []), run.err
    assert run.out.startswith("0 of 0 accounts could not be judged.")


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "jsonl"])
def test_only_rows_that_differ_are_given(company: Path, form: str) -> None:
    """Against answers of any form; what is judged the same is not given again."""
    _csv(company / "plain.csv")
    assert icp(company, "score", "plain.csv", "-o", f"before.{form}").code == 0
    run, rows = _score(company, "plain.csv", "--changed-since", f"before.{form}")
    assert (run.code, rows) == (0, []), run.err
    assert f"Changed since before.{form}: 0 accounts." in run.out
    text = (company / "plain.csv").read_text("utf-8").replace("No shop,10", "No shop,11")
    (company / "new.csv").write_text(text.replace("Plain,49", "Plain,51") + "6,New,,,\n", "utf-8")
    run, rows = _score(company, "new.csv", "--changed-since", f"before.{form}")
    assert [row["Record ID"] for row in rows] == ["1", "6"], run.out
    assert run.out.startswith("3 of 6 accounts could not be judged.")


def test_what_runs_gave_since_stands_above_an_older_run(company: Path) -> None:
    """A whole run, then the changes after it: together they are what the CRM was told last."""
    _csv(company / "plain.csv")
    text = (company / "plain.csv").read_text("utf-8")
    changed = text.replace("Plain,49", "Plain,51")
    (company / "second.csv").write_text(changed, "utf-8")
    third = changed.replace("No shop,10", "No shop,11") + "6,New,,,\n"
    (company / "third.csv").write_text(third, "utf-8")
    assert icp(company, "score", "plain.csv", "-o", "whole.csv", "--brief").code == 0
    since = ("--changed-since", "whole.csv")
    assert icp(company, "score", "second.csv", "-o", "since.csv", *since).code == 0
    run, rows = _score(company, "third.csv", *since, "--changed-since", "since.csv")
    assert [row["Record ID"] for row in rows] == ["6"], run.out
    assert "1 of them is not in the earlier answers" in run.out
    _, rows = _score(company, "plain.csv", *since, "--changed-since", "since.csv")
    assert [row["Record ID"] for row in rows] == ["1"]
    run, rows = _score(company, "third.csv", "--changed-since", "since.csv")
    assert len(rows) == 5
    assert "Then give the whole run first" in run.out


def test_what_is_no_earlier_answer_is_refused(company: Path) -> None:
    """Nor is the earlier answer written over."""
    _csv(company / "plain.csv")
    (company / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    run, _ = _score(company, "plain.csv", "--changed-since", "other.csv")
    assert run.code == 1
    assert 'it has no column "Record ID", "Account name"' in run.err
    assert icp(company, "score", "plain.csv", "-o", "whole.csv").code == 0
    run = icp(company, "score", "plain.csv", "-o", "whole.csv", "--changed-since", "whole.csv")
    assert run.code == 2


@pytest.mark.parametrize("where", ["in the head", "after a megabyte"])
def test_western_windows_is_read_wherever_its_first_letter_stands(
    company: Path, where: str
) -> None:
    """DuckDB reads UTF-8 alone; the file is written anew for it, whatever its size."""
    rows = "".join(f"{at},Plain,49,24.5,hosted\n" for at in range(60_000))
    own = "a,Müller – Söhne,49,24.5,hosted\n"
    text = ",".join(HEAD) + "\n" + (own + rows if where == "in the head" else rows + own)
    (company / "western.csv").write_bytes(text.encode("cp1252"))
    run, found = _score(company, "western.csv")
    assert run.code == 0, run.err
    assert "Read as Windows-1252" in run.out
    assert '"Müller"' in run.out
    assert (len(found), found[-1]["Account name"]) == (60_001, "Müller – Söhne")


def test_a_file_that_is_no_table_is_called_what_it_is(company: Path) -> None:
    """A picture of a list is no list."""
    with zipfile.ZipFile(company / "sheet.ods", "w") as archive:
        archive.writestr("content.xml", "<x/>")
    with zipfile.ZipFile(company / "csv.zip", "w") as archive:
        archive.writestr("crm.csv", "Record ID,Employees\n1,49\n")
    for name, data, said in (
        ("list.pdf", b"%PDF-1.7\n", "this is a PDF"),
        ("old.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "this is a workbook of before 2007"),
        ("web.xls", b"<html><table><tr><td>Employees</td></tr></table>", "this is a web page"),
        ("csv.gz", b"\x1f\x8b\x08\0", "unpack it, and give the file in it"),
        ("csv.zip", None, "unpack it, and give the file in it"),
        ("sheet.ods", None, "this is an OpenDocument file"),
    ):
        if data is not None:
            (company / name).write_bytes(data)
        run, rows = _score(company, name)
        assert (run.code, rows) == (1, []), name
        assert said in run.err


def _hostile(folder: Path) -> dict[str, bytes]:
    good = folder / "good.xlsx"
    _xlsx(good)
    data = good.read_bytes()
    with zipfile.ZipFile(folder / "no.zip", "w") as archive:
        archive.writestr("a.txt", "no workbook")
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(folder / "bad.xlsx", "w") as new:
        for part in old.namelist():
            new.writestr(part, bomb if "sheets/" in part else old.read(part))
    return {
        "cut.xlsx": data[: len(data) // 2],
        "zip": (folder / "no.zip").read_bytes(),
        "entities.xlsx": (folder / "bad.xlsx").read_bytes(),
        "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "cut.parquet": b"PAR1" + b"\0" * 50,
        "cut.sqlite": b"SQLite format 3\0" + b"\x10" * 500,
        "cut.duckdb": b"\0" * 8 + b"DUCK" + b"\1" * 5000,
        "list.jsonl": b'{"Employees": 1}\n[1]\n',
        "deep.jsonl": b'{"Employees": ' + b"[" * 100_000 + b"\n",
        "digits.jsonl": b'{"Employees": ' + b"1" * 10_000 + b"}\n",
    }


def test_a_broken_file_is_a_message_and_nothing_is_written(company: Path) -> None:
    """Of each kind that is read."""
    for name, data in _hostile(company).items():
        (company / name).write_bytes(data)
        run, rows = _score(company, name)
        assert run.code in (1, 2), name
        assert "Traceback" not in run.err, run.err
        assert run.err.count("\n") <= 3, run.err
        assert not rows

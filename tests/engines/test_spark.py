"""The rules on a local Spark: random pairs as in Python, and `icp score` as with DuckDB.

`make test-spark` installs what it takes; without it these tests are left out.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from cli.test_score import COMPANY, CRM
from cli.test_score_decided import CRM as DECIDED
from cli.test_score_decided import OTHERS
from commands import Ran, icp
from drawn import draw
from icp_playbook.engines.spark_engine import session
from icp_playbook.scoring import assess
from icp_playbook.scoring.sql.compiled import Compiled
from icp_playbook.scoring.sql.dialects import DIALECTS
from icp_playbook.scoring.sql.rows import answers_in
from scoring import in_sql
from scoring.same_answers import differing, pairs

pytest.importorskip("pyspark", reason="make test-spark installs it")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # sockets to the Java side
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SPARK = DIALECTS["spark"]
MASTER = "local[2]"
UNEVEN = """\
6,"A name, of
two lines",x,10,24.5,hosted
7,Short,x,60
8,Long,x,10,1,none,much,,too long
9,"Quote "" and \\ back\\n",x,1.0,24.499999,No shop
10,  Spaces  ,x, 49 ,"1,5",hosted
"""
FOOTERS = 'Total,,,290\n,,,,,\n\n"Copyright (c) 2026, all"\nConfidential\n'
TYPED = """\
SELECT * FROM (VALUES
  (1, 'Plain', 49, 24.5::DOUBLE, 'Hosted shop'), (2, 'Nobody knows', NULL, NULL, NULL),
  (3, 'No shop', 10, 30.0, 'none'), (4, 'Half', 50.5, 24.499999999999996, 'hosted'),
  (5, '=Formula', 1200, 1.234, 'HOSTED SHOP'), (6, 'Nothing', 'nan'::DOUBLE, 'inf'::DOUBLE, 'none'),
  (7, 'Seventh', 49.9999995, 0.1234565, 'hosted')
) AS t("Record ID", "Account name", "Employees", "Rate", "Shop")"""

Row = dict[str, Any]


def _rows(spark: Any, compiled: Compiled, accounts: Sequence[in_sql.Cells]) -> list[Row]:
    names = ["place", *(one.column for one in compiled.inputs)]
    schema = ", ".join(f"{SPARK.name_of(name)} STRING" for name in names)
    cells = [(f"{at:09}", *(one[name] for name in names[1:])) for at, one in enumerate(accounts)]
    spark.createDataFrame(cells, schema).createOrReplaceTempView("accounts")
    statement = compiled.statement(SPARK, "accounts", ["place"])
    found = spark.sql(statement).collect()
    return [one.asDict() for one in sorted(found, key=lambda row: row["place"])]


@pytest.fixture(scope="module", autouse=True)
def java() -> None:
    """Java, started: no test waits for it."""
    with session(MASTER) as spark:
        spark.range(1).collect()


def test_random_companies_get_the_answers_of_python() -> None:
    """2,000 random pairs, edges hit exactly and odd cells included, give rows equal to `assess`."""
    with session(MASTER) as spark:
        for seed in range(2000, 2020):
            rules, compiled, accounts = pairs(seed)
            results = [assess(rules, answers_in(compiled.inputs, one)) for one in accounts]
            assert differing(rules, compiled, _rows(spark, compiled, accounts), results) == [], seed


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with one segment."""
    folder = tmp_path_factory.mktemp("company")
    draw(folder, COMPANY)
    return folder


def _by_both(
    folder: Path, source: str, name: str = "out.csv"
) -> tuple[Ran, list[Row], Ran, list[Row]]:
    """Score a file with Spark and with DuckDB."""
    spark, here = f"spark-{source}-{name}", f"duckdb-{source}-{name}"
    ran = icp(folder, "score", source, "--spark", MASTER, "-o", spark)
    assert ran.code == 0, ran.err
    other = icp(folder, "score", source, "-o", here)
    assert other.code == 0, other.err
    parts = sorted((folder / spark).glob("part-*"))
    return ran, list(_read(parts)), other, list(_read([folder / here]))


def _read(files: Sequence[Path]) -> Iterator[Row]:
    found: list[Row] = []
    for file in files:
        if file.suffix == ".parquet":
            read = duckdb.execute("SELECT * FROM read_parquet(?)", [str(file)])
            names = [one[0] for one in read.description or ()]
            found += [dict(zip(names, row, strict=True)) for row in read.fetchall()]
        elif file.suffix.startswith(".json"):
            found += map(json.loads, file.read_text("utf-8").splitlines())
        else:
            with file.open(encoding="utf-8", newline="") as opened:
                found += csv.DictReader(opened)
    for row in sorted(found, key=lambda one: int(one["Record ID"])):
        row.pop("scored_at")
        yield row


@pytest.mark.parametrize("name", ["out.csv", "out.parquet", "out.jsonl"])
def test_each_form_holds_the_answers_of_duckdb(company: Path, name: str) -> None:
    """Uneven rows, totals, footers, line breaks, quotes: the same rows, notes and first line."""
    (company / "crm.csv").write_text(CRM + UNEVEN + FOOTERS, "utf-8")
    ran, rows, other, wanted = _by_both(company, "crm.csv", name)
    assert len(rows) == 9
    assert rows == wanted
    assert ran.out.splitlines()[0] == other.out.splitlines()[0]
    assert "Left out: a row with more cells than the row of names." in ran.out
    assert "Left out: 2 lines of one cell only." in ran.out
    assert "Left out: the row “Total”." in ran.out
    assert "a folder of files, as Spark writes them" in ran.out


@pytest.mark.parametrize("source", ["typed.parquet", "typed.jsonl"])
def test_numbers_with_a_type_are_those_of_duckdb(company: Path, source: str) -> None:
    """Fractions, NaN and what is not there are read as the rules know them."""
    form = {".parquet": "parquet", ".jsonl": "json"}[Path(source).suffix]
    query = TYPED if form == "parquet" else TYPED.replace("'nan'::DOUBLE, 'inf'::DOUBLE", "1e20, 0")
    duckdb.execute(f"COPY ({query}) TO '{company / source}' (FORMAT {form})")
    _, rows, _, wanted = _by_both(company, source)
    assert rows == wanted
    assert rows[6]["reasons"] == wanted[6]["reasons"] != ""


def test_what_a_person_decided_counts_as_with_duckdb(tmp_path: Path) -> None:
    """A chosen segment and a tier set by hand; one without a reason is told."""
    draw(tmp_path, COMPANY + OTHERS)
    (tmp_path / "crm.csv").write_text(DECIDED, "utf-8")
    ran, rows, _, wanted = _by_both(tmp_path, "crm.csv")
    assert rows == wanted
    assert (rows[1]["segment"], rows[1]["tier"]) == ("small", "expert")
    assert "Not used: 1 tier is set by hand without a reason." in ran.out


def test_a_folder_of_files_is_one_table(company: Path) -> None:
    """Each file of a folder has its own row of names."""
    folder = company / "parts.csv"
    folder.mkdir()
    head, *lines = CRM.splitlines(keepends=True)
    (folder / "a.csv").write_text(head + "".join(lines[:2]), "utf-8")
    (folder / "b.csv").write_text(head + "".join(lines[2:]), "utf-8")
    run = icp(company, "score", "parts.csv", "--spark", MASTER)
    assert run.out.splitlines()[0] == "2 of 5 accounts could not be judged.", run.err


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("above.csv", "Accounts Q3\n" + CRM, "Spark takes the first line"),
        ("sep.csv", "sep=,\n" + CRM, "Spark takes the first line"),
        ("empty.csv", "", "the file is empty"),
        ("other.csv", "a,b\n1,2\n", "no column of"),
        ("book.xlsx", "", "Spark reads CSV, JSON lines, Parquet"),
        ("gone", None, "TABLE_OR_VIEW_NOT_FOUND"),
        ("gone.csv", None, "PATH_NOT_FOUND"),
    ],
)
def test_what_spark_cannot_read_is_said(
    company: Path, name: str, text: str | None, said: str
) -> None:
    """One line says what is wrong, without a traceback; nothing is written."""
    if text is not None:
        (company / name).write_text(text, "utf-8")
    run = icp(company, "score", name, "--spark", MASTER, "-o", "never.csv")
    assert run.code in (1, 2)
    assert said in run.err + run.out
    assert "Traceback" not in run.err
    assert not (company / "never.csv").exists()

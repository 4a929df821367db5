"""`icp score` as a person runs it: rows for a CRM, what could not be judged, and hostile files."""

from __future__ import annotations

import csv
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from bs4 import BeautifulSoup

from commands import Ran, icp
from drawn import draw
from icp_playbook.accounts.reading import read_accounts
from icp_playbook.engines.duckdb_run import table_of_answers
from icp_playbook.engines.table_source import Source
from icp_playbook.reading import check_playbook
from icp_playbook.scoring import assess
from icp_playbook.scoring.document import document
from icp_playbook.scoring.sql.dialects import DIALECTS
from icp_playbook.stages.check import Context
from sites import CONFIG, environment

COMPANY = f"""
--- + minimal
--- mkdocs.yml
{CONFIG}--- content/account.yml
owner: sales
attributes:
  - {{id: employees, name: Employees, question: How many?, type: number, form: count}}
  - {{id: rate, name: Rate, question: Which rate?, type: number, form: percent}}
  - id: shop
    name: Shop
    question: Which shop?
    type: choice
    options: [{{id: hosted, label: Hosted shop}}, {{id: none, label: No shop}}]
--- content/segments/mid-market.yml
name: Mid-market
owner: sales
definition: Brands with few people.
focus: beachhead
fit:
  criteria:
    - attribute: employees
      weight: 3
      required: true
      why: Size.
      bands: [{{to: 50, points: 5}}, {{from: 50, points: 1}}]
    - {{attribute: shop, weight: 2, why: Shop., options: {{hosted: 5, none: 0}}}}
    - attribute: rate
      weight: 1
      why: Rate.
      bands: [{{to: 24.5, points: 0}}, {{from: 24.5, points: 5}}]
  disqualifiers:
    - {{when: {{attribute: shop, is: none}}, why: "=1 shops are none.", exception: never}}
  bands: [{{from: 0, name: Poor}}, {{from: 75, name: Good}}]
"""

Row = dict[str, str]

CRM = """\
Record ID,Account name,Number of,Employees,Rate %,Shop
1,Plain,x,49,24.5,Hosted shop
2,=HYPERLINK("x"),x,"1,200","24.5%",HOSTED SHOP
3,Nobody knows,x,50-200,,
4,No shop,x,10,30,none
5,Odd,x,0x3C,NaN,hosted
"""


COMMAND = "import sys; sys.modules['duckdb'] = None; from icp_playbook.cli import main; main()"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with one segment."""
    folder = tmp_path_factory.mktemp("company")
    draw(folder, COMPANY)
    return folder


def _scored(
    folder: Path, data: str | bytes, name: str = "out.csv", named: str = "Record ID"
) -> tuple[Ran, list[Row]]:
    (folder / "crm.csv").write_bytes(data.encode() if isinstance(data, str) else data)
    (folder / name).unlink(missing_ok=True)
    run = icp(folder, "score", "crm.csv", "-o", name)
    rows: list[Row] = []
    if (folder / name).exists() and name.endswith(".csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = sorted(csv.DictReader(file), key=lambda row: row[named])
    return run, rows


def test_each_account_gets_a_row_with_its_answers(company: Path) -> None:
    """Segment, fit, score and band come back with the CRM's own id."""
    run, rows = _scored(company, CRM)
    assert run.code == 0, run.err
    assert run.out.splitlines()[0] == "2 of 5 accounts could not be judged."
    assert [row["fit"] for row in rows] == [
        "scored", "scored", "not-enough-known", "disqualified", "not-enough-known",
    ]  # fmt: skip
    assert (rows[0]["score"], rows[0]["band"]) == ("100", "Good")
    assert (rows[1]["score_part"], rows[1]["score_whole"]) == ("1800", "30")
    assert 'cells under "Employees" cannot be used' in run.out
    assert "50-200" in run.out
    assert "a range" in run.out


def test_no_text_becomes_a_formula(company: Path) -> None:
    """What a spreadsheet would run is a text, of the CRM and of the playbook."""
    _, rows = _scored(company, CRM)
    assert rows[1]["Account name"] == '\'=HYPERLINK("x")'
    assert rows[3]["ruled_out_by"] == "'=1 shops are none."


def test_answers_are_those_of_assess(company: Path) -> None:
    """Cells read by DuckDB and cells read one by one give the same answers."""
    run, rows = _scored(company, CRM)
    assert run.code == 0
    _assert_as_assessed(company, rows)


CHINESE = """\
客户编号,客户名称,员工人数,比率,网店
1,甲,４９,２４．５,托管网店
2,乙,"1,200",24.5%,托管网店
3,丙,50至200,未知,不详
4,丁,10,30,没有网店
5,戊,约30,百分之三十,--
合计：,,,,
"""


CHINESE_COMPANY = (
    COMPANY.replace("form: count", "form: count, crm_columns: [员工人数, 人数万]")
    .replace("form: percent", "form: percent, crm_columns: [比率]")
    .replace("name: Shop", "name: {en: Shop, zh-Hans: 网店}")
    .replace("label: Hosted shop", "label: {en: Hosted shop, zh-Hans: 托管网店}")
    .replace("label: No shop", "label: {en: No shop, zh-Hans: 没有网店}")
)


def _in_traditional(text: str) -> str:
    return text.translate(str.maketrans("户编号称员数网没约详计", "戶編號稱員數網沒約詳計"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "big5"])
def test_chinese_exports_answer_as_in_diff(tmp_path: Path, encoding: str) -> None:
    """Names, words, full-width digits, totals and encodings are read by what `icp diff` reads."""
    draw(tmp_path, CHINESE_COMPANY)
    text = CHINESE if encoding != "big5" else _in_traditional(CHINESE)
    run, rows = _scored(tmp_path, text.encode(encoding), named=text.partition(",")[0])
    assert run.code == 0, run.err
    assert [row["fit"] for row in rows] == [
        "scored", "scored", "not-enough-known", "disqualified", "not-enough-known",
    ]  # fmt: skip
    assert "Left out: the row" in run.out
    _assert_as_assessed(tmp_path, rows)


def test_a_report_says_what_accounts_add_up_to(company: Path) -> None:
    """Counts of each place, of what is not known and what rules out; no account is named."""
    (company / "crm.csv").write_text(CRM, "utf-8")
    run = icp(company, "score", "crm.csv", "--report", "page.html")
    assert run.code == 0, run.err
    assert "Written: page.html" in run.out
    page = BeautifulSoup((company / "page.html").read_text("utf-8"), "html.parser")
    rows = [
        [cell.text.strip() for cell in row.find_all(["th", "td"])] for row in page.find_all("tr")
    ]
    assert ["Mid-market", "scored", "Good", "1", "20.0 %"] in rows
    assert ["Mid-market", "disqualified", "Poor", "1", "20.0 %"] in rows
    assert ["Employees", "2", "40.0 %"] in rows
    assert ["Mid-market", "=1 shops are none.", "1", "20.0 %"] in rows
    assert "Outside the profile1\n20.0 %" in page.text
    assert "Nobody knows" not in page.text


def test_a_report_is_in_the_language_of_the_answers(company: Path) -> None:
    """Its sentences and numbers, whatever the terminal speaks; and it says which it is."""
    (company / "crm.csv").write_text(CRM, "utf-8")
    asked = ("score", "crm.csv", "--report", "page.html", "--language", "zh-Hant")
    assert icp(company, *asked).code == 0
    page = BeautifulSoup((company / "page.html").read_text("utf-8"), "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "zh-Hant"
    assert "Share" not in page.text
    assert "20.0%" in page.text


def test_a_table_of_a_report_that_nothing_stands_in_is_left_out(company: Path) -> None:
    """Whatever the terminal speaks; and a table that nothing stands in is left out."""
    (company / "crm.csv").write_text("name,Employees\nNobody knows,200\n", "utf-8")
    run = icp(company, "score", "crm.csv", "--report", "page.html", "--language", "zh-Hans")
    assert run.code == 0, run.err
    page = BeautifulSoup((company / "page.html").read_text("utf-8"), "html.parser")
    assert page.html is not None
    assert page.html["lang"] == "zh-Hans"
    titles = [title.text for title in page.find_all("h2")]
    assert "他们的位置" in titles
    assert "Where they stand" not in page.text
    tables = page.find_all("table")
    assert len(tables) == len(titles)
    assert all(table.find("td") for table in tables)


def test_a_report_says_who_moves_under_other_rules(company: Path, tmp_path: Path) -> None:
    """What accounts were before stands beside what they are now, with how many."""
    shutil.copytree(company, tmp_path / "old")
    segment = tmp_path / "old" / "content" / "segments" / "mid-market.yml"
    text = segment.read_text("utf-8")
    segment.write_text(text.replace("50", "30"), "utf-8")
    (company / "crm.csv").write_text(CRM, "utf-8")
    asked = ("score", "crm.csv", "--against", str(tmp_path / "old"))
    run = icp(company, *asked, "--report", "page.html")
    assert run.code == 0, run.err
    page = BeautifulSoup((company / "page.html").read_text("utf-8"), "html.parser")
    rows = [
        [cell.text.strip() for cell in row.find_all(["th", "td"])] for row in page.find_all("tr")
    ]
    before, now = "Mid-market · scored · Poor", "Mid-market · scored · Good"
    assert [before, now, "1", "20.0 %"] in rows
    assert "1 account stands elsewhere by the rules of" in page.text
    assert icp(company, *asked).code == 2
    nowhere = ("--against", "nowhere", "--report", "page.html")
    run = icp(company, "score", "crm.csv", *nowhere)
    assert run.code == 2
    assert "Traceback" not in run.err


@pytest.mark.parametrize(
    "words",
    [
        ("-o", "crm.csv"), ("-o", "./crm.csv"), ("--report", "crm.csv"),
        ("-o", "same.csv", "--report", "same.csv"),
        ("--changed-since", "earlier.csv", "--report", "earlier.csv"),
    ],
)  # fmt: skip
def test_nothing_is_written_over_what_is_needed(company: Path, words: tuple[str, ...]) -> None:
    """The CRM's export, an earlier run, the answers: each would be gone."""
    for name in ("crm.csv", "earlier.csv"):
        (company / name).write_text(CRM, "utf-8")
    run = icp(company, "score", "crm.csv", *words)
    assert run.code == 2, run.out
    assert words[-1].removeprefix("./") in run.err
    assert not (company / "same.csv").exists()
    for name in ("crm.csv", "earlier.csv"):
        assert (company / name).read_text("utf-8") == CRM
    (company / "earlier.csv").unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="there a process is ended without a word")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_who_ends_it_leaves_nothing_behind(
    company: Path, tmp_path: Path, sent: signal.Signals
) -> None:
    """No cells, no half of a file, no traceback; what was there stays."""
    rows = "".join(f"{n},{n % 900}\n" for n in range(300_000))
    (tmp_path / "crm.csv").write_text(f"id,Employees\n{rows}", "utf-8")
    (tmp_path / "out.csv").write_text("before", "utf-8")
    (cells := tmp_path / "cells").mkdir()
    words = ["score", tmp_path / "crm.csv", "-o", tmp_path / "out.csv"]
    program = [Path(sys.executable).with_name("icp"), *words]
    with subprocess.Popen(
        list(map(str, program)),
        cwd=company,
        env=environment(TMPDIR=str(cells)),
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while process.poll() is None and not list(cells.iterdir()):
            time.sleep(0.01)
        process.send_signal(sent)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err.strip()) == (130, "")
    assert not list(cells.iterdir())
    assert {file.name for file in tmp_path.iterdir()} == {"cells", "crm.csv", "out.csv"}
    assert (tmp_path / "out.csv").read_text("utf-8") == "before"


def test_ctrl_c_is_no_mistake_while_the_engine_works(company: Path) -> None:
    """DuckDB says it in an error of its own."""
    (company / "crm.csv").write_text(CRM, "utf-8")
    catalog = check_playbook(company, Context()).catalog
    rules = document(catalog, "en")["rules"]
    with (
        pytest.raises(KeyboardInterrupt),
        table_of_answers(Source(company / "crm.csv"), catalog, rules, None),
    ):
        raise RuntimeError("Query interrupted")


EXAMPLE = """\
--- content/examples/wren.yml
name: Wren
owner: sales
good: yes
why: They sell sizes.
story: They called us.
answers: {attributes: {employees: 10, shop: hosted}}
expected: {band: Poor}
"""


def test_a_trial_goes_on_while_examples_expect_something_else(tmp_path: Path) -> None:
    """Weights are tried before examples follow; a CRM gets answers only when all agree."""
    draw(tmp_path, COMPANY + EXAMPLE)
    (tmp_path / "crm.csv").write_text(CRM, "utf-8")
    run = icp(tmp_path, "score", "crm.csv", "--report", "page.html", "--against", ".")
    assert run.code == 0, run.err
    run = icp(tmp_path, "score", "crm.csv", "-o", "out.csv")
    assert run.code == 1
    assert "example-disagrees" in run.err
    assert not (tmp_path / "out.csv").exists()


def test_what_a_crm_says_stands_for_an_option(tmp_path: Path) -> None:
    """`crm_values` are words of an option, with other signs and case, too."""
    values = "crm_values: [SaaS / Software, 托管式]"
    draw(tmp_path, COMPANY.replace("{id: hosted,", f"{{id: hosted, {values},"))
    text = CRM.replace("Hosted shop", "SaaS / Software").replace("HOSTED SHOP", "saas/software")
    run, rows = _scored(tmp_path, text.replace("NaN,hosted", "NaN,託管式"))
    assert [row["fit"] for row in rows].count("scored") == 2
    assert 'under "Shop"' not in run.out
    _assert_as_assessed(tmp_path, rows)


def test_what_counts_in_ten_thousands_is_not_known(tmp_path: Path) -> None:
    """A column that counts in 万 by its name answers nothing, and is told once."""
    draw(tmp_path, CHINESE_COMPANY)
    text = CHINESE.replace("员工人数", "人数（万）")
    run, rows = _scored(tmp_path, text, named="客户编号")
    assert [row["fit"] for row in rows].count("not-enough-known") == 4
    assert '5 cells under "人数（万）" count in "万"' in run.out
    _assert_as_assessed(tmp_path, rows)


def _assert_as_assessed(company: Path, rows: list[Row]) -> None:
    catalog = check_playbook(company, Context()).catalog
    rules = document(catalog, "en")["rules"]
    accounts = read_accounts(company / "crm.csv", catalog).accounts
    for account, row in zip(accounts, rows, strict=True):
        fit = assess(rules, account.answers)["fit"]
        assert fit
        [one] = fit["segments"]
        assert (row["fit"], row["best"] or None) == (one["status"], fit["best"])
        score = one["score"]["shown"] if one["score"] and fit["about"] else None
        assert (row["score"] or None) == score
        assert set(row["find_out"].split("; ")) - {""} == set(fit["find_out"])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (CRM + '"Total",,,290\n\n"Copyright (c) 2026"\n', "Left out: a line of one cell only."),
        ("Accounts Q3,,,,,\n" + CRM, "Left out: the line above the names of the columns."),
        (CRM.replace("10,30,none", "10"), "3 of 5 accounts could not be judged."),
        (CRM.replace("\n", "\r\n"), "2 of 5 accounts could not be judged."),
        ("\ufeff" + CRM, "2 of 5 accounts could not be judged."),
        (CRM.encode("utf-16"), "2 of 5 accounts could not be judged."),
        (CRM + "6,Long,x,1,2,none,much,too,long\n", "Row 7 is left out"),
    ],
)
def test_what_stands_around_accounts_loses_none(
    company: Path, data: str | bytes, said: str
) -> None:
    """Footers, title lines, short rows and other encodings: five rows, and a note."""
    run, rows = _scored(company, data)
    assert run.code == 0, run.err
    assert len(rows) == 5
    assert said in run.out


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00", b"PK\x03\x04rest", CRM.encode() + b'6,"open', CRM.encode() + b"\x81,1\n",
     b"a,b\n1,2\n", b"\x00" * 100],
    ids=["nothing", "half a sign", "workbook", "open quote", "not UTF-8", "no column", "zeros"],
)  # fmt: skip
def test_a_hostile_file_is_a_message_and_nothing_is_written(company: Path, data: bytes) -> None:
    """The file that was there stays, and no traceback is shown."""
    (company / "kept.csv").write_text("before", "utf-8")
    (company / "crm.csv").write_bytes(data)
    run = icp(company, "score", "crm.csv", "-o", "kept.csv")
    assert run.code in (1, 2)
    assert "Traceback" not in run.err
    assert run.err
    assert (company / "kept.csv").read_text("utf-8") == "before"
    assert not list(company.glob(".kept*"))


def test_a_list_of_json_is_no_bad_csv(company: Path) -> None:
    """What many programs write by default; which form is read, it is told."""
    (company / "crm.json").write_text('[\n  {"Account": "A", "Employees": "200"}\n]\n', "utf-8")
    run = icp(company, "score", "crm.json")
    assert run.code == 1
    assert "this is one list of JSON; write one account on each line" in run.out + run.err


@pytest.mark.parametrize("name", ["out.parquet", "out.jsonl"])
def test_other_forms_hold_the_same_rows(company: Path, name: str) -> None:
    """Parquet and JSON lines come by the ending of the name."""
    run, _ = _scored(company, CRM, name)
    assert run.code == 0, run.err
    with duckdb.connect() as engine:
        rows = engine.execute(
            "SELECT fit, score FROM read_any".replace("read_any", f"'{company / name}'")
        ).fetchall()
    assert ("scored", 100) in rows
    assert len(rows) == 5


def test_without_duckdb_it_says_what_to_install(company: Path) -> None:
    """A machine without the extra gets the command."""
    (company / "crm.csv").write_text(CRM, "utf-8")
    run = subprocess.run(
        [sys.executable, "-c", COMMAND, "score", "crm.csv"],
        cwd=company, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 2
    assert "pip install 'icp-playbook[score]'" in run.stderr


def test_a_folder_that_is_not_there_is_told_before_anything_is_read(company: Path) -> None:
    """For the answers and for the report."""
    (company / "crm.csv").write_text(CRM, "utf-8")
    for option in ("-o", "--report"):
        run = icp(company, "score", "crm.csv", option, "nowhere/out.csv")
        assert (run.code, run.out) == (2, "")
        assert "there is no folder nowhere" in run.err


def test_another_ending_is_refused(company: Path) -> None:
    """What it can write is named."""
    (company / "crm.csv").write_text(CRM, "utf-8")
    run = icp(company, "score", "crm.csv", "-o", "out.txt")
    assert run.code == 2
    assert ".parquet" in run.err


@pytest.mark.parametrize("dialect", DIALECTS)
def test_rules_are_printed_as_one_statement(company: Path, dialect: str) -> None:
    """The statement says which rules it has; DuckDB runs its own."""
    run = icp(company, "export", "--sql", dialect)
    assert run.code == 0, run.err
    assert run.out.startswith("-- Rules ")
    if dialect != "duckdb":
        return
    with duckdb.connect() as engine:
        engine.execute(
            "CREATE TABLE accounts AS SELECT 'A1' AS account_id, '49' AS attributes_employees,"
            " '24.5' AS attributes_rate, 'hosted' AS attributes_shop,"
            " NULL::VARCHAR AS chosen_segment"
        )
        found = engine.execute(run.out)
        row = dict(
            zip([one[0] for one in found.description or ()], found.fetchall()[0], strict=True)
        )
    assert (row["account_id"], row["fit"], row["score"]) == ("A1", "scored", 100)

"""`icp alignment` as a person runs it: the survey in its forms, and the report of real files."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openpyxl import Workbook

from commands import Ran, icp
from icp_playbook.alignment.form import COLUMNS
from sites import ROOT

SAMPLE = ROOT / "examples/alignment"


def report(folder: Path, *words: str | Path) -> Ran:
    """Report on answers to the sample's survey; files are written into `folder`."""
    return icp(folder, "alignment", "report", *map(str, words), "-C", str(ROOT))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's report in its three forms."""
    folder = tmp_path_factory.mktemp("report")
    done = report(
        folder, SAMPLE / "2026-11.csv", "--before", SAMPLE / "2026-05.csv", "-o", "r.html", "-o",
        "r.json", "-o", "r.csv", "--site-url", "https://playbook.example",
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("40 people answered.\nEverybody (40): ")
    return folder


def test_a_report_does_not_take_the_place_of_answers(tmp_path: Path) -> None:
    """Nobody could report on them again."""
    shutil.copy(SAMPLE / "2026-11.csv", tmp_path / "now.csv")
    for words in (("now.csv",), (SAMPLE / "2026-05.csv", "--before", "now.csv")):
        done = report(tmp_path, *words, "-o", "r.html", "-o", "now.csv")
        assert done.code == 2
        assert "now.csv holds answers: write another" in done.err
    assert (tmp_path / "now.csv").read_bytes() == (SAMPLE / "2026-11.csv").read_bytes()
    assert not (tmp_path / "r.html").exists()


def test_the_page_says_what_to_talk_about_and_with_whom(written: Path) -> None:
    """Definitions with links and owners, departments, pictures, and what has changed."""
    text = (written / "r.html").read_text()
    page = BeautifulSoup(text, "html.parser")
    headings = [one.get_text() for one in page.select("h2")]
    assert headings == [
        "What to talk about first", "Departments", "How alike departments answer",
        "Where departments differ most", "What changed since the last round",
        "Parts of the survey", "Every question", "In their own words", "How this was worked out",
    ]  # fmt: skip
    first = page.select("table")[0].select("tbody tr")[0]
    assert first.a is not None
    assert str(first.a["href"]).startswith("https://playbook.example/examples/")
    assert "#" in first.select("td")[-1].get_text()
    assert len(page.select(".heat tbody tr")) == len(page.select(".heat tbody td")) ** 0.5 == 5
    assert all(svg.get("aria-label") for svg in page.select("svg[role=img]"))
    assert len(page.select("figure details")) == len(page.select("figure"))


def test_the_page_needs_nothing_else(written: Path) -> None:
    """No script, no style in elements, nothing fetched, and a policy that allows just its style."""
    text = (written / "r.html").read_text()
    page = BeautifulSoup(text, "html.parser")
    policy = page.select_one("meta[http-equiv=Content-Security-Policy]")
    assert policy is not None
    assert "unsafe" not in str(policy["content"])
    assert page.select("script, link, img, [style], [onclick]") == []


def test_the_second_round_is_better(written: Path) -> None:
    """As the sample is meant: forty people each time, all departments shown."""
    rounds = json.loads((written / "r.json").read_text())["rounds"]
    shares = {
        name: next(
            one["value"]
            for one in found["agreement_with_the_profile"]
            if (one["group"], one["part"]) == ("whole", "all")
        )
        for name, found in rounds.items()
    }
    assert [found["people"] for found in rounds.values()] == [40, 40]
    assert [len(found["groups"]) for found in rounds.values()] == [5, 5]
    assert shares["now"] > shares["before"] + 0.1


def test_the_table_has_the_figures_of_the_page(written: Path) -> None:
    """A row for each, and for each group no fewer than five."""
    rows = list(csv.DictReader(io.StringIO((written / "r.csv").read_text())))
    assert {row["round"] for row in rows} == {"now", "before"}
    assert min(int(row["people"]) for row in rows if row["people"]) >= 5


def test_a_workbook_of_a_form_tool_is_read_and_its_mistakes_are_told(tmp_path: Path) -> None:
    """By the words of its questions; what can't be used is told by row and column."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ID", "Start time", "Name", "Which department do you work in?", "Wren", "Swift"])
    for place in range(6):
        sheet.append([place, f"2026-11-09 09:0{place}", "Ada", "Sales", "Yes", "No"])
    sheet.append([7, "2026-11-09 10:00", "Ada", "Sals", "Oui", "No"])
    book.save(tmp_path / "form.xlsx")
    done = report(tmp_path, "form.xlsx", "-o", "r.json")
    assert done.code == 1
    assert done.err.splitlines() == [
        (
            'form.xlsx:8:4: error [alignment-department] no department is called "Sals";'
            ' did you mean "sales"?'
        ),
        (
            'form.xlsx:8:5: error [alignment-answer] "Oui" is no answer to "accounts.wren";'
            " known are yes, no, not-sure"
        ),
    ]
    assert 'Not read: "ID", "Name".' in done.out
    assert "Ada" not in (tmp_path / "r.json").read_text()
    assert json.loads((tmp_path / "r.json").read_text())["rounds"]["now"]["people"] == 7


def test_a_broken_file_beside_good_ones_loses_nothing(tmp_path: Path) -> None:
    """It is told, and the others are counted."""
    shutil.copy(SAMPLE / "2026-05.csv", tmp_path)
    (tmp_path / "broken.csv").write_text('department,accounts.wren\nsales,"yes\n')
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (tmp_path / "other.json").write_text("{}")
    (tmp_path / "paper.csv").write_bytes(b"%PDF-1.7 no table")
    done = report(tmp_path, "2026-05.csv", "broken.csv", "broken.xlsx", "other.json", "paper.csv")
    assert done.code == 1
    assert len(done.err.splitlines()) == 4
    assert "paper.csv:1:1: error [not-csv] this is a PDF; export it again" in done.err
    assert done.out.startswith("40 people answered.")


def test_wrong_use_is_told_before_anything_is_read(tmp_path: Path) -> None:
    """An ending that is none, a folder that is not there, two forms at once."""
    answers = SAMPLE / "2026-05.csv"
    assert report(tmp_path, answers, "-o", "r.pdf").code == 2
    assert report(tmp_path, answers, "-o", "none/r.html").code == 2
    assert icp(ROOT, "alignment", "questions", "--csv", "--form").code == 2


def test_the_survey_is_printed_in_three_forms() -> None:
    """To read, as a table of columns, and as lines for a form tool."""
    table = icp(ROOT, "alignment", "questions", "--csv").out
    rows = list(csv.DictReader(io.StringIO(table)))
    assert tuple(rows[0]) == COLUMNS
    wren = next(row for row in rows if row["column"] == "accounts.wren")
    assert wren["answers"] == "yes = Yes | no = No | not-sure = Not sure"
    assert "1,800 returns a month" in wren["facts"]
    form = icp(ROOT, "alignment", "questions", "--form").out
    assert "\nRows:\nAvocet\nCurlew\n" in form
    text = icp(ROOT, "alignment", "questions").out
    assert "  accounts.wren  Wren\n" in text


def test_what_the_form_is_pasted_from_is_read_again(tmp_path: Path) -> None:
    """Each row and question of --form is a column that the report knows."""
    form = icp(ROOT, "alignment", "questions", "--form").out
    asked = [line for block in form.split("\n\n") for line in block.splitlines()[1:]
             if block.startswith(("Rows:", "A question with a text:"))]  # fmt: skip
    assert len(asked) > 35
    out = io.StringIO()
    csv.writer(out).writerows([asked, ["" for _ in asked]])
    (tmp_path / "empty.csv").write_text(out.getvalue())
    done = report(tmp_path, "empty.csv")
    assert "Not read" not in done.out

"""`icp score` as a person runs it: rows for a CRM, what could not be judged, and hostile files."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from commands import icp
from drawn import draw
from icp_playbook.accounts.reading import read_accounts
from icp_playbook.reading import check_playbook
from icp_playbook.scoring import assess
from icp_playbook.scoring.document import document
from icp_playbook.stages.check import Context

COMPANY = """
--- + minimal
--- content/account.yml
owner: sales
attributes:
  - {id: employees, name: Employees, question: How many?, type: number, form: count}
  - {id: rate, name: Rate, question: Which rate?, type: number, form: percent}
  - id: shop
    name: Shop
    question: Which shop?
    type: choice
    options: [{id: hosted, label: Hosted shop}, {id: none, label: No shop}]
--- content/segments/small.yml
name: "=Small"
owner: sales
focus: beachhead
fit:
  criteria:
    - attribute: employees
      weight: 3
      required: true
      why: Size.
      bands: [{to: 50, points: 5}, {from: 50, points: 1}]
    - {attribute: shop, weight: 2, why: Shop., options: {hosted: 5, none: 0}}
    - attribute: rate
      weight: 1
      why: Rate.
      bands: [{to: 24.5, points: 0}, {from: 24.5, points: 5}]
  disqualifiers:
    - {when: {attribute: shop, is: none}, why: "-1 shops are none.", exception: never}
  bands: [{from: 0, name: Poor}, {from: 75, name: Good}]
"""

CRM = """\
Record ID,Account name,Number of,Employees,Rate %,Shop
1,Plain,x,49,24.5,Hosted shop
2,=HYPERLINK("x"),x,"1,200","24.5%",HOSTED SHOP
3,Nobody knows,x,50-200,,
4,No shop,x,10,30,none
5,Odd,x,0x3C,NaN,hosted
"""


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A playbook with one segment."""
    draw(tmp_path, COMPANY)
    return tmp_path


def _scored(folder: Path, text: str, name: str = "out.csv") -> tuple[Any, list[dict[str, str]]]:
    (folder / "crm.csv").write_bytes(text.encode())
    run = icp("score", "crm.csv", "-o", name, at=folder)
    rows = []
    if (folder / name).exists() and name.endswith(".csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = sorted(csv.DictReader(file), key=lambda row: row["Record ID"])
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

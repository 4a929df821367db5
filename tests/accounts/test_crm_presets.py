"""Exports of the CRMs that most companies have, as these write them: the same three accounts."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from commands import icp
from drawn import draw
from icp_playbook.accounts.crm_presets import preset_of
from icp_playbook.accounts.reading import read_accounts
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context
from sites import CONFIG

COMPANY = f"""
--- + minimal
--- mkdocs.yml
{CONFIG}--- content/account.yml
owner: sales
attributes:
  - {{id: employees, name: Employees, question: How many people?, type: number, form: count}}
  - {{id: founded, name: Year founded, question: Since when?, type: number, form: year}}
  - {{id: rate, name: Return rate, question: Which rate?, type: number, form: percent}}
  - {{id: abroad, name: Ships abroad, question: Do they ship abroad?, type: yes-no}}
  - id: industry
    name: Industry
    question: What do they sell?
    type: choice
    options:
      - {{id: retail, label: Retail}}
      - {{id: software, label: Software, crm_values: [COMPUTER_SOFTWARE, SaaS / Software]}}
--- content/segments/mid-market.yml
name: Mid-market
owner: sales
definition: Brands with few people.
focus: beachhead
fit:
  criteria:
    - {{attribute: employees, weight: 3, why: Size., bands: [{{to: 50, points: 5}}, \
{{from: 50, points: 1}}]}}
    - {{attribute: founded, weight: 1, why: Age., bands: [{{to: 2000, points: 1}}, \
{{from: 2000, points: 5}}]}}
    - {{attribute: rate, weight: 1, why: Rate., bands: [{{to: 24.5, points: 0}}, \
{{from: 24.5, points: 5}}]}}
    - {{attribute: abroad, weight: 1, why: Abroad., options: {{yes: 5, no: 0}}}}
    - {{attribute: industry, weight: 2, why: Trade., options: {{retail: 5, software: 0}}}}
  disqualifiers:
    - {{when: {{attribute: industry, is: software}}, why: No parcels., exception: never}}
  bands: [{{from: 0, name: Poor}}, {{from: 75, name: Good}}]
"""

HUBSPOT = """\
Record ID,Company name,Number of Employees,Year Founded,Return rate,Ships abroad,Industry,\
Create Date,Associated Contact: Industry
9001,Finch,1200,2015,24.5,true,Retail,2024-02-01 09:30,Software
9002,Kite,49,1999,,false,SaaS / Software,2024-02-01 09:31,
9003,Swift,,,,,Retail;Software,2024-02-01 09:32,Retail
"""

HUBSPOT_INTERNAL = """\
hs_object_id,name,property_numberofemployees,property_founded_year,property_return_rate,\
property_ships_abroad,property_industry
9001,Finch,1200,2015,24.5,true,RETAIL
9002,Kite,49,1999,,false,COMPUTER_SOFTWARE
9003,Swift,,,,,RETAIL;COMPUTER_SOFTWARE
"""

SALESFORCE_REPORT = """\
"Account ID","Account Name","Employees","Account: Year founded","Return rate","Ships abroad",\
"Account: Industry","Parent Account: Industry","Last Activity"
"0015g00000AbCdE","Finch","1,200","3/1/2015","24.50%","1","Retail","Software","1/12/2026"
"0015g00000AbCdF","Kite","49","12/31/1999","","0","SaaS / Software","",""
"0015g00000AbCdG","Swift","","","","","Retail; Software","Retail",""
"Grand Totals (3 records)","","1,249","","","","","",""


"Copyright (c) 2000-2026 Example, Inc. All rights reserved."
"Confidential Information - Do Not Distribute"
"Tern & Co"
"""

SALESFORCE_DATA_LOADER = """\
"ID","NAME","NUMBEROFEMPLOYEES","YEAR_FOUNDED__C","RETURN_RATE__C","SHIPS_ABROAD__C","INDUSTRY",\
"PARENT.INDUSTRY","PARENTID","CREATEDDATE"
"0015g00000AbCdEAAV","Finch","1200","2015.0","24.5","true","Retail","Software",\
"0015g00000AbCdFAAV","2024-02-01T09:30:00.000Z"
"0015g00000AbCdFAAV","Kite","49","1999.0","","false","SaaS / Software","","",\
"2024-02-01T09:30:00.000Z"
"0015g00000AbCdGAAV","Swift","","","","","Retail;Software","","","2024-02-01T09:30:00.000Z"
"""

SALESFORCE_API = """\
Id,Name,NumberOfEmployees,Year_Founded__c,Return_Rate__c,Ships_Abroad__c,Industry,Parent.Industry
0015g00000AbCdEAAV,Finch,1200,2015.0,24.5,true,Retail,Software
0015g00000AbCdFAAV,Kite,49,1999.0,,false,SaaS / Software,
0015g00000AbCdGAAV,Swift,,,,,Retail;Software,
"""

PIPEDRIVE = """\
Organization - ID;Organization - Name;Organization - Number of employees;\
Organization - Year founded;Currency of Organization - Return rate;Organization - Return rate;\
Organization - Ships abroad;Organization - Industry;Person - Industry;Organization - Owner
41;Finch;1200;2015-03-01;EUR;24,5;Yes;Retail;Software;Sam
42;Kite;49;1999-12-31;EUR;;No;SaaS / Software;;Sam
43;Swift;;;;;;Retail, Software;Retail;Sam
"""

IDS = {
    "HubSpot": ["9001", "9002", "9003"],
    "HubSpot, internal names": ["9001", "9002", "9003"],
    "Salesforce": ["0015g00000AbCdE", "0015g00000AbCdF", "0015g00000AbCdG"],
    "Salesforce Data Loader": ["0015g00000AbCdEAAV", "0015g00000AbCdFAAV", "0015g00000AbCdGAAV"],
    "Salesforce Data Loader, names of the API": [
        "0015g00000AbCdEAAV",
        "0015g00000AbCdFAAV",
        "0015g00000AbCdGAAV",
    ],
    "Pipedrive": ["41", "42", "43"],
}
TEXTS = {
    "HubSpot": HUBSPOT,
    "HubSpot, internal names": HUBSPOT_INTERNAL,
    "Salesforce": SALESFORCE_REPORT,
    "Salesforce Data Loader": SALESFORCE_DATA_LOADER,
    "Salesforce Data Loader, names of the API": SALESFORCE_API,
    "Pipedrive": PIPEDRIVE,
}

ANSWERS = {
    "Finch": {"employees": "1200", "founded": "2015", "rate": "24.5", "abroad": "yes",
              "industry": "retail"},
    "Kite": {"employees": "49", "founded": "1999", "abroad": "no", "industry": "software"},
    "Swift": {},
}  # fmt: skip
SAID = [
    ("Finch", "scored", "70"), ("Kite", "disqualified", "46"), ("Swift", "not-enough-known", ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with one segment."""
    folder = tmp_path_factory.mktemp("company")
    draw(folder, COMPANY)
    return folder


def _columns_of(text: str) -> list[str]:
    head = text.partition("\n")[0]
    return next(csv.reader([head], delimiter=";" if ";" in head else ","))


@pytest.mark.parametrize("name", TEXTS)
def test_an_export_is_known_by_its_columns(name: str) -> None:
    """And a table that anybody made is nobody's."""
    preset = preset_of(_columns_of(TEXTS[name]))
    assert preset
    assert preset.name == name.partition(",")[0]
    assert preset_of(["Account", "Employees", "Industry (main)"]) is None


@pytest.mark.parametrize("name", TEXTS)
def test_each_crm_says_the_same_of_the_same_accounts(company: Path, name: str) -> None:
    """In what `icp diff` reads: numbers, days, yes and no, options; never what a neighbour says."""
    file = company / "crm.csv"
    file.write_text(TEXTS[name], "utf-8")
    found = read_accounts(file, check_playbook(company, Context()).catalog)
    assert {one.name: one.answers["attributes"] for one in found.accounts} == ANSWERS
    assert any("(several answers)" in note for note in found.notes)


@pytest.mark.parametrize("name", TEXTS)
def test_scores_go_back_by_the_id_of_the_record(company: Path, name: str) -> None:
    """Judged by DuckDB, with the id that the CRM knows in the first column."""
    (company / "crm.csv").write_text(TEXTS[name], "utf-8")
    run = icp(company, "score", "crm.csv", "-o", "out.csv")
    assert run.code == 0, run.err
    _assert_scored(company, IDS[name])


def _dynamics(path: Path, put: Callable[[str], str] = str) -> None:
    """Write what "Static worksheet" gives: three hidden columns, a table, days as days."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(
        [
            put("(Do Not Modify) Account"),
            put("(Do Not Modify) Row Checksum"),
            put("(Do Not Modify) Modified On"),
            "Account Name",
            "No. of Employees",
            "Year founded",
            "Return rate",
            "Ships abroad",
            "Industry",
            "Parent Account: Industry",
        ]
    )
    rows: list[list[object]] = [
        ["Finch", 1200, datetime.date(2015, 3, 1), 0.245, "Yes", "Retail", "Software"],
        ["Kite", 49, datetime.date(1999, 12, 31), None, "No", "SaaS / Software", None],
        ["Swift", None, None, None, None, "Retail; Software", None],
    ]
    for at, row in enumerate(rows):
        guid = f"6f1c0000-0000-4000-8000-00000000000{at}"
        sheet.append([guid, "c2h+/x==", datetime.date(2026, 1, 12), *row])
    sheet["G2"].number_format = "0.0%"
    for letter in "ABC":
        sheet.column_dimensions[letter].hidden = True
    book.save(path)


@pytest.mark.parametrize("language", ["English", "German"])
def test_a_static_worksheet_goes_back_by_its_hidden_id(company: Path, language: str) -> None:
    """Dynamics puts the record's id into a column that is not to be modified, in any language."""
    german = {"(Do Not Modify)": "(Nicht ändern)", "Row Checksum": "Zeilenprüfsumme"}

    def said(head: str) -> str:
        for english, word in german.items() if language == "German" else ():
            head = head.replace(english, word)
        return head

    _dynamics(company / "crm.xlsx", said)
    run = icp(company, "score", "crm.xlsx", "-o", "out.csv")
    assert run.code == 0, run.err
    assert 'Read by the names of Dynamics 365: "No. of Employees" as "employees".' in run.out
    _assert_scored(company, [f"6f1c0000-0000-4000-8000-00000000000{at}" for at in range(3)])


def _assert_scored(company: Path, ids: list[str]) -> None:
    with (company / "out.csv").open(encoding="utf-8", newline="") as file:
        names, *rows = list(csv.reader(file))
    by_name = sorted(
        (dict(zip(names, row, strict=True)) for row in rows),
        key=lambda row: next(row[name] for name in names if name.lower().endswith("name")),
    )
    assert sorted(row[0] for row in rows) == sorted(ids)
    name = next(name for name in names if name.lower().endswith("name"))
    assert [(row[name], row["fit"], row["score"]) for row in by_name] == SAID

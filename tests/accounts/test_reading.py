"""Accounts to try a change on, in every form that people have them, read without guessing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from drawn_site import catalog_of
from icp_playbook.accounts.reading import Account, Accounts, read_accounts
from icp_playbook.changes.impact import judged_by
from icp_playbook.problems import ContentError
from icp_playbook.scoring import assess
from icp_playbook.scoring.answer_words import spoken
from icp_playbook.scoring.compile import rules_in

PLAYBOOK = """\
--- + minimal
--- content/account.yml
owner: sales
attributes:
  - {id: employees, name: Employees, question: How many people work there?, type: number, \
crm_columns: [Headcount]}
  - {id: shop, name: Shop platform, question: Which shop?, type: choice, \
options: [{id: hosted, label: Hosted shop}, {id: own, label: Their own}]}
  - {id: ships-abroad, question: Do they ship abroad?, type: yes-no}
"""


def read(tmp_path: Path, name: str, content: str | bytes) -> Accounts:
    """Return the accounts of a file."""
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_accounts(file, catalog_of(tmp_path / "playbook", PLAYBOOK))


def answers(accounts: Accounts) -> dict[str, dict[str, object]]:
    """Return the attributes of each account by its name."""
    return {account.name: account.answers["attributes"] for account in accounts.accounts}


def test_columns_are_found_by_id_name_question_and_crm_column(tmp_path: Path) -> None:
    """Whatever the case; options by their labels, yes and no as CRMs write them."""
    found = read(
        tmp_path,
        "crm.csv",
        (
            "Account Name,HEADCOUNT,shop_platform,Ships abroad,Secret\n"
            "Finch,120,their own,TRUE,x\nKite,,Hosted shop,0,y\n"
        ),
    )
    assert answers(found) == {
        "Finch": {"employees": "120", "shop": "own", "ships-abroad": "yes"},
        "Kite": {"shop": "hosted", "ships-abroad": "no"},
    }
    assert found.notes == ()


def test_what_excel_saves_is_read(tmp_path: Path) -> None:
    """A byte order mark, semicolons, quoted separators and line breaks, Windows' line ends."""
    text = '\ufeffCompany;Employees;Notes\r\n"Finch; Sons";80;"a\r\nb ""c"""\r\n\r\nKite;90;\r\n'
    assert answers(read(tmp_path, "crm.csv", text)) == {
        "Finch; Sons": {"employees": "80"},
        "Kite": {"employees": "90"},
    }
    assert answers(read(tmp_path, "tab.csv", "sep=\t\nName\tEmployees\nFinch\t80\n")) == {
        "Finch": {"employees": "80"}
    }


@pytest.mark.parametrize(
    ("text", "encoding", "word"),
    [
        ("Name;Employees\nMüller & Söhne;80\n", "cp1252", "Müller"),
        ("Name;Employees\nMüller & Söhne;80\n", "latin-1", "Müller"),
        ("Name;Employees\n„Œuvre“ à Liège;1\u00a0200\n", "cp1252", "Œuvre“"),
        ("Name,Employees\nPeña – niño,80\n", "cp1252", "Peña"),
    ],
)
def test_what_excel_saves_as_csv_is_read_and_a_word_of_it_is_shown(
    tmp_path: Path, text: str, encoding: str, word: str
) -> None:
    """In the encoding of western Windows, where nothing says it: the reader sees whether it fits.

    The same bytes may be other letters in another one.
    """
    found = read(tmp_path, "crm.csv", text.encode(encoding))
    assert [one.name for one in found.accounts] == [
        text.splitlines()[1].replace(";", ",").rpartition(",")[0]
    ]
    assert f'it has the word "{word}"' in found.notes[0]


@pytest.mark.parametrize("encoding", ["gb18030", "cp1251", "cp1253", "cp932", "cp949"])
def test_other_letters_are_not_taken_for_western_ones(tmp_path: Path, encoding: str) -> None:
    """Chinese, Russian, Greek, Japanese and Korean names without a known column in them."""
    names = {
        "gb18030": "云雀\n翠鸟\n是", "cp1251": "Стриж\nЗимородок", "cp1253": "Αλκυόνα\nΚίσσα",
        "cp932": "カワセミ\nツバメ", "cp949": "제비\n물총새",
    }  # fmt: skip
    rows = "".join(f"{name},80\n" for name in names[encoding].split("\n"))
    with pytest.raises(ContentError):
        read(tmp_path, "crm.csv", f"Name,Employees\n{rows}".encode(encoding))


def test_numbers_are_read_as_their_column_writes_them(tmp_path: Path) -> None:
    """A German file and an American one say the same."""
    german = read(tmp_path, "de.csv", "Firma;Name;Employees\nx;Finch;1.200\nx;Kite;2,5\n")
    american = read(tmp_path, "us.csv", 'Name,Employees\nFinch,"1,200"\nKite,$2.50\n')
    assert (
        answers(german)
        == answers(american)
        == {"Finch": {"employees": "1200"}, "Kite": {"employees": "2.5"}}
    )


def test_cells_that_are_no_answer_are_told_once_for_their_column(tmp_path: Path) -> None:
    """With three of them, and never with another number to write instead."""
    cells = ["50-200", "2k", "many", "lots", "2k"]
    rows = "".join(f"A{at},{cell}\n" for at, cell in enumerate(cells))
    found = read(tmp_path, "crm.csv", f"Name,Employees\n{rows}")
    assert set(map(str, answers(found).values())) == {"{}"}
    assert found.notes[-1] == (
        'Not known: 5 cells under "Employees" cannot be used and count as not known: '
        'such as "2k" (rounded), "50-200" (a range), "many".'
    )


def test_attributes_that_no_column_answers_are_named(tmp_path: Path) -> None:
    """Their accounts can't be judged by them, and "nothing changes" would be a wrong answer."""
    found = read(tmp_path, "crm.csv", "Name,Employees,Stores,Ship abroad?\nFinch,80,3,no\n")
    assert found.notes[:2] == (
        (
            'No column answers "shop", "ships-abroad", so these count as not known; '
            "crm_columns in content/account.yml says which column does."
        ),
        'The column "Ship abroad?" looks like "ships-abroad", but is not named there.',
    )


@pytest.mark.parametrize(
    "column",
    [
        "EMPLOYEES",
        "Organization - Employees",
        "Account: Employees",
        "EMPLOYEES__C",
        "property_employees",
        "Head-Count",
        "how many people work there",
    ],
)
def test_columns_are_known_by_their_letters(tmp_path: Path, column: str) -> None:
    """Whatever a CRM puts around them, in capitals or not."""
    assert answers(read(tmp_path, "crm.csv", f"Name,{column}\nFinch,80\n")) == {
        "Finch": {"employees": "80"}
    }


def test_an_option_may_be_called_as_what_is_not_known(tmp_path: Path) -> None:
    """Where an answer is called "none" or "unknown", that is the answer."""
    playbook = PLAYBOOK.replace("{id: own, label: Their own}", "{id: none, label: No shop}")
    file = tmp_path / "crm.csv"
    file.write_text("Name,Shop platform,Employees\nFinch,none,none\n", encoding="utf-8")
    found = read_accounts(file, catalog_of(tmp_path / "playbook", playbook))
    assert answers(found) == {"Finch": {"shop": "none"}}


def test_of_two_columns_for_one_answer_the_first_that_has_one_counts(tmp_path: Path) -> None:
    """And where they differ, that is told."""
    found = read(tmp_path, "crm.csv", "Name,Employees,Headcount\nFinch,,200\nKite,80,90\n")
    assert answers(found) == {"Finch": {"employees": "200"}, "Kite": {"employees": "80"}}
    assert found.notes[-1] == (
        '1 account has different answers in the columns for "employees"; the first is taken.'
    )


def test_what_stands_around_the_table_is_left_out(tmp_path: Path) -> None:
    """Title lines, totals, and the lines that a CRM prints below; each told once."""
    found = read(
        tmp_path,
        "report.csv",
        "Accounts in the third quarter\n\nName,Employees,Shop platform\nFinch,80,hosted\n"
        "Total Supplies,70\n"
        "Grand Totals (2 records),150,\n\nConfidential\nCopyright (c) 2026\n",
    )
    assert answers(found) == {
        "Finch": {"employees": "80", "shop": "hosted"},
        "Total Supplies": {"employees": "70"},
    }
    assert found.notes[1:] == (
        "Left out: the 2 lines above the names of the columns.",
        "Left out: the row “Grand Totals (2 records)”.",
        "Left out: 2 lines of one cell only.",
    )


def test_a_row_with_a_cell_too_many_is_left_out(tmp_path: Path) -> None:
    """Its cells may be in the wrong columns, as for 1,200 without quotes; empty ones do no harm."""
    found = read(
        tmp_path,
        "crm.csv",
        "Name,Employees,Shop platform\nFinch,1,200,hosted\nKite,80,hosted,,\nHawk,2,3,4\n",
    )
    assert list(answers(found)) == ["Kite"]
    assert found.notes[1:] == (
        "Row 2 is left out: it has 4 cells where the row of names has 3, and 1 more such row.",
    )


@pytest.mark.parametrize(
    ("word", "meant"),
    [("Yes", "yes"), ("TRUE", "yes"), ("1", "yes"), ("ja", "yes"), ("VRAI", "yes"), ("是", "yes"),
     ("✓", "yes"), ("√", "yes"), ("Ｙ", "yes"), ("on", "yes"),
     ("nein", "no"), ("F", "no"), ("否", "no"), ("不是", "no"), ("0", "no")],
)  # fmt: skip
def test_yes_and_no_are_read_in_the_words_of_exports(tmp_path: Path, word: str, meant: str) -> None:
    """In a CSV and in an account's YAML alike."""
    exported = read(tmp_path, "crm.csv", f"Name,ships-abroad\nFinch,{word}\n")
    assert answers(exported)["Finch"] == {"ships-abroad": meant}
    rules = rules_in(catalog_of(tmp_path / "playbook", PLAYBOOK), "en")
    assert spoken(rules, {"attributes": {"ships-abroad": word}}) == {
        "attributes": {"ships-abroad": meant}
    }


def test_a_name_is_shown_on_one_line_without_control_characters(tmp_path: Path) -> None:
    """A name from elsewhere may hold anything."""
    found = read(tmp_path, "crm.csv", f'Name,Employees\n"\x1b[31mFinch\n{"x" * 200}",80\n,70\n')
    names = [account.name for account in found.accounts]
    assert names[0].startswith("[31mFinch xxx")
    assert len(names[0]) <= 81
    assert names[1] == "row 3"


def test_where_json_breaks_off_is_a_place_inside_the_file(tmp_path: Path) -> None:
    """Its parser counts the end of the file as a line of its own."""
    with pytest.raises(ContentError) as raised:
        read(tmp_path, "one.json", '[{"name": "Finch"},\n')
    assert str(raised.value).startswith("one.json:1:20: error [not-json]")


@pytest.mark.parametrize(("name", "rule"), [("pipe.csv", "file-type"), ("large.csv", "file-size")])
def test_a_file_that_is_none_or_too_large_is_not_opened(
    tmp_path: Path, name: str, rule: str
) -> None:
    """A pipe on which nobody ever writes, and one byte too many."""
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "large.csv").touch()
    os.truncate(tmp_path / "large.csv", 50_000_001)
    with pytest.raises(ContentError) as raised:
        read_accounts(tmp_path / name, catalog_of(tmp_path, "--- + minimal"))
    assert [problem.rule for problem in raised.value.problems] == [rule]


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("crm.csv", "Name,Colour\nFinch,red\n", "unknown-column"),
        ("crm.csv", "", "unknown-column"),
        ("crm.csv", 'Name,Employees\n"Finch,80\n', "not-csv"),
        ("crm.csv", b"Name,Employees\nFinch\x81,80\n", "yaml-encoding"),
        ("crm.csv", "Name,Employees\n".encode("utf-16-le"), "yaml-encoding"),
        ("crm.csv", "Name,Employees\n".encode("utf-16") + b"x", "yaml-encoding"),
        ("crm.csv", "Name,Employees\nRené,80\n".encode() + b"\xe9,\n", "yaml-encoding"),
        ("crm.csv", b"%PDF-1.7\n", "not-csv"),
        ("crm.csv", b"PK\x03\x04", "not-csv"),
        ("crm.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not-csv"),
        ("crm.csv", b"\r\n<table><tr><td>Name</td></tr>", "not-csv"),
        ("crm.csv", b"\x1f\x8b\x08\0", "not-csv"),
        ("one.json", "{", "not-json"),
        ("one.json", "[" * 100_000, "not-json"),
        ("one.json", '{"a": ' * 21 + "1" + "}" * 21, "yaml-depth"),
        ("one.json", "7", "no-account"),
        ("one.json", '{"icp_assessment": 99, "answers": {}}', "no-account"),
        ("one.yml", "- a\n- b\n", None),
        ("one.xlsx", "PK", "unknown-file"),
    ],
)
def test_a_file_that_is_none_is_a_problem(
    tmp_path: Path, name: str, content: str | bytes, rule: str | None
) -> None:
    """Never a traceback, and never no accounts in silence."""
    with pytest.raises(ContentError) as raised:
        read(tmp_path, name, content)
    assert rule is None or {problem.rule for problem in raised.value.problems} == {rule}


def test_saved_assessments_are_read_alone_and_in_a_list(tmp_path: Path) -> None:
    """As the page saves them, with or without a name; scores that were saved are ignored."""
    one = {
        "icp_assessment": 1,
        "name": "Finch",
        "answers": {"attributes": {"employees": "80"}},
        "kept": [{"answers": {}}],
    }
    bare = {"attributes": {"employees": 70}}
    found = read(tmp_path, "some.json", json.dumps([one, bare, "junk", {"colour": "red"}]))
    assert answers(found) == {"Finch": {"employees": "80"}, "some 2": {"employees": 70}}
    assert found.notes == (
        "some 3 is left out: it is not an account's record.",
        "some 4 is left out: it has none of segment, attributes, qualification, maturity.",
    )
    assert answers(read(tmp_path, "finch.json", json.dumps(bare))) == {"finch": {"employees": 70}}


def test_answers_in_yaml_are_read(tmp_path: Path) -> None:
    """As `icp assess` takes them."""
    found = read(tmp_path, "finch.yml", "name: Finch\nattributes:\n  employees: 80\n")
    assert answers(found) == {"Finch": {"employees": "80"}}


def test_an_account_has_the_tier_that_its_levels_give(tmp_path: Path) -> None:
    """By its name, as on the page; without levels too little is known."""
    catalog = catalog_of(tmp_path, "--- + minimal\n--- + tiers\n")
    accounts = [Account("Finch", {"maturity": {"tools": "2"}}), Account("Kite", {})]
    tiers = [judged_by(rules_in(catalog, "en"), account).tier for account in accounts]
    assert tiers == ["Expert", "not enough known"]


def test_an_answer_below_zero_is_one_where_the_attribute_says_so(tmp_path: Path) -> None:
    """Growth may be negative, people can't: `least` and `most` say what an answer may be."""
    catalog = catalog_of(
        tmp_path,
        "--- + minimal\n--- content/account.yml\nowner: sales\nattributes:\n"
        "  - {id: growth, question: How fast?, type: number, unit: percent, least: -100, most: "
        "900}\n"
        "  - {id: employees, question: How many?, type: number}\n",
    )
    rules = rules_in(catalog, "en")
    notes = [
        [note["key"] for note in assess(rules, {"attributes": answers})["notes"]]
        for answers in (
            {"growth": "-5", "employees": "5"},
            {"growth": "-101"},
            {"growth": "901"},
            {"employees": "-5"},
        )
    ]
    less = "Not used: {given} is less than this answer can be ({question})"
    more = "Not used: {given} is more than this answer can be ({question})"
    assert notes == [[], [less], [more], [less]]

"""What Chinese CRMs and spreadsheets export, in both scripts, read without guessing."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from drawn_site import catalog_of
from icp_playbook.accounts.reading import Accounts, read_accounts
from icp_playbook.problems import ContentError

PLAYBOOK = """\
--- + minimal
--- content/account.yml
owner: sales
attributes:
  - {id: employees, name: 员工人数, question: 有多少名员工？, type: number}
  - {id: output, name: {en: Output, zh-Hant: 年產值, zh-Hans: 年产值}, question: 一年多少？, \
type: number, unit: 元}
  - {id: yield, name: 良品率, question: 良品率是多少？, type: number, form: percent}
  - {id: system, name: 系统来源, question: 系统从哪里来？, type: choice, \
options: [{id: bought, label: 外购}, {id: own, label: 自建}]}
  - {id: exports, name: 是否出口, question: 产品出口吗？, type: yes-no}
"""


def read(folder: Path, content: str, encoding: str = "utf-8", playbook: str = PLAYBOOK) -> Accounts:
    """Return the accounts of an export in an encoding."""
    file = folder / "crm.csv"
    file.write_bytes(content.encode(encoding))
    return read_accounts(file, catalog_of(folder / "playbook", playbook))


def answers(accounts: Accounts) -> dict[str, dict[str, object]]:
    """Return the attributes of each account by its name."""
    return {account.name: account.answers["attributes"] for account in accounts.accounts}


SIMPLIFIED = (
    "客户名称,员工人数,年产值,良品率,系统来源,是否出口\n云雀,１２０,5000元,98.5％,自建,是\n"
)
TRADITIONAL = (
    "客戶名稱,員工人數,年產值,良品率,系統來源,是否出口\n雲雀,１２０,5000元,98.5％,自建,是\n"
)
MEANT = {"employees": "120", "output": "5000", "yield": "98.5", "system": "own", "exports": "yes"}


@pytest.mark.parametrize(
    ("text", "encoding", "name", "notes"),
    [
        (SIMPLIFIED, "utf-8", "云雀", ()),
        (SIMPLIFIED, "utf-8-sig", "云雀", ()),
        (SIMPLIFIED, "utf-16", "云雀", ()),
        (TRADITIONAL, "utf-8", "雲雀", ()),
        (
            *(SIMPLIFIED, "gb18030", "云雀"),
            ('Read as GB18030: it is not UTF-8, and so it has the column "客户名称".',),
        ),
        (
            *(TRADITIONAL, "gb18030", "雲雀"),
            ('Read as GB18030: it is not UTF-8, and so it has the column "客戶名稱".',),
        ),
        (
            *(TRADITIONAL, "big5", "雲雀"),
            ('Read as Big5: it is not UTF-8, and so it has the column "客戶名稱".',),
        ),
        (
            *(TRADITIONAL.replace("雲雀", "峯㗎記"), "big5hkscs", "峯㗎記"),
            ('Read as Big5: it is not UTF-8, and so it has the column "客戶名稱".',),
        ),
    ],
    ids=["utf-8", "bom", "utf-16", "other script", "gb", "gb traditional", "big5", "hong kong"],
)
def test_an_export_says_the_same_in_every_encoding_and_script(
    tmp_path: Path, text: str, encoding: str, name: str, notes: tuple[str, ...]
) -> None:
    """And where the encoding had to be found out, a note says which it was."""
    found = read(tmp_path, text, encoding)
    assert answers(found) == {name: MEANT}
    assert found.notes == notes


@pytest.mark.parametrize(
    "data",
    [
        "Name,Employees\n芬奇,80\n".encode("gb18030"),
        b"Name,Employees\nRen\x81e,80\n",
        "供应商,颜色\n芬奇,红\n".encode("gb18030"),
        "客户名称,员工人数\n芬\x07奇,80\n".encode("gb18030"),
        "客户名称,员工人数\n芬奇,80\n".encode() + b"\xc3\n",
        codecs.BOM_UTF16_LE + "客户名称\n".encode("utf-16-le") + b"x",
    ],
    ids=[
        "no Chinese name",
        "no letter",
        "no known name",
        "odd sign",
        "broken UTF-8",
        "half UTF-16",
    ],
)
def test_an_encoding_that_nothing_proves_is_not_guessed(tmp_path: Path, data: bytes) -> None:
    """Wrong names of accounts would look right."""
    (tmp_path / "crm.csv").write_bytes(data)
    with pytest.raises(ContentError) as raised:
        read_accounts(tmp_path / "crm.csv", catalog_of(tmp_path / "playbook", PLAYBOOK))
    assert [problem.rule for problem in raised.value.problems] == ["yaml-encoding"]


@pytest.mark.parametrize(
    "column",
    [
        *("客戶名稱", "客户名称", "客戶", "公司名稱", "公司名称", "公司", "帳戶名稱", "账户名称"),
        *("企業名稱", "单位名称", "客户全称", "名称", "*客户名称（必填）", "客户：名称"),
    ],
)
def test_the_account_s_name_is_in_the_column_that_says_so(tmp_path: Path, column: str) -> None:
    """In the words of CRMs and of people's own sheets, wherever the column stands."""
    assert list(answers(read(tmp_path, f"员工人数,{column}\n80,云雀\n"))) == ["云雀"]


@pytest.mark.parametrize("column", ["单位", "姓名", "联系人", "产品名称"])
def test_a_column_that_may_hold_something_else_names_no_account(
    tmp_path: Path, column: str
) -> None:
    """A unit, a person, a product."""
    assert list(answers(read(tmp_path, f"员工人数,{column}\n80,云雀\n"))) == ["row 2"]


@pytest.mark.parametrize(
    "column",
    ["員工人數", "员工人数（必填）", "客户：员工人数", "有多少名員工", "ＥＭＰＬＯＹＥＥＳ"],
)
def test_a_column_is_known_in_either_script_and_width(tmp_path: Path, column: str) -> None:
    """By name or question, with what Chinese forms put around it."""
    assert answers(read(tmp_path, f"客户,{column}\n云雀,80\n")) == {"云雀": {"employees": "80"}}


def test_what_two_attributes_share_in_the_other_script_is_neither_s(tmp_path: Path) -> None:
    """Many traditional letters may share one simplified letter, so such a name is not guessed."""
    playbook = (
        "--- + minimal\n--- content/account.yml\nowner: sales\nattributes:\n"
        "  - {id: hair, name: 頭髮, question: 多少？, type: number}\n"
        "  - {id: start, name: 頭發, question: 幾次？, type: number}\n"
        "  - {id: employees, name: 規模, question: 多大？, type: number}\n"
    )
    found = read(tmp_path, "客户,头发,规模\n云雀,3,4\n", playbook=playbook)
    assert answers(found) == {"云雀": {"employees": "4"}}
    assert found.notes[0].startswith('No column answers "hair", "start"')
    exact = read(tmp_path, "客户,頭髮,規模\n云雀,3,4\n", playbook=playbook)
    assert answers(exact) == {"云雀": {"hair": "3", "employees": "4"}}


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("是", "yes"), ("有", "yes"), ("√", "yes"), ("Ｙ", "yes"), ("１", "yes"), ("是的", "yes"),
     ("否", "no"), ("無", "no"), ("无", "no"), ("沒有", "no"), ("Ｎ", "no"), ("０", "no")],
)  # fmt: skip
def test_yes_and_no_in_chinese(tmp_path: Path, cell: str, meant: str) -> None:
    """As people write them into sheets."""
    assert answers(read(tmp_path, f"客户,是否出口\n云雀,{cell}\n")) == {"云雀": {"exports": meant}}


@pytest.mark.parametrize("cell", ["未知", "不详", "不詳", "—", "－", "Ｎ／Ａ", "未填写", "不適用"])
def test_what_says_that_it_is_not_known_needs_no_note(tmp_path: Path, cell: str) -> None:
    """In numbers and in yes and no alike."""
    found = read(tmp_path, f"客户,员工人数,是否出口\n云雀,{cell},{cell}\n")
    assert answers(found) == {"云雀": {}}
    assert [note for note in found.notes if note.startswith("Not known")] == []


@pytest.mark.parametrize("cell", ["部分", "暂无", "错", "×", "①"])
def test_a_word_that_is_not_surely_yes_or_no_is_told(tmp_path: Path, cell: str) -> None:
    """It counts as not known."""
    found = read(tmp_path, f"客户,是否出口\n云雀,{cell}\n")
    assert answers(found) == {"云雀": {}}
    assert found.notes[-1].endswith(f'cannot be used and counts as not known: "{cell}".')


def test_thousands_and_tens_of_thousands_are_never_written_out(tmp_path: Path) -> None:
    """Nobody knows what was rounded away, so the note has the cell's own words and no number."""
    found = read(tmp_path, "客户,员工人数,年产值\n云雀,3万,１．２亿\n山雀,2,5000萬\n")
    assert answers(found) == {"云雀": {}, "山雀": {"employees": "2"}}
    assert found.notes[-2:] == (
        (
            'Not known: 1 cell under "员工人数" cannot be used and counts as not known: '
            '"3万" (rounded).'
        ),
        (
            'Not known: 2 cells under "年产值" cannot be used and count as not known: '
            '"１．２亿" (rounded), "5000萬" (rounded).'
        ),
    )


@pytest.mark.parametrize(
    "column", ["年产值（万元）", "年產值（萬元）", "年产值/千元", "年产值(亿)"]
)
def test_a_column_that_counts_in_ten_thousands_answers_no_attribute_that_does_not(
    tmp_path: Path, column: str
) -> None:
    """Not even where crm_columns names it: 350 would be read as 350, and mean 3,500,000."""
    text = f"客户,{column}\n云雀,350\n山雀,未知\n"
    named = PLAYBOOK.replace("unit: 元", f"unit: 元, crm_columns: ['{column}']")
    found = read(tmp_path, text, playbook=named)
    assert answers(found) == {"云雀": {}, "山雀": {}}
    assert found.notes[-1].startswith(f'Not known: 1 cell under "{column}" counts in ')
    in_ten_thousands = named.replace("unit: 元", "unit: 万元 千元 亿元")
    assert answers(read(tmp_path, text, playbook=in_ten_thousands))["云雀"] == {"output": "350"}


@pytest.mark.parametrize("sign", ["，", "；", "｜", "、"])
def test_full_width_separators_are_told_and_not_cut_at(tmp_path: Path, sign: str) -> None:
    """A full-width comma is part of many a text."""
    with pytest.raises(ContentError) as raised:
        read(tmp_path, f"客户一览\n客户{sign}员工人数\n云雀{sign}80\n")
    (problem,) = raised.value.problems
    assert (problem.line, problem.rule) == (2, "not-csv")
    assert sign in problem.message


def test_a_full_width_comma_within_a_name_or_a_cell_is_its_own(tmp_path: Path) -> None:
    """A question may hold one, and so may a company's name."""
    found = read(tmp_path, '客户,"员工人数"\n"云雀，股份",80\n合计：,80\n')
    assert answers(found) == {"云雀，股份": {"employees": "80"}}
    assert found.notes[-1] == "Left out: the row “合计：”."

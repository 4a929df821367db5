"""Each number that is shown has its form and its unit: on pages, in Markdown, in a difference."""

from __future__ import annotations

import re
from pathlib import Path

from commands import icp
from drawn import draw
from drawn_site import site_of
from icp_playbook.changes.compare import compare
from icp_playbook.changes.looks import TextLook, told
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context

YEARS = """\
--- + minimal
--- content/account.yml
owner: sales
attributes:
  - {id: founded, name: Founded, question: When were they founded?, type: number, form: year, \
least: 1800, most: 2100}
  - {id: contract, name: Contract, question: What do they pay?, type: number, form: money, \
currency: EUR, unit: a year}
  - {id: shop, name: Shop, question: Which shop?, type: choice, options: [
      {id: hosted, label: Hosted, statement: has a hosted shop},
      {id: none, label: None, statement: has no shop}]}
--- content/segments/mid-market.yml
name: Mid-market
owner: sales
definition: Brands that began before 2015.
focus: beachhead
fit:
  criteria:
    - attribute: founded
      weight: 1
      bands: [{to: 2015, points: 5}, {from: 2015, to: 2020, points: 3}, {from: 2020, points: 0}]
    - attribute: contract
      weight: 1
      bands: [{to: 1000, points: 0}, {from: 1000, to: 20000, points: 2}, {from: 20000, points: 5}]
  disqualifiers:
    - when: {all: [{attribute: founded, at-least: 2020}, {attribute: shop, is: none}]}
      why: Too young.
"""
_YEARS = ("Before 2015", "2015 to 2019", "2020 or later")
_MONEY = ("Below €1,000 a year", "From €1,000 to below €20,000 a year", "€20,000 a year or more")
_CONDITION = "Founded 2020 or later and has no shop"


def test_no_page_groups_a_year_and_each_amount_has_its_currency(tmp_path: Path) -> None:
    """Neither a page for people nor the Markdown for programs."""
    site = site_of(tmp_path, YEARS)
    texts = {
        file.relative_to(site.folder).as_posix(): file.read_text("utf-8")
        for file in site.folder.rglob("*")
        if file.suffix in (".html", ".md", ".txt", ".json") and "search" not in file.parts
    }
    assert [name for name in texts if "mid-market" in name], sorted(texts)
    for name, text in texts.items():
        assert not re.search(r"\b(1,[89]|2,[01])\d\d\b", text), name
    for shown in (*_YEARS, *_MONEY, _CONDITION):
        assert shown in texts["segments/mid-market/index.html"], shown


def test_a_result_and_a_difference_say_the_same(tmp_path: Path) -> None:
    """In the words of the page."""
    old = check_playbook(draw(tmp_path / "old", YEARS), Context()).catalog
    moved = YEARS.replace("to: 2015", "to: 2016").replace("from: 2015", "from: 2016")
    moved = moved.replace("most: 2100", "most: 2050")
    new = check_playbook(draw(tmp_path / "new", moved), Context()).catalog
    lines = [line for one in compare(old, new).changed for line in told(one.fields, TextLook())]
    assert lines == [
        (
            "Founded: bands: before 2015: 5 points, 2015 to 2019: 3 points → "
            "before 2016: 5 points, 2016 to 2019: 3 points"
        ),
        "Attribute Founded: most: 2100 → 2050",
    ]


def test_a_year_is_whole(tmp_path: Path) -> None:
    """An answer between two years is not used, and is named."""
    draw(tmp_path, YEARS)
    account = tmp_path / "account.yml"
    account.write_text("attributes: {founded: 2014.5, contract: 12000}\n")
    ran = icp(tmp_path, "assess", "account.yml")
    assert "Not used: 2014.5 is not a whole number (When were they founded?)" in ran.err
    account.write_text("attributes: {founded: 2014, contract: 12000}\n")
    ran = icp(tmp_path, "assess", "account.yml")
    assert "€12,000 a year" in ran.out
    assert " 2014\n" in ran.out

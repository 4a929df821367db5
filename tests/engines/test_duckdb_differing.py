"""`icp diff --accounts` by DuckDB: the same accounts change, in the same words, as one by one."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.test_score import COMPANY
from cli.test_score_decided import OTHERS
from commands import icp
from drawn_site import catalog_of
from icp_playbook.changes import judging
from icp_playbook.changes.judging import comparison_of, judged_one_by_one
from icp_playbook.engines import duckdb_differing
from icp_playbook.engines.duckdb_differing import judged_in_duckdb
from icp_playbook.engines.duckdb_judge import LARGE, judge_of

BEFORE = (
    COMPANY
    + OTHERS
    + """\
--- content/scores/size.yml
name: Size
owner: sales
question: How large?
scoring:
  criteria:
    - {attribute: employees, weight: 1, bands: [{to: 50, points: 1}, {from: 50, points: 3}]}
    - {attribute: rate, weight: 2, bands: [{to: 20, points: 1}, {from: 20, points: 2}]}
"""
)


def _renamed(text: str) -> str:
    """Return another state: an attribute and an option with new ids, other points and names."""
    text = text.replace("attribute: shop", "attribute: platform")
    text = text.replace("{id: hosted,", "{id: rented, aliases: [hosted],")
    text = text.replace("- id: shop", "- id: platform\n    aliases: [shop]")
    return text.replace("hosted: 5", "rented: 5").replace("name: High", "name: Top")


CHANGES: dict[str, Callable[[str], str]] = {
    "nothing": lambda text: text,
    "bands": lambda text: text.replace("from: 50, points: 1", "from: 50, points: 4"),
    "names and ids": _renamed,
    "a weight": lambda text: text.replace("weight: 3", "weight: 1"),
    "a score without bands": lambda text: text.replace("weight: 2, bands", "weight: 3, bands"),
    "no scores": lambda text: text.partition("--- content/scores")[0],
    "a disqualifier": lambda text: text.replace("is: none", "is: hosted"),
    "least": lambda text: text.replace("form: percent", "form: percent, least: 5"),
    "a form": lambda text: text.replace("form: count", "unit: people"),
}


def _write(path: Path, rows: int) -> None:
    rng = random.Random(7)
    cells = {
        "Account name": [f"Account {at}" for at in range(20)],
        "Employees": ["49", "50", "1,200", "12", "", "50-200", "x", "49.5"],
        "Rate": ["24.5", "24.4", "20", "", "80", "0.5", "24.5%"],
        "Shop": ["Hosted shop", "none", "No shop", "", "odd"],
        "Tools": ["1", "2", "", "Connected", "3"],
        "Chosen segment": ["", "", "", "Small shops", "agencies", "nobody"],
        "Tier override": ["", "", "expert", "Beginner"],
        "Override reason": ["", "They said so."],
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(cells)
        writer.writerows([rng.choice(one) for one in cells.values()] for _ in range(rows))


@pytest.mark.parametrize("change", CHANGES)
def test_both_ways_tell_the_same_accounts(tmp_path: Path, change: str) -> None:
    """Counts, names, what was and is said of each, and why; in both directions."""
    old = catalog_of(tmp_path / "old", BEFORE)
    new = catalog_of(tmp_path / "new", CHANGES[change](BEFORE))
    _write(tmp_path / "crm.csv", 150)
    for by in (comparison_of(old, new, "en"), comparison_of(new, old, "en")):
        one_by_one = judged_one_by_one(tmp_path / "crm.csv", by)
        at_once = judged_in_duckdb(tmp_path / "crm.csv", by)
        assert at_once.changed == one_by_one.changed
        assert (at_once.count, at_once.unknown) == (one_by_one.count, one_by_one.unknown)
        assert at_once.more == 0
        assert bool(at_once.changed) == (change != "nothing")


def test_of_very_many_the_first_are_told_and_all_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ways stop at the same account."""
    for module in (judging, duckdb_differing):
        monkeypatch.setattr(module, "MOST_TOLD", 5)
    old = catalog_of(tmp_path / "old", BEFORE)
    new = catalog_of(tmp_path / "new", CHANGES["a weight"](BEFORE))
    _write(tmp_path / "crm.csv", 150)
    by = comparison_of(old, new, "en")
    found = [judge(tmp_path / "crm.csv", by) for judge in (judged_one_by_one, judged_in_duckdb)]
    assert found[0].changed == found[1].changed
    assert len(found[0].changed) == 5
    assert found[0].changing == found[1].changing > 5


def test_a_large_file_goes_to_duckdb_and_a_small_text_does_not(tmp_path: Path) -> None:
    """A workbook always does, and records never."""
    for name, size, judge in (
        ("a.csv", LARGE - 1, judged_one_by_one), ("a.json", LARGE, judged_one_by_one),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(b"x" * size)
        assert judge_of(tmp_path / name) is judge
    for name in ("b.csv", "b.xlsx"):
        (tmp_path / name).write_bytes(b"x" * LARGE)
        assert judge_of(tmp_path / name) is not judged_one_by_one


def test_diff_takes_a_file_that_only_duckdb_reads(tmp_path: Path) -> None:
    """As `icp score` does; what is no table is a message."""
    for name, text in (("old", BEFORE), ("new", CHANGES["bands"](BEFORE))):
        catalog_of(tmp_path / name, text)
    (tmp_path / "crm.jsonl").write_text(
        '{"name": "Finch", "Employees": 60, "Rate": 30, "Shop": "hosted",'
        ' "Chosen segment": "Mid-market"}\n',
        "utf-8",
    )
    run = icp(tmp_path, "diff", "old", "new", "--accounts", "crm.jsonl")
    assert run.code == 0, run.err
    assert "Accounts that would be judged differently: 1 of 1" in run.out
    assert "Finch: fit Poor → Good" in run.out
    (tmp_path / "crm.xlsx").write_bytes(b"PK\x03\x04rest")
    run = icp(tmp_path, "diff", "old", "new", "--accounts", "crm.xlsx")
    assert (run.code, run.out) == (1, "")
    assert "the workbook can't be read" in run.err

"""What a person decided of an account: a chosen segment, and a tier set by hand with its reason."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cli.test_score import COMPANY
from commands import icp
from drawn import draw
from icp_playbook.accounts.reading import read_accounts
from icp_playbook.reading import check_playbook
from icp_playbook.scoring import assess
from icp_playbook.scoring.document import document
from icp_playbook.stages.check import Context

OTHERS = """\
--- + tiers
--- content/segments/small.yml
name: Small shops
owner: sales
definition: Shops of one or two.
focus: develop
fit:
  criteria:
    - {attribute: shop, weight: 1, why: Shop., options: {hosted: 5, none: 0}}
  bands: [{from: 0, name: Low}, {from: 75, name: High}]
--- content/segments/agencies.yml
name: Agencies
owner: sales
definition: Those who work for shops.
focus: avoid
fit:
  criteria:
    - {attribute: rate, weight: 1, why: Rate., bands: [{to: 50, points: 1}, {from: 50, points: 5}]}
  bands: [{from: 0, name: Low}, {from: 75, name: High}]
"""

CRM = """\
Record ID,Account name,Employees,Rate,Shop,Chosen segment,Tools,Tier override,Override reason
1,Nothing decided,49,24.5,hosted,,1,,
2,By its name,49,24.5,hosted,Small shops,1,Expert,New head of operations
3,By its id,49,,,agencies,,expert,They said so
4,Ruled out and chosen,49,30,none,mid-market,2,,
5,No reason,49,24.5,hosted,,1,Expert,
6,Nowhere,49,24.5,hosted,SMB,1,Master,They said so
7,Open,,,,small,,,
"""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with three segments and two tiers."""
    folder = tmp_path_factory.mktemp("company")
    draw(folder, COMPANY + OTHERS)
    return folder


def test_what_a_person_decided_counts_as_on_the_page(company: Path) -> None:
    """In every row: about whom the answer is, what to find out for it, and the tier."""
    (company / "crm.csv").write_text(CRM, "utf-8")
    run = icp(company, "score", "crm.csv", "-o", "out.csv")
    assert run.code == 0, run.err
    with (company / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["Record ID"])
    catalog = check_playbook(company, Context()).catalog
    rules = document(catalog, "en")["rules"]
    accounts = read_accounts(company / "crm.csv", catalog, rules).accounts
    assert [row["segment"] for row in rows] == [
        "mid-market", "small", "agencies", "mid-market", "mid-market", "mid-market", "small",
    ]  # fmt: skip
    assert [row["tier"] for row in rows][:3] == ["beginner", "expert", "expert"]
    for account, row in zip(accounts, rows, strict=True):
        result = assess(rules, account.answers)
        fit, ability = result["fit"], result["ability"]
        assert fit
        assert ability
        about = next(one for one in fit["segments"] if one["segment"] == fit["about"])
        assert (row["segment"], row["best"] or None) == (fit["about"], fit["best"])
        assert row["fit"] == about["status"]
        assert row["find_out"] == "; ".join(fit["find_out"])
        assert (row["tier"] or None) == (ability["tier"]["id"] if ability["tier"] else None)


def test_what_was_decided_and_cannot_be_used_is_told(company: Path) -> None:
    """A segment or tier that nobody knows, and a tier without a reason."""
    (company / "crm.csv").write_text(CRM, "utf-8")
    run = icp(company, "score", "crm.csv")
    assert '1 cell under "Chosen segment" cannot be used and counts as not known: "SMB".' in run.out
    assert (
        '1 cell under "Tier override" cannot be used and counts as not known: "Master".' in run.out
    )
    assert "Not used: 1 tier is set by hand without a reason." in run.out


def test_answers_of_an_earlier_run_are_nobodys_decision(company: Path) -> None:
    """A CRM that got segment and tier back exports them, too."""
    text = CRM.replace("Chosen segment", "Segment").replace("Tier override", "Tier")
    (company / "crm.csv").write_text(text, "utf-8")
    run = icp(company, "score", "crm.csv", "-o", "out.csv")
    with (company / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["Record ID"])
    assert run.code == 0, run.err
    assert (rows[1]["segment"], rows[1]["tier"]) == ("mid-market", "beginner")

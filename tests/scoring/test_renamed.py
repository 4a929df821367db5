"""Answers saved before a rename are read under today's ids, in Python and in the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from drawn import draw
from icp_playbook.model.catalog import Catalog
from icp_playbook.reading import check_playbook
from icp_playbook.scoring.document import document
from icp_playbook.scoring.fingerprints import fingerprints
from icp_playbook.scoring.renamed import EarlierIds, back, followed, renamed
from icp_playbook.stages.check import Context
from javascript import Call

TODAY = """
--- + minimal
--- + tiers
--- content/account.yml
owner: sales
attributes:
  - {id: headcount, aliases: [employees, people], question: How many people work there?, \
type: number}
  - {id: shop, question: Which shop?, type: choice, \
options: [{id: own, label: Own, aliases: [custom]}, {id: rented, label: Rented}]}
--- content/qualification.yml
owner: sales
criteria: [{id: need, aliases: [pain], name: Need, questions: [What hurts?], \
confirmed: They say it.}]
--- content/maturity/dimensions/tools.yml +
aliases: [software]
--- content/maturity/tiers/expert.yml +
aliases: [master]
--- content/segments/mid-market.yml +
aliases: [medium]
--- content/lifecycle.yml
owner: sales
stages: [{id: adoption, aliases: [use], name: Adoption, goal: They use it.}]
"""
NEW = {
    "segment": "mid-market",
    "attributes": {"headcount": "120", "shop": "own"},
    "qualification": {"need": "confirmed"},
    "maturity": {"tools": "2", "override": {"tier": "expert", "reason": "R"}},
}
SAVED: list[dict[str, Any]] = [
    {
        "segment": "medium",
        "attributes": {"employees": "120", "shop": "custom"},
        "qualification": {"pain": "confirmed"},
        "maturity": {"software": "2", "override": {"tier": "master", "reason": "R"}},
    },
    NEW | {"attributes": {"people": "120", "shop": "own"}},
    NEW | {"attributes": {"headcount": "120", "employees": "7", "shop": "custom"}},
    NEW,
]


def catalog(root: Path, drawing: str = TODAY) -> Catalog:
    """Return a drawn company that has no mistake but, perhaps, in its fit."""
    return check_playbook(draw(root, drawing), Context()).catalog


@pytest.mark.parametrize("answers", SAVED)
def test_each_earlier_id_leads_to_the_one_of_today(tmp_path: Path, answers: dict[str, Any]) -> None:
    """Segment, attribute, option, criterion, dimension and tier.

    What is answered under today's id stays.
    """
    assert followed(renamed(catalog(tmp_path)), answers) == NEW


def test_the_page_reads_what_python_reads(tmp_path: Path, javascript: Call) -> None:
    """The letters of the questions move along, and so does the stage."""
    table = document(catalog(tmp_path), "en")
    letters = {
        "attributes.employees": "aaaa",
        "maturity.software": table["questions"]["maturity.tools"],
    }
    for answers in SAVED:
        saved = {"icp_assessment": 1, "stage": "use", "answers": answers, "questions": letters}
        account = javascript("assess/account.js", "readAccount", saved)
        told, (settled, _) = javascript("assess/settle.js", "settle", account, table, changed=True)
        assert (settled["answers"], settled["stage"]) == (NEW, "adoption")
        assert told == {"gone": [], "changed": ["attributes.headcount"]}


def test_the_way_back_leads_to_what_an_older_state_knew(tmp_path: Path) -> None:
    """So that one file of accounts can be judged by the rules from before and after a rename."""
    older = TODAY.replace("id: headcount, aliases: [employees, people]", "id: people").replace(
        "aliases: [pain], ", ""
    )
    older = older.replace("id: own, label: Own, aliases: [custom]", "id: custom, label: Own")
    table: EarlierIds = back(catalog(tmp_path / "now"), catalog(tmp_path / "then", older))
    assert followed(table, NEW) == NEW | {"attributes": {"people": "120", "shop": "custom"}}


def test_a_new_id_is_no_new_question(tmp_path: Path) -> None:
    """Nobody is asked again because an option or a question has another name in files."""
    before = TODAY.replace("id: own, label: Own, aliases: [custom]", "id: custom, label: Own")
    assert fingerprints(catalog(tmp_path / "a")) == fingerprints(catalog(tmp_path / "b", before))

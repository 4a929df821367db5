"""What follows from a change: who has to look again."""

from __future__ import annotations

from pathlib import Path

from drawn_site import catalog_of
from icp_playbook.changes.compare import compare
from icp_playbook.changes.impact import look_again

PLAYBOOK = """\
--- + minimal
--- content/company.yml +
message: {words_25: "Our market is [[segment:mid-market]]."}
"""
SEGMENT = "--- content/segments/mid-market.yml +\nwhy_they_matter: They decide in a quarter.\n"


def test_those_that_refer_to_a_change_and_those_that_speak_of_it_are_looked_at_again(
    tmp_path: Path,
) -> None:
    """In the order of kinds, each with what changed; the changed one itself is not among them."""
    old = catalog_of(tmp_path / "old", PLAYBOOK)
    new = catalog_of(tmp_path / "new", PLAYBOOK + SEGMENT)
    found = look_again(old, new, compare(old, new, frozenset(), "en"))
    assert [one.definition.ref for one in found] == [
        "company:company",
        "persona:founder",
        "value-proposition:exchanges",
    ]
    assert {one.because for one in found} == {("segment:mid-market",)}


def test_nobody_looks_again_because_of_another_layout(tmp_path: Path) -> None:
    """A comment and quotes say nothing new."""
    old = catalog_of(tmp_path / "old", PLAYBOOK + SEGMENT)
    quotes = SEGMENT.replace("They decide in a quarter.", "'They decide in a quarter.' # as ever")
    new = catalog_of(tmp_path / "new", PLAYBOOK + quotes)
    assert look_again(old, new, compare(old, new, frozenset(), "en")) == []

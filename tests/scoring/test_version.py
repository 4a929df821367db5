"""The letters of the rules: the same for the same rules, others for others."""

from __future__ import annotations

from pathlib import Path

import pytest

from drawn import draw
from drawn_history import Repo, repository
from icp_playbook.history import read_history
from icp_playbook.reading import check_playbook
from icp_playbook.scoring.version import letters_of
from icp_playbook.stages.check import Context

COMPANY = """
--- + minimal
--- + tiers
--- content/account.yml
owner: sales
attributes:
  - {id: employees, question: How many people work there?, type: number, unit: people}
  - {id: shop, question: Which shop?, type: choice, options: [{id: own, label: Own}]}
"""
SEGMENT = "content/segments/mid-market.yml"
ACCOUNT = "content/account.yml"


def letters_with(folder: Path, path: str = "", old: str = "", new: str = "") -> str:
    """Return the letters of the company, after one text of a file was replaced."""
    folder.mkdir()
    draw(folder, COMPANY)
    if path:
        change(folder / path, old, new)
    checked = check_playbook(folder, Context())
    assert not checked.errors
    return letters_of(checked.catalog)


def change(file: Path, old: str, new: str) -> None:
    """Replace a text of a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (ACCOUNT, "How many people work there?", "{en: How many?, zh-Hant: 多少人}"),
        (ACCOUNT, "label: Own", "label: Their own"),
        (SEGMENT, "name: Mid-market", "name: Middle"),
        (SEGMENT, "why: Nobody there owns returns.", "why: Nobody owns them."),
        (SEGMENT, "definition: Brands", "definition: Labels"),
    ],
)
def test_a_text_changes_no_letter(tmp_path: Path, path: str, old: str, new: str) -> None:
    """What something is called, or how it is explained, is none of the rules."""
    assert letters_with(tmp_path / "after", path, old, new) == letters_with(tmp_path / "before")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (SEGMENT, "{from: 50, points: 1}", "{from: 50, points: 2}"),
        (SEGMENT, "weight: 1", "weight: 2"),
        (SEGMENT, "below: 5", "below: 6"),
        (ACCOUNT, "{id: own, label: Own}", "{id: own, label: Own}, {id: none, label: None}"),
    ],
)
def test_what_a_result_depends_on_changes_the_letters(
    tmp_path: Path, path: str, old: str, new: str
) -> None:
    """A number, an id, a choice."""
    assert letters_with(tmp_path / "after", path, old, new) != letters_with(tmp_path / "before")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A playbook in a repository."""
    return repository(tmp_path, "--- + minimal\n")


def test_a_revision_is_said_of_files_as_they_were_committed(repo: Repo) -> None:
    """Line ends and all."""
    assert read_history(repo.root).as_committed


def test_files_that_were_changed_since_have_no_revision(repo: Repo) -> None:
    """Changed, gone or new: the newest commit does not hold these rules."""
    file = repo.root / SEGMENT
    change(file, "weight: 1", "weight: 2")
    assert not read_history(repo.root).as_committed
    change(file, "weight: 2", "weight: 1")
    assert read_history(repo.root).as_committed
    (repo.root / "content/segments/another.yml").write_text("name: New\n", encoding="utf-8")
    assert not read_history(repo.root).as_committed


def test_a_file_that_is_gone_leaves_no_revision(repo: Repo) -> None:
    """It is committed, and not there."""
    (repo.root / SEGMENT).unlink()
    assert not read_history(repo.root).as_committed


def test_what_is_no_definition_leaves_the_revision(repo: Repo) -> None:
    """A page says nothing of how accounts are judged."""
    repo.write("--- content/pages/new.md\n# New\n")
    assert read_history(repo.root).as_committed

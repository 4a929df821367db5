"""A command that runs in a folder of a playbook instead of the playbook says so, and does nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import icp
from drawn import draw


@pytest.mark.parametrize(
    "command",
    [
        "check",
        "new segment trial -s name=A",
        "refs segment:mid-market",
        "rename segment:mid-market smb",
        "remove segment:mid-market",
        "schema",
        "build",
        "serve",
        "export docs",
    ],
)
def test_in_a_folder_of_a_playbook_a_command_names_the_playbook(tmp_path: Path, command: str) -> None:
    """Else a second playbook would begin within the first."""
    draw(tmp_path, "--- + bare")
    before = sorted(tmp_path.rglob("*"))
    ran = icp(tmp_path / "content", *command.split())
    assert ran.code == 2, ran.err
    assert " in ..; run icp " in ran.err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_playbook_within_another_is_one_of_its_own(tmp_path: Path) -> None:
    """It has content, so nobody is there by a slip."""
    draw(tmp_path, "--- + bare")
    draw(tmp_path / "other", "--- + bare")
    ran = icp(tmp_path / "other", "refs", "segment:mid-market")
    assert ran.code == 0, ran.err


def test_a_new_playbook_can_begin_in_an_empty_folder(tmp_path: Path) -> None:
    """There is none above it either."""
    ran = icp(tmp_path, "new", "segment", "trial", "-s", "name=A")
    assert ran.code == 0, ran.err
    assert (tmp_path / "content/segments/trial.yml").is_file()

"""A command run beside a playbook does nothing, says so, and prints the command that works."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from commands import Ran, commit_all, icp
from drawn import draw
from sites import CONFIG

PLAYBOOK = f"--- + minimal\n--- mkdocs.yml\n{CONFIG}"

COMMANDS = [
    "check",
    "check --strict -C .",
    "new segment trial -s name=A -s definition=B -s focus=avoid -s owner=sales",
    "new -C . term churn -s meaning=Leaving",
    "refs segment:mid-market",
    "rename segment:mid-market smb",
    "remove segment:mid-market --folder=.",
    "schema --check",
    "assess",
    "diff HEAD",
    "build",
    "export docs -f mkdocs.yml",
]


def printed(ran: Ran) -> list[str]:
    """Return the words of the command that a message ends with, behind `icp`."""
    found = re.search(r"; run: icp (.*)$", ran.err, re.MULTILINE)
    assert found, ran.err
    return shlex.split(found[1])


@pytest.mark.parametrize(
    ("command", "place"),
    [
        *((command, "handbook") for command in COMMANDS),
        *((command, "docs/our playbook") for command in COMMANDS[:3]),
    ],
)
def test_above_a_playbook_a_command_prints_the_one_that_works(
    tmp_path: Path, command: str, place: str
) -> None:
    """At the top of a larger repository nothing is written, and nothing unread is called fine."""
    draw(tmp_path / place, PLAYBOOK)
    commit_all(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    ran = icp(tmp_path, *command.split())
    assert ran.code == 2
    assert f'the playbook is in "{place}"' in ran.err
    assert sorted(tmp_path.rglob("*")) == before
    again = icp(tmp_path, *printed(ran))
    assert "playbook is in" not in again.err
    assert "No such" not in again.err
    if command.split(maxsplit=1)[0] not in {"new", "remove", "assess", "schema"}:
        assert again.code == 0, again.err


@pytest.mark.parametrize("command", COMMANDS)
def test_in_a_folder_of_a_playbook_a_command_prints_the_one_that_works(
    tmp_path: Path, command: str
) -> None:
    """Else a second playbook would begin within the first."""
    draw(tmp_path, PLAYBOOK)
    commit_all(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    ran = icp(tmp_path / "content", *command.split())
    assert ran.code == 2, ran.err
    assert re.search(r"(^| |=)\.\.(/mkdocs\.yml)?( |$)", " ".join(printed(ran)))
    assert sorted(tmp_path.rglob("*")) == before


def test_two_playbooks_are_both_named(tmp_path: Path) -> None:
    """Which one is meant is for a person to say."""
    for name in ("east", "west"):
        draw(tmp_path / name, PLAYBOOK)
    assert 'in "east" or in "west"' in icp(tmp_path, "check").err


def test_configurations_and_folders_of_something_else_hide_no_playbook(tmp_path: Path) -> None:
    """The top may have documentation, content for a website and Ansible playbooks of its own."""
    draw(
        tmp_path,
        (
            "--- mkdocs.yml\nsite_name: Ours\n--- content/post.md\nHi\n--- playbooks/web.yml\n"
            "- hosts: web\n"
        ),
    )
    draw(tmp_path / "handbook", PLAYBOOK)
    for command in ("check", "build"):
        ran = icp(tmp_path, command)
        assert (ran.code, 'the playbook is in "handbook"' in ran.err) == (2, True), ran.err


def test_a_configuration_apart_from_its_playbook_is_told(tmp_path: Path) -> None:
    """MkDocs would look for pages there, and we for definitions."""
    draw(tmp_path, f"{PLAYBOOK}--- config/mkdocs.yml\nINHERIT: ../mkdocs.yml\n")
    ran = icp(tmp_path, "build", "-f", "config/mkdocs.yml")
    assert (ran.code, printed(ran)) == (2, ["build", "-f", "mkdocs.yml"])


def test_a_playbook_within_another_is_one_of_its_own(tmp_path: Path) -> None:
    """It has definitions, so nobody is there by a slip."""
    draw(tmp_path, "--- + bare")
    draw(tmp_path / "other", "--- + bare")
    ran = icp(tmp_path / "other", "refs", "segment:mid-market")
    assert ran.code == 0, ran.err


def test_a_new_playbook_can_begin_in_an_empty_folder_and_is_announced(tmp_path: Path) -> None:
    """There is none above it either; other commands begin none."""
    ran = icp(tmp_path, "schema")
    assert (ran.code, list(tmp_path.iterdir())) == (2, []), ran.err
    assert "begin one with: icp new company" in ran.err
    ran = icp(tmp_path, "new", "company")
    assert ran.code == 0, ran.err
    assert f'this begins a playbook in "{tmp_path}"'[:50] in ran.err
    assert (tmp_path / "content/company.yml").is_file()
    assert "this begins" not in icp(tmp_path, "new", "segment", "trial", "-s", "name=A").err


def test_many_folders_take_no_time(tmp_path: Path) -> None:
    """A playbook is looked for near by, not in the whole disk."""
    place = tmp_path
    for name in "abcdef":
        place /= name
    draw(place, PLAYBOOK)
    (tmp_path / "locked").mkdir(0o000)
    assert "[no-company]" in icp(tmp_path, "check").out


def test_a_command_of_two_words_is_printed_whole(tmp_path: Path) -> None:
    """What is proposed can be copied: the option stands behind both words."""
    root = draw(tmp_path, "--- + minimal\n")
    ran = icp(root / "content", "translate", "status", "de")
    assert ran.code == 2
    assert "run: icp translate status -C .. de" in ran.err

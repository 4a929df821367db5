"""Each command once in a process of its own: it says and does what the other tests see in theirs.

`icp serve` and `icp mcp` only ever run in one (`tests/engines/test_serve.py`, `test_mcp.py`): the
second has an event loop of its own, and a browser of the tests has another in ours.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import commit_all
from drawn import draw
from icp_playbook.cli.commands import COMMANDS
from sites import CONFIG, files_of, icp, icp_process, mkdocs, mkdocs_process

COMPANY = f"""\
--- + minimal
--- + tiers
--- content/company.yml +
reviewed: 2001-01-01
--- content/pages/start.md
# 開始
--- mkdocs.yml
{CONFIG}--- account.yml
attributes: {{employees: 30, people: 1}}
--- crm.csv
Record ID,employees
1,30
"""
WORDS = {
    "check": "check --today 2026-06-01 --strict",
    "assess": "assess account.yml",
    "build": "build",
    "export": "export docs",
    "init": "init begun",
    "new": "new segment trial -s name=Trial",
    "refs": "refs segment:mid-market",
    "rename": "rename segment:mid-market middle",
    "remove": "remove segment:mid-market",
    "translate": "translate status zh-Hant",
    "schema": "schema",
    "feed": "feed --chat --since 2001-01-01",
    "diff": "diff HEAD",
    "score": "score crm.csv",
    "alignment": "alignment questions",
}

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A company in a repository."""
    draw(tmp_path / "company", COMPANY)
    commit_all(tmp_path / "company")
    return tmp_path / "company"


def test_there_is_one_for_each_command() -> None:
    """A new command is run here, too; what is printed is in `test_paper.py`."""
    assert {*WORDS, "serve", "mcp", "print"} == set(COMMANDS)


@pytest.mark.parametrize("words", [*WORDS.values(), "build --wrong", "--version", "--help"])
def test_a_process_says_and_does_the_same(root: Path, words: str) -> None:
    """Exit code, both streams and every file; but for how long it took."""
    there, here = outcome(icp_process, root, words), outcome(icp, root, words)
    assert there == here


def test_help_is_in_the_language_of_each_call(tmp_path: Path) -> None:
    """Whatever was spoken before in the same process."""
    for spoken in ("zh_TW.UTF-8", "C"):
        for words in (("--help",), ("score", "--help")):
            there = icp_process(*words, cwd=tmp_path, LC_ALL=spoken)
            assert there.stdout == icp(*words, cwd=tmp_path, LC_ALL=spoken).stdout


def test_a_process_of_mkdocs_says_and_does_the_same(root: Path) -> None:
    """Its warnings, too."""
    draw(root, "--- content/pages/start.md\n[Gone](gone.md)\n")
    assert outcome(mkdocs_process, root, "build") == outcome(mkdocs, root, "build")


def outcome(run: Run, root: Path, words: str) -> tuple[object, ...]:
    """Run a command in a copy of the company; return exit code, streams and files."""
    copy = root.with_name("copy")
    shutil.copytree(root, copy)
    done = run(*words.split(), cwd=copy)
    files = {path: text for path, text in files_of(copy).items() if not path.startswith(".git/")}
    shutil.rmtree(copy)
    return done.returncode, *map(timeless, (done.stdout, done.stderr)), files


def timeless(text: str) -> str:
    """Leave out how long a build took."""
    return re.sub(r"\d\.\d+ s(?=: open|econds)", "0 s", text)

"""`icp check` as a person or a pipeline runs it: what is printed where, and the exit code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import icp_playbook
from drawn import draw
from sites import icp

_SECOND_BEACHHEAD = """\
--- + minimal
--- content/segments/small.yml
name: Small
owner: sales
definition: Small brands.
focus: beachhead
"""


def check(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command in `folder`."""
    return icp("check", "--today", "2026-06-01", *options, cwd=folder)


def test_a_playbook_without_problems_exits_with_nothing_said_on_standard_output(
    tmp_path: Path,
) -> None:
    """0, and one line for people on standard error."""
    done = check(draw(tmp_path, "--- + minimal"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "5 definitions: no problems\n")


def test_warnings_are_told_and_do_not_fail(tmp_path: Path) -> None:
    """A gap is shown, counted, and leaves the exit code 0."""
    done = check(draw(tmp_path, "--- + bare"))
    assert done.returncode == 0
    assert done.stdout.count(": warning [") == 4
    assert done.stderr == "2 definitions: 4 warnings\n"


def test_strict_makes_warnings_fail(tmp_path: Path) -> None:
    """The same lines, and 1."""
    folder = draw(tmp_path, "--- + bare")
    assert check(folder, "--strict").stdout == check(folder).stdout
    assert check(folder, "--strict").returncode == 1


def test_an_error_fails(tmp_path: Path) -> None:
    """Errors and warnings in the order of files and lines, and 1."""
    done = check(draw(tmp_path, _SECOND_BEACHHEAD))
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines == sorted(lines)
    assert (
        "content/segments/small.yml:4:8: error [second-beachhead] a second beachhead" in done.stdout
    )
    assert done.stderr == "6 definitions: 1 error and 4 warnings\n"


def test_an_empty_folder_says_how_to_begin(tmp_path: Path) -> None:
    """A folder without a playbook is content with a problem, not wrong use."""
    done = check(tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("content/company.yml:1:1: error [no-company]")


@pytest.mark.parametrize(
    "options",
    [
        ("--today", "tomorrow"),
        ("--today", "2026-02-30"),
        ("no-such-folder",),
        ("--srict",),
        (".", ".."),
    ],
    ids=" ".join,
)
def test_wrong_use_exits_with_two_and_says_why(options: tuple[str, ...], tmp_path: Path) -> None:
    """Nothing is read, nothing stands on standard output, and no traceback is shown."""
    done = check(draw(tmp_path, "--- + minimal"), *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr


def test_another_folder_is_checked_by_its_path(tmp_path: Path) -> None:
    """Paths are as seen from where the command runs, so that an editor can open them."""
    draw(tmp_path / "ours", "--- + bare")
    done = check(tmp_path, "-C", "ours")
    assert done.returncode == 0
    assert done.stdout.startswith("ours/content/segments/mid-market.yml:1:1: warning [")


def test_checking_needs_neither_templates_nor_an_engine(tmp_path: Path) -> None:
    """What draws pages is not even imported: the command answers at once."""
    program = (
        "import sys; from icp_playbook.cli import main\n"
        "try: main(['check'])\n"
        "except SystemExit: print(*sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=draw(tmp_path, "--- + minimal"), capture_output=True,
        text=True, check=True
    )  # fmt: skip
    assert not {"mkdocs", "material", "jinja2", "markdown", "nh3"} & set(done.stdout.split())


def test_colours_are_for_terminals_only(tmp_path: Path) -> None:
    """What is piped into a file or another program holds no escape codes."""
    assert "\x1b" not in check(draw(tmp_path, "--- + bare")).stdout


def test_a_failure_of_the_tool_itself_is_not_blamed_on_the_content(tmp_path: Path) -> None:
    """A broken copy of the program: 3, the traceback that we need, and a sentence for the user."""
    copy = shutil.copytree(Path(icp_playbook.__file__).parent, tmp_path / "broken/icp_playbook")
    with (copy / "reading.py").open("a", encoding="utf-8") as reading:
        reading.write("\n\ndef check_playbook(*_):\n    return 1 / 0\n")
    done = subprocess.run(
        [sys.executable, "-m", "icp_playbook", "check"],
        cwd=draw(tmp_path / "ours", "--- + minimal"),
        env=os.environ | {"PYTHONPATH": str(tmp_path / "broken")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert "ZeroDivisionError" in done.stderr
    assert done.stderr.endswith(
        "a mistake in icp itself, not in your content. Please report it with the lines above.\n"
    )

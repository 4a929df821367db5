"""Standard streams that are full, closed or limited: a message and exit 2, no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from drawn import draw
from sites import environment

COMPANY = """
    --- + minimal
    --- + tiers
    --- content/company.yml +
    reviewed: 2001-01-01
    --- mkdocs.yml
    site_name: Parcelmoor
    docs_dir: content/pages
    theme: {name: material, font: false}
    plugins: [icp]
    --- content/pages/the-method.md
    # The method
    --- account.yml
    attributes: {employees: 30}
    --- crm.csv
    Record ID,employees
    1,30
    --- old/content/company.yml
    name: Parcelmoor
"""
# The others say what they did on the error stream, or go on for ever.
SAYING = {
    "check": (),
    "assess": ("account.yml",),
    "build": (),
    "export": ("docs",),
    "refs": ("segment:mid-market",),
    "rename": ("segment:mid-market", "middle"),
    "schema": (),
    "diff": ("./old", "."),
    "score": ("crm.csv",),
}


def run(
    root: Path, redirect: str, *words: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run icp in `root` with a stream redirected as a shell does."""
    command = [
        "sh",
        "-c",
        f'exec "$@" {redirect}',
        "sh",
        sys.executable,
        "-m",
        "icp_playbook",
        *words,
    ]
    return subprocess.run(
        command, cwd=root, env=environment(**variables), capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("command", SAYING)
def test_a_full_disk_on_standard_output_is_no_mistake_of_ours(command: str, tmp_path: Path) -> None:
    """Whatever the command was about to say."""
    ran = run(draw(tmp_path, COMPANY), ">/dev/full", command, *SAYING[command])
    said = ran.stderr.splitlines()[-1]
    assert (ran.returncode, said) == (
        2, "Error: nothing more can be written: No space left on device",
    )  # fmt: skip
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "words", [("--help",), ("--version",), ("check", "--help"), ("serve", "--help")]
)
def test_help_on_a_full_disk_is_the_same(words: tuple[str, ...], tmp_path: Path) -> None:
    """It is printed elsewhere, and ends in the same place."""
    ran = run(tmp_path, ">/dev/full", *words)
    assert ran.returncode == 2
    assert ran.stderr.startswith("Error: nothing more can be written")


def test_closed_output_is_told_where_it_can_be(tmp_path: Path) -> None:
    """A check whose list nobody gets is not passed."""
    ran = run(draw(tmp_path, COMPANY), ">&-", "check")
    assert ran.returncode == 2
    assert ran.stderr == "Error: nothing more can be written: standard output is closed\n"


@pytest.mark.parametrize("redirect", ["2>/dev/full", ">/dev/full 2>/dev/full", ">&- 2>&-"])
def test_where_nothing_can_be_said_the_exit_code_tells(redirect: str, tmp_path: Path) -> None:
    """Two, as with any wrong use."""
    ran = run(draw(tmp_path, COMPANY), redirect, "check")
    assert (ran.returncode, ran.stderr) == (2, "")


def test_a_closed_error_stream_or_input_stops_nothing(tmp_path: Path) -> None:
    """Problems are printed to standard output, and the exit code is theirs."""
    draw(tmp_path, COMPANY + "    --- content/account.yml +\n    x: 1\n")
    ran = run(tmp_path, "2>&- <&-", "check")
    assert ran.returncode == 1
    assert "[unknown-field]" in ran.stdout
    assert run(tmp_path, "<&-", "new", "term", "refund").returncode == 2


def test_a_sign_that_the_stream_lacks_is_written_as_its_number(tmp_path: Path) -> None:
    """Such as on a terminal of another country."""
    draw(tmp_path, COMPANY + "    --- content/account.yml +\n    x: 1\n    客戶: 1\n")
    ran = run(tmp_path, "", "check", PYTHONIOENCODING="latin-1")
    assert ran.returncode == 1
    assert '"\\u5ba2\\u6236" is not a field' in ran.stdout

"""The benchmark measures a company without mistakes, and fails beyond a limit."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest

from bench.__main__ import report
from bench.company import write_company
from bench.measuring import Costs
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context

ROOT = Path(__file__).parents[1]


def test_the_same_number_of_definitions_gives_the_same_company_without_problems(
    tmp_path: Path,
) -> None:
    """A good company is measured, not the reporting of mistakes, and always the same one."""
    for name in ("first", "second"):
        write_company(tmp_path / name, 100, ROOT / "mkdocs.yml")

    assert _files(tmp_path / "first") == _files(tmp_path / "second")
    checked = check_playbook(tmp_path / "first", Context(today=datetime.date(2026, 4, 1)))
    assert len(checked.catalog.definitions()) == 100
    assert checked.problems == ()


def test_a_cost_that_grows_faster_than_the_company_fails_the_benchmark(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A ratio beyond its limit is named and fails the command; the fixed start is left out."""
    small = Costs(100, check=2, parse=1, check_memory=200, build=20, plain=20, build_memory=200)
    middle = Costs(
        1000, check=11, parse=10, check_memory=1100, build=110, plain=110, build_memory=1100
    )
    large = Costs(
        10_000,
        check=101,
        parse=100,
        check_memory=10_100,
        build=2000,
        plain=2000,
        build_memory=10_100,
    )

    assert report([small, middle], 1) == 0
    capsys.readouterr()
    assert report([small, middle, large], 1) == 1
    assert (
        "build time each at 10,000 definitions is 2.10, and 1.3 is the limit"
        in capsys.readouterr().out
    )


@pytest.mark.slow
def test_a_small_company_stays_within_wide_limits() -> None:
    """The whole benchmark runs; at a hundred definitions nothing is wildly too slow."""
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--smoke"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "check : parse" in done.stdout


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }

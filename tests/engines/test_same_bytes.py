"""The same content gives the same bytes, on every machine and every day."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from shared import DAY, Shared
from sites import copy_sample, files_of, icp, icp_process, mkdocs_process

pytestmark = pytest.mark.slow

ELSEWHERE = {
    "PYTHONHASHSEED": "4242",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "SOURCE_DATE_EPOCH": DAY,
}


def differing(one: Path, other: Path) -> list[str]:
    """Return the files that two sites don't have in common, or that differ."""
    a, b = files_of(one), files_of(other)
    return [path for path in sorted({*a, *b}) if a.get(path) != b.get(path)]


def test_another_machine_gives_the_same_site(shared: Shared, tmp_path: Path) -> None:
    """Hash seed, time zone, locale, working folder, file times and path make no difference."""
    other = copy_sample(tmp_path / "quite another/place")
    for file in sorted(other.rglob("*")):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    (tmp_path / "elsewhere").mkdir()
    done = icp_process("build", "-f", other / "mkdocs.yml", cwd=tmp_path / "elsewhere", **ELSEWHERE)
    assert done.returncode == 0, done.stderr
    assert differing(shared.sample() / "site", other / "site") == []


def test_mkdocs_and_icp_give_the_same_site(shared: Shared, tmp_path: Path) -> None:
    """Which of the two commands is typed makes no difference either."""
    root = copy_sample(tmp_path)
    done = mkdocs_process("build", "--strict", cwd=root, **ELSEWHERE)
    assert done.returncode == 0, done.stderr
    assert differing(shared.sample() / "site", root / "site") == []


def test_the_day_makes_no_difference_but_in_the_map_for_search_engines(
    shared: Shared, tmp_path: Path
) -> None:
    """MkDocs writes the day of the build into its sitemap; `SOURCE_DATE_EPOCH` sets that day."""
    root = copy_sample(tmp_path)
    assert icp("build", cwd=root, SOURCE_DATE_EPOCH="1893456000").returncode == 0
    changed = differing(shared.sample() / "site", root / "site")
    assert set(changed) <= {"sitemap.xml", "sitemap.xml.gz"}

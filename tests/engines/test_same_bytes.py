"""The same content gives the same bytes, on every machine and every day."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sites import copy_sample, files_of, icp_process, mkdocs_process

pytestmark = pytest.mark.slow

HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": "1767225600"}
THERE = {
    "PYTHONHASHSEED": "4242",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "SOURCE_DATE_EPOCH": "1767225600",
}


def test_another_machine_gives_the_same_site(tmp_path: Path) -> None:
    """Hash seed, time zone, locale, working folder, file times and path make no difference."""
    one = copy_sample(tmp_path / "one")
    other = copy_sample(tmp_path / "quite another/place")
    for file in sorted(other.rglob("*")):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    (tmp_path / "elsewhere").mkdir()
    assert icp_process("build", cwd=one, **HERE).returncode == 0
    done = icp_process("build", "-f", other / "mkdocs.yml", cwd=tmp_path / "elsewhere", **THERE)
    assert done.returncode == 0, done.stderr
    a, b = files_of(one / "site"), files_of(other / "site")
    assert set(a) == set(b)
    assert [path for path in a if a[path] != b[path]] == []


def test_mkdocs_and_icp_give_the_same_site(tmp_path: Path) -> None:
    """Which of the two commands is typed makes no difference either."""
    root = copy_sample(tmp_path)
    assert icp_process("build", cwd=root, **HERE).returncode == 0
    assert mkdocs_process("build", "--strict", "-d", "plain", cwd=root, **THERE).returncode == 0
    a, b = files_of(root / "site"), files_of(root / "plain")
    assert set(a) == set(b)
    assert [path for path in a if a[path] != b[path]] == []


def test_the_day_makes_no_difference_but_in_the_map_for_search_engines(tmp_path: Path) -> None:
    """MkDocs writes the day of the build into its sitemap; `SOURCE_DATE_EPOCH` sets that day."""
    root = copy_sample(tmp_path)
    assert icp_process("build", cwd=root, **HERE).returncode == 0
    first = files_of(root / "site")
    assert icp_process("build", cwd=root, **HERE | {"SOURCE_DATE_EPOCH": "1893456000"}).returncode == 0
    second = files_of(root / "site")
    assert {path for path in first if first[path] != second[path]} <= {"sitemap.xml", "sitemap.xml.gz"}

"""The lowest versions that pyproject.toml allows build the sample company's site."""

from __future__ import annotations

import re
import sys
import sysconfig
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from sites import ROOT, copy_sample, run

LOWEST = ROOT / "requirements/lowest.txt"


def bounds() -> dict[str, str]:
    """Return the lowest version of each direct dependency by its name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [Requirement(text) for text in project["dependencies"]]
    return {
        one.name: spec.version
        for one in wanted
        for spec in one.specifier
        if spec.operator in (">=", "==")
    }


def test_the_lock_of_the_lowest_versions_follows_the_bounds() -> None:
    """Whoever moves a bound runs `make lock`."""
    locked = dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", LOWEST.read_text(), re.MULTILINE))
    for name, version in bounds().items():
        assert (locked[name] + ".0").startswith(version), name


@pytest.mark.slow
def test_the_lowest_versions_build_the_sample(tmp_path: Path) -> None:
    """In an environment of their own, with this checkout in it."""
    uv, folder = Path(sys.executable).parent / "uv", tmp_path / "env"
    commands: list[list[str | Path]] = [
        ["venv", "--quiet", "--python", sys.executable, folder],
        [
            "pip",
            "install",
            "--quiet",
            "--python",
            folder / "bin/python",
            "--require-hashes",
            "-r",
            LOWEST,
        ],
    ]
    for words in commands:
        done = run(uv, *words, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    packages = Path(
        sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)})
    )
    ours = distribution("icp-playbook")
    for top in {file.parts[0] for file in ours.files or []} - {"..", "__pycache__"}:
        (packages / top).symlink_to(Path(str(ours.locate_file(top))))
    (tmp_path / "company").mkdir()
    done = run(
        folder / "bin/python", "-m", "icp_playbook", "build", cwd=copy_sample(tmp_path / "company")
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.match(r"1\d\d pages in ", done.stdout)

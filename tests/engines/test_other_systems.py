"""A system without `fcntl`, libyaml and an exchange of folders in one step, such as Windows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from drawn import draw
from sites import environment, files_of, icp

COMPANY = """
    --- + minimal
    --- + tiers
    --- content/company.yml +
    reviewed: 2001-01-01
    --- mkdocs.yml
    site_name: Parcelmoor
    docs_dir: content/pages
    theme: {name: material, font: false}
    plugins: [search, icp]
    --- content/pages/the-method.md
    # The method
"""
ELSEWHERE = """
import importlib, sys, types
for name in ("fcntl", "yaml._yaml", "yaml.cyaml"):
    sys.modules[name] = None
import yaml
assert not yaml.__with_libyaml__
from icp_playbook.cli import main
from icp_playbook.cli.commands import COMMANDS
from icp_playbook.stages import write
write.sys = types.SimpleNamespace(platform="win32")
for place in COMMANDS.values():
    importlib.import_module(f"icp_playbook.cli.{place[0].partition(':')[0]}")
for words in (["check", "--today", "2001-01-02"], ["build"], ["build"], ["export", "docs"]):
    try:
        main(words)
    except SystemExit as ended:
        print(*words, ended.code, flush=True)
"""


def test_a_whole_check_build_and_export_without_what_only_some_systems_have(tmp_path: Path) -> None:
    """Every command can be imported; site and folder are the same as here, byte for byte."""
    here, there = draw(tmp_path / "here", COMPANY), draw(tmp_path / "there", COMPANY)
    for words in (("build",), ("export", "docs")):
        assert icp(*words, cwd=here).returncode == 0
    ran = subprocess.run(
        [sys.executable, "-W", "ignore:only soft file lock", "-c", ELSEWHERE],
        cwd=there, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    ended = [line for line in ran.stdout.splitlines() if line[-1].isdigit()]
    assert ended == ["check --today 2001-01-02 0", "build 0", "build 0", "export docs 0"], (
        ran.stderr
    )
    assert "Traceback" not in ran.stderr
    assert files_of(there / "docs") == files_of(here / "docs")
    assert files_of(there / "site") == files_of(here / "site")
    assert [path.name for path in there.iterdir() if path.name.startswith(".icp-")] == []

"""What is imported before a command has anything to do, which is most of what it takes to start."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sites import environment

START = """
import sys
from icp_playbook.cli import main
sys.argv[0] = "icp"
try:
    main()
finally:
    print(*sys.modules)
"""
READING = {
    "babel", "icp_playbook.model", "icp_playbook.scoring", "icp_playbook.stages", "jinja2",
    "markdown", "markdown_it", "mkdocs", "pydantic", "snowballstemmer", "yaml",
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "needless"),
    [
        ("--version", {*READING, "click", "importlib.metadata", "inspect", "logging", "typing"}),
        ("--help", {*READING, "importlib.metadata", "importlib.resources"}),
    ],
)
def test_what_needs_no_playbook_imports_nothing_that_reads_one(
    words: str, needless: set[str]
) -> None:
    """Names and not a time: importing any of these takes longer than answering does."""
    done = subprocess.run(
        [sys.executable, "-c", START, words],
        env=environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    said, _, modules = done.stdout.rstrip().rpartition("\n")
    assert "icp" in said
    assert set(modules.split()) & needless == set()

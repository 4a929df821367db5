"""What CONTRIBUTING.md says of the rules and the layers is what the program does."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from icp_playbook.cli.commands import COMMANDS
from icp_playbook.stages.check.rules import RULES

ROOT = Path(__file__).parents[1]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_the_table_of_rules_is_the_programs() -> None:
    """Every rule stands in the table with its severity and what it asks for, and no other does."""
    rows = re.findall(r"^\| `([a-z-]+)` \| (error|warning) \| (.+) \|$", CONTRIBUTING, re.MULTILINE)
    assert rows == [(rule.name, str(rule.severity), rule.asks) for rule in RULES]


def test_every_command_that_the_guides_name_exists() -> None:
    """Every command that README and CONTRIBUTING name exists."""
    guides = CONTRIBUTING + (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"`(?:icp|\.venv/bin/icp) ([a-z]+)", guides))
    assert named
    assert named <= set(COMMANDS)


def test_every_file_that_the_guides_name_exists() -> None:
    """The places where the guides send an engineer are there."""
    paths = re.findall(
        r"`((?:stages|model|scoring|engines|cli|authoring|changes|accounts)/[a-z_/]*(?:\.py)?)`",
        CONTRIBUTING,
    )
    assert paths
    missing = [path for path in paths if not (ROOT / "generator/icp_playbook" / path).exists()]
    assert missing == []


def test_every_make_target_that_the_guides_name_exists() -> None:
    """The same for make."""
    guides = CONTRIBUTING + (ROOT / "README.md").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", guides, re.MULTILINE))
    assert named
    assert named <= targets


def test_every_link_and_picture_of_the_guides_leads_somewhere() -> None:
    """The README's picture is the first thing that a newcomer sees."""
    guides = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "site_templates/README.md")
    found = [
        (guide, target)
        for guide in guides
        for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / guide).read_text("utf-8"))
        if not target.startswith("https:")
    ]
    assert ("README.md", "docs/home.png") in found
    missing = [
        (guide, target)
        for guide, target in found
        if not (ROOT / guide).parent.joinpath(target).exists()
    ]
    assert missing == []


def test_who_reviews_what_names_every_folder_and_only_what_is_there() -> None:
    """Each folder has an owner in CODEOWNERS, and each line there protects something."""
    guide = (ROOT / "docs/who-reviews-what.md").read_text("utf-8")
    table, _, owners = guide.partition("## A CODEOWNERS to copy")
    named = {
        path.partition("/")[0]
        for row in re.findall(r"(?m)^\| (`.+?) \|", table)
        for path in re.findall("`([^`]+)`", row)
    }
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    folders = {path.partition("/")[0] for path in listed.split("\0") if "/" in path}
    assert folders - named - {".vscode"} == set()
    for path in re.findall(r"(?m)^/(\S+)", owners):
        assert (ROOT / path).exists(), path

"""`icp init` begins a repository: a site can be built at once, and assistants know their way."""

from __future__ import annotations

import re
from pathlib import Path

from drawn import draw
from icp_playbook.cli.commands import COMMANDS
from icp_playbook.model.kinds import KINDS
from sites import files_of, icp


def test_what_it_begins_with_makes_a_site(tmp_path: Path) -> None:
    """With a company and a segment in it, check and build have nothing to complain of."""
    begun = icp("init", tmp_path / "ours", cwd=tmp_path)
    assert begun.returncode == 0, begun.stderr
    assert begun.stdout.splitlines() == [
        "mkdocs.yml written", ".gitignore written", "content/pages/.gitkeep written",
        "AGENTS.md written",
    ]  # fmt: skip
    root = draw(tmp_path / "ours", "--- + minimal")
    assert icp("check", cwd=root).returncode == 0
    assert icp("build", cwd=root).returncode == 0


def test_what_is_there_stays(tmp_path: Path) -> None:
    """A configuration, what git leaves out, and an AGENTS.md that somebody wrote."""
    (tmp_path / "mkdocs.yaml").write_text("site_name: Ours\n")
    (tmp_path / ".gitignore").write_text("site\n*.bak")
    (tmp_path / "AGENTS.md").write_text("# Ours\n")
    before = files_of(tmp_path)
    begun = icp("init", cwd=tmp_path)
    assert "AGENTS.md is there and stays" in begun.stdout
    after = files_of(tmp_path)
    assert after.pop(".gitignore") == b"site\n*.bak\n.venv/\nsite-*/\nschemas/\n.icp-*/\n"
    assert before.pop(".gitignore")
    assert after == before


def test_it_brings_its_own_words_up_to_date_and_keeps_yours(tmp_path: Path) -> None:
    """Below its last line a company writes what it likes."""
    icp("init", cwd=tmp_path)
    file = tmp_path / "AGENTS.md"
    first = file.read_text("utf-8")
    file.write_text(
        first.replace("# Changing this playbook", "# Old") + "Ask Ada first.\n", "utf-8"
    )
    assert "AGENTS.md written" in icp("init", cwd=tmp_path).stdout
    assert file.read_text("utf-8") == f"{first}Ask Ada first.\n"
    again = files_of(tmp_path)
    assert "AGENTS.md is there and stays" in icp("init", cwd=tmp_path).stdout
    assert files_of(tmp_path) == again


def test_assistants_are_told_each_kind_and_commands_that_are_there(tmp_path: Path) -> None:
    """A kind that is added is told by itself; a command that goes is not told any more."""
    icp("init", cwd=tmp_path)
    text = (tmp_path / "AGENTS.md").read_text("utf-8")
    for kind in KINDS:
        assert f"| `{kind.name}` | `{kind.where}` |" in text
    named = set(re.findall(r"`icp ([a-z]+)", text))
    assert {"check", "diff", "new", "refs", "rename", "remove", "schema"} <= named <= set(COMMANDS)


def test_a_folder_that_can_t_be_written_is_told(tmp_path: Path) -> None:
    """Without a traceback."""
    (tmp_path / "ours").write_text("a file")
    begun = icp("init", tmp_path / "ours" / "below", cwd=tmp_path)
    assert begun.returncode == 2
    assert "can't be written" in begun.stderr
